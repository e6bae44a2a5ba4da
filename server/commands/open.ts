/** An engine on a store that stays, with its people beside the log: what every command but in-memory ones starts from. */
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { type Clock, systemClock } from "../../shared/time/clock.ts";
import { createAuditLog } from "../accounts/audit-log.ts";
import { installSecret, secretFor } from "../accounts/install-secret.ts";
import { forgetAgent, type Leaving } from "../accounts/leaver.ts";
import { createLooked } from "../accounts/looked.ts";
import type { Settings } from "../accounts/records.ts";
import { createSessions } from "../accounts/sessions.ts";
import { type Core, openCore } from "../core.ts";
import { type Erasure, erasureFile, erasuresOf } from "../org/erasure-file.ts";
import { type Mapped, type MappedDeps, openMapped } from "../org/mapped.ts";
import { refuseNamed } from "../org/mark.ts";
import { openSqliteStore } from "../store/sqlite/open.ts";
import type { Store } from "../store/store.ts";

export interface Opening {
  readonly clock?: Clock;
  readonly onNotice?: (text: string) => void;
  readonly onFailure?: (problem: unknown) => void;
  /** Stands between the engine and the store; for tests. */
  readonly wrap?: (store: Store) => Store;
}

export interface Opened {
  readonly core: Core;
  readonly people: Mapped;
}

/** The people of a store: names, foreign ids and erasures. `settings` may stand beside a running server. */
export function openPeopleOf(
  file: string,
  settings: MappedDeps["settings"] & Settings,
  { clock = systemClock, onNotice = () => {} }: Pick<Opening, "clock" | "onNotice"> = {},
): Promise<Mapped> {
  const now = () => clock.now();
  const audit = createAuditLog(settings, now);
  const onErased = ({ kind, agent, pseudonyms }: Erasure, source: string): void => {
    const [action, subject] =
      kind === "agent"
        ? (["person.erased", agent ?? ""] as const)
        : (["customer.erased", pseudonyms[0] ?? ""] as const);
    const noted = async () => {
      if (agent !== null) await forgetAgent(leavingOf(settings, now), agent);
      await audit.note({ actor: "system", role: null, action, subject, detail: { source } });
    };
    noted().catch((problem: unknown) => onNotice(`an erasure could not be noted: ${problem}`));
  };
  const secret = installSecret(file);
  return openMapped({
    settings,
    keys: {
      customers: secretFor(secret, "customer-reference"),
      erased: secretFor(secret, "erased-identity"),
    },
    file: erasureFile(erasuresOf(file)),
    now,
    onErased,
  });
}

/** What else goes with an erased agent: the user, who looked. */
export function leavingOf(settings: Settings, now: () => number): Leaving {
  const audit = createAuditLog(settings, now);
  const looked = createLooked({ settings, audit, now, zone: () => "UTC" });
  return { settings, looked, sessions: createSessions(settings, now) };
}

/**
 * Opens the store `file`, or makes it, does again what was erased since an older copy of it was made,
 * and folds what is new. Throws the store's own errors, or a sentence.
 */
export async function openDesk(file: string, opening: Opening = {}): Promise<Opened> {
  const { clock = systemClock, onNotice = () => {}, onFailure, wrap = (store) => store } = opening;
  mkdirSync(dirname(file), { recursive: true });
  const store = wrap(await openSqliteStore(file, { onNotice }));
  try {
    await refuseNamed(store, file);
    const people = await openPeopleOf(file, store, opening);
    const again = await people.erasures.reapply();
    if (again > 0) {
      const leaving = leavingOf(store, () => clock.now());
      for (const { agent } of erasureFile(erasuresOf(file)).read()) {
        if (agent !== null) await forgetAgent(leaving, agent);
      }
      onNotice(`An older copy of the store: ${again} erasures were carried out again.`);
    }
    const failing = onFailure === undefined ? {} : { onFailure };
    const core = await openCore({ store, clock, onNotice, pseudonyms: people, ...failing });
    return { core, people };
  } catch (problem) {
    await store.close();
    throw problem;
  }
}
