/** The words and formats of the chosen language, handed down the tree together. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { createFormat, type Format } from "../../shared/text/format.ts";
import { type Language, localeOf, type Words, wordsOf } from "../../shared/text/words.ts";

export interface Tongue {
  readonly language: Language;
  readonly words: Words;
  readonly format: Format;
}

/** `hints` tell the Flemish from the Dutch: the browser's languages, the organisation's zone. */
export const tongueOf = (language: Language, hints: readonly string[]): Tongue => ({
  language,
  words: wordsOf(language),
  format: createFormat(localeOf(language, hints)),
});

export const TongueContext = createContext<Tongue>(tongueOf("en", []));

export const useTongue = (): Tongue => useContext(TongueContext);
