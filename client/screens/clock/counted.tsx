/** What a contact counts for, with rule and version, and what it does not, with the reason (SCR-10). */

import type { ContactAnswer } from "../../../shared/wire/contact-clock.ts";
import { useSay } from "../drill-words.ts";
import { useTongue } from "../language.ts";
import { type ClockContext, type FactText, factTexts } from "./clock-text.ts";

interface CountedProps {
  readonly clock: ContactAnswer;
  readonly context: ClockContext;
  /** The fact whose stretches are lit in the drawing. */
  readonly fact: number | null;
  readonly onFact: (fact: number | null) => void;
}

export function Counted({ clock, context, fact, onFact }: CountedProps) {
  const say = useSay();
  const texts = factTexts(clock.facts, context);
  const main = texts.filter(({ isMain }) => isMain);
  const rest = texts.filter(({ isMain }) => !isMain);
  const stretchesOf = (index: number) =>
    clock.stretches.filter(({ entered }) => entered.some((entry) => entry.fact === index)).length;
  const row = (text: FactText) => (
    <FactRow
      key={text.index}
      text={text}
      stretches={stretchesOf(text.index)}
      isOn={fact === text.index}
      onPick={() => onFact(fact === text.index ? null : text.index)}
    />
  );
  return (
    <section class="clock-part">
      <h2>{say("clock.kpis")}</h2>
      <p class="part-about">{say(texts.length === 0 ? "clock.kpis.none" : "clock.kpis.about")}</p>
      <ul class="counted">{main.map(row)}</ul>
      {rest.length > 0 && (
        <details>
          <summary>{say("panel.contacts.more", { n: context.format.number(rest.length) })}</summary>
          <ul class="counted">{rest.map(row)}</ul>
        </details>
      )}
    </section>
  );
}

interface FactProps {
  readonly text: FactText;
  readonly stretches: number;
  readonly isOn: boolean;
  readonly onPick: () => void;
}

function FactRow({ text, stretches, isOn, onPick }: FactProps) {
  const say = useSay();
  const about = [
    text.when,
    text.who,
    text.asserted ? say("clock.asserted") : "",
    stretches > 1 ? say("clock.stretches", { count: stretches }) : "",
    text.rule,
  ].filter((part) => part !== "");
  return (
    <li>
      <button
        type="button"
        class="counted-row"
        aria-pressed={isOn}
        disabled={stretches === 0}
        title={text.others === "" ? undefined : say("clock.others", { kpis: text.others })}
        onClick={onPick}
      >
        <span class="counted-name">{text.name}</span>
        <strong>{text.value}</strong>
        <span class="counted-about">{about.join(" · ")}</span>
      </button>
    </li>
  );
}

export function Missing({ clock }: { readonly clock: ContactAnswer }) {
  const say = useSay();
  const { words } = useTongue();
  if (clock.missing.length === 0) return null;
  // Families with one reason are told together.
  const families = new Map<(typeof clock.missing)[number]["why"], string[]>();
  for (const { family, why } of clock.missing) {
    families.set(why, [...(families.get(why) ?? []), say(`family.${family}`)]);
  }
  return (
    <section class="clock-part">
      <h2>{say("clock.missing")}</h2>
      <dl class="missing">
        {[...families].map(([why, names]) => (
          <div key={why}>
            <dt>{names.join(", ")}</dt>
            <dd>{words(`reason.${why}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
