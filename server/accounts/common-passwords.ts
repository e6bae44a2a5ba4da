/**
 * Passwords that everybody tries first (SEC-2): a list of over 3,000, and the ways people dress one of
 * them up: upper case, digits and signs around it, letters written as digits, twice, two of them.
 */
import { COMMON_WORDS } from "./common-words.ts";

/** What is put behind a word most often. */
const ENDINGS = [
  "",
  "1",
  "12",
  "123",
  "1234",
  "12345",
  "123456",
  "01",
  "2024",
  "2025",
  "2026",
  "!",
];

const WORDS: ReadonlySet<string> = new Set(COMMON_WORDS);

/** The list itself: every word, alone and with each of the endings. */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  COMMON_WORDS.flatMap((word) => ENDINGS.map((ending) => word + ending)),
);

const LEET: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "8": "b",
  "@": "a",
  $: "s",
  "€": "e",
  "!": "i",
  "+": "t",
};

/** Lower case without accents. */
const folded = (text: string): string =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

const lettersOf = (text: string): string => text.replace(/[^\p{L}]/gu, "");

const unleet = (text: string, one: string): string =>
  [...text].map((sign) => (sign === "1" ? one : (LEET[sign] ?? sign))).join("");

/** The words a password may be a disguise of. */
function disguised(text: string): string[] {
  const trimmed = text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
  const read = [trimmed, text].flatMap((one) => [unleet(one, "i"), unleet(one, "l")]);
  return [text, trimmed, ...read].map(lettersOf).filter((one) => one !== "");
}

/** The shortest piece that it is a repetition of: itself, if of none. */
function unitOf(text: string): string {
  const at = `${text}${text}`.indexOf(text, 1);
  return text.slice(0, at);
}

const isWord = (word: string, own: ReadonlySet<string>): boolean =>
  WORDS.has(word) || own.has(word);

/** One word, or two: a million pairs are tried in no time. */
function isMadeOf(word: string, own: ReadonlySet<string>): boolean {
  if (isWord(word, own)) return true;
  for (let cut = 2; cut <= word.length - 2; cut += 1) {
    if (isWord(word.slice(0, cut), own) && isWord(word.slice(cut), own)) return true;
  }
  return false;
}

const ROWS = [
  "`1234567890-=",
  "qwertyuiop[]",
  "asdfghjkl;'",
  "zxcvbnm,./",
  "azertyuiop",
  "qsdfghjklm",
  "wxcvbn",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
];

const isBeside = (a: string, b: string): boolean => {
  const step = Math.abs((b.codePointAt(0) ?? 0) - (a.codePointAt(0) ?? 0));
  if (step <= 1) return true;
  return (a === "9" && b === "0") || ROWS.some((row) => row.includes(a + b) || row.includes(b + a));
};

/** Along the keyboard, the alphabet or the digits: nearly every sign is the next one's neighbour. */
function isWalk(text: string): boolean {
  const signs = [...text];
  const steps = signs.slice(1).filter((sign, index) => isBeside(signs[index] ?? "", sign)).length;
  return steps >= (signs.length - 1) * 0.75;
}

const DISTINCT_MIN = 5;

/**
 * Would this be among the first that are tried? `about`: the person's name and address, whose parts
 * count as words here.
 */
export function isCommon(password: string, about: readonly string[] = []): boolean {
  const text = folded(password);
  if (COMMON_PASSWORDS.has(text) || new Set(text).size < DISTINCT_MIN) return true;
  const unit = unitOf(text);
  if (isWalk(text) || (unit !== text && (unit.length < DISTINCT_MIN || isWalk(unit)))) return true;
  const parts = about.flatMap((one) => [one, ...one.split(/[^\p{L}]+/u)]);
  const own = new Set(
    parts.map((part) => lettersOf(folded(part))).filter((part) => part.length > 2),
  );
  if (isNumber(text)) return true;
  return disguised(text).some((word) => isMadeOf(unitOf(word), own));
}

/** Digits alone are a date or a telephone number: too few to be a secret, at any length people type. */
const isNumber = (text: string): boolean => /^[\d\s./+-]{1,20}$/.test(text);
