/**
 * What is measured, how, and who sees it: for all staff, in their own language, to be read and printed
 * (SCR-19). The words come whole from the server, made from the running configuration (PRIV-10).
 */
import { useCallback, useEffect, useState } from "preact/hooks";
import { type Language, languageNames, languages } from "../../shared/text/words.ts";
import type { Section as Told } from "../../shared/wire/privacy.ts";
import { api } from "../api.ts";
import { Notice } from "../parts/notice.tsx";
import { PageHead, Section } from "../parts/page.tsx";
import { tongueOf, useTongue } from "./language.ts";
import { problemText } from "./problem-text.ts";
import { useLoad } from "./settings/use-load.ts";

export function TransparencyPage() {
  const { language: own, words } = useTongue();
  const [language, setLanguage] = useState<Language>(own);
  useEffect(() => setLanguage(own), [own]);
  const ask = useCallback(() => api.transparency(language), [language]);
  const { value, problem } = useLoad(ask);
  const choices = (
    <>
      <select
        class="select"
        aria-label={words("transparency.language")}
        value={language}
        onChange={({ currentTarget }) =>
          setLanguage(languages.find((one) => one === currentTarget.value) ?? own)
        }
      >
        {languages.map((one) => (
          <option key={one} value={one} lang={one}>
            {languageNames[one]}
          </option>
        ))}
      </select>
      <button type="button" class="button" onClick={() => print()}>
        {words("transparency.print")}
      </button>
    </>
  );
  // What is read may be in another language than the screen around it (3.1.2).
  const { words: its, format } = tongueOf(language, [value?.organisation.zone ?? ""]);
  const about =
    value === null
      ? ""
      : its("transparency.about", {
          organisation: value.organisation.name,
          date: format.date(Date.parse(value.asOf), value.organisation.zone),
          time: format.time(Date.parse(value.asOf), value.organisation.zone),
        });
  return (
    <main class="page" id="main" tabIndex={-1} lang={language}>
      <PageHead title={its("transparency.title")} about={about}>
        {choices}
      </PageHead>
      {problem && <Notice kind="note">{problemText(words, problem)}</Notice>}
      {value === null && problem === null && <p class="loading">{words("app.loading")}</p>}
      {value?.page && (
        <Pages
          sections={value.page}
          contents={its("transparency.contents")}
          more={(count) => its("transparency.more", { count })}
        />
      )}
    </main>
  );
}

interface PagesProps {
  readonly sections: readonly Told[];
  readonly contents: string;
  readonly more: (count: number) => string;
}

function Pages({ sections, contents, more }: PagesProps) {
  return (
    <>
      <nav aria-label={contents}>
        <ol class="told-contents">
          {sections.map(({ id, title }) => (
            <li key={id}>
              <a href={`#${id}`}>{title}</a>
            </li>
          ))}
        </ol>
      </nav>
      {sections.map((section) => (
        <Chapter key={section.id} section={section} more={more} />
      ))}
    </>
  );
}

/** So many rows of a long chapter are shown until one asks for all; on paper all of them are. */
const ROWS = 8;

interface ChapterProps {
  readonly section: Told;
  readonly more: (count: number) => string;
}

function Chapter({ section, more }: ChapterProps) {
  const { id, title, text, rows } = section;
  const [all, setAll] = useState(rows.length <= ROWS * 5);
  return (
    <Section id={id} title={title} about={text}>
      <dl class="told" data-short={!all}>
        {rows.map((row) => (
          <div key={`${row.label} ${row.text}`} data-alone={row.text === ""}>
            <dt>{row.label}</dt>
            <dd>{row.text}</dd>
          </div>
        ))}
      </dl>
      {!all && (
        <p>
          <button type="button" class="button" onClick={() => setAll(true)}>
            {more(rows.length)}
          </button>
        </p>
      )}
    </Section>
  );
}
