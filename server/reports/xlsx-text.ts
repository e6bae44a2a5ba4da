/**
 * Text in an XLSX file, exactly as it is and never a formula (EXP-3). The library that writes the sheets sees
 * numbers in its place: it would leave out control characters, and take a team called `constructor` for
 * something of its own. Here the real texts are put in.
 */

import { xmlText } from "./xlsx-stream.ts";

/** Texts in the order in which they were first used; a cell holds the place of its text. */
export interface Texts {
  /** What the cell holds. */
  place(text: string): string;
  /** The table of texts, with every place filled; `xml` is the writer's. */
  fill(xml: string): string;
}

export function createTexts(): Texts {
  const places = new Map<string, number>();
  return {
    place(text) {
      const place = places.get(text) ?? places.size;
      places.set(text, place);
      return `t${place}`;
    },
    fill(xml) {
      const texts = [...places.keys()];
      return xml.replaceAll(/<t>t(\d+)<\/t>/g, (_, place: string) => {
        return `<t xml:space="preserve">${xmlText(texts[Number(place)] ?? "")}</t>`;
      });
    },
  };
}
