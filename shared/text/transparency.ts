/**
 * The transparency page in words (SCR-19): its data, in the order of a page, readable without training.
 * Screens and prints show these sections as they are.
 */
import { kpiOf } from "../kpi/catalog.ts";
import { type RightsRow, type Section, type Transparency, VIEWERS } from "../wire/privacy.ts";
import { definitionOf } from "./definition.ts";
import { createFormat } from "./format.ts";
import {
  type PhraseId,
  type PrivacyTexts,
  privacyEn,
  SECTIONS,
  type SectionId,
} from "./privacy.en.ts";
import { privacyFr } from "./privacy.fr.ts";
import { privacyNl } from "./privacy.nl.ts";
import { type Language, localeOf } from "./words.ts";

const texts: Readonly<Record<Language, PrivacyTexts>> = {
  nl: privacyNl,
  fr: privacyFr,
  en: privacyEn,
};

type Row = Section["rows"][number];
type Values = Readonly<Record<string, string | number>>;

const fill = (text: string, values: Values): string =>
  text.replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));

/** What every section needs: its data, the words, and how dates are written. */
interface Page {
  readonly data: Transparency;
  readonly language: Language;
  readonly own: PrivacyTexts;
  readonly say: (phrase: PhraseId, values?: Values) => string;
  readonly date: (at: string) => string;
}

function measured({ data, language, say }: Page): Row[] {
  return data.measured.flatMap(({ definition, perAgent }) => {
    const [id = "", version = ""] = definition.split("@");
    const kpi = kpiOf(id);
    if (kpi === undefined) return [];
    const { name, formula } = definitionOf(kpi, language);
    const whose = say(perAgent ? "perAgent" : "perTeam");
    return {
      label: name,
      text: `${formula} (${whose}${say("next")}${say("version", { version })})`,
    };
  });
}

function sources({ data, own, say, date }: Page): Row[] {
  if (data.sources.length === 0) return [{ label: say("noSource"), text: "" }];
  return data.sources.map(({ source, lastEventAt, events }) => {
    const about = events.map((type) => own.events[type]).filter((text) => text !== "");
    const known = about.length === 0 ? say("aboutNobody") : about.join(say("next"));
    const told = events.length === 0 ? say("silent") : known;
    const last = lastEventAt === null ? "" : ` ${say("lastHeard", { date: date(lastEventAt) })}`;
    return { label: source, text: `${told}.${last}` };
  });
}

function rightsText(row: RightsRow, { data, own, say }: Page): string {
  const told = VIEWERS.flatMap((viewer) => {
    const grant = row[viewer];
    if (grant === "no") return [];
    const text = fill(own.grants[grant], { group: data.group.amount });
    return say("who", { viewer: own.viewers[viewer], grant: text });
  });
  return told.length === 0 ? say("nobody") : told.join(". ");
}

type Because = Transparency["group"]["because"];

/** An amount, and why it is what it is. */
function settled(page: Page, amount: string, delivered: string, because: Because): string {
  const { say, date } = page;
  if (because === null) return amount === delivered ? `${amount}, ${say("default")}` : amount;
  const { reason, reference, at } = because;
  const ended = /[.!?]$/.test(reason) ? reason : `${reason}.`;
  const values = { default: delivered, reason: ended, reference, date: date(at) };
  return `${amount}, ${say("wider", values)}`;
}

const people = ({ say }: Page, amount: number): string => say("people", { amount });

function kept(
  { own, say }: Page,
  level: keyof PrivacyTexts["levels"],
  amount: number,
  data: Transparency,
) {
  const unit = data.retention.find((one) => one.level === level)?.unit ?? "days";
  return say("kept", { amount, unit: own.units[unit][amount === 1 ? 0 : 1] });
}

function retention(page: Page): Row[] {
  const { data, own } = page;
  return data.retention.map(({ level, amount, default: delivered, because }) => ({
    label: own.levels[level],
    text: settled(
      page,
      kept(page, level, amount, data),
      kept(page, level, delivered, data),
      because,
    ),
  }));
}

function changes(page: Page): Row[] {
  const { data, own, say, date } = page;
  const policy = data.changes.policy.map(({ at, path, from, to }) => {
    const level = data.retention.find((one) => path === `retention.${one.level}`)?.level;
    const text =
      level === undefined
        ? say("groupChanged", { from, to })
        : say("keptChanged", {
            level: own.levels[level],
            from: kept(page, level, from, data),
            to: kept(page, level, to, data),
          });
    return { label: date(at), text };
  });
  const others = data.changes.others.map(({ what, count, lastAt }) => ({
    label: own.changes[what],
    text: lastAt === null ? say("never") : say("times", { count, date: date(lastAt) }),
  }));
  return [...policy, ...others];
}

const rowsOf: Readonly<Record<SectionId, (page: Page) => Row[]>> = {
  measured,
  notMeasured: ({ data, own }) =>
    data.notMeasured.map((what) => {
      const [label, text] = own.notMeasured[what];
      return { label, text };
    }),
  sources,
  rights: (page) =>
    page.data.rights.map((row) => ({
      label: page.own.rights[row.what],
      text: rightsText(row, page),
    })),
  group: (page) => {
    const { amount, default: delivered, because } = page.data.group;
    const text = settled(page, people(page, amount), people(page, delivered), because);
    return [{ label: page.own.titles.group, text }];
  },
  retention,
  switches: ({ data, own, say }) =>
    data.switches.map(({ id }) => ({ label: own.switches[id], text: say("off") })),
  outgoing: ({ data, own, say }) =>
    data.outgoing.length === 0
      ? [{ label: say("noOutgoing"), text: "" }]
      : data.outgoing.map(({ purpose, host }) => ({ label: own.outgoing[purpose], text: host })),
  changes,
  contact: ({ data, say }) => [
    { label: data.contact === "" ? say("noContact") : data.contact, text: "" },
  ],
};

/** All sections of the page, in one language. */
export function transparencyPage(data: Transparency, language: Language): Section[] {
  const { zone } = data.organisation;
  const format = createFormat(localeOf(language, [zone]));
  const own = texts[language];
  const date = (at: string) => format.date(Date.parse(at), zone);
  const say: Page["say"] = (phrase, values = {}) => fill(own.says[phrase], values);
  const page: Page = { data, language, own, say, date };
  return SECTIONS.map((id) => ({
    id,
    title: own.titles[id],
    text: fill(own.texts[id], { since: date(data.changes.since) }),
    rows: rowsOf[id](page),
  }));
}
