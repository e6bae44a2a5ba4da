/** A figure whose period holds what a source lost says so, on every surface, until it is made good. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openCore } from "../../../server/core.ts";
import { manualClock } from "../../../shared/time/clock.ts";
import { DAY_MS, MINUTE_MS } from "../../../shared/time/interval.ts";
import { type FigureJson, figure as figureJson } from "../../../shared/wire/http.ts";
import { me as ownPage } from "../../../shared/wire/me.ts";
import { type AccountDesk, accountDesk } from "../../support/account-desk.ts";

const PBX = "/acme/pbx/main";
const DESK = "/acme/zendesk/main";
const org = {
  organisation: { name: "Acme", zone: "UTC" },
  sources: [{ id: PBX, name: "Telefonie" }],
  agents: [{ id: "ann", identities: [{ source: PBX, id: "1141" }] }],
};
const iso = (at: number) => new Date(at).toISOString();

const event = (source: string, id: string, at: number, type: string, data: object) => ({
  specversion: "1.0",
  type: `deskpulse.${type}.v1`,
  source,
  id,
  time: iso(at),
  subject: "subject/1",
  data,
});
const call = (id: string, at: number) => [
  event(PBX, `${id}-1`, at, "contact.created", {
    contactId: id,
    channel: "phone",
    direction: "inbound",
  }),
  event(PBX, `${id}-2`, at, "contact.queued", { contactId: id, queueId: "q", reason: "new" }),
  event(PBX, `${id}-3`, at + 9_000, "contact.answered", {
    contactId: id,
    legId: `${id}/1`,
    agentId: "1141",
  }),
  event(PBX, `${id}-4`, at + 90_000, "contact.leg_ended", {
    contactId: id,
    legId: `${id}/1`,
    agentId: "1141",
  }),
  event(PBX, `${id}-5`, at + 99_000, "contact.wrapup_ended", {
    contactId: id,
    legId: `${id}/1`,
    agentId: "1141",
  }),
];
const mail = (id: string, at: number) =>
  event(DESK, id, at, "contact.created", {
    contactId: id,
    channel: "email",
    direction: "inbound",
  });
const gap = (id: string, at: number, from: number, to: number | null, healedBy?: string) =>
  event(PBX, id, at, "source.gap", {
    from: iso(from),
    to: to === null ? null : iso(to),
    cause: "disconnect",
    ...(healedBy === undefined ? {} : { healedBy }),
  });

describe("what the telephone lost between nine and a quarter past", () => {
  let desk: AccountDesk;
  let admin: Awaited<ReturnType<AccountDesk["enter"]>>;
  let [from, to, yesterday] = [0, 0, 0];
  const send = async (source: string, events: readonly object[]) => {
    const taken = await desk.core.ingest.submit(source, events);
    if (!taken.ok || taken.value.rejected.length > 0) throw new Error(JSON.stringify(taken));
    await desk.core.tail.idle();
  };
  const ask = async (query: string): Promise<FigureJson[]> =>
    figureJson.array().parse(await (await admin.ask("GET", `/figures?${query}`)).json());
  const missed = async (query: string) => (await ask(query)).map(({ incomplete }) => incomplete);

  beforeAll(async () => {
    desk = await accountDesk({ org });
    from = desk.clock.now();
    to = from + 15 * MINUTE_MS;
    yesterday = from - DAY_MS;
    desk.clock.set(to + MINUTE_MS);
    admin = await desk.enter([{ role: "admin" }, { role: "manager" }]);
    await send(PBX, [...call("a", from - 60 * MINUTE_MS), ...call("b", yesterday)]);
    await send(DESK, [mail("m", from)]);
    await send(PBX, [gap("g1", to, from, null)]);
  });
  afterAll(async () => {
    await desk.stop();
    expect(desk.problems).toEqual([]);
  });
  const stretch = (end: number | null) => ({
    source: PBX,
    name: "Telefonie",
    from: iso(from),
    to: end === null ? null : iso(end),
  });

  test("[SCR-15] figures made of what it delivers say since when, others and other days do not", async () => {
    expect(await missed("kpi=aht.mean,asa.mean,tickets.created&period=today")).toEqual([
      [stretch(null)],
      [stretch(null)],
      undefined,
    ]);
    const day = iso(yesterday).slice(0, 10);
    expect(await missed(`kpi=aht.mean&period=${day}`)).toEqual([undefined]);
    // Who waits now is of now, whatever day is looked at.
    expect(await missed(`kpi=queue.waiting&period=${day}`)).toEqual([[stretch(null)]]);
  });

  test("[SCR-15] with its end it is incomplete between two times, each part of a breakdown by itself", async () => {
    await send(PBX, [gap("g2", to, from, to)]);
    expect(await missed("kpi=aht.mean&period=today")).toEqual([[stretch(to)]]);
    const days = await ask(`kpi=aht.mean&by=day&period=${iso(yesterday)}/${iso(to)}`);
    expect(days.map(({ incomplete }) => incomplete?.length ?? 0)).toEqual([0, 1]);
    const steps = await ask("kpi=aht.mean&by=interval&period=today");
    expect(steps.map(({ incomplete }) => incomplete?.length ?? 0)).toEqual([0]); // of eight o'clock
    const channels = await ask("kpi=aht.mean&by=channel&period=today");
    expect(channels.map(({ by, incomplete }) => [by, incomplete?.length])).toEqual([["phone", 1]]);
  });

  test("[SCR-15] an agent's own page says it", async () => {
    const agent = await desk.enter([{ role: "agent", agent: "ann" }]);
    const page = ownPage.parse(await (await agent.ask("GET", "/me")).json());
    expect(page.incomplete).toEqual([stretch(to)]);
  });

  test("[REL-7] a restart knows it from the checkpoint, and from the log alone", async () => {
    const { store, core } = desk;
    await core.tail.checkpoint();
    await core.freshness.flush();
    const clock = manualClock(desk.clock.now());
    const again = await openCore({ store, clock });
    const known = [{ source: PBX, name: "Telefonie", from, to }];
    expect(again.tail.lost()).toMatchObject(known);
    expect(again.tail.lost()[0]?.brings?.channels).toEqual(new Set(["phone"]));
    await store.forgetCheckpoint();
    const folded = await openCore({ store, clock });
    expect(folded.tail.lost()).toMatchObject(known);
  });

  test("[SCR-15] a report names it as long as it is missing", async () => {
    const report = async () => {
      const answer = await admin.ask("GET", "/reports/weekly/2026-W45?scope=centre");
      return ((await answer.json()) as { report: { quality: { gaps: unknown[] } } }).report.quality;
    };
    expect((await report()).gaps).toMatchObject([{ source: PBX, from: iso(from), to: iso(to) }]);
    desk.clock.advance(2 * MINUTE_MS);
    await send(PBX, [gap("g3", desk.clock.now(), from - 1, desk.clock.now(), "pull")]);
    expect((await report()).gaps).toEqual([]);
  });

  test("[SCR-15] what was made good leaves no mark, and stands on Sources as filled", async () => {
    expect(await missed("kpi=aht.mean,asa.mean&period=today")).toEqual([undefined, undefined]);
    const sources = (await (await admin.ask("GET", "/sources")).json()) as { gaps: object[] };
    expect(sources.gaps).toMatchObject([{ source: PBX, healedBy: "pull" }]);
  });

  test("[REL-6] a repeat of what was told before changes nothing", async () => {
    await send(PBX, [gap("g1", to, from, null), gap("g1-again", to, from, null)]);
    expect(await missed("kpi=aht.mean&period=today")).toEqual([undefined]);
  });
});
