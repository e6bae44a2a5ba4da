/** One deliberate mistake in the product: what it breaks, where, and the text it replaces. */
import { catalog } from "../../shared/kpi/catalog.ts";

export interface Mutation {
  /** What is broken: a rule (`R4`) or KPIs (`csat.score`); each of them must be noticed. */
  readonly breaks: readonly string[];
  /** The mistake in words. */
  readonly says: string;
  readonly file: string;
  /** Text that stands exactly once in the file. */
  readonly find: string;
  readonly replace: string;
  /** Test files that should notice, quickest first; for formulas: beside golden cases and oracle. */
  readonly tests?: readonly string[];
}

/** The file's text with the mistake in it. Throws where `find` does not stand there exactly once. */
export function mutated(text: string, { file, find, replace }: Mutation): string {
  const [before, after, ...more] = text.split(find);
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(`${file}: "${find}" must stand there exactly once`);
  }
  return before + replace + after;
}

/** KPIs by id, several with spaces between, or all whose id looks like that. */
const idsOf = (which: string | RegExp): string[] =>
  typeof which === "string"
    ? which.split(" ")
    : catalog.map(({ id }) => id).filter((id) => which.test(id));

type Row = readonly [
  which: string | RegExp,
  says: string,
  find: string,
  replace: string,
  tests?: readonly string[],
];

/** Mistakes in the formulas of one file of shared/kpi. */
export const mistakesIn = (name: string, rows: readonly Row[]): Mutation[] =>
  rows.map(([which, says, find, replace, tests]) => ({
    breaks: idsOf(which),
    says,
    file: `shared/kpi/${name}.ts`,
    find,
    replace,
    ...(tests === undefined ? {} : { tests }),
  }));
