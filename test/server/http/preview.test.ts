/** What a change of the organisation would do, asked before it is made; and taking it back (SCR-18). */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openMapped } from "../../../server/org/mapped.ts";
import type { OrgDocument } from "../../../shared/org/org.ts";
import { previewAnswer } from "../../../shared/wire/preview.ts";
import { type AccountDesk, accountDesk } from "../../support/account-desk.ts";
import type { SignedIn } from "../../support/sign-in.ts";

const SOURCE = "/acme/helpdesk/main";
const DAY = [["09:00", "17:00"]];
const ORG = {
  organisation: { zone: "Europe/Amsterdam" },
  teams: [
    { id: "support", name: "Support", schedules: [{ schedule: "office" }] },
    { id: "returns", name: "Returns" },
  ],
  agents: [{ id: "ann", name: "Ann", memberships: [{ team: "support" }] }],
  queues: [{ id: "mail", team: "support" }],
  schedules: [
    { id: "office", versions: [{ week: { mon: DAY, tue: DAY, wed: DAY, thu: DAY, fri: DAY } }] },
  ],
} as const;

let desk: AccountDesk;
let admin: SignedIn;

/** Created at eleven, answered at one, on a Monday: the desk's clock is then a week later, a Tuesday. */
async function answered(id: string, day: string, queue: object = { queueId: "mail" }) {
  const at = (type: string, clock: string, data: object, nth: number) => ({
    specversion: "1.0",
    type: `deskpulse.${type}.v1`,
    source: SOURCE,
    id: `${id}-${nth}`,
    time: `${day}T${clock}:00+01:00`,
    subject: `contact/${id}`,
    data: { contactId: id, ...data },
  });
  const reply = { messageId: "m", from: "agent", visibility: "public", agentId: "ann" };
  await desk.core.ingest.submit(SOURCE, [
    at("contact.created", "11:00", { channel: "email", direction: "inbound", ...queue }, 1),
    at("contact.message", "13:00", reply, 2),
    at("contact.status_changed", "13:01", { to: "resolved", agentId: "ann" }, 3),
  ]);
  await desk.core.tail.idle();
}

beforeEach(async () => {
  desk = await accountDesk({ org: ORG as never });
  desk.clock.set(Date.parse("2026-11-10T11:00:00Z"));
  admin = await desk.enter([{ role: "admin" }]);
  await answered("old", "2026-10-05");
  await answered("before", "2026-11-02");
  await answered("now", "2026-11-09");
});
afterEach(() => desk.stop());

interface Body {
  readonly document: OrgDocument;
  readonly version: number;
  readonly canUndo: boolean;
  readonly asOf: string;
}
const read = async (): Promise<Body> =>
  (await (await admin.ask("GET", "/organisation")).json()) as Body;
const preview = async (document: OrgDocument) =>
  previewAnswer.parse(
    await (await admin.ask("POST", "/organisation/preview", { document })).json(),
  );
const withLunch = (document: OrgDocument, from?: string): OrgDocument => {
  const lunch: [string, string][] = [
    ["09:00", "12:00"],
    ["13:00", "17:00"],
  ];
  const [office] = document.schedules;
  if (office === undefined) throw new Error("no schedule");
  const version = { always: false, week: { mon: lunch }, exceptions: [] };
  const versions = from === undefined ? [version] : [...office.versions, { ...version, from }];
  return { ...document, schedules: [{ ...office, versions }] };
};
const reply = async (week: string) => {
  const lead = await desk.enter([{ role: "lead", teams: ["support"] }]);
  const path = `/figures?kpi=frt.business.mean&scope=team:support&period=${week}`;
  const [figure] = (await (await lead.ask("GET", path)).json()) as { numerator: number }[];
  return figure?.numerator;
};

test("[SCR-18] new hours tell which figures of which week move, and by how many contacts", async () => {
  const { document } = await read();
  const told = await preview(withLunch(document));
  expect(told).toMatchObject({
    changes: true,
    from: null,
    isMore: false,
    contacts: { thisWeek: 1, lastWeek: 1 },
  });
  expect(told.touched).toBeGreaterThanOrEqual(3);
  const reply = { kpi: "frt.business.mean", contacts: 1, teams: ["support"] };
  expect(told.moves).toContainEqual({ ...reply, week: "this-week" });
  expect(told.moves).toContainEqual({ ...reply, week: "last-week" });
  expect(told.moves.map(({ kpi }) => kpi)).not.toContain("frt.mean"); // the calendar's clock
});

test("[SCR-18][REL-3] a change from a day on moves nothing before it", async () => {
  const { document } = await read();
  const told = await preview(withLunch(document, "2026-11-09"));
  expect(told.contacts).toEqual({ thisWeek: 1, lastWeek: 0 });
  expect(told.from).toBe("2026-11-08T23:00:00.000Z");
  expect((await preview(withLunch(document, "2026-12-01"))).contacts).toEqual({
    thisWeek: 0,
    lastWeek: 0,
  });
});

