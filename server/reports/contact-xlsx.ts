/** One row per contact as a workbook: the rows, and a sheet that says what they are (EXP-6, EXP-12). */
import { type Language, wordsOf } from "../../shared/text/words.ts";
import { REASONS } from "../../shared/wire/contact-clock.ts";
import { OWN_WHYS } from "../../shared/wire/contact-rows.ts";
import {
  cellsOf,
  headingOf,
  type Manner,
  type RowCell,
  rowTexts,
  whyText,
} from "./contact-cells.ts";
import type { ContactLine } from "./contact-line.ts";
import { workbook } from "./xlsx-stream.ts";

export interface AboutRows {
  readonly period: string;
  readonly scope: string;
  /** Ms since 1970. */
  readonly asOf: number;
  /** Who took it; null: it names nobody. */
  readonly by: string | null;
  readonly demo: boolean;
  readonly language: Language;
}

function aboutRows({ period, scope, asOf, by, demo, language }: AboutRows): RowCell[][] {
  const texts = rowTexts(language);
  const words = wordsOf(language);
  const whys = [...OWN_WHYS, ...REASONS];
  return [
    [demo ? texts["about.demo"] : texts["sheet.contacts"]],
    [texts["about.period"], period],
    [texts["about.scope"], scope],
    [texts["about.asOf"], { at: asOf }],
    ...(by === null ? [] : [[texts["about.by"], by]]),
    [],
    [texts["about.legend"]],
    ...whys.map((why) => [why, whyText(why, language, words)]),
  ];
}

export function contactXlsx(
  rows: AsyncIterable<ContactLine>,
  manner: Manner,
  about: AboutRows,
): AsyncGenerator<Uint8Array> {
  const cells = cellsOf(manner);
  async function* all(): AsyncGenerator<readonly RowCell[]> {
    yield headingOf(manner);
    for await (const row of rows) yield cells(row);
  }
  const texts = rowTexts(about.language);
  const title = texts["sheet.contacts"];
  return workbook(
    [
      {
        name: about.demo ? `DEMO ${title}` : title,
        rows: all(),
        widths: [22, 22],
        hasFilter: true,
      },
      { name: texts["sheet.about"], rows: aboutRows(about), widths: [28, 80], hasFilter: false },
    ],
    manner.zone,
  );
}
