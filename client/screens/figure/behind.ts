/** A figure and the contacts behind it, asked for until they are of the same moment (SCR-9). */
import { ok } from "../../../shared/result.ts";
import type { ContactRow, FigureJson } from "../../../shared/wire/http.ts";
import { type Answer, api } from "../../api.ts";
import type { FigureQuestion } from "../../store/address.ts";
import { linesOf } from "./row-text.ts";

export interface Behind {
  readonly figure: FigureJson;
  /** Null: not told, for too few people are behind it. */
  readonly rows: readonly ContactRow[] | null;
}

/** As many as the server lists. */
export const ROWS_MAX = 5_000;
const TRIES_MAX = 3;

export const isEqual = ({ figure, rows }: Behind): boolean =>
  rows === null || rows.length >= ROWS_MAX || linesOf(rows).length === figure.n;

/** A centre at work may answer between two questions: then both are asked again. */
export async function askBehind(
  question: FigureQuestion,
  language: string,
): Promise<Answer<Behind>> {
  for (let tries = 1; ; tries += 1) {
    const figures = await api.figure(question, language);
    if (!figures.ok) return figures;
    const [figure] = figures.value;
    if (figure === undefined) return { ok: false, problem: NOTHING };
    if (figure.withheld !== undefined) return ok({ figure, rows: null });
    const rows = await api.contacts(question);
    if (!rows.ok) return rows;
    const behind = { figure, rows: rows.value };
    if (isEqual(behind) || tries === TRIES_MAX) return ok(behind);
  }
}

const NOTHING = { status: 404, code: null, detail: "", path: null, retryAfterSeconds: null };
