/** One card a number: this week large, the own weeks as a band, how it is counted, and what is behind it. */
import { useState } from "preact/hooks";
import type { Me, OwnFigure } from "../../../shared/wire/me.ts";
import { api } from "../../api.ts";
import { OwnBand } from "../../tiles/own-band.tsx";
import { useTongue } from "../language.ts";
import { useLoad } from "../settings/use-load.ts";
import { OwnContacts } from "./contacts.tsx";
import {
  HANDLED,
  isFew,
  labelOf,
  nameOf,
  pictureRange,
  shownOf,
  standingOf,
  textOf,
  weekNumber,
} from "./own-text.ts";
import { useSay } from "./words.ts";

const hasSomething = ({ value, weeks }: OwnFigure): boolean =>
  value !== null || weeks.some((week) => week.value !== null);

const isHandleTime = ({ id }: OwnFigure): boolean => id.startsWith("aht.");

export function Cards({ me }: { readonly me: Me }) {
  const say = useSay();
  const { words, language } = useTongue();
  const [opened, setOpened] = useState<OwnFigure | null>(null);
  const ids = [...new Set(me.figures.map(({ kpi }) => kpi))].join(",");
  const formulas = useFormulas(ids, language);
  const shown = me.figures.filter(hasSomething);
  const none = me.figures.filter((figure) => !hasSomething(figure));
  const beside = me.figures.filter(
    ({ id, value }) => (id === "csat.score" || id === "reopen.rate") && value !== null,
  );
  return (
    <>
      <div class="me-cards">
        {shown.map((figure) => (
          <Card
            key={figure.id}
            figure={figure}
            me={me}
            formula={
              figure.id === HANDLED ? say("me.handled.formula") : (formulas.get(figure.kpi) ?? "")
            }
            beside={isHandleTime(figure) ? beside : []}
            onOpen={() => setOpened(figure)}
          />
        ))}
      </div>
      {none.length > 0 && (
        <p class="me-none">
          {say("me.none-yet", {
            kpis: none.map((figure) => labelOf(figure, words, say)).join(", "),
          })}
        </p>
      )}
      {opened && <OwnContacts figure={opened} me={me} onClose={() => setOpened(null)} />}
    </>
  );
}

/** What each number means, in the reader's language. */
function useFormulas(ids: string, language: string): ReadonlyMap<string, string> {
  const [ask] = useAsk(ids, language);
  const { value } = useLoad(ask);
  return new Map((value ?? []).map(({ id, formula }) => [id, formula]));
}

/** The same question as long as it is the same, so that it is put once. */
function useAsk(ids: string, language: string) {
  const make = () => ({ of: `${ids} ${language}`, ask: () => api.definitions(ids, language) });
  const [kept, setKept] = useState(make);
  if (kept.of === `${ids} ${language}`) return [kept.ask] as const;
  const next = make();
  setKept(next);
  return [next.ask] as const;
}

interface CardProps {
  readonly figure: OwnFigure;
  readonly me: Me;
  readonly formula: string;
  readonly beside: readonly OwnFigure[];
  readonly onOpen: () => void;
}

function Card({ figure, me, formula, beside, onOpen }: CardProps) {
  const say = useSay();
  const { words, format } = useTongue();
  const name = nameOf(figure, words, say);
  const value = shownOf(figure, figure.value, figure.n);
  const team = me.team === null ? null : (me.team.name ?? me.team.id);
  const count = figure.n === 1 ? say("me.contacts.one") : say("me.contacts", { count: figure.n });
  return (
    <article class="me-card" aria-label={name}>
      <header class="me-card-head">
        <h3>{name}</h3>
        {figure.n > 0 && (
          <button
            type="button"
            class="button button-quiet"
            aria-label={`${say("me.contacts.of", { kpi: name })}: ${count}`}
            onClick={onOpen}
          >
            {count}
          </button>
        )}
      </header>
      <p class="me-card-value">
        <strong>{textOf(figure, value, format)}</strong>
        <span>
          {figure.nMin !== null && say(isFew(figure) ? "me.few" : "me.n", { n: figure.n })}
        </span>
      </p>
      {beside.length > 0 && (
        <p class="me-beside">
          {beside
            .map((one) =>
              say(one.id === "reopen.rate" ? "me.beside.reopen.rate" : "me.beside.csat.score", {
                value: textOf(one, one.value, format),
              }),
            )
            .join(" · ")}
        </p>
      )}
      <Weeks figure={figure} name={name} />
      <p class="me-range">
        <RangeText figure={figure} />
      </p>
      {team !== null && figure.team !== null && figure.value !== null && (
        <p class="me-team" title={say("me.team.why")}>
          <span class="me-team-mark" aria-hidden="true" />
          {say("me.team", { team, value: textOf(figure, figure.team, format) })}
        </p>
      )}
      <details class="more">
        <summary>{say("me.formula")}</summary>
        <p>{formula}</p>
        {figure.id !== HANDLED && (
          <p class="me-version">
            {say("me.version", { version: figure.definition.split("@")[1] ?? "" })}
          </p>
        )}
      </details>
    </article>
  );
}

function RangeText({ figure }: { readonly figure: OwnFigure }) {
  const say = useSay();
  const { format } = useTongue();
  const { range } = figure;
  if (range === null) return <>{say("me.range.none")}</>;
  const [low, high] = [textOf(figure, range.low, format), textOf(figure, range.high, format)];
  const text = say(low === high ? "me.range.same" : "me.range", { low, high });
  const standing = standingOf(figure);
  return (
    <>
      {text}
      {standing !== "unknown" && figure.id !== HANDLED && `, ${say(`me.${standing}`)}`}
    </>
  );
}

/** The picture, and under it the same numbers as a table. */
function Weeks({ figure, name }: { readonly figure: OwnFigure; readonly name: string }) {
  const say = useSay();
  const { format } = useTongue();
  const now = { week: "", value: figure.value, n: figure.n };
  const weeks = [...figure.weeks, now].map(({ week, value, n }) => {
    // A week of one survey is 100 %, and says nothing.
    const few = value !== null && isFew({ ...figure, n });
    const shown = few ? null : shownOf(figure, value, n);
    return {
      week: week === "" ? say("me.this-week") : say("me.week", { week: weekNumber(week) }),
      value: shown,
      text: few ? say("me.week.few", { n }) : textOf(figure, shown, format),
      few,
    };
  });
  return (
    <div class="me-weeks">
      <OwnBand
        values={weeks.map(({ value }) => value)}
        band={figure.range}
        team={figure.value === null ? null : figure.team}
        range={pictureRange(figure)}
      />
      <table>
        <caption class="hidden">{say("me.weeks", { kpi: name })}</caption>
        <thead>
          <tr>
            {weeks.map(({ week }) => (
              <th key={week} scope="col">
                {week}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            {weeks.map(({ week, text, few }) => (
              <td key={week} data-few={few}>
                {text}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}
