/** In which looks a screen is seen: size of the screen, theme, language. */

export const SIZES = {
  tv: { width: 1920, height: 1080 },
  desk: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
} as const;

export interface Look {
  readonly size: keyof typeof SIZES;
  readonly theme: "light" | "dark";
  readonly language: "nl" | "fr" | "en";
}

const THEMES = ["light", "dark"] as const;
const LANGUAGES = ["nl", "fr", "en"] as const;

const allOf = (size: Look["size"]): Look[] =>
  THEMES.flatMap((theme) => LANGUAGES.map((language) => ({ size, theme, language })));

/** What people look at all day: both themes in three languages on a desk, and on a phone. */
export const MAIN: readonly Look[] = [
  ...allOf("desk"),
  { size: "phone", theme: "light", language: "fr" },
  { size: "phone", theme: "dark", language: "nl" },
];
/** Other screens and states. */
export const STATE: readonly Look[] = [
  { size: "desk", theme: "light", language: "en" },
  { size: "desk", theme: "dark", language: "nl" },
  { size: "phone", theme: "light", language: "fr" },
];
export const WALL: readonly Look[] = allOf("tv");
export const WALL_STATE: readonly Look[] = [
  { size: "tv", theme: "dark", language: "nl" },
  { size: "tv", theme: "light", language: "fr" },
];

export const fileOf = (name: string, { size, theme, language }: Look): string =>
  `${name.replaceAll(/[^a-z0-9]+/g, "-")}-${size}-${theme}-${language}.png`;
