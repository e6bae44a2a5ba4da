/** Numbers that are others now, each with why: how many of what, and which contacts (REL-3, SCR-12). */
import { useState } from "preact/hooks";
import { NOTHING } from "../../../shared/text/format.ts";
import { reportText } from "../../../shared/text/report-value.ts";
import type { Report, ReportDifference } from "../../../shared/wire/report.ts";
import { clockHref } from "../waiting-text.ts";
import { useVoice, type Voice } from "./voice.ts";

interface ListProps {
  readonly differences: readonly ReportDifference[];
  readonly report: Report;
  /** Are the reasons known, or are they still looked for? */
  readonly hasCauses: boolean;
}

/** So many are shown at once. */
const WHOLE_MAX = 12;

const isLine = ({ place }: ReportDifference): boolean => place.part === "line";

/** The lines first; parts of them only when asked for, for each line brings a dozen. */
export function DifferenceList({ differences, report, hasCauses }: ListProps) {
  const { page } = useVoice();
  const [isWhole, setWhole] = useState(false);
  const lines = differences.filter(isLine);
  const parts = differences.filter((one) => !isLine(one));
  const isShort = differences.length <= WHOLE_MAX || lines.length === 0;
  const shown = isWhole || isShort ? [...lines, ...parts] : lines;
  const left = differences.length - shown.length;
  return (
    <div class="differences">
      <ul>
        {shown.map((one) => (
          <Difference
            key={JSON.stringify(one.place)}
            one={one}
            report={report}
            hasCauses={hasCauses}
          />
        ))}
      </ul>
      {left > 0 && (
        <button type="button" class="button" onClick={() => setWhole(true)}>
          {page(left === 1 ? "difference.rest.one" : "difference.rest", { count: left })}
        </button>
      )}
    </div>
  );
}

/** `Average handling time · Monday 16 November`, `… · Support NL · …` */
function placeText({ place }: ReportDifference, report: Report, voice: Voice): string {
  const { part, key, kpi } = place;
  const day = (date: string) => voice.format.day(Date.parse(`${date}T12:00:00Z`), "UTC");
  const team = (id: string) => report.byTeam.find((one) => one.team === id)?.name ?? id;
  const at = key.lastIndexOf(" ");
  const where = {
    line: () => "",
    day: () => day(key),
    team: () => team(key),
    team_day: () => `${team(key.slice(0, at))} · ${day(key.slice(at + 1))}`,
    channel: () => voice.channel(key),
  }[part]();
  return [voice.name(kpi, "long"), where].filter((text) => text !== "").join(" · ");
}

interface DifferenceProps {
  readonly one: ReportDifference;
  readonly report: Report;
  readonly hasCauses: boolean;
}

function Difference({ one, report, hasCauses }: DifferenceProps) {
  const voice = useVoice();
  const { page, format } = voice;
  const { before, after, unit, place, causes } = one;
  const text = ({ value }: ReportDifference["before"]) =>
    value === null ? NOTHING : reportText(format, value, unit, place.kpi);
  const counted = unit === "count" || before.n === after.n;
  return (
    <li class="difference">
      <p class="difference-what">
        <span>{placeText(one, report, voice)}</span>{" "}
        <strong>
          {text(before)} → {text(after)}
        </strong>{" "}
        {!counted && (
          <small>
            {page("difference.n", {
              before: format.number(before.n),
              after: format.number(after.n),
            })}
          </small>
        )}
      </p>
      {hasCauses && (
        <ul class="difference-why">
          {causes.map((cause) => (
            <Cause key={`${cause.cause} ${cause.type}`} cause={cause} />
          ))}
          {causes.length === 0 && <li>{page("difference.unknown")}</li>}
        </ul>
      )}
    </li>
  );
}

type CauseOf = ReportDifference["causes"][number];

/** `14 × late event (contact.agent_disconnected)`, which opens its contacts. */
function Cause({ cause }: { readonly cause: CauseOf }) {
  const { page, say, format } = useVoice();
  const { contacts, type, keys } = cause;
  const name = say(`cause.${cause.cause}`) + (type === null ? "" : ` (${type})`);
  const text =
    contacts === 1
      ? page("difference.case", { cause: name })
      : page("difference.cases", { count: format.number(contacts), cause: name });
  if (contacts === 0) return <li>{name}</li>;
  const links = keys.flatMap(linkOf);
  if (links.length === 0) return <li>{text}</li>;
  return (
    <li>
      <details>
        <summary>{text}</summary>
        <ul class="difference-contacts" aria-label={page("difference.contacts", { cause: name })}>
          {links.map(({ contact, href }) => (
            <li key={href}>
              <a href={href}>{contact}</a>
            </li>
          ))}
          {contacts > links.length && (
            <li>
              {page("difference.contacts.more", { count: format.number(contacts - links.length) })}
            </li>
          )}
        </ul>
      </details>
    </li>
  );
}

/** `source|contact`; the timeline of a person has no clock. */
function linkOf(key: string): { readonly contact: string; readonly href: string }[] {
  const at = key.indexOf("|");
  if (at < 0 || key.startsWith("agent/", at + 1)) return [];
  const [source, contact] = [key.slice(0, at), key.slice(at + 1)];
  return [{ contact, href: clockHref({ source, contact }) }];
}
