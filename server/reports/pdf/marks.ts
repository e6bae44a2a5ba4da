/** What a report draws: the shapes of statuses as on every screen (UX-11), and the line of 13 weeks. */
import { AMBER, BLUE, HAIR, INK, type Paper, QUIET, RED } from "./paper.ts";

export type Mark = "on_target" | "attention" | "action" | "none";

export const COLOURS: Readonly<Record<Mark, string>> = {
  on_target: BLUE,
  attention: AMBER,
  action: RED,
  none: QUIET,
};

const SHAPES: Readonly<Record<Mark, string>> = {
  on_target: "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2Z",
  attention: "M8 1.8 15 14H1Z",
  action: "M8 .8 15.2 8 8 15.2 .8 8Z",
  none: "M3 7h10v2H3Z",
};

/** The word stands beside it, so a reader need not hear of it. */
export function drawMark(paper: Paper, mark: Mark, x: number, y: number, size: number): void {
  paper.decorate((pdf) => {
    pdf
      .save()
      .translate(x, y)
      .scale(size / 16)
      .path(SHAPES[mark])
      .fill(COLOURS[mark])
      .restore();
  });
}

/** Up or down; the sentence beside it says so too. */
export function drawArrow(paper: Paper, isUp: boolean, x: number, y: number): void {
  paper.decorate((pdf) => {
    const [tip, end] = isUp ? [y, y + 8] : [y + 8, y];
    const wing = isUp ? 3.2 : -3.2;
    pdf.moveTo(x + 4, end).lineTo(x + 4, tip);
    pdf
      .moveTo(x + 0.8, tip + wing)
      .lineTo(x + 4, tip)
      .lineTo(x + 7.2, tip + wing);
    pdf.lineWidth(1.2).lineCap("round").lineJoin("round").stroke(INK);
  });
}

export interface Spark {
  readonly values: readonly (number | null)[];
  readonly target: number | null;
  readonly colour: string;
  /** What it says in words. */
  readonly alt: string;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where a value stands: the range is that of the values and the target, with some air. */
function scaleOf({ values, target }: Spark, { y, height }: Box): (value: number) => number {
  const known = [...values.filter((value) => value !== null), ...(target === null ? [] : [target])];
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const span = high - low || Math.abs(high) || 1;
  return (value) => y + height - ((value - low) / span) * height;
}

/** A week without a value leaves a gap. */
export function drawSpark(paper: Paper, spark: Spark, box: Box): void {
  const { values, target, colour, alt } = spark;
  const place = scaleOf(spark, box);
  const step = box.width / Math.max(1, values.length - 1);
  const points = values.flatMap((value, at) =>
    value === null ? [] : [{ at, x: box.x + at * step, y: place(value) }],
  );
  paper.decorate((pdf) => {
    const floor = box.y + box.height + 3;
    pdf
      .moveTo(box.x, floor)
      .lineTo(box.x + box.width, floor)
      .lineWidth(0.5)
      .stroke(HAIR);
  });
  paper.picture(alt, (pdf) => {
    if (target !== null) {
      const y = place(target);
      pdf
        .moveTo(box.x, y)
        .lineTo(box.x + box.width, y)
        .lineWidth(0.7)
        .dash(2, { space: 2 });
      pdf.stroke(QUIET).undash();
    }
    points.forEach(({ at, x, y }, index) => {
      const before = points[index - 1];
      if (before !== undefined && before.at === at - 1)
        pdf.moveTo(before.x, before.y).lineTo(x, y).lineWidth(1.4).lineCap("round").stroke(colour);
      else if (points[index + 1]?.at !== at + 1) pdf.circle(x, y, 0.9).fill(colour);
    });
    const last = points.at(-1);
    if (last?.at === values.length - 1) pdf.circle(last.x, last.y, 2.4).fill(colour);
  });
}
