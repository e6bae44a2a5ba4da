/** `deskpulse figures --format golden FILE`: the figures a golden file asks for, one line each. */
import { type GoldenFile, readGoldenFile } from "./file.ts";
import type { GoldenLine } from "./line.ts";
import { runCase } from "./run.ts";
import { settingsOf } from "./settings.ts";

/** One line per expected value, in the file's order; nothing is compared. */
export async function* goldenLines(
  file: GoldenFile,
  warn: (line: string) => void,
): AsyncIterable<GoldenLine> {
  for (const problem of settingsOf(file.conventions, []).problems) warn(problem);
  for (const one of file.cases) yield* runCase(one, file.conventions, warn);
}

/** The same for files on disk. Throws UsageError for one that is no golden file. */
export async function* goldenCommand(
  files: readonly string[],
  warn: (line: string) => void,
): AsyncIterable<GoldenLine> {
  for (const file of files) yield* goldenLines(await readGoldenFile(file), warn);
}
