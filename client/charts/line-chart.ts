/**
 * A line over a paler one on a time axis, on a canvas. Made once per canvas, then only its data change;
 * nothing is ever animated (UX-33), and it is drawn only when changed and visible. The one file that draws:
 * a chart library would be a third of all that a screen loads.
 */

export interface LineData {
  readonly values: readonly (number | null)[];
  readonly before: readonly (number | null)[];
  /** The last step is still running: its value will grow. */
  readonly openStep: boolean;
  readonly from: number;
  readonly to: number;
  /** Distance between two grid lines. */
  readonly gridStep: number;
  /** One label per step; empty where the axis shows none. */
  readonly labels: readonly string[];
  readonly tick: (value: number) => string;
  /** The step under the pointer or the keyboard. */
  readonly chosen: number | null;
}

export interface Colours {
  readonly line: string;
  /** Under the line. */
  readonly area: string;
  readonly before: string;
  readonly grid: string;
  readonly text: string;
}

export interface LineChart {
  update(data: LineData): void;
  recolour(colours: Colours): void;
  /** The step nearest to a point on the canvas, in CSS pixels from its left. */
  stepAt(x: number): number | null;
  destroy(): void;
}

/** The drawing's place on the canvas, in CSS pixels. */
interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: (step: number) => number;
  readonly y: (value: number) => number;
}

const EDGE = 6;
const AXIS = 22;
const GAP = 8;
const FONT_PX = 11;
/** Between two labels of the time axis. */
const LABEL_GAP = 12;

/** Values of the grid, the lowest first; sums of steps do not drift. */
function gridOf({ from, to, gridStep }: LineData): number[] {
  const count = Math.round((to - from) / gridStep);
  return Array.from({ length: count + 1 }, (_, line) => from + line * gridStep);
}

function frameOf(pen: CanvasRenderingContext2D, data: LineData, width: number, height: number) {
  const widest = Math.max(
    0,
    ...gridOf(data).map((value) => pen.measureText(data.tick(value)).width),
  );
  const left = Math.ceil(widest) + GAP;
  const [right, top, bottom] = [width - EDGE, EDGE, height - AXIS];
  const last = Math.max(1, data.labels.length - 1);
  const span = data.to - data.from || 1;
  return {
    left,
    right,
    top,
    bottom,
    x: (step: number) => left + (step / last) * (right - left),
    y: (value: number) => {
      const share = Math.min(1, Math.max(0, (value - data.from) / span));
      return bottom - share * (bottom - top);
    },
  } satisfies Frame;
}

function drawAxes(
  pen: CanvasRenderingContext2D,
  data: LineData,
  { grid, text }: Colours,
  { left, right, bottom, x, y }: Frame,
): void {
  pen.setLineDash([]);
  pen.lineWidth = 1;
  pen.strokeStyle = grid;
  pen.fillStyle = text;
  pen.textAlign = "right";
  pen.textBaseline = "middle";
  for (const value of gridOf(data)) {
    const at = Math.round(y(value)) + 0.5;
    pen.beginPath();
    pen.moveTo(left, at);
    pen.lineTo(right, at);
    pen.stroke();
    pen.fillText(data.tick(value), left - GAP, at);
  }
  pen.textAlign = "center";
  pen.textBaseline = "top";
  let taken = Number.NEGATIVE_INFINITY;
  data.labels.forEach((label, step) => {
    const half = pen.measureText(label).width / 2;
    const at = Math.min(x(step), right + EDGE - half);
    if (label === "" || at - half < taken) return;
    pen.fillText(label, at, bottom + GAP);
    taken = at + half + LABEL_GAP;
  });
}

interface Series {
  readonly values: readonly (number | null)[];
  readonly colour: string;
  readonly width: number;
  readonly dash: readonly number[];
  /** From this step on what is told is not the last word; it is drawn thinner, and nothing under it. */
  readonly openFrom: number;
  readonly area: string | null;
}

function drawSeries(
  pen: CanvasRenderingContext2D,
  series: Series,
  frame: Frame,
  chosen: number | null,
) {
  const { values, colour, width, dash, openFrom, area } = series;
  const { x, y } = frame;
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.lineJoin = "round";
  values.forEach((value, step) => {
    const next = values[step + 1] ?? null;
    if (value === null || next === null) return;
    const isOpen = step >= openFrom;
    if (area !== null && !isOpen) {
      pen.fillStyle = area;
      pen.beginPath();
      pen.moveTo(x(step), y(0));
      pen.lineTo(x(step), y(value));
      pen.lineTo(x(step + 1), y(next));
      pen.lineTo(x(step + 1), y(0));
      pen.fill();
    }
  });
  for (const isOpen of [false, true]) {
    pen.setLineDash(isOpen ? [2, 4] : [...dash]);
    pen.beginPath();
    values.forEach((value, step) => {
      const next = values[step + 1] ?? null;
      if (value === null || next === null || step >= openFrom !== isOpen) return;
      const goesOn = (values[step - 1] ?? null) !== null && step - 1 >= openFrom === isOpen;
      if (!goesOn) pen.moveTo(x(step), y(value));
      pen.lineTo(x(step + 1), y(next));
    });
    pen.stroke();
  }
  drawDots(pen, series, frame, chosen);
}

/** A dot where the reader is, and where a lone value would otherwise be invisible. */
function drawDots(
  pen: CanvasRenderingContext2D,
  { values, colour }: Series,
  { x, y }: Frame,
  chosen: number | null,
): void {
  pen.fillStyle = colour;
  values.forEach((value, step) => {
    const isLone = (values[step - 1] ?? null) === null && (values[step + 1] ?? null) === null;
    if (value === null || !(isLone || step === chosen)) return;
    pen.beginPath();
    pen.arc(x(step), y(value), step === chosen ? 4 : 1.5, 0, 2 * Math.PI);
    pen.fill();
  });
}

export function createLineChart(canvas: HTMLCanvasElement, first: Colours): LineChart {
  const pen = canvas.getContext("2d");
  let colours = first;
  let data: LineData | null = null;
  let frame: Frame | null = null;
  let isVisible = true;
  let isDirty = false;

  const draw = () => {
    isDirty = !isVisible;
    const { clientWidth: width, clientHeight: height } = canvas;
    if (!isVisible || pen === null || data === null || width === 0) return;
    const ratio = devicePixelRatio;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.font = `${FONT_PX}px ${getComputedStyle(canvas).fontFamily}`;
    frame = frameOf(pen, data, width, height);
    drawAxes(pen, data, colours, frame);
    const { values, before, openStep, chosen } = data;
    const past = { values: before, colour: colours.before, width: 1.5, dash: [3, 3] };
    drawSeries(pen, { ...past, openFrom: Infinity, area: null }, frame, chosen);
    const now = { values, colour: colours.line, width: 2, dash: [], area: colours.area };
    drawSeries(pen, { ...now, openFrom: openStep ? values.length - 2 : Infinity }, frame, chosen);
  };
  const watcher = new IntersectionObserver(([entry]) => {
    isVisible = entry?.isIntersecting ?? true;
    if (isVisible && isDirty) draw();
  });
  watcher.observe(canvas);
  const sizes = new ResizeObserver(draw);
  sizes.observe(canvas);

  return {
    update(next) {
      data = next;
      draw();
    },
    recolour(next) {
      colours = next;
      draw();
    },
    stepAt(x) {
      if (frame === null || data === null) return null;
      const share = (x - frame.left) / (frame.right - frame.left);
      return Math.round(share * Math.max(1, data.labels.length - 1));
    },
    destroy() {
      watcher.disconnect();
      sizes.disconnect();
    },
  };
}
