/**
 * One row per contact as a file: rows a second beside writing the same bytes, and memory after collection
 * at a tenth of the rows and at their end. EXPORT_CONTACTS says how many.
 */
import { statSync } from "node:fs";
import { join } from "node:path";
import type { Bench, Row } from "./bench.ts";
import { type Child, startChild } from "./child.ts";
import type { ContactRowsCalls, Written } from "./contact-rows-process.ts";
import { DAYS } from "./size/contacts.ts";

const CONTACTS = Number(process.env.EXPORT_CONTACTS ?? 1_000_000);
/** So many are folded; the others are copies of these, of other agents and customers. */
const FOLDED_MAX = 20_000;
const FORMATS = ["csv", "ndjson", "xlsx"] as const;
/** Memory at the end, of memory at a tenth. */
const FLAT = { on: "ratio", is: "at most", bound: 1.25 } as const;
const megabytes = (bytes: number): number => bytes / 2 ** 20;

const fresh = async <Given>(
  file: string,
  work: (child: Child<ContactRowsCalls>) => Promise<Given>,
): Promise<Given> => {
  const child = startChild<ContactRowsCalls>("./contact-rows-process.ts", [file], ["--expose-gc"]);
  try {
    return await work(child);
  } finally {
    await child.stop();
  }
};

const fill = (file: string): Promise<number> =>
  fresh(file, async (child) => {
    await child.ask("begin", Math.min(CONTACTS, FOLDED_MAX));
    let filled = 0;
    for (let week = 0; week < DAYS / 7; week += 1) filled += await child.ask("fillWeek", undefined);
    const copies = Math.ceil(CONTACTS / filled);
    for (let copy = 1; copy < copies; copy += 1) await child.ask("copyAll", copy);
    await child.ask("finish", undefined);
    return filled * copies;
  });

function rowsOf(format: string, { rows, ms, early, late }: Written, floorMs: number): Row[] {
  return [
    {
      figure: `${format}, rows a second`,
      values: [(1000 * rows) / ms],
      unit: "/s",
      ratios: [floorMs / ms],
      to: "of writing the same bytes",
    },
    {
      figure: `${format}, memory in use near the end`,
      values: [megabytes(late.used)],
      unit: "MB",
      ratios: [late.used / early.used],
      to: "of a tenth",
      aim: FLAT,
    },
    {
      figure: `${format}, memory of the process`,
      values: [megabytes(late.rss)],
      unit: "MB",
      ratios: [late.rss / early.rss],
      to: "of a tenth",
      aim: FLAT,
    },
  ];
}

export const contactRowsBench: Bench = {
  name: "contact-rows",
  about: `${CONTACTS.toLocaleString("en")} contacts of 13 weeks, one row each, from a new process`,
  async run({ folder, note }) {
    const store = join(folder, "rows.db");
    const began = performance.now();
    const filled = await fill(store);
    const seconds = (performance.now() - began) / 1000;
    note(
      `${filled} contacts, ${megabytes(statSync(store).size).toFixed(0)} MB, in ${seconds.toFixed(0)} s`,
    );
    const rows: Row[] = [];
    for (const format of FORMATS) {
      const to = join(folder, `rows.${format}`);
      await fresh(store, async (child) => {
        const written = await child.ask("write", { format, to, count: filled });
        const floorMs = await child.ask("copy", { from: to, to: `${to}.copy` });
        if (written.rows !== filled) throw new Error(`${filled} contacts, ${written.rows} rows`);
        note(
          `${format}: ${written.rows} rows, ${megabytes(statSync(to).size).toFixed(0)} MB in ${(written.ms / 1000).toFixed(0)} s (${((1000 * written.cpuMs) / written.rows).toFixed(0)} µs CPU a row); others waited ${written.longestMs.toFixed(0)} ms at most`,
        );
        rows.push(...rowsOf(format, written, floorMs));
      });
    }
    return rows;
  },
};
