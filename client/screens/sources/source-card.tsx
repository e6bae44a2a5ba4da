/** One source: its state as shape and word, when it was last heard, and what came of it today (SCR-13). */
import type { SourceRow, SourceState } from "../../../shared/wire/source.ts";
import { Notice } from "../../parts/notice.tsx";
import { Shape } from "../../tiles/status.tsx";
import type { StatusMark } from "../../tiles/text.ts";
import { useTongue } from "../language.ts";
import type { When } from "./use-when.ts";
import { useSay } from "./words.ts";

const MARKS: Readonly<Record<SourceState, StatusMark>> = {
  receiving: "on_target",
  quiet: "on_target",
  silent: "attention",
  gap: "attention",
  refused: "action",
  waiting: "none",
};

interface CardProps {
  readonly row: SourceRow;
  readonly when: When;
  /** Ids of people nobody has mapped; null: not known yet. */
  readonly unmapped: number | null;
}

export function SourceCard({ row, when, unmapped }: CardProps) {
  const say = useSay();
  const { format } = useTongue();
  const { source, name, state, since, lastEventAt, lastArrivalAt } = row;
  return (
    <article class="source-card" aria-label={name ?? source}>
      <header class="source-head">
        <h3>
          {name ?? source} {name !== null && <span class="source-id">{source}</span>}
        </h3>
        <p class="source-state" data-mark={MARKS[state]}>
          <Shape mark={MARKS[state]} />
          <span>
            {say(`source.${state}`)}
            {since !== null && <small> {say("source.since", { at: when(since) })}</small>}
          </span>
        </p>
      </header>
      {row.unproved !== null && (
        <Notice kind="wrong">
          {say(row.unproved.count === 1 ? "source.unproved.one" : "source.unproved", {
            count: format.number(row.unproved.count),
            at: when(row.unproved.since),
          })}
        </Notice>
      )}
      <Counts row={row} unmapped={unmapped} />
      <p class="source-told">
        {lastArrivalAt === null
          ? say("source.nothing")
          : say("source.last", { at: when(lastEventAt), arrived: when(lastArrivalAt) })}
        {row.lag !== null &&
          ` · ${say("source.lag", {
            last: format.prose(Math.round(row.lag.lastMs / 1_000)),
            most: format.prose(Math.round(row.lag.mostMs / 1_000)),
          })}`}
        {" · "}
        {say("source.usual", { age: format.prose(row.usualMinutes * 60) })}
        {!row.mayCome && ` · ${say("source.no-key")}`}
      </p>
    </article>
  );
}

function Counts({ row, unmapped }: Pick<CardProps, "row" | "unmapped">) {
  const say = useSay();
  const { format } = useTongue();
  const { events, duplicates, late, rejected } = row.today;
  const counts = [
    { key: "events", count: events },
    { key: "duplicates", count: duplicates, why: say("count.duplicates.why") },
    { key: "late", count: late, why: say("count.late.why") },
    { key: "ahead", count: row.ahead, why: say("count.ahead.why") },
    { key: "rejected", count: rejected, to: "#refused" },
    { key: "unmapped", count: unmapped, to: "#unmapped" },
    { key: "conflicts", count: row.conflicts, why: say("count.conflicts.why") },
  ] as const;
  return (
    <dl class="source-counts">
      {counts.map((one) => {
        const text = one.count === null ? "–" : format.number(one.count);
        const to = "to" in one && (one.count ?? 0) > 0 ? one.to : null;
        return (
          <div key={one.key} data-none={!one.count} title={"why" in one ? one.why : undefined}>
            <dt>{say(`count.${one.key}`)}</dt>
            <dd>{to === null ? text : <a href={to}>{text}</a>}</dd>
          </div>
        );
      })}
    </dl>
  );
}
