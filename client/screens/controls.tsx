/** The pickers of the head and the foot: native selects and radio groups, in our clothes. */
import { type Language, languageNames, languages } from "../../shared/text/words.ts";
import type { HeaderItem } from "../../shared/wire/board.ts";
import { periods, themes } from "../store/address.ts";
import { paces } from "../store/pace.ts";
import { isOneOf, ledBy } from "../store/session.ts";
import { useDesk } from "./desk.ts";
import { useHouse } from "./house.ts";
import { useTongue } from "./language.ts";
import { bareId, named, periodName, scopeOf } from "./names.ts";
import { useStore } from "./use-store.ts";

export function TeamPicker({ header }: { readonly header: HeaderItem | null }) {
  const { words } = useTongue();
  const desk = useDesk();
  const house = useHouse();
  const session = useStore(house.session, (value) => value);
  const { scope } = useStore(desk.address, (address) => address);
  // A leader has the boards of the own teams only; a manager has all, and their sum.
  const isManager = isOneOf(session, ["manager"]);
  const led = ledBy(session);
  const teams = (header?.teams ?? []).filter(({ id }) => isManager || led.includes(bareId(id)));
  const known = scope === "centre" || teams.some((team) => scopeOf(team.id) === scope);
  return (
    <select
      class="select select-team"
      aria-label={words("scope.label")}
      value={scope}
      onChange={(event) =>
        // Another team has other queues and people.
        desk.go({ scope: event.currentTarget.value, queue: null, agent: null, person: null })
      }
    >
      {(isManager || scope === "centre") && <option value="centre">{words("scope.centre")}</option>}
      {!known && <option value={scope}>{header?.team ? named(header.team) : scope}</option>}
      {teams.map((team) => (
        <option key={team.id} value={scopeOf(team.id)}>
          {named(team)}
        </option>
      ))}
    </select>
  );
}

export function PeriodPicker() {
  const { words, format } = useTongue();
  const desk = useDesk();
  const { period } = useStore(desk.address, (address) => address);
  const isUsual = periods.some((each) => each === period);
  return (
    <fieldset class="segments">
      <legend class="hidden">{words("period.label")}</legend>
      {[...periods, ...(isUsual ? [] : [period])].map((each) => (
        <label class="segment" key={each}>
          <input
            type="radio"
            name="period"
            class="hidden"
            checked={each === period}
            onChange={() => desk.go({ period: each })}
          />
          <span>{periodName(words, each, format)}</span>
        </label>
      ))}
    </fieldset>
  );
}

export function LanguagePicker() {
  const { words, language } = useTongue();
  const desk = useDesk();
  const choose = (wanted: string) => {
    const next: Language | undefined = languages.find((each) => each === wanted);
    if (next) desk.go({ language: next });
  };
  return (
    <select
      class="select"
      aria-label={words("language.label")}
      value={language}
      onChange={(event) => choose(event.currentTarget.value)}
    >
      {languages.map((each) => (
        <option key={each} value={each} lang={each}>
          {languageNames[each]}
        </option>
      ))}
    </select>
  );
}

export function ThemePicker() {
  const { words } = useTongue();
  const desk = useDesk();
  const { theme } = useStore(desk.address, (address) => address);
  return (
    <select
      class="select"
      aria-label={words("theme.label")}
      value={theme}
      onChange={(event) => {
        const next = themes.find((each) => each === event.currentTarget.value);
        if (next) desk.go({ theme: next });
      }}
    >
      {themes.map((each) => (
        <option key={each} value={each}>
          {words(`theme.${each}`)}
        </option>
      ))}
    </select>
  );
}

export function PacePicker() {
  const { words } = useTongue();
  const desk = useDesk();
  const pace = useStore(desk.pace, (value) => value);
  return (
    <select
      class="select select-small"
      aria-label={words("pace.label")}
      value={pace}
      onChange={(event) => {
        const next = paces.find((each) => each === event.currentTarget.value);
        if (next) desk.pace.set(next);
      }}
    >
      {paces.map((each) => (
        <option key={each} value={each}>
          {words(`pace.${each}`)}
        </option>
      ))}
    </select>
  );
}
