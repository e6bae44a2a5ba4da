/**
 * The first KPIs computed slowly and apart, straight from raw events, as KPIS.md says in words. For
 * contacts that are well-formed: in order, each with its creation, without corrections or summaries.
 */
import type { CloudEvent } from "../../shared/events/event.ts";

interface Said {
  readonly at: number;
  readonly type: string;
  readonly version: string;
  readonly data: Record<string, unknown>;
}

/** One measured value: what, how much, when, and whose it is. */
interface Sample {
  readonly of: string;
  readonly value: number;
  readonly at: number;
  readonly agent: string | null;
}

const second = (at: number): number => Math.floor(at / 1000);
const is = (type: string) => (one: Said) => one.type === type;

function firstReply(said: readonly Said[], who: (one: Said) => string | null): Sample[] {
  const created = said.find(is("contact.created"));
  if (created?.data.direction !== "inbound" || created.data.kind === "call") return [];
  const reply = said.find(
    ({ type, data }) =>
      type === "contact.message" &&
      data.from === "agent" &&
      data.visibility === "public" &&
      data.automated !== true,
  );
  if (reply === undefined) return [];
  let start = created.at;
  let solver = "";
  for (const { type, data, at } of said) {
    if (at > reply.at) break;
    if (type === "contact.queued" && data.reason === "bot_handover") start = at;
    if (type !== "contact.status_changed") continue;
    if (data.to === "open" && solver === "bot") start = at;
    if (data.to === "resolved") solver = (data.actor as { kind: string }).kind;
  }
  return [{ of: "frt", value: second(reply.at) - second(start), at: reply.at, agent: who(reply) }];
}

function queueExits(said: readonly Said[], who: (one: Said) => string | null): Sample[] {
  const samples: Sample[] = [];
  const created = said.find(is("contact.created"));
  const answers = said.some(is("contact.answered"));
  if (created?.data.kind === "ticket" || (created?.data.kind === "chat" && !answers)) return [];
  let since: number | null = null;
  for (const one of said) {
    const waited = since === null ? null : second(one.at) - second(since);
    const primary = one.type === "contact.answered" && (one.data.role ?? "primary") === "primary";
    if (one.type === "contact.queued") since = one.at;
    else if (primary && (one.data.via ?? "queue") === "queue" && waited !== null) {
      samples.push({ of: "answered", value: waited, at: one.at, agent: who(one) });
      since = null;
    } else if (primary) since = null;
    else if (one.type === "contact.abandoned" && waited !== null) {
      if (one.data.reason === "hangup") {
        samples.push({ of: "abandoned", value: waited, at: one.at, agent: who(one) });
      }
      since = null;
    } else if (one.type === "contact.transferred" && one.data.fromLegId === undefined) since = null;
  }
  return samples;
}

function legs(said: readonly Said[], who: (one: Said) => string | null): Sample[] {
  const created = said.find(is("contact.created"));
  if (created?.data.kind !== "call" || created.data.direction !== "inbound") return [];
  const ids = new Set(said.map(({ data }) => data.legId).filter((id) => id !== undefined));
  return [...ids].flatMap((id): Sample[] => {
    const own = said.filter(({ data }) => data.legId === id);
    const [from, to, done] = ["answered", "leg_ended", "wrapup_ended"].map((type) =>
      own.find(is(`contact.${type}`)),
    );
    if (!from || !to || !done || (from.data.role ?? "primary") !== "primary") return [];
    let held = 0;
    let since: number | null = null;
    for (const one of own) {
      if (one.type !== "contact.hold_changed") continue;
      if (one.data.onHold) since = one.at;
      else if (since !== null) held += second(one.at) - second(since);
      if (!one.data.onHold) since = null;
    }
    if (since !== null) held += second(to.at) - second(since);
    const dialled = said.findLast(
      ({ type, at, data }) =>
        type === "contact.offered" && at <= from.at && data.outcome === "pending",
    );
    const dial = from.data.via === "callback" && dialled ? second(from.at) - second(dialled.at) : 0;
    const mine = { at: done.at, agent: who(from) };
    const talk = second(to.at) - second(from.at) - held;
    const wrap = second(done.at) - second(to.at);
    return [
      { of: "talk", value: talk, ...mine },
      { of: "hold", value: held, ...mine },
      { of: "wrap", value: wrap, ...mine },
      { of: "handle", value: talk + held + wrap + dial, ...mine },
    ];
  });
}

