/** What a tile is given: finished text, a status, and the numbers of its small pictures. */

/** The four statuses of a value, and the three reasons why there is none to tell. */
export type StatusMark = "on_target" | "attention" | "action" | "none" | "few" | "plain" | "stale";

/** The vertical range of a figure. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A companion that explains the value: AHT has its talk, hold and wrap-up. */
export interface PartText {
  readonly id: string;
  readonly name: string;
  readonly value: string;
}

export interface TileText {
  readonly id: string;
  readonly label: string;
  /** The long name, for the tooltip and the screen reader. */
  readonly name: string;
  readonly value: string;
  /** True when the value is a word, such as "nobody waiting". */
  readonly said: boolean;
  /** Beside the label where the period is over and the value is of this moment; else empty. */
  readonly ofNow: string;
  readonly unit: string;
  /** Characters to keep free for the value, so that a longer one moves nothing (UX-25). */
  readonly width: number;
  readonly mark: StatusMark;
  /** Empty where there is no status to tell, for want of a target. */
  readonly word: string;
  /** Characters of the longest word a status may have here: what is laid out never waits for the word. */
  readonly wordRoom: number;
  /** A source it is made of says nothing: its name, and since when in two lengths. Null: all speak. */
  readonly silence: {
    readonly name: string;
    readonly since: string;
    readonly short: string;
  } | null;
  readonly target: string;
  /** Distance to the target, in words and with a sign; the wallboard has no room for words. */
  readonly off: string;
  readonly offSigned: string;
  readonly usual: string;
  /** Beyond noise against the usual: which way, and that in words. Null: not, or not to be told. */
  readonly moved: { readonly to: "higher" | "lower"; readonly word: string } | null;
  readonly n: string;
  readonly parts: readonly PartText[];
  readonly until: string;
  /** False for what is true of this moment only: it has no line of the day. */
  readonly flows: boolean;
  readonly trend: readonly (number | null)[];
  readonly trendTarget: number | null;
  readonly trendRange: Span;
  /** The shown value as a number, for the bullet bar. */
  readonly amount: number | null;
  readonly bulletTarget: number | null;
  readonly range: Span;
  readonly open: string;
  /** The same without words around it, for the table. */
  readonly plain: Readonly<Record<"value" | "target" | "usual" | "n", string>>;
}
