/** What every benchmark is: a name, a question, and rows that can be held against an aim. */

export interface Aim {
  readonly on: "value" | "ratio";
  readonly is: "at least" | "at most";
  readonly bound: number;
}

export interface Row {
  readonly figure: string;
  /** One value per run; the table shows their median and their spread. */
  readonly values: readonly number[];
  readonly unit: string;
  /** To a floor or a rival measured in the same round: one ratio per run. */
  readonly ratios?: readonly number[];
  readonly to?: string;
  readonly aim?: Aim;
}

export interface Bench {
  readonly name: string;
  readonly about: string;
  /** Everything it starts and writes is gone afterwards. */
  run(options: BenchOptions): Promise<readonly Row[]>;
}

export interface BenchOptions {
  /** A folder on a real disk, for this benchmark alone; removed afterwards. */
  readonly folder: string;
  /** Where the server's CPU profile goes; null: none is taken. */
  readonly profile: string | null;
  /** More than a figure: a line of facts about how it came about. */
  readonly note: (line: string) => void;
}

export const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

/** Nearest rank; NaN of nothing. */
export function rank(ascending: readonly number[], share: number): number {
  const at = Math.ceil(share * ascending.length) - 1;
  return ascending[Math.max(0, at)] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => rank(sorted(values), 0.5);

const round = (value: number): string =>
  Math.abs(value) >= 100
    ? Math.round(value).toLocaleString("en")
    : value.toLocaleString("en", { maximumSignificantDigits: 3 });

function spread(values: readonly number[]): string {
  const ascending = sorted(values);
  return values.length < 2 ? "" : `${round(rank(ascending, 0))}–${round(rank(ascending, 1))}`;
}

/** "meets by 12 %": how far the median lies on the right or the wrong side of the bound. */
export function verdict(row: Row): string {
  const { aim } = row;
  if (aim === undefined) return "";
  const value = median((aim.on === "value" ? row.values : row.ratios) ?? []);
  const meets = aim.is === "at least" ? value >= aim.bound : value <= aim.bound;
  const percent = Math.abs(value / aim.bound - 1) * 100;
  return `${meets ? "meets" : "MISSES"} by ${percent.toFixed(0)} %`;
}

function aimText({ aim, unit }: Row): string {
  if (aim === undefined) return "";
  const sign = aim.is === "at least" ? "≥" : "≤";
  return aim.on === "value"
    ? `${sign} ${round(aim.bound)} ${unit}`
    : `${sign} ${round(aim.bound)} ×`;
}

const HEAD = ["figure", "median", "of runs", "ratio", "aim", ""];
const LEFT = new Set([0, 4, 5]);

export function table(rows: readonly Row[]): string {
  const lines = rows.map((row) => [
    row.figure,
    `${round(median(row.values))} ${row.unit}`,
    spread(row.values),
    row.ratios === undefined ? "" : `${round(median(row.ratios))} × ${row.to ?? ""}`.trim(),
    aimText(row),
    verdict(row),
  ]);
  const all = [HEAD, ...lines];
  const widths = HEAD.map((_, at) => Math.max(...all.map((line) => (line[at] ?? "").length)));
  const pad = (text: string, at: number) =>
    LEFT.has(at) ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0);
  return all.map((line) => `  ${line.map(pad).join("  ").trimEnd()}`).join("\n");
}
