/** What a figure says for itself when asked (`explain=1`): its numbers in a sentence, and its definition. */
import { kpiOf } from "../../shared/kpi/catalog.ts";
import { definitionOf } from "../../shared/text/definition.ts";
import { explain } from "../../shared/text/explanation.ts";
import type { Language } from "../../shared/text/words.ts";
import type { FigureJson } from "../../shared/wire/http.ts";

/** The same figures with their explanations. Pure: a figure and a language decide every word. */
export function explained(figures: readonly FigureJson[], language: Language): FigureJson[] {
  return figures.map((figure) => {
    const kpi = kpiOf(figure.kpi);
    if (kpi === undefined) return figure;
    const { formula, anchor, credit, beware } = definitionOf(kpi, language);
    const text = explain(kpi.id, figure, language, figure.period.zone);
    const { definition } = figure;
    return {
      ...figure,
      explanation: {
        text,
        formula,
        anchor,
        credit,
        ...(beware === undefined ? {} : { beware }),
        definition,
      },
    };
  });
}
