/** Dataverse's formats (EVENTS.md 10.3): what each operation becomes, its traps, and that nobody's words come through. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dynamicsPull } from "../../../server/sources/dynamics/pull.ts";
import { momentOf } from "../../../server/sources/dynamics/values.ts";
import { dynamicsWebhook } from "../../../server/sources/dynamics.ts";
import { ownOf, readerOf, sampleOf, short, withCanaries } from "./vendor-reading.ts";

const SOURCE = "/acme/dynamics/prod";
const webhook = dynamicsWebhook({ statuses: { 100000001: "on_hold" }, origins: { 7: "whatsapp" } });
if (webhook === null) throw new Error("the options are not right");
const { read, events, one } = readerOf(webhook, SOURCE);

const own = JSON.parse(ownOf("dynamics/incident.json"));
const INCIDENT: string = own.calls[0].PrimaryEntityId;
const AGENT: string = own.calls[0].InitiatingUserId;
const OTHER = "75c2dd85-e89e-4711-8122-00000000a002";
const TEAM = "9a0c0000-e89e-4711-8122-00000000b001";
const NOBODY = "00000000-0000-0000-0000-000000000000";

const reference = (LogicalName: string, Id: string) => ({ LogicalName, Id, Name: "Canary" });
const option = (Value: number) => ({ Value });
const entity = (attributes: object, Id = INCIDENT, LogicalName = "incident") => ({
  LogicalName,
  Id,
  Attributes: Object.entries(attributes).map(([key, value]) => ({ key, value })),
});

interface Operation {
  readonly message?: string;
  readonly parameters?: object;
  readonly before?: object;
  readonly kind?: string;
  readonly id?: string;
}

const called = ({
  message = "Update",
  parameters = {},
  before,
  kind = "incident",
  id = INCIDENT,
}: Operation) => ({
  MessageName: message,
  PrimaryEntityName: kind,
  PrimaryEntityId: id,
  InputParameters: Object.entries(parameters).map(([key, value]) => ({ key, value })),
  PreEntityImages: before === undefined ? [] : [{ key: "before", value: entity(before) }],
  PostEntityImages: [],
  OperationCreatedOn: "/Date(1772530200000-0700)/",
  InitiatingUserId: AGENT,
  UserId: AGENT,
  CorrelationId: "b374239d-4233-41a9-8b17-a86cb4f737b5",
  OperationId: "4af10637-4ea2-e711-8122-000d3aa2331c",
  Depth: 1,
});
const AT = "2026-03-03T09:30:00.000Z";
const update = (attributes: object, before?: object) =>
  called({
    parameters: { Target: entity(attributes) },
    ...(before === undefined ? {} : { before }),
  });

describe("cases", () => {
  test("[EVENTS 10.3] a case from its creation to its rating, as six operations tell it", () => {
    const told = events(own.calls);
    expect(told.map((event) => [short(event), event.time.slice(5, 16), event.data.to])).toEqual([
      ["contact.created", "03-03T08:00", undefined],
      ["contact.queued", "03-03T08:00", undefined],
      ["contact.assigned", "03-03T08:05", undefined],
      ["contact.status_changed", "03-03T08:20", "waiting_customer"],
      ["contact.status_changed", "03-03T09:00", "resolved"],
      ["contact.status_changed", "03-04T09:00", "open"],
      ["survey.answered", "03-04T09:30", undefined],
    ]);
    expect(told[0]?.data).toEqual({
      contactId: INCIDENT,
      channel: "email",
      channelDetail: "email",
      direction: "inbound",
      customerRef: "c0c0dd85-e89e-4711-8122-00000000c0c0",
      priority: "high",
    });
    expect(told[4]?.data).toMatchObject({ agentId: OTHER, actor: { kind: "agent", id: OTHER } });
    expect(told[6]?.data).toMatchObject({ surveyId: `csat/${INCIDENT}`, score: 4, kind: "csat" });
    expect(told[6]?.entityversion).toBe("2026-03-04T09:30:00.000Z");
    expect(told[0]?.traceid).toBe(own.calls[0].CorrelationId);
  });

  test("[EVENTS 5] the audit tells the same facts under the same ids; the record says that it is there", () => {
    const plain = (all: typeof own) =>
      all.map(({ traceid: _, ...event }: { traceid?: string }) => event);
    const [created, ...rest] = plain(events(own.calls));
    expect(plain(events(own.audits))).toEqual(rest);
    const known = events(own.incidents);
    expect({ ...known[0], id: known[0]?.id.replace("/known", ""), sequence: undefined }).toEqual({
      ...created,
      sequence: undefined,
    });
    expect(known.slice(1).map((event) => [short(event), event.quality])).toEqual([
      ["contact.assigned", "derived"],
      ["survey.answered", "derived"],
    ]);
  });

  test.each([
    ["/Date(1506384247000)/", 1_506_384_247_000],
    ["/Date(1506409448000-0700)/", 1_506_409_448_000],
    ["/Date(1506409448000+0230)/", 1_506_409_448_000],
    ["\\/Date(-1000)\\/", -1_000],
    ["2026-03-03T09:30:00Z", Date.parse(AT)],
    ["2026-03-03T10:30:00.25+01:00", Date.parse(AT) + 250],
    ["2026-03-03", Number.NaN],
    ["", Number.NaN],
  ])("[EVENTS 10.3] the instant %s: the number is UTC, its offset is for showing", (text, at) => {
    expect(momentOf(text)).toBe(at);
  });

  test("[EVENTS 10.3] the image of before says what really changed", () => {
    const target = {
      statecode: option(0),
      statuscode: option(1),
      ownerid: reference("systemuser", AGENT),
    };
    expect(events(update(target)).length).toBe(2);
    const same = {
      statecode: option(0),
      statuscode: option(1),
      ownerid: reference("systemuser", AGENT),
    };
    expect(read(update(target, same))).toMatchObject({
      events: [],
      refused: [{ code: "ignored" }],
    });
    expect(
      one(update(target, { ...same, statecode: option(1), statuscode: option(5) })).data.to,
    ).toBe("open");
  });

  test.each([
    [0, 1, "open"],
    [0, 2, "on_hold"],
    [0, 3, "waiting_customer"],
    [0, 100000001, "on_hold"],
    [0, 777, "open"],
    [1, 5, "resolved"],
    [1, 1000, "resolved"],
    [2, 6, "cancelled"],
  ])("[EVENTS 10.3] state %i with reason %i is %s", (state, reason, to) => {
    expect(one(update({ statecode: option(state), statuscode: option(reason) })).data.to).toBe(to);
    const image = { statecode: option(state), statuscode: option(4) };
    if (state === 0) expect(one(update({ statuscode: option(reason) }, image)).data.to).toBe(to);
  });

  test("[EVENTS 10.3] a reason that is not new belongs to the state before", () => {
    const before = { statecode: option(0), statuscode: option(100000001) };
    expect(one(update({ statecode: option(1) }, before)).data.to).toBe("resolved");
  });

  test("[EVENTS 10.3] one act that raises several operations is one fact", () => {
    const closed = called({
      message: "CloseIncident",
      id: NOBODY,
      parameters: {
        IncidentResolution: entity({ incidentid: reference("incident", INCIDENT) }),
        Status: option(5),
      },
    });
    const set = called({
      message: "SetState",
      parameters: {
        EntityMoniker: reference("incident", INCIDENT),
        State: option(1),
        Status: option(5),
      },
    });
    const changed = update({
      statecode: option(1),
      statuscode: option(5),
      modifiedon: "/Date(1772530200500)/",
    });
    expect(one(set)).toEqual(one(closed));
    expect(one(changed)).toEqual(one(closed));
    expect(one(closed)).toMatchObject({ time: AT, data: { contactId: INCIDENT, to: "resolved" } });
  });

  test("[EVENTS 10.3] assigned, merged, deleted, restored", () => {
    const assign = (owner: object) =>
      called({
        message: "Assign",
        parameters: { Target: reference("incident", INCIDENT), Assignee: owner },
      });
    expect(one(assign(reference("systemuser", OTHER))).data.agentId).toBe(OTHER);
    expect(
      events(assign(reference("team", TEAM))).map((event) => [short(event), event.data.teamId]),
    ).toEqual([
      ["contact.queued", TEAM],
      ["contact.assigned", TEAM],
    ]);
    const merged = called({
      message: "Merge",
      parameters: { Target: reference("incident", INCIDENT), SubordinateId: OTHER },
    });
    expect(one(merged).data).toMatchObject({
      contactId: OTHER,
      to: "merged",
      intoContactId: INCIDENT,
    });
    expect(one(called({ message: "Delete" })).data.to).toBe("deleted");
    expect(one(called({ message: "Restore" })).data.to).toBe("restored");
    expect(read(called({ message: "Merge", parameters: { Target: {} } })).refused).toMatchObject([
      { code: "data", path: "InputParameters.SubordinateId" },
    ]);
  });

  test("[EVENTS 10.3] a call that was too large brings nothing: its record is asked for", () => {
    const cut = { ...called({}), InputParameters: null, PreEntityImages: null };
    expect(read(cut)).toEqual({
      events: [],
      refused: [],
      fetch: [{ kind: "incident", id: INCIDENT }],
    });
    const body = update({ statecode: option(1) });
    const text = JSON.stringify(body);
    const headers = { "x-ms-dynamics-msg-size-exceeded": "True" };
    expect(webhook.translate({ text, headers }, SOURCE).fetch).toHaveLength(1);
    expect(webhook.translate({ text, headers: {} }, SOURCE).fetch).toBeUndefined();
    const gone = JSON.stringify(called({ message: "Delete" }));
    expect(webhook.translate({ text: gone, headers }, SOURCE).events).toHaveLength(1);
  });

  test("[EVENTS 10.3] people join and leave teams, told from either side", () => {
    const association = (target: object, related: object[], message = "Associate") =>
      called({
        message,
        kind: "team",
        parameters: {
          Target: target,
          Relationship: { SchemaName: "teammembership_association" },
          RelatedEntities: related,
        },
      });
    const told = events(
      association(reference("team", TEAM), [
        reference("systemuser", AGENT),
        reference("systemuser", OTHER),
      ]),
    );
    expect(told.map(({ data }) => [data.agentId, data.teamId, data.change])).toEqual([
      [AGENT, TEAM, "joined"],
      [OTHER, TEAM, "joined"],
    ]);
    expect(one(association(reference("systemuser", AGENT), [reference("team", TEAM)])).id).toBe(
      told[0]?.id,
    );
    const left = association(
      reference("team", TEAM),
      [reference("systemuser", AGENT)],
      "Disassociate",
    );
    expect(one(left).data.change).toBe("left");
  });
});

describe("activities", () => {
  const EMAIL = "e0a11111-e89e-4711-8122-00000000e001";
  const email = (attributes: object, message = "Create") =>
    called({
      message,
      kind: "email",
      id: EMAIL,
      parameters: { Target: entity(attributes, EMAIL, "email") },
    });
  const about = reference("incident", INCIDENT);
  const from = { regardingobjectid: about, ownerid: reference("systemuser", AGENT) };

  test("[EVENTS 10.3] an e-mail counts when it was sent; one that came in is its customer's", () => {
    const sent = {
      ...from,
      directioncode: true,
      statuscode: option(3),
      senton: "/Date(1772530200000)/",
    };
    expect(one(email({ ...sent, description: "Dear Ms Canary" }))).toMatchObject({
      id: `email/${EMAIL}`,
      time: AT,
      data: { contactId: INCIDENT, from: "agent", agentId: AGENT, visibility: "public" },
    });
    const draft = email({ ...from, directioncode: true, statuscode: option(1) });
    expect(read(draft).refused).toMatchObject([{ code: "ignored", path: "statuscode" }]);
    const incoming = email({ ...from, directioncode: false, statuscode: option(4) });
    expect(one(incoming).data).toMatchObject({ from: "customer" });
    const other = email({ ...sent, regardingobjectid: reference("account", OTHER) });
    expect(read(other).refused).toMatchObject([{ code: "ignored", path: "regardingobjectid" }]);
  });

  test("[EVENTS 10.3] what an update does not bring is asked for, and the record tells it", () => {
    const update = email({ statuscode: option(3) }, "Update");
    expect(read(update).fetch).toEqual([{ kind: "email", id: EMAIL }]);
    expect(read(email({}, "Send")).fetch).toEqual([{ kind: "email", id: EMAIL }]);
    const LOOKUP = "@Microsoft.Dynamics.CRM.lookuplogicalname";
    const record = {
      "@odata.context": "https://acme.crm4.dynamics.com/api/data/v9.2/$metadata#emails/$entity",
      activityid: EMAIL,
      createdon: "2026-03-03T09:20:00Z",
      senton: "2026-03-03T09:30:00Z",
      directioncode: true,
      statuscode: 3,
      _regardingobjectid_value: INCIDENT,
      [`_regardingobjectid_value${LOOKUP}`]: "incident",
      _ownerid_value: AGENT,
      [`_ownerid_value${LOOKUP}`]: "systemuser",
    };
    const { traceid: _, ...posted } = one(
      email({
        ...from,
        directioncode: true,
        statuscode: option(3),
        senton: "/Date(1772530200000)/",
      }),
    );
    expect(one(record)).toEqual(posted);
  });

  test("[EVENTS 10.3] a call out on a case, and what solving took", () => {
    const id = "ca110000-e89e-4711-8122-00000000e001";
    const call = called({
      message: "Create",
      kind: "phonecall",
      id,
      parameters: { Target: entity({ ...from, directioncode: true }, id, "phonecall") },
    });
    expect(one(call).data).toMatchObject({
      channel: "phone",
      direction: "outbound",
      parentContactId: INCIDENT,
      agentId: AGENT,
    });
    const solved = called({
      message: "Create",
      kind: "incidentresolution",
      id,
      parameters: {
        Target: entity(
          { incidentid: about, timespent: 25, ownerid: from.ownerid },
          id,
          "incidentresolution",
        ),
      },
    });
    expect(one(solved)).toMatchObject({
      quality: "asserted",
      data: { contactId: INCIDENT, final: true, workMs: 1_500_000, agentId: AGENT },
    });
  });
});

describe("what is asked", () => {
  const pull = dynamicsPull({});
  if (pull === null) throw new Error("the options are not right");
  const NOW = Date.parse("2026-03-05T09:00:00Z");
  const context = { source: SOURCE, now: NOW };
  const answer = (body: unknown, status = 200, headers = {}) => ({
    status,
    headers,
    text: JSON.stringify(body),
  });
  const start = pull.start(Date.parse("2026-03-01T00:00:00Z"));
  const onIncidents = { ...start, turn: "incidents" as const, roundAt: NOW };

  test("[EVENTS 10.3] changes are tracked: the link of the last answer is asked next, below our address", () => {
    const first = pull.next(onIncidents, NOW);
    expect(first.headers?.prefer).toContain("odata.track-changes");
    const read = pull.read(answer(own.incidents), onIncidents, context);
    if (!("cursor" in read)) throw new Error(read.reason);
    const again = pull.next({ ...read.cursor, turn: "incidents" }, NOW);
    expect(again.path).toMatch(/^\/api\/data\/v9\.2\/incidents\?.*\$deltatoken=/);
    const expired = pull.read(answer("", 410), { ...read.cursor, turn: "incidents" }, context);
    if (!("cursor" in expired)) throw new Error(expired.reason);
    expect(pull.next({ ...expired.cursor, turn: "incidents" }, NOW)).toEqual(first);
  });

  test("[EVENTS 10.3] with the audit a case's record tells only that it is there; without, what it is now", () => {
    const told = (cursor: typeof onIncidents) => {
      const read = pull.read(answer(own.incidents), cursor, context);
      return "events" in read ? read.events.map(short) : [];
    };
    expect(told(onIncidents)).toEqual(["contact.created"]);
    const unaudited = pull.read(answer({ error: {} }, 403), start, context);
    if (!("cursor" in unaudited)) throw new Error(unaudited.reason);
    expect(unaudited.cursor.turn).toBe("incidents");
    expect(told({ ...onIncidents, absent: unaudited.cursor.absent })).toHaveLength(3);
    const solved = structuredClone(own.incidents);
    Object.assign(solved.value[0], { statecode: 1, statuscode: 5 });
    expect(events(solved).map(({ data }) => data.to)).toContain("resolved");
  });

  test("[EVENTS 10.3] its limits and a token that is over are waited for, each as long as it needs", () => {
    const said = (status: number, headers = {}) =>
      pull.read(answer("", status, headers), onIncidents, context);
    expect(said(429, { "retry-after": "12" })).toMatchObject({ retryMs: 12_000 });
    expect(said(401)).toMatchObject({ retryMs: 5_000 });
    expect(said(403)).toMatchObject({ retryMs: null });
    expect(said(503)).toMatchObject({ retryMs: 10_000 });
  });

  test("[SEC-9] nothing that Dataverse answers makes it throw, and no link leads elsewhere", () => {
    const turns = ["audits", "incidents", "emails"] as const;
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom(...turns),
        fc.constantFrom(200, 400, 410, 500),
        (body, turn, status) => {
          expect(pull.read(answer(body, status), { ...start, turn }, context)).toBeTypeOf("object");
        },
      ),
    );
    const evil = { value: [], "@odata.nextLink": "https://evil.example/api?x=1" };
    const read = pull.read(answer(evil), onIncidents, context);
    expect("cursor" in read && pull.next(read.cursor, NOW).path).toBe("/api?x=1");
  });
});

describe("anything else", () => {
  test("[EVENTS 10.3] the vendor's own example is of a contact, which no figure needs; as a case it is read", () => {
    const sample = sampleOf("dynamics/dataverse_webhook_contact_update_async.json");
    expect(read(sample)).toMatchObject({
      events: [],
      refused: [{ code: "ignored", path: "PrimaryEntityName" }],
    });
    const other = JSON.parse(sample);
    other.PrimaryEntityName = "incident";
    other.InputParameters[0].value.Attributes.push({ key: "statecode", value: option(1) });
    expect(one(other)).toMatchObject({
      time: "2017-09-26T00:04:07.000Z",
      data: { to: "resolved" },
    });
  });

  test("[SEC-9] any JSON is read or refused for a reason, and nothing throws", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (body, value) => {
        const bodies = [
          body,
          update({ statecode: value, ownerid: body }),
          { ...called({}), InputParameters: body },
        ];
        for (const input of bodies) expect(read(input).refused.length).toBeTypeOf("number");
      }),
    );
    for (const text of ["", "{", "null", '{"MessageName":"Update"}', "7"]) {
      expect(read(text).refused.length).toBe(1);
    }
  });

  test("[SEC-9] a page of more records than its API brings, and words that are none, are refused", () => {
    const context = "https://acme.crm4.dynamics.com/api/data/v9.2/$metadata#incidents";
    const page = (value: unknown, said: unknown = context) =>
      read({ "@odata.context": said, value }).refused;
    expect(page(Array.from({ length: 5_001 }, () => 1))).toEqual([
      { line: 1, code: "data", path: "value", reason: "holds too many records" },
    ]);
    expect(page([], { toString: 1 })).toMatchObject([{ code: "envelope" }]);
    expect(page([{ "@odata.context": { toString: 1 } }])).toMatchObject([{ code: "ignored" }]);
    const operation = { toString: 1 };
    const audit = { _objectid_value: INCIDENT, createdon: AT, operation };
    expect(page([audit], context.replace("incidents", "audits"))).toMatchObject([
      { code: "ignored", path: "operation" },
    ]);
  });

  test("[PRIV-1] no word in any field of text comes out in an event", () => {
    const IDS = /^(key|value|Id|.*Id|.*On|LogicalName|MessageName|PrimaryEntityName|Status)$/;
    const words = JSON.stringify(own.calls).replace(
      /Where is my order\?|I have waited for days|An Peeters/g,
      "canary",
    );
    const told = read(withCanaries(JSON.parse(words), IDS));
    expect(told.events.length).toBe(7);
    const asked = read(own.audits);
    expect(JSON.stringify([told, asked])).not.toMatch(/canary|order/i);
    const worst = read(withCanaries(own.calls, /^(MessageName|PrimaryEntityName|key)$/));
    expect(JSON.stringify(worst)).not.toMatch(/canary/i);
  });

  test("[SEC-8] who posts must know the key, in a header; a key in the address is none", () => {
    const KEY = "a-long-random-key-of-32-letters-x";
    const verify = (headers: Record<string, string>, url = "https://d.example/api") =>
      webhook.verify({ url, headers, body: Buffer.from("{}") }, [KEY], 0).ok;
    expect(verify({ "x-deskpulse-key": KEY })).toBe(true);
    expect(verify({ "x-deskpulse-key": `${KEY}x` })).toBe(false);
    expect(verify({}, `https://d.example/api?code=${KEY}`)).toBe(false);
  });

  test("[EVENTS 10.3] its manual names the header, the image and what it answers when it is busy", () => {
    const manual = readFileSync(
      join(import.meta.dirname, "../../../server/sources/dynamics/README.md"),
      "utf8",
    );
    for (const word of ["x-deskpulse-key", "PreImage", "503", "statecode,statuscode,ownerid"]) {
      expect(manual).toContain(word);
    }
  });
});
