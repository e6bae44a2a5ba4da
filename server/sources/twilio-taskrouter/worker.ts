/** Workers: what an activity of somebody's own name means, and their team where an attribute says it. */
import type { EventData } from "../../../shared/events/event.ts";
import { ID_LENGTH_MAX } from "../../../shared/events/limits.ts";

export type State = EventData<"agent.state_changed">["state"];

/** By the words that workspaces use, in the languages of our screens; the first that fits. */
const STATES: readonly (readonly [like: RegExp, state: State])[] = [
  [/off.?line|logged.?out|signed.?out|afgemeld|hors ligne|d[ée]connect/, "offline"],
  [/wrap|after.?(call|contact)|\bacw\b|nawerk|afhandel|post.?appel/, "wrap_up"],
  [
    /reserved|busy|on.?a?.?(call|task)|in.?call|occupied|bezet|in gesprek|occup[ée]|en appel/,
    "busy",
  ],
  [/break|lunch|pause|pauze|meal|dinner|coffee|koffie|d[ée]jeuner/, "break"],
  [/unavailable|not.?(ready|available)|away|afwezig|niet|indisponible|absent/, "away"],
  [/available|ready|idle|on.?line|beschikbaar|vrij|disponible|pr[êe]t/, "available"],
];

/** `own`: what the connection says of activities, by their names; it goes first. */
export function stateOf(name: string, own: Readonly<Record<string, State>>): State {
  const word = name.trim().toLowerCase();
  if (Object.hasOwn(own, word)) return own[word] ?? "away";
  return STATES.find(([like]) => like.test(word))?.[1] ?? "away";
}

/** The team that an attribute names; null: none, or nobody said which attribute. */
export function teamOf(
  attributes: Readonly<Record<string, unknown>>,
  name: string | null,
): string | null {
  if (name === null) return null;
  const value = Object.hasOwn(attributes, name) ? attributes[name] : null;
  const team = typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
  return team === "" || team.length > ID_LENGTH_MAX ? null : team;
}