function answers(said: readonly Said[], who: (one: Said) => string | null): Sample[] {
  const ids = new Set(said.map(({ data }) => data.surveyId).filter((id) => id !== undefined));
  return [...ids].flatMap((id): Sample[] => {
    const sent = said.find(({ type, data }) => type === "survey.sent" && data.surveyId === id);
    const all = said.filter(({ type, data }) => type === "survey.answered" && data.surveyId === id);
    const [first] = all;
    const before = sent?.at ?? first?.at ?? 0;
    const solve = said.findLast(
      ({ type, at, data }) =>
        type === "contact.status_changed" &&
        at <= before &&
        data.to === "resolved" &&
        (data.actor as { kind: string }).kind === "agent",
    );
    const sender = said.findLast(
      ({ type, at, data }) =>
        type === "contact.message" &&
        at <= before &&
        data.from === "agent" &&
        data.visibility === "public" &&
        data.automated !== true,
    );
    const snapshot = sent?.data.agentId === undefined ? undefined : sent;
    const credited = solve ?? snapshot ?? sender;
    const agent = credited === undefined ? null : who(credited);
    const last = all
      .toSorted((a, b) => (a.version < b.version ? -1 : a.version > b.version ? 1 : a.at - b.at))
      .at(-1);
    const samples: Sample[] = [];
    if (first && last) {
      const score = Number(last.data.score);
      if (last.data.kind === "nps") samples.push({ of: "nps", value: score, at: first.at, agent });
      else samples.push({ of: "rating", value: score, at: first.at, agent });
    }
    if (sent?.data.kind === "csat") {
      samples.push({ of: "sent", value: first ? 1 : 0, at: sent.at, agent });
    }
    return samples;
  });
}

const sum = (list: readonly number[]) => list.reduce((all, one) => all + one, 0);
const mean = (list: readonly number[]) => (list.length === 0 ? null : sum(list) / list.length);
const share = (hits: number, of: number) => (of === 0 ? null : (100 * hits) / of);
const nearest = (list: readonly number[], p: number) =>
  list.toSorted((a, b) => a - b)[Math.ceil((p * list.length) / 100) - 1] ?? null;

/** Value of each KPI for `[from, to)`; `agent` null: the whole centre. */
export function oracle(
  events: readonly CloudEvent[],
  { from, to, agent }: { from: number; to: number; agent: string | null },
): Record<string, number | null> {
  const contacts = new Map<string, Said[]>();
  for (const { source, type, time, data, entityversion = "" } of events) {
    const survey = events.find(
      (other) => other.type.includes("survey.sent") && other.data.surveyId === data.surveyId,
    );
    const key = `${source} ${data.contactId ?? survey?.data.contactId ?? data.surveyId}`;
    const one = { at: Date.parse(time), type: type.slice(10, -3), version: entityversion, data };
    contacts.set(key, [...(contacts.get(key) ?? []), one]);
  }
  const created: number[] = [];
  const samples = [...contacts].flatMap(([key, said]) => {
    const who = ({ data }: Said) => (data.agentId ? `${data.agentId}@${key.split(" ")[0]}` : null);
    const made = said.find(is("contact.created"));
    const isCounted = made && made.data.kind !== "call" && made.at >= from && made.at < to;
    if (isCounted && agent === null) created.push(1);
    return [
      ...firstReply(said, who),
      ...queueExits(said, who),
      ...legs(said, who),
      ...answers(said, who),
    ];
  });
  const of = (what: string) =>
    samples
      .filter((one) => one.of === what && one.at >= from && one.at < to)
      .filter((one) => agent === null || one.agent === agent)
      .map(({ value }) => value);
  const late = of("abandoned").filter((wait) => wait > 5).length;
  const nps = of("nps");
  const points = nps.filter((one) => one >= 9).length - nps.filter((one) => one <= 6).length;
  return {
    "csat.score": share(of("rating").filter((score) => score >= 4).length, of("rating").length),
    "csat.mean": mean(of("rating")),
    "csat.response_rate": share(sum(of("sent")), of("sent").length),
    "nps.score": share(points, nps.length),
    "frt.p50": nearest(of("frt"), 50),
    "frt.p90": nearest(of("frt"), 90),
    "frt.mean": mean(of("frt")),
    "aht.mean": mean(of("handle")),
    "aht.p50": nearest(of("handle"), 50),
    "aht.talk.mean": mean(of("talk")),
    "aht.hold.mean": mean(of("hold")),
    "aht.wrap.mean": mean(of("wrap")),
    "calls.answered": of("answered").length,
    "calls.abandoned": of("abandoned").length,
    "asa.mean": mean(of("answered")),
    "asa.p90": nearest(of("answered"), 90),
    "abandon.rate": share(of("abandoned").length, of("abandoned").length + of("answered").length),
    "abandon.rate_excl_short": share(late, late + of("answered").length),
    ...(agent === null ? { "tickets.created": created.length } : {}),
  };
}
