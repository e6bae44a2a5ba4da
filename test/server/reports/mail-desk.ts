/** A small centre with two teams, whose weekly reports are mailed to a mail server on loopback; a manual clock. */

import type { Role } from "../../../server/accounts/roles.ts";
import { addUser } from "../../../server/accounts/users.ts";
import { type App, createApp } from "../../../server/app.ts";
import { setOrganisation } from "../../../server/core.ts";
import { putSchedule, readSchedule } from "../../../server/reports/schedule.ts";
import type { Language } from "../../../shared/text/words.ts";
import { DAY_MS } from "../../../shared/time/interval.ts";
import { type Recipient, recipient } from "../../../shared/wire/report-schedule.ts";
import { type LetterBox, openLetterBox } from "../../support/letter-box.ts";
import { several } from "../explain/why-desk.ts";
import { type Desk, openDesk } from "../fold/desk.ts";

export const ZONE = "Europe/Amsterdam";

export interface MailDesk extends Desk {
  readonly box: LetterBox;
  /** As after a restart. */
  app(port?: number): App;
  /** What went wrong without a mail for it. */
  readonly problems: unknown[];
  user(name: string, role: Role, language?: Language): Promise<string>;
  /** Adds them to the list. */
  subscribe(...wishes: (Partial<Recipient> & { user: string })[]): Promise<void>;
  /** What happens at an instant: weeks are sealed, mails recorded and sent. */
  turn(app: App, at: string | number): Promise<void>;
  /** Six contacts of each team in the week that begins on `monday`, by one agent each, or so many. */
  work(monday: string, agents?: number): Promise<void>;
  close(): Promise<void>;
}

const TEAMS = [
  { id: "A", name: "Alpha" },
  { id: "B", name: "Bravo" },
];

export async function openMailDesk(
  now: string,
  { teams = TEAMS, organisation = "Acme" }: { teams?: typeof TEAMS; organisation?: string } = {},
): Promise<MailDesk> {
  const desk = await openDesk({ now });
  const box = await openLetterBox();
  const problems: unknown[] = [];
  await setOrganisation(desk.core, { organisation: { name: organisation, zone: ZONE }, teams });
  const { store } = desk.core;
  let count = 0;
  return {
    ...desk,
    box,
    problems,
    app: (port = box.port) =>
      createApp(desk.core, {
        demo: false,
        onProblem: (_about, problem) => problems.push(problem),
        reached: {
          publicUrl: "http://desk.example.test",
          trustProxy: null,
          tls: null,
          mail: {
            host: "127.0.0.1",
            port,
            tls: "none",
            user: null,
            password: null,
            from: "reports@desk.example.test",
          },
        },
      }),
    async user(name, role, language) {
      count += 1;
      const email = `user-${count}@example.test`;
      const added = await addUser(
        store,
        { email, name, language: language ?? null, roles: [role], password: null },
        desk.clock.now(),
      );
      if (!added.ok) throw new Error(added.problem);
      return added.value.id;
    },
    async subscribe(...wishes) {
      const { entries, version } = await readSchedule(store);
      const kept = entries.map(({ since: _, ...one }) => one);
      const added = wishes.map((wish) => recipient.parse({ scope: "centre", ...wish }));
      if (!(await putSchedule(store, [...kept, ...added], version, desk.clock.now())))
        throw new Error("not put");
    },
    async turn(app, at) {
      desk.clock.set(typeof at === "number" ? at : Date.parse(at));
      await app.sealDue(desk.clock.now());
      await app.mailing.look();
    },
    async work(monday, agents = 1) {
      const from = Date.parse(monday);
      for (const [index, { id }] of teams.entries()) {
        for (let one = 0; one < agents; one += 1) {
          await desk.send(
            ...several(6, {
              id: `${monday}-${id}-${one}-`,
              at: from + 9 * 3_600_000 + (index * agents + one) * 4 * 3_600_000,
              seconds: 60 + one,
              teamId: id,
              agentId: `${id}-${one}`,
            }),
          );
        }
      }
      await desk.core.tail.idle();
    },
    async close() {
      await box.close();
      await desk.core.store.close();
    },
  };
}

export const later = (at: string, days: number): string =>
  new Date(Date.parse(at) + days * DAY_MS).toISOString();
