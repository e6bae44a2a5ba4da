/** Each KPI of the catalogue as a formula over samples (KPIS.md 9), divided last, never averaged. */
import type { Sample } from "./sample.ts";
import {
  type Answer,
  count,
  mean,
  percent,
  ratio,
  recommendation,
  share,
  statistics,
  total,
  type Values,
  yes,
} from "./statistics.ts";

function tickets(of: Values): [string, Answer][] {
  const withdrawn: [string, Answer][] = ["frt", "reply", "resolution"].flatMap((metric) => [
    [
      `sla.${metric}.attainment`,
      metric === "frt"
        ? { ...yes(of("sla.frt")), pending: of("pending.frt").length }
        : yes(of(`sla.${metric}`)),
    ],
    [`sla.${metric}.breached`, count(of(`sla.${metric}`).filter((met) => met === 0))],
  ]);
  return [
    ...statistics("frt", of("frt.seconds"), ["p50", "p90", "p95", "mean"]),
    ...statistics("frt.business", of("frt.business"), ["p50", "p90", "p95", "mean"]),
    ...statistics("frt.from_creation", of("frt.from_creation"), ["p50", "p90", "mean"]),
    ...statistics("frt.since_assignment", of("frt.since_assignment"), ["p50", "p90", "mean"]),
    ...statistics("frt.bot", of("frt.bot"), ["p50", "p90", "mean"]),
    ...statistics("agent_greeting", of("agent_greeting"), ["p50", "p90", "mean"]),
    ...statistics("reply_time", of("reply.seconds"), ["p50", "p90", "mean"]),
    ...statistics("resolution.first", of("resolution.first"), ["p50", "p90", "mean"]),
    ...statistics("resolution.full", of("resolution.full"), ["p50", "p90", "mean"]),
    ...statistics("requester_wait", of("ticket.requester_wait"), ["p50", "p90", "mean"]),
    ...statistics("agent_work", of("ticket.agent_work"), ["p50", "p90", "mean"]),
    ...statistics("on_hold", of("ticket.on_hold"), ["p50", "p90", "mean"]),
    ...withdrawn,
    ["closed_without_reply", count(of("ticket.closed_without_reply"))],
    ["reopen.rate", yes(of("ticket.reopened"))],
    ["one_touch.rate", yes(of("ticket.one_touch"))],
    ["handoffs.mean", mean(of("ticket.handoffs"))],
    ["tickets.created", count(of("ticket.created"))],
    ["fcr", { ...yes(of("fcr.resolved")), pending: of("pending.fcr").length }],
  ];
}

function surveys(of: Values): [string, Answer][] {
  const nps = recommendation(of("nps.raw"));
  const efforts = of("ces.raw");
  const reviews = of("review.score");
  const quality = reviews.length === 0 ? null : total(reviews) / 1e6 / reviews.length;
  return [
    ["csat.score", yes(of("csat.positive"))],
    ["csat.wilson95", yes(of("csat.positive"))],
    ["csat.mean", mean(of("csat.raw.1-5"))],
    ["csat.response_rate", yes(of("csat.sent"))],
    ...["score", "se", "moe95"].map((name): [string, Answer] => [
      `nps.${name}`,
      nps[name] ?? { value: null },
    ]),
    ["nps.adjusted_wald95", nps.score ?? { value: null }],
    ["nps.relationship.score", recommendation(of("nps.relationship.raw")).score ?? { value: null }],
    ["ces.agree", share(efforts.filter((score) => score >= 5).length, efforts.length)],
    ["ces.mean", mean(efforts)],
    ["quality.score", { value: quality, n: reviews.length }],
  ];
}

function queues(of: Values): [string, Answer][] {
  const n = (name: string) => of(`queue.${name}`).length;
  const answered = of("queue.answered.*");
  const abandoned = of("queue.abandoned.*");
  const quick = n("answered.in_time");
  const all = answered.length;
  const isLong = n("abandoned.in_time") + n("abandoned.late");
  const soon = n("abandoned.short") + n("abandoned.in_time");
  return [
    ["calls.answered", count(answered)],
    ["calls.abandoned", count(abandoned)],
    ["sl.A", share(quick, all + abandoned.length)],
    ["sl.B", share(quick, all + n("abandoned.late"))],
    ["sl.C", share(quick + soon, all + abandoned.length)],
    ["sl.D", share(quick, all)],
    ["sl.E", share(quick, all + isLong)],
    ["sl.queue_exit_within_T", share(quick + soon + n("flowout.in_time"), of("queue.*").length)],
    ...statistics("asa", answered, ["mean", "p50", "p90"]),
    ["abandon.rate_excl_short", share(isLong, all + isLong)],
    ["abandon.rate", share(abandoned.length, all + abandoned.length)],
    ...statistics("abandon.time", abandoned, ["mean", "p90"]),
    ["callback.requested", count(of("callback.completed"))],
    ["callback.completed_rate", yes(of("callback.completed"))],
    ...statistics("callback.wait", of("callback.wait"), ["mean", "p90"]),
    ["callback.attempts.mean", mean(of("callback.attempts"))],
  ];
}

