/** The five steps of the first run, and how far one is (UX-21). Each is an address of its own. */
import type { ComponentChildren } from "preact";
import type { SettingsKey } from "../../../shared/text/settings.en.ts";
import type { Problem } from "../../api.ts";
import { Notice } from "../../parts/notice.tsx";
import { Frame } from "../entry/frame.tsx";
import { useTongue } from "../language.ts";
import { problemText } from "../problem-text.ts";
import { useSay } from "../settings/words.ts";

export const steps = ["you", "organisation", "teams", "source", "colleagues"] as const;
export type Step = (typeof steps)[number];

export const pathOf = (step: Step): string => `/start/${step}`;

/** The step after this one; null: it was the last. */
export function nextOf(step: Step): Step | null {
  return steps[steps.indexOf(step) + 1] ?? null;
}

interface StepFrameProps {
  readonly step: Step;
  /** Why what the step needs is not there. */
  readonly problem?: Problem | null;
  readonly children: ComponentChildren;
}

const LABELS: Record<Step, SettingsKey> = {
  you: "start.you",
  organisation: "start.organisation",
  teams: "start.teams",
  source: "start.source",
  colleagues: "start.colleagues",
};

export function StepFrame({ step, problem = null, children }: StepFrameProps) {
  const say = useSay();
  const { words } = useTongue();
  const at = steps.indexOf(step);
  return (
    <Frame
      title={say(`start.${step}.title`)}
      about={say(`start.${step}.about`)}
      isWide
      above={
        <nav aria-label={say("start.label")}>
          <ol class="steps">
            {steps.map((each, index) => (
              <li key={each} data-at={index < at ? "before" : index === at ? "here" : "after"}>
                {/* The first step is done by everybody who sees the others. */}
                {step === "you" || each === "you" ? (
                  <span {...(each === step ? CURRENT : {})}>{say(LABELS[each])}</span>
                ) : (
                  <a href={pathOf(each)} {...(each === step ? CURRENT : {})}>
                    {say(LABELS[each])}
                  </a>
                )}
              </li>
            ))}
          </ol>
        </nav>
      }
    >
      {problem && <Notice kind="wrong">{problemText(words, problem)}</Notice>}
      {children}
    </Frame>
  );
}

const CURRENT = { "aria-current": "step" } as const;

/** Leaves this step as it is; it can be taken up again from Settings. */
export function Onward({
  step,
  isDone = false,
}: {
  readonly step: Step;
  readonly isDone?: boolean;
}) {
  const say = useSay();
  const next = nextOf(step);
  const label = next === null ? "start.finish" : isDone ? "start.next" : "start.skip";
  return (
    <a
      class={`button button-large${isDone ? " button-main" : ""}`}
      href={next === null ? "/" : pathOf(next)}
    >
      {say(label)}
    </a>
  );
}
