/** What was refused, by reason and never with its content (SCR-16); and what a source lost (SCR-15). */
import type { QualityJson } from "../../../shared/wire/http.ts";
import type { SourceGap, SourceRow } from "../../../shared/wire/source.ts";
import { Section } from "../../parts/page.tsx";
import { Rows } from "../../parts/rows.tsx";
import { useTongue } from "../language.ts";
import type { When } from "./use-when.ts";
import { type Say, useSay } from "./words.ts";

const nameIn = (sources: readonly SourceRow[], id: string): string =>
  sources.find(({ source }) => source === id)?.name ?? id;

interface RefusedProps {
  readonly quality: QualityJson | null;
  readonly sources: readonly SourceRow[];
}

export function Refused({ quality, sources }: RefusedProps) {
  const say = useSay();
  const { format } = useTongue();
  return (
    <Section id="refused" title={say("refused.title")} about={say("refused.about")}>
      {quality && (
        <Rows
          caption={say("refused.title")}
          rows={quality.refused}
          keyOf={(row) => JSON.stringify(row)}
          empty={say("refused.none")}
          columns={[
            {
              head: say("refused.why"),
              cell: ({ reason, code }) => (
                <span class="two-lines">
                  <span lang="en">{reason}</span>
                  <small>{code}</small>
                </span>
              ),
            },
            { head: say("refused.field"), cell: ({ path }) => <code>{path}</code> },
            { head: say("refused.type"), cell: ({ type }) => type, isMinor: true },
            { head: say("refused.source"), cell: ({ source }) => nameIn(sources, source) },
            { head: say("refused.count"), cell: ({ count }) => format.number(count) },
          ]}
        />
      )}
    </Section>
  );
}

interface GapsProps {
  readonly gaps: readonly SourceGap[];
  readonly sources: readonly SourceRow[];
  readonly when: When;
}

const CAUSES = ["disconnect", "overflow", "rotation", "breaker", "restart"] as const;

function causeText(cause: string, say: Say): string {
  const known = CAUSES.find((one) => one === cause);
  return known === undefined ? cause : say(`cause.${known}`);
}

const HEALERS: ReadonlyMap<string, "pull" | "replay" | "import"> = new Map([
  ["pull", "pull"],
  ["replay", "replay"],
  ["import", "import"],
  ["backfill", "import"],
]);

function filledText({ healedBy, filled }: SourceGap, say: Say): string {
  if (healedBy !== null) return say(`gaps.filled.${HEALERS.get(healedBy) ?? "other"}`);
  return filled > 0 ? say("gaps.filled.count", { count: filled }) : say("gaps.filled.no");
}

export function Gaps({ gaps, sources, when }: GapsProps) {
  const say = useSay();
  return (
    <Section title={say("gaps.title")} about={say("gaps.about")}>
      <Rows
        caption={say("gaps.title")}
        rows={gaps}
        keyOf={({ source, from }) => `${source} ${from}`}
        empty={say("gaps.none")}
        columns={[
          { head: say("gaps.source"), cell: ({ source }) => nameIn(sources, source) },
          { head: say("gaps.from"), cell: ({ from }) => when(from) },
          {
            head: say("gaps.to"),
            cell: ({ to }) => (to === null ? say("gaps.open") : when(to)),
          },
          { head: say("gaps.why"), cell: ({ cause }) => causeText(cause, say) },
          { head: say("gaps.filled"), cell: (gap) => filledText(gap, say) },
        ]}
      />
    </Section>
  );
}