function legs(of: Values, isPhone: boolean): [string, Answer][] {
  const handle = of(isPhone ? "inbound leg.handle" : "inbound leg.workload");
  return [
    ...statistics("aht", handle, ["mean", "p50", "p90"]),
    ["aht.talk.mean", mean(of("inbound leg.talk"))],
    ["aht.hold.mean", mean(of("inbound leg.hold"))],
    ["aht.wrap.mean", mean(of("inbound leg.wrap"))],
    ["aht.outbound.mean", mean(of("outbound leg.handle"))],
    ["aht.coverage", yes(of("leg.complete"))],
    ["handle_per_contact.mean", mean(of("contact.handle"))],
    ...statistics("session_length", of("leg.session"), ["mean", "p50", "p90"]),
    ["transfer.rate_per_leg", yes(of("leg.transferred"))],
    ["transfer.rate_per_contact", yes(of("contact.transferred"))],
    ["escalation.rate", yes(of("contact.escalated"))],
    ["outbound.connect_rate", yes(of("outbound.connected"))],
  ];
}

function agents(of: Values, hours: number): [string, Answer][] {
  const sum = (name: string) => total(of(`agent.${name}`));
  const work = of("inbound leg.workload");
  const load =
    work.length === 0
      ? null
      : ((of("queue.*").length / hours) * (total(work) / work.length)) / 3600;
  const present = sum("on_queue") / (hours * 3600);
  return [
    ["occupied.seconds", { value: sum("busy") }],
    ["concurrency", ratio(sum("session"), sum("in_session"))],
    ["occupancy", percent(sum("busy"), sum("busy") + sum("idle"))],
    ["utilisation", percent(sum("busy") + sum("idle"), sum("planned"))],
    ["adherence", percent(sum("adherent"), sum("planned"))],
    ["conformance", percent(sum("on_queue"), sum("on_queue_planned"))],
    ["contacts_per_hour", ratio(3600 * of("leg.complete").length, sum("on_queue"))],
    ["erlang.load", { value: load }],
    ["erlang.occupancy", { value: load === null || present === 0 ? null : (100 * load) / present }],
    ["period.hours", { value: hours }],
    ...["rejected", "skew_clamped", "quarantined"].map((name): [string, Answer] => [
      `quality.${name}`,
      count(of(`quality.${name}`)),
    ]),
  ];
}

/** All KPIs of a period. `isPhone`: only the phone is asked for (KPIS.md 9, `aht`). */
export function periodAnswers(
  samples: readonly Sample[],
  { hours, isPhone }: { hours: number; isPhone: boolean },
): Map<string, Answer> {
  const of: Values = (name) => {
    const [direction, measure] = name.includes(" ") ? name.split(" ") : [undefined, name];
    return samples
      .filter((one) => direction === undefined || one.direction === direction)
      .filter(({ of: own }) =>
        measure?.endsWith("*") ? own.startsWith(measure.slice(0, -1)) : own === measure,
      )
      .map(({ value }) => value);
  };
  return new Map([
    ...tickets(of),
    ...surveys(of),
    ...queues(of),
    ...legs(of, isPhone),
    ...agents(of, hours),
  ]);
}

/** All KPIs of an instant. */
export function stateAnswers(samples: readonly Sample[]): Map<string, Answer> {
  const of = (name: string) => samples.filter((one) => one.of === name).map(({ value }) => value);
  const most = (values: readonly number[]): Answer => ({
    value: values.length === 0 ? null : Math.max(...values),
  });
  return new Map([
    ["waiting.count", count(of("state.waiting"))],
    ["waiting.oldest", most(of("state.waiting"))],
    ["waiting.past_target", count(of("state.waiting_late"))],
    ["queue.waiting", count(of("state.queued"))],
    ["queue.longest", most(of("state.queued"))],
    ["queue.past_target", count(of("state.queued_late"))],
    ["backlog.open", count(of("state.open"))],
    ["backlog.unassigned", count(of("state.unassigned"))],
    ...statistics("backlog.age", of("state.open"), ["p50", "p90"]),
  ]);
}
