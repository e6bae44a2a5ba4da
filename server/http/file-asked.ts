/** What the address of a file asks for, whatever the file tells: its name's end, language, dialect. */
import type { Request, Response } from "express";
import type { Language } from "../../shared/text/words.ts";
import { DIALECTS, type Dialect, isDialect } from "../reports/csv.ts";
import { answerLanguage } from "./language.ts";
import { problem } from "./problem.ts";

export interface FileAsked<Format extends string> {
  /** What stands before the dot. */
  readonly name: string;
  readonly format: Format;
  readonly language: Language;
  readonly dialect: Dialect;
}

/** Dutch and French spreadsheets have a comma in their numbers, and so a semicolon between them. */
export const usualDialect = (language: Language): Dialect =>
  language === "en" ? "excel-en" : "excel-nl";

/** `formats`: those there are. Null: something of it is wrong, and the caller has been told. */
export function askedFile<Format extends string>(
  request: Request,
  response: Response,
  formats: readonly Format[],
): FileAsked<Format> | null {
  const say = (detail: string): null => {
    problem(response, 400, detail);
    return null;
  };
  const file = String(request.params.file);
  const dot = file.lastIndexOf(".");
  const format = formats.find((one) => one === file.slice(dot + 1));
  if (format === undefined) {
    const ends = formats.map((one) => `.${one}`);
    return say(`a file ends in ${ends.slice(0, -1).join(", ")} or ${ends.at(-1)}`);
  }
  const { dialect } = request.query;
  if (dialect !== undefined && (format !== "csv" || typeof dialect !== "string"))
    return say("dialect is said once, and of a CSV file only");
  if (dialect !== undefined && !isDialect(dialect))
    return say(`dialect is one of ${DIALECTS.join(", ")}`);
  const language = answerLanguage(request, response);
  if (language === null) return null;
  return {
    name: file.slice(0, dot),
    format,
    language,
    dialect: dialect ?? usualDialect(language),
  };
}
