/**
 * Which looks of which screens are looked at. Not all 6 looks × states of each: in this covering design every
 * pair of (screen, state), (screen, language), (screen, theme), (state, theme), (state, language) and (language, theme)
 * occurs; colours come from the theme alone, and words from the language alone. Pure.
 */
import { SCREENS, STATES, type StateName } from "./screens.ts";

export const LANGUAGES = ["nl", "fr", "en"] as const;
export const THEMES = ["light", "dark"] as const;
export type Language = (typeof LANGUAGES)[number];
export type Theme = (typeof THEMES)[number];

export interface Cell {
  readonly state: StateName;
  readonly language: Language;
  readonly theme: Theme;
}

const around = <Value>(values: readonly [Value, ...Value[]], at: number): Value =>
  values[at % values.length] ?? values[0];

/** Loaded in every language, the themes in turn; each other state once, each time in the next look. */
export function cellsOf(name: string): Cell[] {
  const names = Object.keys(SCREENS);
  const before = names.slice(0, names.indexOf(name));
  const has = (one: string, state: StateName) => SCREENS[one]?.states[state] !== undefined;
  return STATES.filter((state) => has(name, state)).flatMap((state): Cell[] => {
    const turn = before.filter((one) => has(one, state)).length;
    if (state !== "loaded") {
      return [{ state, language: around(LANGUAGES, turn), theme: around(THEMES, turn) }];
    }
    return LANGUAGES.map((language, at) => ({ state, language, theme: around(THEMES, turn + at) }));
  });
}
