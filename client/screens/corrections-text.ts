/** What came late, in words. Pure. */
import type { Format } from "../../shared/text/format.ts";
import { isKey, type Words } from "../../shared/text/words.ts";
import type { CorrectionItem } from "../../shared/wire/board.ts";

/** `14 late call ends`: in words for the types we know. */
export function causeText(
  { causes }: Pick<CorrectionItem, "causes">,
  words: Words,
  format: Format,
): string {
  return causes
    .map(({ cause, contacts }) => {
      const number = contacts === 1 ? ".one" : "";
      const key = `cause.${cause}${number}`;
      const other = contacts === 1 ? "cause.other.one" : "cause.other";
      return words(isKey(key) ? key : other, { n: format.number(contacts) });
    })
    .join(", ");
}
