/**
 * What a wallboard can show so that it is read from where people stand (SCREENS.md section 4). The table
 * there is one formula: a capital seen under 16 minutes of arc is the floor, under 20 it is preferred,
 * and a capital is 0.72 of the font size. Pairing asks it, and the wallboard scales by it (UX-2).
 */

/** Visual angle of a capital letter, minutes of arc (ISO 9241). */
export const FLOOR_ARCMIN = 16;
export const PREFERRED_ARCMIN = 20;
/** A wallboard never has more than this many tiles (UX-4). */
export const TILES_MAX = 6;
export const PAGES_MAX = 3;

export const INCHES_MIN = 20;
export const INCHES_MAX = 120;
export const METRES_MIN = 1;
export const METRES_MAX = 20;

/** The profile that the sizes of UX-1 are for. */
export const DEFAULT_INCHES = 55;
export const DEFAULT_METRES = 5;

const CAPITAL_OF_FONT = 0.72;
const MM_PER_INCH = 25.4;
/** Height of a 16:9 screen as a share of its diagonal. */
const HEIGHT_OF_DIAGONAL = 9 / Math.hypot(16, 9);
const RADIANS_PER_ARCMIN = Math.PI / (180 * 60);

export interface Screen {
  readonly screenInches: number;
  readonly distanceMetres: number;
}

/** Font size as a share of the screen's height (vh) whose capitals are seen under `arcmin`. */
export function fontVh({ screenInches, distanceMetres }: Screen, arcmin: number): number {
  const capitalMm = 2 * distanceMetres * 1000 * Math.tan((arcmin * RADIANS_PER_ARCMIN) / 2);
  const heightMm = screenInches * MM_PER_INCH * HEIGHT_OF_DIAGONAL;
  return (100 * capitalMm) / CAPITAL_OF_FONT / heightMm;
}

/** How much larger all type must be than in the default profile; never smaller (UX-1). */
export function scaleOf(screen: Screen): number {
  const usual = { screenInches: DEFAULT_INCHES, distanceMetres: DEFAULT_METRES };
  return Math.max(1, fontVh(screen, FLOOR_ARCMIN) / fontVh(usual, FLOOR_ARCMIN));
}

/**
 * Up to which scale so many tiles have room for type of UX-1 (label and target 6 vh, hero 16, the least
 * 4.7) on a screen of 178 × 100 vh where 6 vh holds 50 characters to the line (UX-3).
 */
const ROOM: readonly { readonly tiles: number; readonly scaleMax: number }[] = [
  { tiles: 6, scaleMax: 1.04 }, // three columns of labels of 16 characters: 50 / 48
  { tiles: 4, scaleMax: 1.43 }, // two rows of 33 vh (6 + 16 + 6 + 4.7) and the age below: 100 / 70
  { tiles: 2, scaleMax: 1.87 }, // two hero numbers of five characters side by side: 89 / 47.4
  { tiles: 1, scaleMax: 2.67 }, // one row and the age below: 100 / 37.4
];

/** The same under pages that take turns: the strip of the two most acute values takes 11.4 vh (UX-4). */
const ROOM_TURNING: typeof ROOM = [
  { tiles: 4, scaleMax: 1.23 }, // 100 / (70 + 11.4)
  { tiles: 2, scaleMax: 1.87 },
  { tiles: 1, scaleMax: 2.04 }, // 100 / (37.4 + 11.4)
];

/**
 * How many tiles a page may have on such a screen, when there are so many pages; 0: it is too small for
 * this distance.
 */
export function tilesMaxOf(screen: Screen, pages = 1): number {
  const scale = scaleOf(screen);
  const room = pages > 1 ? ROOM_TURNING : ROOM;
  return room.find(({ scaleMax }) => scale <= scaleMax)?.tiles ?? 0;
}

/** Why pages with so many tiles each do not fit, or null. */
export function misfitOf(
  screen: Screen,
  tilesOfPages: readonly number[],
): { readonly tilesMax: number } | null {
  const tilesMax = tilesMaxOf(screen, tilesOfPages.length);
  return tilesOfPages.some((tiles) => tiles > tilesMax) ? { tilesMax } : null;
}
