/**
 * Reports (SCR-12): how was the week, and what changed since? Everything chosen stands in the address: week,
 * scope, revision, what it is compared with, the number that is opened.
 */
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { reportHeading } from "../../../shared/text/report.ts";
import type { ReportAnswer, ReportWeeks } from "../../../shared/wire/report.ts";
import type { Problem } from "../../api.ts";
import { Notice } from "../../parts/notice.tsx";
import { PageHead } from "../../parts/page.tsx";
import { firstScope, type Session } from "../../store/session.ts";
import { useHouse } from "../house.ts";
import { useTongue } from "../language.ts";
import { problemText } from "../problem-text.ts";
import { useAnswer } from "../use-answer.ts";
import { useStore } from "../use-store.ts";
import { isEmpty } from "./line-text.ts";
import { addressWith, firstWeek, type ReportQuestion, readQuestion } from "./question.ts";
import { reportApi } from "./report-api.ts";
import { ReportView } from "./report-view.tsx";
import { useVoice, VoiceContext, voiceOf } from "./voice.ts";
import { WeekBar } from "./week-bar.tsx";

/** An agent's own week lies at an address of its own, and is of nobody else. */
export const MY_WEEK = "/my-week";

function ownScope(session: Session, isMine: boolean): string {
  const agent = session?.roles.find((one) => one.role === "agent");
  return isMine && agent?.role === "agent" ? `agent:${agent.agent}` : firstScope(session);
}

/** The answer to the question; while it is on its way, the one before it of the same scope. */
function useReport(scope: string, period: string | null, revision: number | null) {
  const asked = { scope, ...(revision === null ? {} : { revision: String(revision) }) };
  const key = period === null ? null : `${scope} ${period} ${revision}`;
  const { value, problem, again } = useAnswer(key, () => reportApi.report(period ?? "", asked));
  const last = useRef<ReportAnswer | null>(null);
  if (value !== null) last.current = value;
  const before = last.current?.report.scope.label === scope ? last.current : null;
  return {
    answer: value ?? (problem === null ? before : null),
    isNew: value !== null,
    problem,
    again,
  };
}

export function Reports() {
  const house = useHouse();
  const place = useStore(house.place, (value) => value);
  const session = useStore(house.session, (value) => value);
  const { language } = useTongue();
  const isMine = place.pathname.startsWith(MY_WEEK);
  const own = ownScope(session, isMine);
  const read = readQuestion(place.search, own);
  const question = isMine ? { ...read, scope: own } : read;
  const { scope, revision } = question;
  const weeks = useAnswer(scope, () => reportApi.weeks(scope));
  const period = question.period ?? firstWeek(weeks.value?.weeks ?? []);
  const { answer, isNew, problem, again } = useReport(scope, period, revision);
  const refused = weeks.problem ?? problem;
  const voice = voiceOf(language, weeks.value?.zone ?? answer?.report.period.zone ?? "UTC");
  const go = (changes: Partial<ReportQuestion>) => house.turn(addressWith(place, changes));
  const sealed = () => {
    if (revision !== null) go({ revision: null });
    weeks.again();
    again();
  };
  return (
    <VoiceContext.Provider value={voice}>
      <main class="page report" id="main" tabIndex={-1} aria-busy={!isNew && refused === null}>
        <Head answer={answer} isMine={isMine}>
          {weeks.value !== null && period !== null && (
            <Bar found={weeks.value} period={period} isMine={isMine} go={go} />
          )}
          {answer !== null && !isEmpty(answer.report) && (
            <a class="button" href="#files">
              {voice.page("files.title")}
            </a>
          )}
        </Head>
        {refused !== null && <Refused problem={refused} />}
        {refused === null && answer === null && <Loading />}
        {refused === null && answer !== null && (
          <ReportView
            answer={answer}
            question={{ ...question, period }}
            go={go}
            hrefOf={(changes) => addressWith(place, changes)}
            onSealed={sealed}
            scopes={weeks.value?.scopes ?? []}
          />
        )}
      </main>
    </VoiceContext.Provider>
  );
}

interface HeadProps {
  readonly answer: ReportAnswer | null;
  readonly isMine: boolean;
  readonly children: ComponentChildren;
}

function Head({ answer, isMine, children }: HeadProps) {
  const { say, page, words, format } = useVoice();
  if (answer === null)
    return <PageHead title={isMine ? page("me.title") : say("report.title")}>{children}</PageHead>;
  const { period, scope, organisation, demo } = answer.report;
  const name = scope.label === "centre" ? words("scope.centre") : (scope.name ?? "");
  const about = isMine ? page("me.about") : [name, organisation].filter(Boolean).join(" · ");
  return (
    <PageHead title={reportHeading(period, say, format.locale)} about={about}>
      {children}
      {demo && (
        <span class="demo" title={words("app.demo.long")}>
          {words("app.demo")}
        </span>
      )}
    </PageHead>
  );
}

interface BarProps {
  readonly found: ReportWeeks;
  readonly period: string;
  readonly isMine: boolean;
  readonly go: (changes: Partial<ReportQuestion>) => void;
}

/** Another week or scope has other revisions; the open number is asked of them too. */
function Bar({ found, period, isMine, go }: BarProps) {
  return (
    <WeekBar
      found={isMine ? { ...found, scopes: [] } : found}
      period={period}
      onPeriod={(to) => go({ period: to, revision: null })}
      onScope={(to) => go({ scope: to, period, revision: null })}
    />
  );
}

function Refused({ problem }: { readonly problem: Problem }) {
  const { words } = useVoice();
  const { status, detail } = problem;
  return (
    <Notice kind="wrong">{status === 400 && detail ? detail : problemText(words, problem)}</Notice>
  );
}

/** The frame of what comes, so that nothing jumps when it is there. */
function Loading() {
  const { words } = useVoice();
  return (
    <div class="sheet-wait" role="status" aria-label={words("app.loading")}>
      <span class="ghost ghost-short" />
      <span class="ghost ghost-block" />
      <span class="ghost ghost-block" />
    </div>
  );
}
