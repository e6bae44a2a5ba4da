/** What verify found, in lines for people. */
import { kpiName, wordsOf } from "../../../shared/text/words.ts";
import type { Passport } from "../../../shared/wire/passport.ts";
import type { Counted, Difference } from "./behind.ts";
import type { Cause } from "./causes.ts";
import type { Numbers } from "./question.ts";
import type { Verification } from "./verify.ts";

/** Contacts that are listed, and facts and events of each. */
const CONTACTS_MAX = 50;
const LINES_MAX = 10;

const instant = (at: number): string => new Date(at).toISOString();

function numbers({ value, n, numerator, denominator }: Numbers): string {
  const of = denominator === null ? `${numerator}` : `${numerator} / ${denominator}`;
  return `${value ?? "–"} (n ${n}, ${of})`;
}

function figure({ kpi, version, scope, by, period }: Passport): string {
  const name = kpiName(wordsOf("en"), kpi, "label");
  const part = by === undefined ? "" : `, ${by}`;
  return `${name} (${kpi}@${version}), ${scope}${part}, ${period}`;
}

const who = ({ agent, team }: Counted): string =>
  [agent, team].filter((one) => one !== null).join(", ") || "nobody";

const fact = (sign: string, one: Counted): string =>
  `    ${sign} ${one.measure} ${one.value}, ${instant(one.at)}, ${who(one)}`;

const cause = ({ type, id, source, at, receivedAt, position }: Cause): string =>
  `${type} ${id} of ${source}, happened ${instant(at)}, received ${instant(receivedAt)}, log position ${position}`;

/** At most so many, and how many there are beside them. */
function some(lines: readonly string[], indent: string): string[] {
  const more = lines.length - LINES_MAX;
  return more > 0 ? [...lines.slice(0, LINES_MAX), `${indent}… and ${more} more`] : [...lines];
}

function contact(
  { key, gone, come }: Difference,
  own: readonly Cause[],
  isOrganisation: boolean,
): string[] {
  const because = isOrganisation
    ? "    because the organisation changed"
    : "    because time passed: what was open or pending then is decided now";
  return [
    `  ${key}`,
    ...some([...gone.map((one) => fact("−", one)), ...come.map((one) => fact("+", one))], "    "),
    ...(own.length === 0
      ? [because]
      : some(
          own.map((one) => `    because of ${cause(one)}`),
          "    ",
        )),
  ];
}

/** The first line begins with the verdict. */
export function linesOf(passport: Passport, found: Verification): string[] {
  if (found.verdict === "unknown") {
    const numbersFound =
      found.found === undefined
        ? []
        : [`  passport   ${numbers(passport)}`, `  this store ${numbers(found.found)}`];
    return [`cannot tell: ${found.reason}`, ...numbersFound];
  }
  const then = `  was ${numbers(found.was)} at log position ${passport.log}, ${instant(passport.at)}`;
  if (found.verdict === "holds") {
    return [`holds: ${figure(passport)}`, then, `  is the same at log position ${found.position}`];
  }
  const { is, position, differences, causes } = found;
  const isOrganisation = causes.organisation.length > 0;
  const more = differences.length - CONTACTS_MAX;
  return [
    `changed: ${figure(passport)}`,
    then,
    `  is  ${numbers(is)} at log position ${position}`,
    ...some(
      causes.organisation.map((one) => `  the organisation changed: ${cause(one)}`),
      "  ",
    ),
    `${differences.length === 1 ? "1 contact counts" : `${differences.length} contacts count`} otherwise:`,
    ...differences
      .slice(0, CONTACTS_MAX)
      .flatMap((one) => contact(one, causes.contacts.get(one.key) ?? [], isOrganisation)),
    ...(more > 0 ? [`  … and ${more} more`] : []),
  ];
}
