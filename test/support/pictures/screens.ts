/** The screens and states of the acceptance run, as pictures: one table for both. */
import type { Place } from "../../browser/acceptance/place.ts";
import { SCREENS, STATES } from "../../browser/acceptance/screens.ts";
import { visit } from "../../browser/acceptance/visit.ts";
import { type Job, jobsOf } from "./camera.ts";
import { type Look, MAIN, SIZES, STATE, WALL, WALL_STATE } from "./looks.ts";

/** Seen in every language and theme. */
const MAINS: readonly string[] = [
  "sign-in",
  "team",
  "behind a figure",
  "contact clock",
  "me",
  "reports",
  "sources",
  "transparency",
];
/** The leader's screen also hangs on a large monitor. */
const LARGE: readonly Look[] = [
  { size: "tv", theme: "light", language: "en" },
  { size: "tv", theme: "dark", language: "fr" },
];

function looksOf(name: string, isWall: boolean, isLoaded: boolean): readonly Look[] {
  if (isWall) return isLoaded ? WALL : WALL_STATE;
  if (!isLoaded || !MAINS.includes(name)) return STATE;
  return name === "team" ? [...MAIN, ...LARGE] : MAIN;
}

export function screenJobs(
  place: () => Promise<Place>,
  isWanted: (file: string) => boolean,
): Job[] {
  return Object.entries(SCREENS).flatMap(([name, { isWall = false, states }]) =>
    STATES.filter((state) => states[state] !== undefined).flatMap((state) => {
      const isLoaded = state === "loaded";
      const screen = {
        name: isLoaded ? name : `${name} ${state}`,
        isStill: states[state]?.silentMs !== undefined,
        open: async (look: Look) =>
          visit(await place(), name, { ...look, state, size: SIZES[look.size] }),
      };
      return jobsOf(screen, looksOf(name, isWall, isLoaded), isWanted);
    }),
  );
}
