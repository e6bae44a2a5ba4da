/** One deliberate mistake in the product: what it breaks, where, and the text it replaces. */
export interface Mutation {
  /** What is broken: a rule (`R4`) or KPIs (`csat.score`); each of them must be noticed. */
  readonly breaks: readonly string[];
  /** The mistake in words. */
  readonly says: string;
  readonly file: string;
  /** Text that stands exactly once in the file. */
  readonly find: string;
  readonly replace: string;
}

/** The file's text with the mistake in it. Throws where `find` does not stand there exactly once. */
export function mutated(text: string, { file, find, replace }: Mutation): string {
  const [before, after, ...more] = text.split(find);
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(`${file}: "${find}" must stand there exactly once`);
  }
  return before + replace + after;
}
