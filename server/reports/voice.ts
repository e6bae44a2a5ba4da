/** A report's words in one language, bound to it: names of KPIs, parts, channels; what stands on top. */
import { createFormat, type Format } from "../../shared/text/format.ts";
import { type ReportWords, reportHeading, reportWords } from "../../shared/text/report.ts";
import {
  isKey,
  kpiName,
  type Language,
  localeOf,
  type Words,
  wordsOf,
} from "../../shared/text/words.ts";
import type { Book } from "./book.ts";

export interface Voice {
  readonly language: Language;
  readonly words: Words;
  readonly say: ReportWords;
  readonly format: Format;
  /** `17-11-2026 07:00`, in the report's zone; of null nothing. */
  instant(at: string): string;
  /** Short or long name of a KPI. */
  name(kpi: string, length: "label" | "long"): string;
  channel(id: string): string;
  /** `Week 47 (16–22 november 2026)` */
  readonly heading: string;
  /** The team's name, `All teams`, or one's own figures. */
  readonly scope: string;
  /** `sealed as revision 2`, `running: figures still change` */
  readonly state: string;
}

export function voiceOf({ report, revision, state }: Book, language: Language): Voice {
  const { period, scope } = report;
  const words = wordsOf(language);
  const say = reportWords(language);
  const format = createFormat(localeOf(language, [period.zone]));
  const { zone } = period;
  return {
    language,
    words,
    say,
    format,
    instant: (at) => `${format.date(Date.parse(at), zone)} ${format.time(Date.parse(at), zone)}`,
    name: (kpi, length) => kpiName(words, kpi, length),
    channel: (id) => {
      const key = `channel.${id}`;
      return isKey(key) ? words(key) : id === "" ? say("part.no-channel") : id;
    },
    heading: reportHeading(period, say, format.locale),
    scope: scopeName(scope, words, say),
    state:
      revision === null
        ? say(state === "open" ? "state.open" : "state.closed")
        : say("state.sealed", { revision: revision.revision }),
  };
}

function scopeName({ label, name }: Book["report"]["scope"], words: Words, say: ReportWords) {
  if (label === "centre") return words("scope.centre");
  if (label.startsWith("agent:")) return say("report.own");
  return name ?? label.slice(label.indexOf(":") + 1);
}
