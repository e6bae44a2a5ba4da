/** Every change of the policy there was, newest first: when, and what from and to. */
import type { Wider } from "../../../../shared/org/policy-terms.ts";
import type { PolicyAnswer } from "../../../../shared/wire/privacy.ts";
import { Section } from "../../../parts/page.tsx";
import { Rows } from "../../../parts/rows.tsx";
import { changedTerms, numberOf } from "../../../settings/policy.ts";
import { useMoment } from "../use-moment.ts";
import { useTell } from "./words.ts";

interface PolicyHistoryProps {
  readonly answer: PolicyAnswer;
  readonly labelOf: (what: Wider) => string;
}

export function PolicyHistory({ answer, labelOf }: PolicyHistoryProps) {
  const tell = useTell();
  const moment = useMoment();
  const { history, defaults } = answer;
  const what = (index: number): string => {
    const to = history[index]?.policy ?? defaults;
    const from = history[index + 1]?.policy ?? defaults;
    const parts = changedTerms(from, to).map(
      (one) =>
        `${labelOf(one)}: ${tell("policy.since", { before: numberOf(from, one), after: numberOf(to, one) })}`,
    );
    const contact = from.contact === to.contact ? [] : [tell("policy.contact")];
    return [...parts, ...contact].join(" · ");
  };
  const why = (index: number): string => {
    const because = Object.values(history[index]?.policy.because ?? {});
    return [...new Set(because.map(({ reason, reference }) => `${reason} (${reference})`))].join(
      "; ",
    );
  };
  return (
    <Section title={tell("policy.history")}>
      <Rows
        caption={tell("policy.history")}
        rows={history.map((one, index) => ({ ...one, index }))}
        keyOf={({ version }) => String(version)}
        empty={tell("policy.history.none")}
        columns={[
          { head: tell("policy.version"), cell: ({ version }) => version },
          { head: tell("days.date"), cell: ({ at }) => moment(Date.parse(at)) },
          {
            head: tell("policy.what"),
            cell: ({ index }) => (
              <span class="two-lines">
                <span>{what(index)}</span>
                <small>{why(index)}</small>
              </span>
            ),
          },
        ]}
      />
    </Section>
  );
}
