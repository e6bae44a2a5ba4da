/** What a draft changes, in sentences and figures, before it is saved; then saved, dropped, taken back. */
import { useState } from "preact/hooks";
import { kpiName } from "../../../../shared/text/words.ts";
import type { PreviewAnswer } from "../../../../shared/wire/preview.ts";
import { Confirm } from "../../../parts/confirm.tsx";
import { Notice } from "../../../parts/notice.tsx";
import { Rows } from "../../../parts/rows.tsx";
import { type Change, changesBetween } from "../../../settings/changes.ts";
import { nameIn } from "../../../settings/entries.ts";
import { useTongue } from "../../language.ts";
import { problemText } from "../../problem-text.ts";
import type { Arrange } from "./use-arrange.ts";
import { type Tell, useTell } from "./words.ts";

/** So many changes are told one by one. */
const TOLD_MAX = 8;

const sentence = (tell: Tell, { what, values, from, on }: Change): string => {
  const change = tell(`change.${what}`, values);
  if (on !== undefined) return tell("from.then", { change, from: tell.day(on) });
  return from === undefined ? change : tell("from.then", { change, from: tell.since(from) });
};

export function Review({ arrange }: { readonly arrange: Arrange }) {
  const tell = useTell();
  const { words } = useTongue();
  const [busy, setBusy] = useState(false);
  const { saved, draft, isChanged, preview, problem } = arrange;
  const once = async (work: () => Promise<void>) => {
    if (busy) return;
    setBusy(true);
    await work();
    setBusy(false);
  };
  const changes = isChanged ? changesBetween(saved, draft) : [];
  return (
    <div class="review-place">
      {problem && (
        <Notice kind="wrong">
          <span>
            {problem.status === 409
              ? conflict(tell, arrange, words("problem.changed"))
              : problemText(words, problem)}
          </span>
          {problem.status === 409 && (
            <button type="button" class="button" onClick={() => void arrange.reload()}>
              {tell("load.again")}
            </button>
          )}
        </Notice>
      )}
      {arrange.done && !isChanged && !problem && <Done arrange={arrange} once={once} />}
      {arrange.canUndo && !arrange.done && !isChanged && <Last arrange={arrange} />}
      {isChanged && (
        <section class="review" aria-label={tell("review.title")}>
          <div class="review-what">
            <h2>{tell("review.title")}</h2>
            <ul>
              {changes.slice(0, TOLD_MAX).map((change) => (
                <li key={sentence(tell, change)}>{sentence(tell, change)}</li>
              ))}
              {changes.length > TOLD_MAX && (
                <li>{tell("review.more", { count: changes.length - TOLD_MAX })}</li>
              )}
            </ul>
            <div role="status">
              {preview === null ? (
                <p class="review-quiet">{tell("review.looking")}</p>
              ) : (
                <Effect preview={preview} />
              )}
            </div>
          </div>
          <div class="review-acts">
            <button
              type="button"
              class="button button-main button-large"
              aria-busy={busy}
              onClick={() => void once(arrange.save)}
            >
              {tell("review.save")}
            </button>
            <button type="button" class="button button-large" onClick={arrange.discard}>
              {tell("review.discard")}
            </button>
          </div>
          {preview && <Figures preview={preview} teamName={(id) => nameIn(draft.teams, id)} />}
        </section>
      )}
    </div>
  );
}

const conflict = (tell: Tell, { isChanged }: Arrange, changed: string): string =>
  isChanged ? changed : tell("review.cannot-undo");

interface DoneProps {
  readonly arrange: Arrange;
  readonly once: (work: () => Promise<void>) => Promise<void>;
}

function Done({ arrange, once }: DoneProps) {
  const tell = useTell();
  return (
    <Notice kind="done">
      <span>{tell(arrange.done === "undone" ? "review.undone" : "review.saved")}</span>
      {arrange.canUndo && arrange.done === "saved" && (
        <button type="button" class="button" onClick={() => void once(arrange.undo)}>
          {tell("review.undo")}
        </button>
      )}
    </Notice>
  );
}

/** Of another section, or from before the page was opened anew. */
function Last({ arrange }: { readonly arrange: Arrange }) {
  const tell = useTell();
  return (
    <div class="review-last">
      <Confirm
        label={tell("review.undo.last")}
        sure={tell("review.undo.sure")}
        of={tell("review.title")}
        onSure={arrange.undo}
      />
    </div>
  );
}

interface EffectProps {
  readonly preview: PreviewAnswer;
}

function Effect({ preview }: EffectProps) {
  const tell = useTell();
  const { format } = useTongue();
  const { changes, contacts, touched, isMore, from } = preview;
  if (!changes) return <p class="review-quiet">{tell("review.nothing")}</p>;
  const isQuiet = contacts.thisWeek + contacts.lastWeek === 0 && preview.moves.length === 0;
  const more = isMore ? ".more" : "";
  return (
    <p class="review-quiet">
      {[
        isQuiet
          ? tell("review.none-now")
          : tell(`review.contacts${more}`, {
              this: format.number(contacts.thisWeek),
              last: format.number(contacts.lastWeek),
            }),
        ...(touched === 0
          ? []
          : [tell(`review.touched${more}`, { count: format.number(touched) })]),
        ...(from === null ? [] : [tell("review.before", { date: tell.day(from) })]),
      ].join(" ")}
    </p>
  );
}

interface FiguresProps extends EffectProps {
  readonly teamName: (id: string) => string;
}

/** Every figure that moves, for those who want to know. */
function Figures({ preview, teamName }: FiguresProps) {
  const tell = useTell();
  const { words } = useTongue();
  const { moves } = preview;
  if (moves.length === 0) return null;
  const kpis = [...new Set(moves.map(({ kpi }) => kpi))];
  const of = (kpi: string, week: "this-week" | "last-week") =>
    moves.find((move) => move.kpi === kpi && move.week === week)?.contacts ?? 0;
  const teamsOf = (kpi: string) =>
    [...new Set(moves.filter((move) => move.kpi === kpi).flatMap(({ teams }) => teams))].map(
      teamName,
    );
  return (
    <details class="more review-more">
      <summary>{tell("review.figures", { count: kpis.length })}</summary>
      <div class="review-figures">
        <Rows
          caption={tell("review.figure")}
          rows={kpis}
          keyOf={(kpi) => kpi}
          empty=""
          columns={[
            { head: tell("review.figure"), cell: (kpi) => kpiName(words, kpi, "long") },
            { head: tell("review.this"), cell: (kpi) => of(kpi, "this-week") },
            { head: tell("review.last"), cell: (kpi) => of(kpi, "last-week") },
            { head: tell("review.teams"), cell: (kpi) => teamsOf(kpi).join(", ") },
          ]}
        />
      </div>
    </details>
  );
}
