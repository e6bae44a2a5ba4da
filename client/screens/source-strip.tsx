/** Each source and how long ago it spoke (UX-14): a quiet queue is not a broken feed. */
import type { SourceItem } from "../../shared/wire/board.ts";
import { type SourceState, sourceState } from "../store/freshness.ts";
import { Shape } from "../tiles/status.tsx";
import type { StatusMark } from "../tiles/text.ts";
import { useServerNow } from "./desk.ts";
import { type Tongue, useTongue } from "./language.ts";

const MARKS: Record<SourceState["kind"], StatusMark> = {
  receiving: "on_target",
  waiting: "none",
  unknown: "none",
  silent: "attention",
  gap: "action",
};

const ranks: Record<SourceState["kind"], number> = {
  gap: 0,
  silent: 1,
  waiting: 2,
  receiving: 2,
  unknown: 2,
};

function describe(state: SourceState, zone: string, { words, format }: Tongue): string {
  if (state.kind === "unknown") return "";
  if (state.kind === "waiting") return words("source.none");
  if (state.kind === "gap") return words("source.gap", { time: format.time(state.from, zone) });
  const age = format.age(state.ageMs);
  return words(state.kind === "silent" ? "source.silent" : "source.ago", { age });
}

interface StripProps {
  readonly sources: readonly SourceItem[];
  readonly zone: string;
}

export function SourceStrip({ sources, zone }: StripProps) {
  const tongue = useTongue();
  const now = useServerNow();
  const states = sources.map((source) => ({ source, state: sourceState(source, now) }));
  // Where there is no room for all, those in trouble come first.
  const worst = states.toSorted((a, b) => ranks[a.state.kind] - ranks[b.state.kind]);
  return (
    <ul class="sources" aria-label={tongue.words("source.label")}>
      {worst.map(({ source, state }) => {
        return (
          <li class="source" key={source.id} data-state={state.kind}>
            <Shape mark={MARKS[state.kind]} />
            <span class="source-name">{source.name}</span>
            <span class="source-age">{describe(state, zone, tongue)}</span>
          </li>
        );
      })}
    </ul>
  );
}

/** On a wallboard only what is wrong, by name; nothing while all sources are well. */
export function SourceTrouble({ sources, zone }: StripProps) {
  const { words, format } = useTongue();
  const now = useServerNow();
  for (const source of sources) {
    const state = sourceState(source, now);
    if (state.kind === "silent" || state.kind === "gap") {
      const time = format.time(state.from, zone);
      return (
        <span class="trouble">
          <Shape mark={MARKS[state.kind]} />
          <span class="trouble-name">{source.name}</span>
          <span>{words("fresh.source", { time })}</span>
        </span>
      );
    }
  }
  return null;
}
