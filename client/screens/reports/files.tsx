/** The report as a file, and one row per contact: each says how far it is, and what went wrong (EXP-4, EXP-8). */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { ReportPageKey } from "../../../shared/text/report-page.en.ts";
import type { ReportAnswer } from "../../../shared/wire/report.ts";
import { Section } from "../../parts/page.tsx";
import { problemText } from "../problem-text.ts";
import { Exported } from "./exported.tsx";
import { type NotTaken, takeFile } from "./take-file.ts";
import { useVoice, type Voice } from "./voice.ts";

interface Kind {
  readonly label: ReportPageKey;
  readonly ending: string;
  readonly dialect?: string;
}

const CSV: readonly Kind[] = ["excel-nl", "excel-en", "systems"].map((dialect) => ({
  label: `files.csv.${dialect}` as ReportPageKey,
  ending: "csv",
  dialect,
}));
const REPORT: readonly Kind[] = [
  { label: "files.xlsx", ending: "xlsx" },
  { label: "files.pdf", ending: "pdf" },
  ...CSV,
  { label: "files.json", ending: "json" },
];
const CONTACTS: readonly Kind[] = [
  { label: "files.xlsx", ending: "xlsx" },
  ...CSV,
  { label: "files.ndjson", ending: "ndjson" },
];

interface Taking {
  readonly id: number;
  readonly name: string;
  readonly text: string;
  readonly isOver: boolean;
  readonly stop: () => void;
}

const KB = 1024;

function sizeText({ format }: Voice, bytes: number): string {
  return bytes < KB * KB
    ? `${format.number(Math.ceil(bytes / KB))} kB`
    : `${format.number(bytes / (KB * KB), 1)} MB`;
}

/** From so many seconds on it is the hour that is full, and a moment is named. */
const LONG_S = 60;

function whyText({ page, words, format, zone }: Voice, why: NotTaken): string {
  if (why.because === "stopped") return page("files.stop");
  if (why.because === "cut") return page("files.cut");
  const { status, detail, waitSeconds } = why;
  if (status === 429 && (waitSeconds ?? 0) < LONG_S) return page("files.soon");
  if (status === 429)
    return page("files.many", { at: format.time(Date.now() + 1000 * (waitSeconds ?? 0), zone) });
  const problem = { status, code: null, detail, path: null, retryAfterSeconds: null };
  return problemText(words, problem);
}

interface FilesProps {
  readonly answer: ReportAnswer;
  readonly isOwn: boolean;
}

export function Files({ answer, isOwn }: FilesProps) {
  const voice = useVoice();
  const { page, language } = voice;
  const [taken, setTaken] = useState<readonly Taking[]>([]);
  const [times, setTimes] = useState(0);
  const { report, revision } = answer;
  const { label } = report.period;
  const change = (id: number, to: Partial<Taking>) =>
    setTaken((all) => all.map((one) => (one.id === id ? { ...one, ...to } : one)));
  const take = async (kind: Kind, of: "weekly" | "contacts") => {
    const query = new URLSearchParams({ scope: report.scope.label, lang: language });
    if (kind.dialect !== undefined) query.set("dialect", kind.dialect);
    if (of === "weekly" && revision !== null) query.set("revision", String(revision));
    const abort = new AbortController();
    const id = performance.now();
    const name = page(kind.label);
    const text = page("files.asked", { name });
    setTaken((all) => [
      { id, name, text, isOver: false, stop: () => abort.abort() },
      ...all.slice(0, 4),
    ]);
    const done = await takeFile(
      `/reports/${of}/${encodeURIComponent(label)}.${kind.ending}?${query}`,
      abort.signal,
      (bytes) => change(id, { text: page("files.busy", { name, size: sizeText(voice, bytes) }) }),
    );
    const said = done.ok
      ? page("files.done", { name: done.value.name, size: sizeText(voice, done.value.bytes) })
      : page("files.failed", { name, why: whyText(voice, done.problem) });
    change(id, { text: said, isOver: true });
    setTimes((count) => count + 1);
  };
  return (
    <Section id="files" title={page("files.title")} about={page("files.about")}>
      <Kinds title={page("files.report")} kinds={REPORT} onTake={(kind) => take(kind, "weekly")}>
        <button type="button" class="button" onClick={() => print()}>
          {page("files.print")}
        </button>
      </Kinds>
      <Kinds
        title={page("files.contacts")}
        about={page("files.contacts.about")}
        kinds={CONTACTS}
        onTake={(kind) => take(kind, "contacts")}
      />
      <Takings taken={taken} />
      {!isOwn && <Exported scope={report.scope.label} times={times} />}
    </Section>
  );
}

function Takings({ taken }: { readonly taken: readonly Taking[] }) {
  const { page } = useVoice();
  return (
    <ul class="takings" role="status">
      {taken.map(({ id, name, text, isOver, stop }) => (
        <li key={id} data-over={isOver}>
          {text}
          {!isOver && (
            <button
              type="button"
              class="button"
              aria-label={`${page("files.stop")}: ${name}`}
              onClick={stop}
            >
              {page("files.stop")}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

interface KindsProps {
  readonly title: string;
  readonly about?: string;
  readonly kinds: readonly Kind[];
  readonly onTake: (kind: Kind) => unknown;
  readonly children?: ComponentChildren;
}

function Kinds({ title, about, kinds, onTake, children }: KindsProps) {
  const { page } = useVoice();
  return (
    <div class="kinds">
      <div>
        <h3>{title}</h3>
        {about && <p class="part-about">{about}</p>}
      </div>
      <div class="kinds-list">
        {kinds.map((kind) => (
          <button
            key={kind.label}
            type="button"
            class="button"
            aria-label={`${title}: ${page(kind.label)}`}
            onClick={() => onTake(kind)}
          >
            {page(kind.label)}
          </button>
        ))}
        {children}
      </div>
    </div>
  );
}
