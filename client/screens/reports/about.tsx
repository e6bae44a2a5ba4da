/** What the numbers rest on, and what each of them means (EXP-6). */
import type { Definition } from "../../../shared/wire/definition.ts";
import type { Report } from "../../../shared/wire/report.ts";
import { Section } from "../../parts/page.tsx";
import { useVoice } from "./voice.ts";

type Quality = Report["quality"];

const isGood = ({ sources, late, unmapped, gaps }: Quality): boolean =>
  late + unmapped + gaps.length === 0 &&
  sources.every((one) => one.rejected + one.clamped + one.quarantined === 0);

export function QualityPart({ quality }: { readonly quality: Quality }) {
  const { say, page, format, instant } = useVoice();
  const { sources, late, unmapped, gaps } = quality;
  const some = sources.filter((one) => one.rejected + one.clamped + one.quarantined > 0);
  return (
    <Section title={page("about.quality")} about={page("about.quality.about")}>
      {isGood(quality) && <p class="part-about">{say("quality.good")}</p>}
      {gaps.length > 0 && (
        <ul class="lines-of">
          {gaps.map(({ source, from, to }) => (
            <li key={`${source} ${from}`}>
              {to === null
                ? say("quality.gap.running", { source, from: instant(from) })
                : say("quality.gap.said", { source, from: instant(from), to: instant(to) })}
            </li>
          ))}
        </ul>
      )}
      {late + unmapped > 0 && (
        <dl class="facts facts-wide">
          <div>
            <dt>{say("quality.late")}</dt>
            <dd>{format.number(late)}</dd>
          </div>
          <div>
            <dt>{say("quality.unmapped")}</dt>
            <dd>{format.number(unmapped)}</dd>
          </div>
        </dl>
      )}
      {some.length > 0 && <Sources sources={some} />}
    </Section>
  );
}

function Sources({ sources }: { readonly sources: Quality["sources"] }) {
  const { say, format } = useVoice();
  return (
    <table class="rows">
      <caption class="hidden">{say("quality.title")}</caption>
      <thead>
        <tr>
          <th scope="col">{say("quality.source")}</th>
          <th scope="col">{say("quality.rejected")}</th>
          <th scope="col">{say("quality.clamped")}</th>
          <th scope="col">{say("quality.quarantined")}</th>
        </tr>
      </thead>
      <tbody>
        {sources.map(({ source, rejected, clamped, quarantined }) => (
          <tr key={source}>
            <th scope="row">{source}</th>
            <td data-head={say("quality.rejected")}>{format.number(rejected)}</td>
            <td data-head={say("quality.clamped")}>{format.number(clamped)}</td>
            <td data-head={say("quality.quarantined")}>{format.number(quarantined)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface DefinitionsProps {
  readonly report: Report;
  /** Null: not told yet, or not to be had. */
  readonly definitions: ReadonlyMap<string, Definition> | null;
}

export function Definitions({ report, definitions }: DefinitionsProps) {
  const { page, name } = useVoice();
  if (definitions === null) return null;
  return (
    <Section title={page("about.definitions")} about={page("about.definitions.about")}>
      <dl class="told definitions">
        {report.lines.map(({ kpi, definition }) => (
          <div key={kpi}>
            <dt>
              {name(kpi, "long")} <small>{definition}</small>
            </dt>
            <dd>{definitions.get(kpi)?.formula}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
