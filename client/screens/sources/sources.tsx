/** Is everything arriving, and what was refused? One card a source, and what asks for a hand (SCR-13). */
import { useEffect, useState } from "preact/hooks";
import type { QualityJson } from "../../../shared/wire/http.ts";
import type { SourcesAnswer } from "../../../shared/wire/source.ts";
import { api } from "../../api.ts";
import { SelectField } from "../../parts/choice.tsx";
import { Notice } from "../../parts/notice.tsx";
import { PageHead, Section } from "../../parts/page.tsx";
import { useTongue } from "../language.ts";
import { problemText } from "../problem-text.ts";
import { useLoad } from "../settings/use-load.ts";
import { TestEvent } from "../start/test-event.tsx";
import { Connections } from "./connections.tsx";
import { SourceEmpty } from "./empty.tsx";
import { Gaps, Refused } from "./lists.tsx";
import { SourceCard } from "./source-card.tsx";
import { Unmapped } from "./unmapped.tsx";
import { useWhen } from "./use-when.ts";
import { useSay } from "./words.ts";

const ASK_MS = 10_000;
const DAYS = 7;
const DAY_MS = 86_400_000;
const QUARTER_MS = 900_000;

/** The last seven days by the server's clock, on quarters of an hour. */
function lastDays(asOf: string): string {
  const to = Math.ceil(Date.parse(asOf) / QUARTER_MS) * QUARTER_MS;
  const iso = (at: number) => new Date(at).toISOString();
  return `${iso(to - DAYS * DAY_MS)}/${iso(to)}`;
}

export function Sources() {
  const say = useSay();
  const { words } = useTongue();
  const { value, problem, reload } = useLoad(api.sources);
  const [quality, setQuality] = useState<QualityJson | null>(null);
  const period = value === null ? null : lastDays(value.asOf);
  const rejected = value?.sources.reduce((sum, { today }) => sum + today.rejected, 0);
  const askQuality = async () => {
    if (period === null) return;
    const answer = await api.quality(period);
    if (answer.ok) setQuality(answer.value);
  };
  useEffect(() => {
    const timer = setInterval(() => void reload(), ASK_MS);
    return () => clearInterval(timer);
  }, [reload]);
  useEffect(() => void askQuality(), [period, rejected]);
  return (
    <main class="page" id="main" tabIndex={-1}>
      {value === null && <PageHead title={say("sources.title")} />}
      {value === null && problem === null && <p class="loading">{words("app.loading")}</p>}
      {value === null && problem && <Notice kind="note">{problemText(words, problem)}</Notice>}
      {value && (
        <Loaded
          answer={value}
          isLate={problem !== null}
          quality={quality}
          onMapped={askQuality}
          onConnected={reload}
        />
      )}
    </main>
  );
}

interface LoadedProps {
  readonly answer: SourcesAnswer;
  readonly isLate: boolean;
  readonly quality: QualityJson | null;
  readonly onMapped: () => Promise<void>;
  readonly onConnected: () => Promise<void>;
}

function Loaded({ answer, isLate, quality, onMapped, onConnected }: LoadedProps) {
  const say = useSay();
  const when = useWhen(answer);
  const { sources, gaps } = answer;
  const [isConnecting, setConnecting] = useState(false);
  const time = when(answer.asOf);
  const unmappedOf = (source: string) =>
    (quality?.unmapped.agents ?? []).filter((one) => one.source === source).length;
  return (
    <>
      <PageHead title={say("sources.title")} about={say("sources.about", { time })}>
        <a class="button" href="/settings/keys">
          {say("sources.keys")}
        </a>
        <button type="button" class="button button-main" onClick={() => setConnecting(true)}>
          {say("connect.title")}
        </button>
      </PageHead>
      {isLate && <Notice kind="note">{say("sources.late", { time })}</Notice>}
      <SourceEmpty answer={answer} />
      {sources.length > 0 && (
        <div class="source-cards">
          {sources.map((row) => (
            <SourceCard
              key={row.source}
              row={row}
              when={when}
              unmapped={quality === null ? null : unmappedOf(row.source)}
            />
          ))}
        </div>
      )}
      <Connections
        when={when}
        sources={sources.map(({ source }) => source)}
        onConnected={onConnected}
        isConnecting={isConnecting}
        onClose={() => setConnecting(false)}
      />
      {sources.length > 0 && (
        <>
          <Unmapped quality={quality} onMapped={onMapped} />
          <Refused quality={quality} sources={sources} />
          <Gaps gaps={gaps} sources={sources} when={when} />
          <Trial sources={sources.map(({ source }) => source)} />
        </>
      )}
    </>
  );
}

/** One event, tried out: what it would be read as. It never counts (SCR-14). */
function Trial({ sources }: { readonly sources: readonly string[] }) {
  const say = useSay();
  const [source, setSource] = useState(sources[0] ?? "");
  return (
    <Section title={say("try.title")} about={say("try.about")}>
      <div class="form source-test">
        {sources.length > 1 && (
          <SelectField
            label={say("try.source")}
            value={source}
            options={sources.map((value) => ({ value, label: value }))}
            onValue={setSource}
          />
        )}
        <TestEvent key={source} source={source} />
      </div>
    </Section>
  );
}
