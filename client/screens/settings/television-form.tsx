/** What a television shows, and how large: which board, on what screen, seen from where (SCR-3, UX-2). */
import { useState } from "preact/hooks";
import {
  DEFAULT_INCHES,
  DEFAULT_METRES,
  INCHES_MAX,
  INCHES_MIN,
  METRES_MAX,
  METRES_MIN,
  misfitOf,
} from "../../../shared/legibility.ts";
import { type Language, languageNames, languages } from "../../../shared/text/words.ts";
import type { BoardChoice, DeviceProfile, DeviceRow } from "../../../shared/wire/device.ts";
import { api, type Problem } from "../../api.ts";
import { SelectField } from "../../parts/choice.tsx";
import { TextField } from "../../parts/field.tsx";
import { Form } from "../../parts/form.tsx";
import { Notice } from "../../parts/notice.tsx";
import { useTongue } from "../language.ts";
import { problemText } from "../problem-text.ts";
import { WallEditor } from "../wall-editor.tsx";
import { ScreenPreview } from "./screen-preview.tsx";
import { type Say, useSay } from "./words.ts";

interface TelevisionFormProps {
  readonly boards: BoardChoice;
  /** Null: a new one, with the code it shows. */
  readonly device: DeviceRow | null;
  readonly code: string;
  readonly onDone: (device: DeviceRow) => Promise<void>;
}

const CENTRE = "";
const THEMES = ["dark", "light"] as const;

/** What the form begins with. */
function beginning(boards: BoardChoice, language: Language): DeviceProfile {
  const team = boards.centre ? null : (boards.teams[0]?.id ?? null);
  return {
    name: "",
    team,
    pages: [boards.usual],
    screenInches: DEFAULT_INCHES,
    distanceMetres: DEFAULT_METRES,
    language,
    theme: "dark",
  };
}

const profileOf = ({ id: _i, pairedBy: _b, pairedAt: _a, lastSeenAt: _s, ...profile }: DeviceRow) =>
  profile;

const isWithin = (value: number, least: number, most: number) => value >= least && value <= most;

/** What is still missing before it can be paired. */
function lackingIn({ name, pages, screenInches, distanceMetres }: DeviceProfile) {
  const lacks: ("name" | "size" | "figures")[] = [];
  if (name.trim() === "") lacks.push("name");
  const isSize =
    isWithin(screenInches, INCHES_MIN, INCHES_MAX) &&
    isWithin(distanceMetres, METRES_MIN, METRES_MAX);
  if (!isSize) lacks.push("size");
  if (pages.some((page) => page.length === 0)) lacks.push("figures");
  return lacks;
}

/** Which pages have too many figures to be read from there, and how many each may have. */
function misfitText(say: Say, profile: DeviceProfile, tilesMax: number): string {
  const { screenInches: inches, distanceMetres: metres, pages } = profile;
  if (tilesMax === 0) return say("tv.unreadable", { inches, metres });
  const full = pages.flatMap((page, index) => (page.length > tilesMax ? [index + 1] : []));
  const reason = say("tv.too-many", { inches, metres, tiles: tilesMax });
  return pages.length < 2
    ? reason
    : `${reason} ${say("tv.too-many.page", { page: full.join(", ") })}`;
}

export function TelevisionForm({ boards, device, code: given, onDone }: TelevisionFormProps) {
  const say = useSay();
  const { words, language } = useTongue();
  const [code, setCode] = useState(given);
  const [profile, setProfile] = useState<DeviceProfile>(() =>
    device === null ? beginning(boards, language) : profileOf(device),
  );
  const [problem, setProblem] = useState<Problem | null>(null);
  const change = (to: Partial<DeviceProfile>) => setProfile({ ...profile, ...to });
  const misfit = misfitOf(
    profile,
    profile.pages.map((page) => page.length),
  );
  const lacks = lackingIn(profile);
  const send = async () => {
    const answer =
      device === null
        ? await api.approve({ ...profile, code })
        : await api.changeDevice(device.id, profile);
    if (answer.ok) await onDone(answer.value);
    else setProblem(answer.problem);
  };
  return (
    <Form
      onSend={send}
      submit={say(device === null ? "tv.pair.submit" : "save")}
      isBlocked={lacks.length > 0 || misfit !== null}
      told={
        <>
          {problem && <Notice kind="wrong">{problemText(words, problem)}</Notice>}
          {misfit !== null && (
            <Notice kind="note">{misfitText(say, profile, misfit.tilesMax)}</Notice>
          )}
          {lacks.length > 0 && (
            <p class="field-hint">
              {say("tv.lacks", { what: lacks.map((what) => say(`tv.lacks.${what}`)).join(", ") })}
            </p>
          )}
        </>
      }
    >
      {device === null && (
        <TextField
          label={say("tv.code")}
          hint={say("tv.code.hint")}
          value={code}
          onValue={(value) => setCode(value.toUpperCase())}
          maxLength={20}
          isCode
        />
      )}
      <TextField
        label={say("tv.name")}
        hint={say("tv.name.hint")}
        value={profile.name}
        onValue={(name) => change({ name })}
        maxLength={60}
      />
      <SelectField
        label={say("tv.board")}
        hint={say("tv.board.hint")}
        value={profile.team ?? CENTRE}
        options={[
          ...(boards.centre ? [{ value: CENTRE, label: words("scope.centre") }] : []),
          ...boards.teams.map(({ id, name }) => ({ value: id, label: name ?? id })),
        ]}
        onValue={(team) => change({ team: team === CENTRE ? null : team })}
      />
      {boards.tooFew.includes(profile.team) && <Notice kind="note">{say("tv.too-few")}</Notice>}
      <SizeFields profile={profile} onChange={change} />
      <ScreenPreview screen={profile} tiles={profile.pages[0]?.length ?? 0} />
      <WallEditor boards={boards} profile={profile} onPages={(pages) => change({ pages })} />
      <div class="field-row">
        <SelectField
          label={words("language.label")}
          value={profile.language}
          options={languages.map((value) => ({ value, label: languageNames[value], lang: value }))}
          onValue={(value) => change({ language: languages.find((one) => one === value) ?? "en" })}
        />
        <SelectField
          label={words("theme.label")}
          value={profile.theme}
          options={THEMES.map((value) => ({ value, label: words(`theme.${value}`) }))}
          onValue={(value) => change({ theme: value === "light" ? "light" : "dark" })}
        />
      </div>
    </Form>
  );
}

interface SizeProps {
  readonly profile: DeviceProfile;
  readonly onChange: (to: Partial<DeviceProfile>) => void;
}

/** How large it is and from where it is seen. */
function SizeFields({ profile, onChange: change }: SizeProps) {
  const say = useSay();
  const { screenInches: inches, distanceMetres: metres } = profile;
  return (
    <div class="field-row">
      <TextField
        label={say("tv.inches")}
        type="number"
        value={String(inches)}
        onValue={(value) => change({ screenInches: Number(value) })}
      />
      <TextField
        label={say("tv.metres")}
        type="number"
        value={String(metres)}
        onValue={(value) => change({ distanceMetres: Number(value) })}
      />
    </div>
  );
}