test("[SCR-18] asking changes no figure and no document; saving changes what was told", async () => {
  const { document, version } = await read();
  const position = desk.core.tail.position();
  const was = await reply("this-week");
  await preview(withLunch(document));
  expect(await read()).toMatchObject({ document, version });
  expect(desk.core.tail.position()).toBe(position);
  expect(await reply("this-week")).toBe(was);
  await admin.ask("PUT", "/organisation", { document: withLunch(document), version });
  expect(await reply("this-week")).toBe((was ?? 0) - 3600);
});

test("[SCR-18] names and targets move no figure", async () => {
  const { document } = await read();
  const [ann] = document.agents;
  if (ann === undefined) throw new Error("nobody");
  const named = { ...document, agents: [{ ...ann, name: "Anna" }] };
  const targets = [{ kpi: "csat.score", value: 80 }];
  expect(await preview({ ...named, targets })).toMatchObject({ changes: false, touched: 0 });
});

test("[SCR-18] somebody's move to another team credits contacts anew from that day on", async () => {
  await answered("no queue", "2026-11-09", {});
  const { document } = await read();
  const [ann] = document.agents;
  if (ann === undefined) throw new Error("nobody");
  const memberships = [
    { team: "support", to: "2026-11-09", primary: true },
    { team: "returns", from: "2026-11-09", primary: true },
  ];
  const told = await preview({ ...document, agents: [{ ...ann, memberships }] });
  expect(told.contacts).toEqual({ thisWeek: 1, lastWeek: 0 });
  expect(told.from).toBe("2026-11-08T23:00:00.000Z");
  const teams = new Set(told.moves.flatMap((move) => move.teams));
  expect([...teams].sort()).toEqual(["returns", "support"]);
});

test("[SCR-18] the last change is taken back as a change of its own, once, and is audited", async () => {
  const { document, version, canUndo, asOf } = await read();
  expect(canUndo).toBe(false);
  expect(asOf).toBe(new Date(desk.clock.now()).toISOString()); // what the screens call today
  await admin.ask("PUT", "/organisation", { document: withLunch(document), version });
  const changed = await read();
  expect(changed.canUndo).toBe(true);
  const undone = await admin.ask("POST", "/organisation/undo", { version: changed.version });
  expect(undone.status).toBe(200);
  const after = await read();
  expect(after.document).toEqual(document);
  expect(after.version).toBeGreaterThan(changed.version);
  expect(after.canUndo).toBe(false);
  expect((await desk.noted()).at(-1)).toMatchObject({
    action: "organisation.changed",
    detail: { undone: true },
  });
  const again = await admin.ask("POST", "/organisation/undo", { version: after.version });
  expect(again.status).toBe(409);
});

test("[SCR-18] what somebody else changed since is not taken back by an old page", async () => {
  const { document, version } = await read();
  await admin.ask("PUT", "/organisation", { document: withLunch(document), version });
  const mine = await read();
  const other = { document: { ...mine.document, teams: [] }, version: mine.version };
  await admin.ask("PUT", "/organisation", other);
  const undone = await admin.ask("POST", "/organisation/undo", { version: mine.version });
  expect(undone.status).toBe(409);
  expect((await read()).document.teams).toEqual([]);
});

test("[PRIV-4] previewing and taking back are for administrators", async () => {
  const lead = await desk.enter([{ role: "lead", teams: ["support"] }]);
  const { document, version } = await read();
  expect((await lead.ask("POST", "/organisation/preview", { document })).status).toBe(403);
  expect((await lead.ask("POST", "/organisation/undo", { version })).status).toBe(403);
});

describe("with names beside the log", () => {
  test("[PRIV-3][SCR-18] looking at a change keeps no new id and no name", async () => {
    const settings = desk.store;
    const keys = { customers: new Uint8Array(32), erased: new Uint8Array(32) };
    const file = { read: async () => [], append: async () => {} } as never;
    const people = await openMapped({ settings, keys, file, now: () => desk.clock.now() });
    const before = await settings.settings("");
    const agents = [{ id: "bo", name: "Bo", identities: [{ source: SOURCE, id: "bo@acme" }] }];
    const document = { ...(await read()).document, agents: [{ ...agents[0], memberships: [] }] };
    const seen = people.pretend(document as OrgDocument, desk.core.tail.document());
    expect(seen.agents[0]?.name).toBeUndefined();
    expect(JSON.stringify(seen)).not.toContain("bo@acme");
    expect(await people.kept()).toBe(null);
    expect(await settings.settings("")).toEqual(before);
  });
});
