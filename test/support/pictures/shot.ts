/** What a picture is: a screen in a state, and the looks it is taken in. Finished tables of them stand beside this file. */
import type { BrowserContext, Page } from "playwright-core";

export const SIZES = {
  tv: { width: 1920, height: 1080 },
  desk: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
} as const;

export interface Look {
  readonly size: keyof typeof SIZES;
  readonly theme: "light" | "dark";
  readonly lang: "nl" | "fr" | "en";
}

export type Act = (page: Page) => Promise<unknown>;

export interface Shot {
  readonly name: string;
  /** Who looks, as the world calls them; without it nobody is signed in. */
  readonly as?: string;
  readonly path: string;
  readonly looks: readonly Look[];
  /** Before the page opens. */
  readonly before?: Act;
  /** When it is there; without it: as soon as a screen is. */
  readonly ready?: string;
  /** A question that is never answered belongs to the picture. */
  readonly isPending?: boolean;
  /** What is pressed before the picture is taken. */
  readonly act?: Act;
}

/** Servers with something on them, started when the first of their pictures is wanted. */
export interface World {
  readonly url: string;
  /** The shots of this world; some need what was made when it began, such as a link with a token. */
  readonly shots: readonly Shot[];
  /** Signs in as `who` in this window. */
  enter(context: BrowserContext, who: string): Promise<unknown>;
  stop(): Promise<unknown>;
}

const THEMES = ["light", "dark"] as const;
const LANGUAGES = ["nl", "fr", "en"] as const;

const allOf = (size: Look["size"]): Look[] =>
  THEMES.flatMap((theme) => LANGUAGES.map((lang) => ({ size, theme, lang })));

/** A screen as it mostly is: both themes in three languages on a desk, and on a phone. */
export const SCREEN: readonly Look[] = [
  ...allOf("desk"),
  { size: "phone", theme: "light", lang: "fr" },
  { size: "phone", theme: "dark", lang: "nl" },
];
/** One of its states. */
export const STATE: readonly Look[] = [
  { size: "desk", theme: "light", lang: "en" },
  { size: "desk", theme: "dark", lang: "nl" },
  { size: "phone", theme: "light", lang: "fr" },
];
export const WALL: readonly Look[] = allOf("tv");
export const WALL_STATE: readonly Look[] = [
  { size: "tv", theme: "dark", lang: "nl" },
  { size: "tv", theme: "light", lang: "fr" },
];

export const fileOf = ({ name }: Shot, { size, theme, lang }: Look): string =>
  `${name}-${size}-${theme}-${lang}.png`;

export const press =
  (selector: string): Act =>
  (page) =>
    page.locator(selector).first().click();

/** The API does not answer under this path. */
export const gone =
  (path: string): Act =>
  (page) =>
    page.route(`**/api/v1${path}`, (route) => route.abort());

/** The API answers this instead. */
export const told =
  (path: string, json: object, status = 200): Act =>
  (page) =>
    page.route(`**/api/v1${path}`, (route) => route.fulfill({ json, status }));
