/** What a server finds on a Monday on which reports are to be mailed: weeks that are sealed, a list, a mail server. */
import { createMailSettings } from "../../server/accounts/mail-settings.ts";
import { addUser } from "../../server/accounts/users.ts";
import { createApp } from "../../server/app.ts";
import { openDesk } from "../../server/commands/open.ts";
import { submitAll } from "../../server/commands/submit.ts";
import { setOrganisation } from "../../server/core.ts";
import { weekPeriod } from "../../server/reports/periods.ts";
import { putSchedule, readSchedule, weeksOver } from "../../server/reports/schedule.ts";
import { languages } from "../../shared/text/words.ts";
import { HOUR_MS } from "../../shared/time/interval.ts";
import type { MailServer } from "../../shared/wire/mail.ts";
import { MAIL_FORMATS, recipient } from "../../shared/wire/report-schedule.ts";
import { several } from "../server/explain/why-desk.ts";

const ZONE = "Europe/Amsterdam";

/** The addresses of so many recipients, in all languages and formats. The last two weeks have figures. */
export async function mailReady(
  store: string,
  server: Pick<MailServer, "host" | "port" | "tls">,
  recipients: number,
): Promise<string[]> {
  const { core } = await openDesk(store);
  const now = core.clock.now();
  await setOrganisation(core, { organisation: { name: "Acme", zone: ZONE }, teams: [{ id: "A" }] });
  const mail = createMailSettings(core.store, Buffer.alloc(32), null);
  await mail.put({ ...server, user: null, from: "desk@example.test" });
  const emails: string[] = [];
  const wishes = [];
  for (let one = 0; one < recipients; one += 1) {
    const email = `user-${one}@example.test`;
    const language = languages[one % languages.length] ?? "en";
    const made = { email, name: `User ${one}`, language, roles: MANAGER, password: null };
    const added = await addUser(core.store, made, now);
    if (!added.ok) throw new Error(added.problem);
    const format = MAIL_FORMATS[one % MAIL_FORMATS.length];
    wishes.push(recipient.parse({ user: added.value.id, scope: "centre", format }));
    emails.push(email);
  }
  const { version } = await readSchedule(core.store);
  await putSchedule(core.store, wishes, version, now);
  for (const week of weeksOver(now, ZONE, 2)) {
    const at = weekPeriod(week, ZONE).from + 9 * HOUR_MS;
    const told = several(5, { id: week, at, seconds: 60, teamId: "A" });
    await submitAll(core, told, { accepted: 0, duplicates: 0, rejected: [] });
  }
  await core.tail.idle();
  await createApp(core, { demo: false, onProblem: () => {} }).sealDue(now);
  await core.tail.checkpoint();
  await core.store.close();
  return emails;
}

const MANAGER = [{ role: "manager" }] as const;
