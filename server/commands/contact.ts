/** `deskpulse figures --contact ID`: the clock of one contact without a server. */
import type { ContactClock } from "../../shared/wire/contact-clock.ts";
import { clockOf } from "../figures/clock/find.ts";
import { coreOf, filesOf } from "./from-files.ts";
import { INPUT_OPTIONS } from "./input.ts";
import { optionsOf, UsageError } from "./options.ts";

/** Throws UsageError with a sentence that helps, also when several sources have that contact. */
export async function contactCommand(
  args: readonly string[],
  warn: (line: string) => void = () => {},
): Promise<ContactClock> {
  const options = optionsOf(args, ["events", "org", "contact", "asOf", ...INPUT_OPTIONS], []);
  const contact = options.get("contact") ?? "";
  if (filesOf(options).length === 0) throw new UsageError("--contact ID --events FILE…");
  const { tail, clock } = await coreOf(options, warn);
  const found = await clockOf(
    tail,
    { contact, source: options.get("source"), isFor: () => true },
    clock.now(),
  );
  if (found.clock !== null) return found.clock;
  const { sources } = found;
  throw new UsageError(
    sources.length === 0
      ? `there is no contact ${contact}`
      : `several sources have a contact ${contact}: give one as --source, ${sources.join(" or ")}`,
  );
}
