/** One contact minute by minute, and why it counts like this (SCR-10). */
import { useMemo, useState } from "preact/hooks";
import { clockDuration } from "../../../shared/text/format.ts";
import type { ContactAnswer } from "../../../shared/wire/contact-clock.ts";
import { api } from "../../api.ts";
import { PageHead } from "../../parts/page.tsx";
import { valueIn } from "../../store/place.ts";
import { useSay } from "../drill-words.ts";
import { useStranger } from "../figure/stranger.ts";
import { useHouse } from "../house.ts";
import { useTongue } from "../language.ts";
import { channelName } from "../names.ts";
import { problemText } from "../problem-text.ts";
import { useAnswer } from "../use-answer.ts";
import { useStore } from "../use-store.ts";
import { type ClockContext, entersText, marksText, stretchText } from "./clock-text.ts";
import { Counted, Missing } from "./counted.tsx";
import { Drawing } from "./drawing.tsx";
import { courseOf, enteredBy, firstStep, spansOf } from "./lanes.ts";
import { scaleOf } from "./scale.ts";
import { StretchTable, Told } from "./tables.tsx";

const DAY_MS = 24 * 3_600_000;

export function ContactClockPage() {
  const say = useSay();
  const { words } = useTongue();
  const house = useHouse();
  const place = useStore(house.place, (value) => value);
  const isDemo = useStore(house.session, (session) => session?.demo === true);
  const id = decodeURIComponent(place.pathname.replace(/^\/contact\/?/, ""));
  const source = valueIn(place, "source");
  const { value, problem, again } = useAnswer(JSON.stringify([id, source]), () =>
    api.contact(id, source),
  );
  return (
    <main class="page clock-page" id="main" tabIndex={-1}>
      <div class="clock-top">
        <button type="button" class="button clock-back" onClick={() => history.back()}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M10 3 5 8l5 5" />
          </svg>
          {say("clock.back")}
        </button>
        {isDemo && (
          <span class="demo" title={words("app.demo.long")}>
            {words("app.demo")}
          </span>
        )}
      </div>
      {value !== null && <Clock clock={value} />}
      {value === null && problem === null && (
        <>
          <PageHead title={say("clock.title", { contact: id })} />
          <div class="sheet-wait" role="status" aria-label={say("clock.loading")}>
            <span class="ghost ghost-short" />
            <span class="ghost ghost-block" />
            <span class="ghost" />
          </div>
        </>
      )}
      {problem !== null && (
        <section class="clock-problem">
          <h1 tabIndex={-1}>
            {say(isAbsent(problem.status) ? "clock.not-found" : "clock.failed")}
          </h1>
          <p>
            {isAbsent(problem.status) ? say("clock.not-found.next") : problemText(words, problem)}
          </p>
          {!isAbsent(problem.status) && (
            <button type="button" class="button button-main" onClick={again}>
              {say("panel.again")}
            </button>
          )}
        </section>
      )}
    </main>
  );
}

const isAbsent = (status: number): boolean => status === 404 || status === 400;

function aboutOf(clock: ContactAnswer, context: ClockContext): string {
  const { say, words, format, zone } = context;
  const opened = clock.openedAt === null ? null : Date.parse(clock.openedAt);
  return [
    clock.channel === null ? say(`clock.kind.${clock.kind}`) : channelName(words, clock.channel),
    clock.direction === "outbound" ? say("clock.outbound") : "",
    opened === null
      ? ""
      : say("clock.opened", { time: `${format.day(opened, zone)} ${format.time(opened, zone)}` }),
    clock.source,
    clock.gone === null ? "" : say(`clock.gone.${clock.gone}`),
  ]
    .filter((part) => part !== "")
    .join(" · ");
}

function Clock({ clock }: { readonly clock: ContactAnswer }) {
  const say = useSay();
  const { words, format } = useTongue();
  const [isFolded, setFolded] = useState(true);
  const [fact, setFact] = useState<number | null>(null);
  const course = useMemo(() => courseOf(clock), [clock]);
  const [chosen, setChosen] = useState(() => firstStep(course));
  const spans = useMemo(() => spansOf(course), [course]);
  const scale = scaleOf(spans, course.from, course.to, isFolded);
  const canFold = isFolded ? scale.folds.length > 0 : true;
  const names = new Map(clock.people.map((one) => [one.id, one.name]));
  const context: ClockContext = {
    say,
    words,
    format,
    zone: clock.zone,
    nameOf: (agent) => names.get(agent) ?? agent,
    stranger: useStranger(),
    manyDays:
      course.to - course.from > DAY_MS ||
      format.date(course.from, clock.zone) !== format.date(course.to, clock.zone),
  };
  const choose = (step: number) => setChosen(step);
  const piece = course.steps[Math.min(chosen, course.steps.length - 1)];
  const folded = scale.folds.reduce((sum, { from, to }) => sum + to - from, 0) / 1000;
  const marked = marksText(clock, context);
  const enters = piece === undefined ? "" : entersText(piece, context);
  const odd = new Set(clock.corrections.map(({ target }) => target));
  return (
    <>
      <PageHead
        title={say("clock.title", { contact: clock.contact })}
        about={aboutOf(clock, context)}
      />
      <section class="clock-drawing" aria-label={say("clock.title", { contact: clock.contact })}>
        <div class="clock-readout">
          <p>
            {piece !== undefined && <i class="swatch" data-kind={piece.stretch.kind} />}
            {piece === undefined ? "" : stretchText(piece, context)}
          </p>
          <p class="part-about">
            {enters === "" ? say("clock.entered.none") : say("clock.entered", { count: enters })}
          </p>
        </div>
        <Drawing
          course={course}
          scale={scale}
          context={context}
          label={say("clock.drawing", {
            contact: clock.contact,
            count: course.steps.length,
            from: format.time(course.from, clock.zone),
            to: format.time(course.to, clock.zone),
          })}
          chosen={Math.min(chosen, course.steps.length - 1)}
          onChoose={choose}
          lit={fact === null ? null : enteredBy(course, fact)}
          marks={clock.events.map(({ id, at, late }) => ({
            key: `${id} ${at}`,
            at: Date.parse(at),
            odd: late !== undefined || odd.has(id),
          }))}
        />
        <p class="clock-notes">
          <span>
            {say("clock.lasting", { duration: lasting(course.to - course.from, format.prose) })}
          </span>
          {marked !== "" && <span>{marked}</span>}
          {canFold && (
            <label class="check">
              <input
                type="checkbox"
                checked={isFolded}
                onChange={(event) => setFolded(event.currentTarget.checked)}
              />
              {isFolded
                ? say("clock.folds", { count: scale.folds.length, duration: format.prose(folded) })
                : say("clock.fold")}
            </label>
          )}
        </p>
      </section>
      <div class="clock-columns">
        <Counted clock={clock} context={context} fact={fact} onFact={setFact} />
        <Missing clock={clock} />
      </div>
      <StretchTable course={course} context={context} />
      <Told clock={clock} context={context} />
    </>
  );
}

const lasting = (ms: number, prose: (seconds: number) => string): string =>
  ms < 3_600_000 ? clockDuration(ms / 1000) : prose(ms / 1000);
