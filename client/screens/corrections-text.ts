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
      const key = `cause.${cause}`;
      return words(isKey(key) ? key : "cause.other", { n: format.number(contacts) });
    })
    .join(", ");
}
