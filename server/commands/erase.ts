/** `deskpulse admin erase-agent ID`, `erase-customer REF`: beside a running server or without one (PRIV-8). */
import { systemClock } from "../../shared/time/clock.ts";
import { createAuditLog } from "../accounts/audit-log.ts";
import { forgetAgent, type Leaving } from "../accounts/leaver.ts";
import type { Config } from "../config.ts";
import type { Mapped } from "../org/mapped.ts";
import { openSettings } from "../store/sqlite/settings.ts";
import { leavingOf, openPeopleOf } from "./open.ts";
import { optionsOf, UsageError } from "./options.ts";

const HELP = `deskpulse admin erase-agent ID [--request NUMBER]      name and foreign ids go; every figure stays
deskpulse admin erase-customer REF [--request NUMBER]  the same for a customer's reference`;

type Audit = ReturnType<typeof createAuditLog>;

async function withPeople(
  config: Config,
  work: (people: Mapped, audit: Audit, leaving: Leaving) => Promise<string>,
): Promise<string> {
  const settings = await openSettings(config.store);
  try {
    const now = () => systemClock.now();
    const audit = createAuditLog(settings, now);
    const people = await openPeopleOf(config.store, settings);
    return await work(people, audit, leavingOf(settings, now));
  } finally {
    await settings.close();
  }
}

/** One sentence of what was done. Throws UsageError when there is no such agent. */
export function eraseCommand(config: Config, args: readonly string[]): Promise<string> {
  const [what, ...rest] = args;
  const options = optionsOf(rest, ["request"], ["help"]);
  const [whom] = options.files;
  if (whom === undefined || options.has("help")) throw new UsageError(HELP);
  const asked = { requestId: options.get("request") ?? null };
  const by = { actor: "command", role: null };
  return withPeople(config, async (people, audit, leaving) => {
    if (what === "erase-customer") {
      const subject = people.customer(whom);
      const { at } = await people.erasures.customer(subject, asked);
      await audit.note({ ...by, action: "customer.erased", subject });
      return `noted at ${at}: of that customer only a keyed hash was ever kept`;
    }
    const one = await people.erasures.agent(whom, asked);
    if (one === null) throw new UsageError(`there is no agent ${whom}`);
    await forgetAgent(leaving, whom);
    const detail = { ids: one.pseudonyms.length };
    await audit.note({ ...by, action: "person.erased", subject: whom, detail });
    return `erased at ${one.at}: ${detail.ids} ids of sources lead to nobody any more; a running server knows within a second`;
  });
}
