/** Why did it move? One sentence, its parts as bars, and the contacts that pulled most at each. */
import { useState } from "preact/hooks";
import { groupName, whyText } from "../../../shared/text/why.ts";
import type { Movement, MovementPart } from "../../../shared/wire/movement.ts";
import { api } from "../../api.ts";
import type { FigureQuestion } from "../../store/address.ts";
import { useSay } from "../drill-words.ts";
import { useTongue } from "../language.ts";
import { periodName } from "../names.ts";
import { problemText } from "../problem-text.ts";
import { useAnswer } from "../use-answer.ts";
import { clockHref } from "../waiting-text.ts";

interface MovementProps {
  readonly question: FigureQuestion;
  /** What the scope is called. */
  readonly scope: string;
  /** What it can be taken apart by. */
  readonly ways: readonly Movement["by"][];
}

/** Asked only when it is opened: it reads two periods whole. */
export function WhyItMoved({ question, scope, ways }: MovementProps) {
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  const [picked, setPicked] = useState<Movement["by"] | null>(null);
  const by = picked ?? ways[0] ?? "channel";
  const asked = isOpen ? `${by} ${JSON.stringify(question)}` : null;
  const { value, problem, again } = useAnswer(asked, () => api.movement(question, by));
  const { words } = useTongue();
  return (
    <details class="panel-part moved-part" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say("panel.why")}</summary>
      {ways.length > 1 && (
        <label class="part-choice">
          {say("panel.why.by")}
          <select
            class="select select-small"
            value={by}
            onChange={(event) =>
              setPicked(ways.find((way) => way === event.currentTarget.value) ?? null)
            }
          >
            {ways.map((way) => (
              <option key={way} value={way}>
                {say(way === "agent" ? "panel.why.by.agent" : "panel.why.by.channel")}
              </option>
            ))}
          </select>
        </label>
      )}
      {value === null && problem === null && (
        <p class="part-about" role="status">
          {say("panel.why.asking")}
        </p>
      )}
      {problem !== null && (
        <p class="part-about">
          {problem.status === 400 ? problem.detail : problemText(words, problem)}{" "}
          {problem.status !== 400 && (
            <button type="button" class="button" onClick={again}>
              {say("panel.again")}
            </button>
          )}
        </p>
      )}
      {value !== null && <Moved movement={value} scope={scope} />}
    </details>
  );
}

const sizeOf = ({ mix, within }: MovementPart): number => mix + within;

function Moved({ movement, scope }: { readonly movement: Movement; readonly scope: string }) {
  const say = useSay();
  const { language, words, format } = useTongue();
  if (movement.withheld !== undefined) return <p class="part-about">{say("panel.withheld")}</p>;
  /** A day by its name, a period of ours by its own. */
  function named<Side extends Movement["before"]>(side: Side): Side {
    const { label, from, zone } = side.period;
    const isDay = /^\d{4}-\d{2}-\d{2}$/.test(label);
    const name = isDay ? format.day(Date.parse(from), zone) : periodName(words, label);
    return { ...side, period: { ...side.period, label: name } };
  }
  const {
    headline,
    parts: sentences,
    notes,
  } = whyText(
    { ...movement, before: named(movement.before), after: named(movement.after) },
    language,
    scope,
  );
  // In the order of the sentences: what moved it most first.
  const parts = [...movement.parts].sort((a, b) => Math.abs(sizeOf(b)) - Math.abs(sizeOf(a)));
  const most = Math.max(...parts.map((part) => Math.abs(sizeOf(part))), Number.EPSILON);
  return (
    <>
      <p class="moved-headline">{headline}</p>
      <p class="part-about">{notes.map((note) => `${note}.`).join(" ")}</p>
      <ol class="moved-parts">
        {parts.map((part, place) => (
          <Part
            key={part.group ?? ""}
            part={part}
            by={movement.by}
            share={sizeOf(part) / most}
            sentence={sentences[place] ?? ""}
          />
        ))}
        {sentences.slice(parts.length).map((sentence) => (
          <li key={sentence} class="part-about">
            {sentence}
          </li>
        ))}
      </ol>
    </>
  );
}

interface PartProps {
  readonly part: MovementPart;
  readonly by: Movement["by"];
  /** Of the largest part, −1 to 1. */
  readonly share: number;
  readonly sentence: string;
}

const HALF = 100;

/** Left of the middle it pulled down, right of it up. */
const barPath = (share: number): string => `M${HALF} 4H${(HALF + share * HALF).toFixed(1)}`;

function Part({ part, by, share, sentence }: PartProps) {
  const say = useSay();
  const { words, format } = useTongue();
  const { rows, before, after } = part.contacts;
  const name = groupName(words, by, part);
  return (
    <li>
      <span class="moved-name">{name}</span>
      <svg
        class="moved-bar"
        viewBox={`0 0 ${2 * HALF} 8`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <path class="moved-zero" d={`M${HALF} 0V8`} />
        <path class="moved-size" d={barPath(share)} />
      </svg>
      <p>{sentence}</p>
      {rows.length > 0 && (
        <details class="moved-contacts">
          <summary>
            {say("panel.why.contacts")}{" "}
            <span class="count">
              {say("panel.why.before", { n: format.number(before), m: format.number(after) })}
            </span>
          </summary>
          <ol>
            {rows.map((row) => (
              <li key={`${row.period} ${row.source} ${row.contact}`}>
                <a href={clockHref(row)}>{row.contact}</a>
              </li>
            ))}
          </ol>
        </details>
      )}
    </li>
  );
}
