/** What the address of the Reports screen asks for (UX-35): whose week, which revision, against what. Pure. */

export const AGAINST = ["previous", "lastFour", "lastYear"] as const;
export type Against = (typeof AGAINST)[number];

export interface ReportQuestion {
  /** `centre`, `team:x`, `agent:y` */
  readonly scope: string;
  /** `2026-W47`, or any other period of a report; null: the newest week that is over. */
  readonly period: string | null;
  /** Null: the newest. */
  readonly revision: number | null;
  readonly against: Against;
  /** The figure whose sheet is open. */
  readonly figure: string | null;
}

/** `own`: whose reports somebody sees first. */
export function readQuestion(search: string, own: string): ReportQuestion {
  const query = new URLSearchParams(search);
  const revision = query.get("revision") ?? "";
  return {
    scope: query.get("scope") ?? own,
    period: query.get("week"),
    revision: /^[1-9]\d{0,2}$/.test(revision) ? Number(revision) : null,
    against: AGAINST.find((one) => one === query.get("against")) ?? "previous",
    figure: query.get("figure"),
  };
}

const NAMES: Readonly<Record<keyof ReportQuestion, string>> = {
  scope: "scope",
  period: "week",
  revision: "revision",
  against: "against",
  figure: "figure",
};

/** The same page with changes in its question; what is null is left out. Language and theme stay. */
export function addressWith(
  { pathname, search }: { readonly pathname: string; readonly search: string },
  changes: Partial<ReportQuestion>,
): string {
  const query = new URLSearchParams(search);
  for (const [key, value] of Object.entries(changes)) {
    const name = NAMES[key as keyof ReportQuestion];
    if (value === null) query.delete(name);
    else query.set(name, String(value));
  }
  const text = query.toString().replaceAll("%3A", ":").replaceAll("%2F", "/");
  return text === "" ? pathname : `${pathname}?${text}`;
}

/** Which week is shown first: the newest that is over, for on Monday one reads the last one. */
export const firstWeek = (
  weeks: readonly { readonly week: string; readonly state: string }[],
): string | null => (weeks.find(({ state }) => state !== "open") ?? weeks[0])?.week ?? null;
