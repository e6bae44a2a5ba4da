/** What the address bar says and how it is written (UX-35): reading it back gives the same screen. */
import { type Language, languageOf, languages } from "../../shared/text/words.ts";
import type { View } from "../../shared/wire/protocol.ts";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

export const periods = ["today", "last-60m", "last-24h", "this-week", "last-week"] as const;

/** What narrows a board, together with its team and period (SCR-6). Null: everything. */
export interface Narrowing {
  readonly channel: string | null;
  readonly queue: string | null;
  readonly agent: string | null;
}

export const WHOLE: Narrowing = { channel: null, queue: null, agent: null };

export interface Address extends Pick<View, "screen" | "scope" | "period">, Narrowing {
  /** The figure whose panel is open; null: none. */
  readonly figure: string | null;
  /** Of this member of the team alone; null: of all that the board shows. */
  readonly person: string | null;
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
    channel: query.get("channel"),
    queue: query.get("queue"),
    agent: query.get("agent"),
    figure: query.get("figure"),
    person: query.get("person"),
    language: oneOf(languages, query.get("lang")) ?? languageOf(preferred),
    theme:
      oneOf(themes, query.get("theme")) ??
      own.theme ??
      (screen === "wallboard" ? "dark" : "system"),
  };
}

/** What is chosen only when it is: an address is read by people. */
const OPTIONAL = ["channel", "queue", "agent", "figure", "person"] as const;

export function writeAddress(address: Address): string {
  const { screen, scope, period, language, theme } = address;
  const query = new URLSearchParams({ scope, period });
  for (const name of OPTIONAL) {
    const value = address[name];
    if (value !== null) query.set(name, value);
  }
  query.set("lang", language);
  query.set("theme", theme);
  // A colon needs no escape in a query.
  return `${screen === "wallboard" ? "/wall" : "/team"}?${query}`.replaceAll("%3A", ":");
}

export function viewOf({ screen, scope, period, channel, queue, agent }: Address): View {
  return {
    screen,
    scope,
    period,
    ...(channel === null ? {} : { channel }),
    ...(queue === null ? {} : { queue }),
    ...(agent === null ? {} : { agent }),
  };
}

/** The words of a question to GET /api/v1/figures, /contacts and /figures/explain. */
export interface FigureQuestion {
  readonly kpi: string;
  readonly scope: string;
  readonly period: string;
  readonly channel?: string;
  readonly queue?: string;
}

/** The same question to the figures of the server: of the panel's figure, or of one person's. */
export function questionOf(address: Omit<Address, "figure">, kpi: string): FigureQuestion {
  const { scope, period, channel, queue } = address;
  const agent = address.person ?? address.agent;
  return {
    kpi,
    scope: agent === null ? scope : `agent:${agent}`,
    period,
    ...(channel === null ? {} : { channel }),
    ...(queue === null ? {} : { queue }),
  };
}

export const isNarrowed = ({ channel, queue, agent }: Narrowing): boolean =>
  channel !== null || queue !== null || agent !== null;
