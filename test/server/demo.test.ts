/** The demo's contact centre: repeatable, valid, and as a manager would expect it to be. */
import { beforeAll, describe, expect, test } from "vitest";
import { historyFrom, ZONE } from "../../server/demo/calendar.ts";
import { type Simulation, simulate } from "../../server/demo/centre.ts";
import { demoOrganisation, SOURCES } from "../../server/demo/organisation.ts";
import type { Arrival } from "../../server/demo/outbox.ts";
import { type DeskEvent, type EventOf, parseEvent } from "../../shared/events/event.ts";
import { orgDocument } from "../../shared/org/org.ts";
import { DAY_MS, dateOf, HOUR_MS, startOfDay } from "../../shared/time/interval.ts";

const NOW = Date.parse("2026-03-13T13:00:00Z");
const FROM = historyFrom(NOW);
const BAD_DAY = "2026-03-03";
const QUIET_DAY = "2026-02-26";

function until(end: number, simulation: Partial<Simulation> = {}): Arrival[] {
  const arrivals: Arrival[] = [];
  for (const arrival of simulate({ seed: "demo", from: FROM, ...simulation })) {
    if (arrival.arrivesAt >= end) return arrivals;
    arrivals.push(arrival);
  }
  return arrivals;
}

function read({ event }: Arrival): DeskEvent {
  const parsed = parseEvent(event);
  if (!parsed.ok) throw new Error(`${event.type} ${parsed.problem.path} ${parsed.problem.reason}`);
  return parsed.value;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

describe("the same seed", () => {
  const end = FROM + 4 * DAY_MS;

  test("[REL-9] gives the same events, byte for byte", () => {
    expect(JSON.stringify(until(end))).toBe(JSON.stringify(until(end)));
  });

  test("[REL-9] gives other events with another seed", () => {
    expect(until(end, { seed: "other" }).length).not.toBe(until(end).length);
  });

  test("[UX-20] has a prefix on every id, so that two simulations can feed one store", () => {
    for (const { event } of until(end, { prefix: "b-" })) {
      expect(event.id.startsWith("b-")).toBe(true);
      if (event.subject.startsWith("contact/")) expect(event.subject).toMatch(/^contact\/b-/);
    }
  });
});

describe("four weeks", () => {
  let arrivals: Arrival[] = [];
  let events: DeskEvent[] = [];

  const all = <Type extends DeskEvent["type"]>(type: Type) =>
    events.filter((event): event is DeskEvent & { type: Type } => event.type === type);
  const on = (date: string) => {
    const from = startOfDay(Date.parse(`${date}T12:00:00Z`), ZONE);
    return ({ at }: DeskEvent) => at >= from && at < from + DAY_MS; // no clock changes in these weeks
  };
  const isCall = ({ source }: DeskEvent) => source === SOURCES.twilio;
  const hourOf = (event: DeskEvent) =>
    Math.floor((event.at - startOfDay(event.at, ZONE)) / HOUR_MS);
  const answeredCalls = () =>
    all("contact.answered").filter((event) => isCall(event) && event.data.via === "queue");
  const waits = (answers: readonly EventOf<"contact.answered">[]) =>
    answers.map((event) => (event.data.waitMs ?? Number.NaN) / 1000);
  const hungUp = () =>
    all("contact.abandoned").filter(
      (event) => isCall(event) && event.data.stage !== "ivr" && (event.data.waitMs ?? 0) > 5000,
    );
  const abandonShare = (date: string) => {
    const lost = hungUp().filter(on(date)).length;
    return lost / (lost + answeredCalls().filter(on(date)).length);
  };
  const csat = (keep: (event: DeskEvent) => boolean) => {
    const answers = all("survey.answered").filter(
      (event) => event.data.kind === "csat" && keep(event),
    );
    return mean(answers.map(({ data }) => ((data.score ?? 0) >= 4 ? 100 : 0)));
  };
  const normalWeekdays = () =>
    Array.from({ length: 28 }, (_, index) => dateOf(FROM + index * DAY_MS, ZONE)).filter((date) => {
      const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
      return weekday > 0 && weekday < 6 && date !== BAD_DAY && date !== QUIET_DAY;
    });

  beforeAll(() => {
    arrivals = until(NOW);
    const seen = new Map<string, DeskEvent>();
    for (const arrival of arrivals) {
      const key = `${arrival.event.source}|${arrival.event.id}`;
      if (!seen.has(key)) seen.set(key, read(arrival));
    }
    events = [...seen.values()];
  });

  test("[UX-20] are 100 000 to 200 000 events", () => {
    expect(arrivals.length).toBeGreaterThan(100_000);
    expect(arrivals.length).toBeLessThan(200_000);
  });

  test("[UX-20] arrive in order, and nothing arrives before it happened", () => {
    const early = arrivals.filter(
      ({ arrivesAt, event }, index) =>
        arrivesAt < Date.parse(event.time) || arrivesAt < (arrivals[index - 1]?.arrivesAt ?? 0),
    );
    expect(early).toEqual([]);
  });

  test("[REL-6] repeat an id only as a duplicate, word for word, and seldom", () => {
    const texts = new Map<string, string>();
    const other = arrivals.filter(({ event }) => {
      const key = `${event.source}|${event.id}`;
      const [text, before] = [JSON.stringify(event), texts.get(key)];
      texts.set(key, text);
      return before !== undefined && before !== text;
    });
    expect(other).toEqual([]);
    const repeated = 1 - events.length / arrivals.length;
    expect(repeated).toBeGreaterThan(0.001);
    expect(repeated).toBeLessThan(0.01);
  });

  test("[UX-20] name only agents, teams and queues that the organisation knows", () => {
    const org = orgDocument.parse(demoOrganisation);
    const known = new Set(
      [...org.agents, ...org.teams, ...org.queues].flatMap(({ identities }) =>
        identities.map(({ source, id }) => `${source}|${id}`),
      ),
    );
    const unknown = events.filter((event) => {
      const { agentId, queueId, teamId }: Readonly<Record<string, unknown>> = event.data;
      return [agentId, queueId, teamId].some(
        (id) => typeof id === "string" && !known.has(`${event.source}|${id}`),
      );
    });
    expect(unknown).toEqual([]);
  });

  test("[UX-20] are busier on Mondays than on Fridays, and have a lunch dip", () => {
    const calls = all("contact.created").filter(isCall);
    const monday = calls.filter(on("2026-02-23")).length;
    expect(monday).toBeGreaterThan(1.3 * calls.filter(on("2026-02-27")).length);
    const at = (hour: number) => calls.filter((event) => hourOf(event) === hour).length;
    expect(at(12)).toBeLessThan(0.8 * at(10));
    expect(at(12)).toBeLessThan(0.95 * at(13));
  });

  test("[UX-20] have one bad day: twice the calls, long waits, lost callers, low ratings", () => {
    const answers = answeredCalls();
    const usual = mean(waits(answers.filter(on("2026-02-24"))));
    expect(mean(waits(answers.filter(on(BAD_DAY))))).toBeGreaterThan(1.7 * usual);
    expect(abandonShare(BAD_DAY)).toBeGreaterThan(0.12);
    expect(csat(on(BAD_DAY))).toBeLessThan(csat(() => true) - 7);
  });

  test("[UX-20] have one quiet day", () => {
    const calls = all("contact.created").filter(isCall);
    const quiet = calls.filter(on(QUIET_DAY)).length;
    expect(quiet).toBeLessThan(0.75 * calls.filter(on("2026-03-05")).length);
  });

  test("[UX-20] lose 1 to 15 % of the callers on an ordinary working day", () => {
    for (const date of normalWeekdays()) {
      expect(abandonShare(date), date).toBeGreaterThan(0.01);
      expect(abandonShare(date), date).toBeLessThan(0.15);
    }
  });

  test("[UX-20] let callers wait 10 to 60 s on average, and handle a call in 4 to 7 minutes", () => {
    const wait = mean(waits(answeredCalls()));
    expect(wait).toBeGreaterThan(10);
    expect(wait).toBeLessThan(60);
    const answeredAt = new Map(all("contact.answered").map(({ at, data }) => [data.legId, at]));
    const handled = all("contact.wrapup_ended")
      .filter(isCall)
      .map(({ at, data }) => (at - (answeredAt.get(data.legId) ?? Number.NaN)) / 60_000);
    expect(mean(handled)).toBeGreaterThan(4);
    expect(mean(handled)).toBeLessThan(7);
  });

  test("[UX-20] answer mail within hours and chats within a minute or so", () => {
    const started = new Map(all("contact.created").map(({ at, data }) => [data.contactId, at]));
    const replied = new Map<string, DeskEvent>();
    for (const event of all("contact.message")) {
      const { from, visibility, contactId } = event.data;
      if (from === "agent" && visibility === "public" && !replied.has(contactId)) {
        replied.set(contactId, event);
      }
    }
    const seconds = (source: string) =>
      [...replied].flatMap(([contactId, event]) =>
        event.source === source ? [(event.at - (started.get(contactId) ?? 0)) / 1000] : [],
      );
    expect(median(seconds(SOURCES.zendesk))).toBeGreaterThan(0.5 * 3600);
    expect(median(seconds(SOURCES.zendesk))).toBeLessThan(3 * 3600);
    expect(median(seconds(SOURCES.chatwoot))).toBeGreaterThan(20);
    expect(median(seconds(SOURCES.chatwoot))).toBeLessThan(90);
  });

  test("[UX-20] leave 70 to 92 % of the customers content, and a fifth to a third answers", () => {
    expect(csat(() => true)).toBeGreaterThan(70);
    expect(csat(() => true)).toBeLessThan(92);
    const share = all("survey.answered").length / all("survey.sent").length;
    expect(share).toBeGreaterThan(0.18);
    expect(share).toBeLessThan(0.35);
  });

  test("[UX-20] end with a backlog no larger than after the first week", () => {
    const openAt = (instant: number) => {
      const open = new Set<string>();
      for (const event of events) {
        if (event.at > instant || isCall(event)) continue;
        if (event.type === "contact.created") open.add(event.data.contactId);
        if (event.type !== "contact.status_changed") continue;
        if (event.data.to === "open") open.add(event.data.contactId);
        if (/resolved|merged|cancelled/.test(event.data.to)) open.delete(event.data.contactId);
      }
      return open.size;
    };
    expect(openAt(NOW)).toBeLessThan(1.5 * openAt(NOW - 21 * DAY_MS));
    expect(openAt(NOW)).toBeLessThan(250);
  });

  test("[UX-20] contain what real systems do: corrections, gaps, erasures, late events", () => {
    const late = arrivals.filter(
      ({ arrivesAt, event }) => arrivesAt - Date.parse(event.time) > 5 * 60_000,
    );
    expect(late.length).toBeGreaterThan(50);
    expect(all("record.corrected").length).toBeGreaterThan(5);
    expect(all("person.erased").length).toBeGreaterThan(0);
    expect(all("source.gap").length).toBe(1);
    expect(all("survey.answered").filter(({ version }) => version?.endsWith("2"))).not.toEqual([]);
    const resent = all("contact.wrapup_ended").filter(({ version }) => version?.endsWith("2"));
    expect(resent).not.toEqual([]);
  });
});

describe("half a year", () => {
  test("[UX-20] passes the change of the clocks, and each week is about as long as the others", () => {
    const weeks = Array<number>(26).fill(0);
    let events = 0;
    for (const { arrivesAt } of simulate({ seed: "demo", from: FROM })) {
      const week = Math.floor((arrivesAt - FROM) / (7 * DAY_MS));
      if (week >= weeks.length) break;
      weeks[week] = (weeks[week] ?? 0) + 1;
      events += 1;
    }
    expect(Math.min(...weeks)).toBeGreaterThan((0.7 * events) / weeks.length);
    expect(Math.max(...weeks)).toBeLessThan((1.3 * events) / weeks.length);
  });

  test("[UX-20] opens the chat at eight, in winter and in summer", () => {
    const from = historyFrom(Date.parse("2026-04-20T12:00:00Z"));
    const first = new Map<string, number>();
    for (const { arrivesAt, event } of simulate({ seed: "demo", from })) {
      if (arrivesAt > from + 20 * DAY_MS) break;
      if (event.source !== SOURCES.chatwoot || !event.type.includes("contact.created")) continue;
      const at = Date.parse(event.time);
      const date = dateOf(at, ZONE);
      if (!first.has(date)) first.set(date, (at - startOfDay(at, ZONE)) / HOUR_MS);
    }
    const weekdays = [...first].filter(([date]) => new Date(date).getUTCDay() % 6 !== 0);
    for (const [date, hour] of weekdays) {
      expect(hour, date).toBeGreaterThanOrEqual(8);
      expect(hour, date).toBeLessThan(9);
    }
  });
});

describe("the organisation", () => {
  const org = orgDocument.parse(demoOrganisation);

  test("[UX-20] has 3 teams, 24 agents, and a number for each of them in each of 3 systems", () => {
    expect([org.teams.length, org.agents.length, org.sources.length]).toEqual([3, 24, 3]);
    const ids = org.agents.flatMap(({ identities }) => identities.map(({ id }) => id));
    expect(new Set(ids).size).toBe(72);
    expect(new Set(org.agents.map(({ name }) => name)).size).toBe(24);
  });
});
