/** What the address bar says and how it is written (UX-35): reading it back gives the same screen. */
import { type Language, languageOf, languages } from "../../shared/text/words.ts";
import type { View } from "../../shared/wire/protocol.ts";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

export const periods = ["today", "last-60m", "last-24h", "this-week"] as const;

export interface Address extends View {
  readonly language: Language;
  readonly theme: Theme;
}

const oneOf = <Value extends string>(values: readonly Value[], wanted: string | null) =>
  values.find((value) => value === wanted);

/**
 * `preferred` are the user's and the browser's languages; `own`: what holds where the address says
 * nothing. A wallboard is dark unless told otherwise (UX-34).
 */
export function readAddress(
  location: { readonly pathname: string; readonly search: string },
  preferred: readonly string[],
  own: { readonly scope?: string; readonly theme?: Theme } = {},
): Address {
  const query = new URLSearchParams(location.search);
  const screen = location.pathname.startsWith("/wall") ? "wallboard" : "team";
  return {
    screen,
    scope: query.get("scope") ?? own.scope ?? "centre",
    period: query.get("period") ?? "today",
    language: oneOf(languages, query.get("lang")) ?? languageOf(preferred),
    theme:
      oneOf(themes, query.get("theme")) ??
      own.theme ??
      (screen === "wallboard" ? "dark" : "system"),
  };
}

export function writeAddress(address: Address): string {
  const { screen, scope, period, language, theme } = address;
  const query = new URLSearchParams({ scope, period, lang: language, theme });
  // A colon needs no escape in a query, and an address is read by people.
  return `${screen === "wallboard" ? "/wall" : "/team"}?${query}`.replaceAll("%3A", ":");
}

export const viewOf = ({ screen, scope, period }: Address): View => ({ screen, scope, period });
