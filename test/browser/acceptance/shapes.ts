/** Tells the shape of a status from its pixels alone, whatever its colours: what an eye without colour can do. */
import type { Locator, Page } from "playwright-core";

export type Form = "circle" | "triangle" | "diamond" | "bar" | "pause" | "unclear";

/** Where there is ink: rows of true and false. */
export type Ink = readonly (readonly boolean[])[];

/** Ink differs from the paper in the corners by at least this share of the greatest difference there is. */
const INK_SHARE = 0.5;

/** Brightness of every pixel of a PNG, 0 to 255; `blank` is a page that forbids nothing. */
async function greysOf(blank: Page, png: Buffer): Promise<number[][]> {
  return blank.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes]));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("nothing to draw on");
    context.drawImage(bitmap, 0, 0);
    const { data, width, height } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    const grey = (at: number) =>
      0.2126 * (data[at] ?? 0) + 0.7152 * (data[at + 1] ?? 0) + 0.0722 * (data[at + 2] ?? 0);
    return Array.from({ length: height }, (_, y) =>
      Array.from({ length: width }, (__, x) => grey(4 * (y * width + x))),
    );
  }, png.toString("base64"));
}

/** What stands out from the paper, cut to its own box; null: nothing does. */
export function inkOf(greys: readonly (readonly number[])[]): Ink | null {
  const paper = greys[0]?.[0] ?? 0;
  const most = Math.max(...greys.flat().map((grey) => Math.abs(grey - paper)));
  if (most < 32) return null;
  const isInk = (grey: number) => Math.abs(grey - paper) >= INK_SHARE * most;
  const rows = greys.filter((row) => row.some(isInk)).map((row) => row.map(isInk));
  const columns = (rows[0] ?? []).map((_, x) => rows.some((row) => row[x]));
  const [from, to] = [columns.indexOf(true), columns.lastIndexOf(true)];
  return rows.map((row) => row.slice(from, to + 1));
}

/** Share of a row that is inked. */
const widthAt = (ink: Ink, share: number): number => {
  const row = ink[Math.round(share * (ink.length - 1))] ?? [];
  return row.filter(Boolean).length / Math.max(1, row.length);
};

export function formOf(ink: Ink): Form {
  const [width, height] = [ink[0]?.length ?? 0, ink.length];
  const middle = ink.filter((row) => row[Math.floor(width / 2)]).length / height;
  const [top, centre, bottom] = [widthAt(ink, 0.1), widthAt(ink, 0.5), widthAt(ink, 0.9)];
  if (width / height > 3) return "bar";
  if (middle < 0.1) return "pause";
  if (top < 0.35 && bottom > 0.8) return "triangle";
  if (top < 0.35 && bottom < 0.35 && centre > 0.85) return "diamond";
  if (top > 0.4 && bottom > 0.4 && centre > 0.85 && top < 0.85) return "circle";
  return "unclear";
}

/** The form of a status as it stands on the screen now. */
export async function formSeen(blank: Page, shape: Locator): Promise<Form> {
  const ink = inkOf(await greysOf(blank, await shape.screenshot()));
  return ink === null ? "unclear" : formOf(ink);
}
