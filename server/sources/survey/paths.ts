/**
 * Where a value stands in a foreign body: `data.answers[0].score`, or of a list the one that has a value,
 * `answers[question.id=q7].number`. Names with dots or brackets in them are written `["so.named"]`.
 */

import { wordOf } from "../values.ts";

/** A name, a place in a list, or which one of a list. */
export type Step =
  | { readonly name: string }
  | { readonly index: number }
  | { readonly where: readonly string[]; readonly is: string };

const STEPS_MAX = 20;
const NEXT =
  /^(?:\.?([A-Za-z_$@][\w$@-]*)|\[(\d{1,4})\]|\["([^"\]]{1,200})"\]|\[([\w$@.-]{1,200})=([^\]]{1,200})\])/;

/** Null: it is no path. `$.` in front is allowed. */
export function pathOf(text: string): readonly Step[] | null {
  let rest = text.trim().replace(/^\$(?=[.[])/, "");
  const steps: Step[] = [];
  while (rest !== "") {
    const [whole = "", name, index, quoted, where, is] = NEXT.exec(rest) ?? [];
    if (whole === "" || steps.length === STEPS_MAX) return null;
    if (index !== undefined) steps.push({ index: Number(index) });
    else if (where !== undefined && is !== undefined) steps.push({ where: where.split("."), is });
    else steps.push({ name: name ?? quoted ?? "" });
    rest = rest.slice(whole.length);
  }
  return steps.length === 0 ? null : steps;
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;

function stepInto(value: unknown, step: Step): unknown {
  if ("name" in step) return fieldOf(value, step.name);
  if (!Array.isArray(value)) return undefined;
  if ("index" in step) return value[step.index];
  return value.find((one) => wordOf(step.where.reduce<unknown>(fieldOf, one)) === step.is);
}

/** What stands there; undefined: nothing. Never throws. */
export const at = (value: unknown, path: readonly Step[]): unknown =>
  path.reduce<unknown>(stepInto, value);
