/** Mistakes in the rules that hold for every KPI (KPIS.md 1.1), and the tests that should notice. */
import type { Mutation } from "./mutation.ts";

export interface RuleMutation extends Mutation {
  /** Test files, quickest first. */
  readonly tests: readonly string[];
}

export const rules: readonly RuleMutation[] = [];
