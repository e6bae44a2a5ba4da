/** What the one is called whom a reader may not tell apart (PRIV-4): it depends on who reads. */
import type { DrillKey } from "../../../shared/text/drill.en.ts";
import { isOneOf, ledBy, type Session } from "../../store/session.ts";
import { useHouse } from "../house.ts";
import { useStore } from "../use-store.ts";

/** To a leader somebody of another team, to an agent a colleague, to everybody else an agent. */
export function strangerTo(session: Session): DrillKey {
  if (ledBy(session).length > 0) return "who.other-team";
  return isOneOf(session, ["agent"]) ? "who.colleague" : "who.somebody";
}

export const useStranger = (): DrillKey => strangerTo(useStore(useHouse().session, (all) => all));
