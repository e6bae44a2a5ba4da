/** In which state a report is, and of when its facts are (SCR-12). */

import { weekNumber } from "../../../shared/text/report.ts";
import type { ReportAnswer } from "../../../shared/wire/report.ts";
import { useVoice, type Voice } from "./voice.ts";

function stateOf({ state, revision, revisions, report }: ReportAnswer, voice: Voice): string {
  const { page, instant } = voice;
  const head = revisions.find((one) => one.revision === revision);
  if (head !== undefined)
    return page("state.sealed.page", { revision: head.revision, at: instant(head.sealedAt) });
  if (state === "open") return page("state.open.until", { at: instant(report.period.to) });
  const canBeSealed =
    weekNumber(report.period.label) !== null && !report.scope.label.startsWith("agent:");
  return page(canBeSealed ? "state.closed.page" : "state.computed");
}

/** A ring that runs, one that is closed, a disc: shape as well as words. */
const MARKS = { open: "open", closed: "closed", sealed: "sealed" } as const;

export function StateLine({ answer }: { readonly answer: ReportAnswer }) {
  const voice = useVoice();
  const { say, format, instant } = voice;
  const { facts } = answer.report;
  const mark = answer.revision === null && answer.state === "sealed" ? "closed" : answer.state;
  return (
    <p class="report-state">
      <span class="report-state-mark" data-state={MARKS[mark]} aria-hidden="true" />
      <strong>{stateOf(answer, voice)}</strong>
      <span>{say("report.facts", { at: instant(facts.asOf) })}</span>
      <span>{say("report.position", { position: format.number(facts.position) })}</span>
    </p>
  );
}
