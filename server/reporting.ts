/** Reports, wired to what explains them. */
import type { Core } from "./core.ts";
import { explain } from "./explain/explain.ts";
import { whyOf } from "./explain/question.ts";
import type { Why } from "./reports/notable.ts";
import { createReports, type Reports } from "./reports/reports.ts";

export function createReporting({ tail, store, clock }: Core, demo: boolean): Reports {
  const now = () => clock.now();
  const why: Why = async (asked) => {
    const question = whyOf(asked, tail.document().organisation.zone, now());
    return question.ok ? explain(tail, question.value) : null;
  };
  return createReports({
    ledger: tail,
    settings: store,
    now,
    demo,
    why,
    causes: async (_since, _now, differences) => ({
      differences: [...differences],
      isComplete: differences.length === 0,
    }),
  });
}
