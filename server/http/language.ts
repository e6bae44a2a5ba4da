/** The language of an answer: what the address asks for, else what the caller's browser prefers. */
import type { Request, Response } from "express";
import { type Language, languageOf, languages } from "../../shared/text/words.ts";
import { problem } from "./problem.ts";

/** Sets the headers that say so; null: there is no such language, and the caller has been told. */
export function answerLanguage(request: Request, response: Response): Language | null {
  const { lang } = request.query;
  const language =
    lang === undefined
      ? languageOf(request.acceptsLanguages())
      : languages.find((one) => one === lang);
  if (language === undefined) {
    problem(response, 400, `lang is one of ${languages.join(", ")}`);
    return null;
  }
  response.set("Content-Language", language).vary("Accept-Language");
  return language;
}
