/** Every word of the built client 40 % longer: what another language could need (UX-3). */
const WORDS =
  /("(?:kpi|part|status|tile|period|scope|app|fresh)\.[\w.-]+":\s*)(["'`])((?:(?!\2)[^\\]|\\.)*)\2/g;
const LONGER = 0.4;

export const longer = (text: string): string =>
  text + "~aeiou".repeat(text.length).slice(0, Math.ceil(text.length * LONGER));

/** The script with its catalogues' texts made longer; holes such as `{n}` stay. */
export const stretched = (script: string): string =>
  script.replace(
    WORDS,
    (_all, key: string, quote: string, text: string) => `${key}${quote}${longer(text)}${quote}`,
  );
