/** An organisation worth changing, and contacts of this week and the last one, for tests of the settings. */
import { type OrgInput, orgDocument } from "../../shared/org/org.ts";
import type { SignedIn } from "./sign-in.ts";

const DAY_MS = 86_400_000;
const DAY: [string, string][] = [["09:00", "17:00"]];

export const SOURCE = "/acme/helpdesk/main";

/** Teams Support and Returns; Ann, Bram and Chloé of Support; office hours; one queue, one target. */
export const ORGANISATION: OrgInput = {
  organisation: { name: "Acme", zone: "Europe/Amsterdam" },
  teams: [
    { id: "support", name: "Support NL", schedules: [{ schedule: "office" }] },
    { id: "returns", name: "Returns", line: 2 },
  ],
  agents: [
    { id: "a-1", name: "Ann Peeters", memberships: [{ team: "support" }], identities: ids("ann") },
    { id: "a-2", name: "Bram de Wit", memberships: [{ team: "support" }], identities: ids("bram") },
    { id: "a-3", name: "Chloé Maes", memberships: [{ team: "support" }] },
  ],
  queues: [{ id: "mail", name: "Mail", team: "support" }],
  schedules: [
    {
      id: "office",
      name: "Office",
      versions: [{ week: { mon: DAY, tue: DAY, wed: DAY, thu: DAY, fri: DAY } }],
    },
  ],
  scales: [{ min: 1, max: 5, positive: [4, 5] }],
  targets: [
    { kpi: "frt.p50", value: 300, limit: 600 },
    { kpi: "csat.score", value: 85, limit: 75, team: "support" },
  ],
};

function ids(id: string) {
  return [{ source: SOURCE, id }];
}

export async function arrangedOrganisation(admin: SignedIn): Promise<void> {
  const read = (await (await admin.ask("GET", "/organisation")).json()) as { version: number };
  const document = orgDocument.parse(ORGANISATION);
  const put = await admin.ask("PUT", "/organisation", { document, version: read.version });
  if (put.status !== 200) throw new Error(await put.text());
}

/** The last Monday at eleven in Amsterdam in winter, ms: past, and on a working day. */
export function lastMonday(now = Date.now()): number {
  const midnight = Math.floor(now / DAY_MS) * DAY_MS;
  const back = (new Date(midnight).getUTCDay() + 6) % 7;
  const monday = midnight - back * DAY_MS + 10 * 3_600_000;
  return monday + 3 * 3_600_000 < now ? monday : monday - 7 * DAY_MS;
}

/** Opened at eleven, answered at one, every working day since the Monday before last; some by `chloe.maes`. */
export async function sendContacts(url: string, key: string): Promise<void> {
  const monday = lastMonday();
  for (let day = -7; day < 5; day += 1) {
    const opened = monday + day * DAY_MS;
    const weekday = new Date(opened).getUTCDay();
    if (weekday === 0 || weekday === 6 || opened + 3 * 3_600_000 > Date.now()) continue;
    for (const agent of ["ann", "bram", "chloe.maes"]) {
      await send(url, key, contact(`${agent}-${day}`, opened, agent));
    }
  }
}

export function contact(id: string, opened: number, agentId: string): object[] {
  const at = (type: string, minutes: number, data: object) => ({
    specversion: "1.0",
    type: `deskpulse.${type}.v1`,
    source: SOURCE,
    id: `${id}-${type}-${minutes}`,
    time: new Date(opened + minutes * 60_000).toISOString(),
    subject: `contact/${id}`,
    data: { contactId: id, ...data },
  });
  const reply = { messageId: `m-${id}`, from: "agent", visibility: "public", agentId };
  return [
    at("contact.created", 0, { channel: "email", direction: "inbound", queueId: "mail" }),
    at("contact.message", 120, reply),
    at("contact.status_changed", 121, { to: "resolved", agentId }),
  ];
}

export async function send(url: string, key: string, events: readonly object[]): Promise<void> {
  const answer = await fetch(`${url}/api/v1/events`, {
    method: "POST",
    headers: {
      "content-type": "application/cloudevents-batch+json",
      authorization: `Bearer ${key}`,
    },
    body: JSON.stringify(events),
  });
  const told = (await answer.json()) as { rejected?: object[] };
  if (!answer.ok || (told.rejected ?? []).length > 0) throw new Error(JSON.stringify(told));
}
