/** What an agent's status means: of a kind that Connect names, or by the words of its own name. */
import type { EventData } from "../../../shared/events/event.ts";

type State = EventData<"agent.state_changed">["state"];

const STATES: readonly (readonly [like: RegExp, state: State])[] = [
  [/off.?line|afgemeld|hors ligne/, "offline"],
  [/after.?contact|after.?call|\bacw\b|wrap|nawerk/, "wrap_up"],
  [/busy|on.?contact|on.?call|bezet|occup[ée]/, "busy"],
  [/break|lunch|pause|pauze|meal|dinner|coffee|koffie|d[ée]jeuner/, "break"],
  [/unavailable|not.?(ready|available)|missed|away|afwezig|absent|indisponible/, "away"],
  [/available|ready|routable|beschikbaar|disponible/, "available"],
];

/** `type`: ROUTABLE, CUSTOM or OFFLINE; older events have none. Null: there is no status. */
export function statusOf(name: string, type: string | null): State | null {
  const said = name.trim().toLowerCase();
  if (said === "" && type === null) return null;
  if (type === "ROUTABLE") return "available";
  if (type === "OFFLINE") return "offline";
  return STATES.find(([like]) => like.test(said))?.[1] ?? "away";
}
