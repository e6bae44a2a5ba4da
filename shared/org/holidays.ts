/**
 * Public holidays as suggestions for the exceptions of a schedule (KPIS.md 7.4, D19). Nothing is ever
 * applied by itself: a team decides which of them it closes on.
 */
import { DAY_MS } from "../time/interval.ts";

export const HOLIDAY_COUNTRIES = ["NL", "BE"] as const;
export type HolidayCountry = (typeof HOLIDAY_COUNTRIES)[number];

export interface Holiday {
  /** `2026-04-27`. */
  readonly date: string;
  readonly name: Readonly<Record<"nl" | "fr" | "en", string>>;
}

const dateText = (at: number): string => new Date(at).toISOString().slice(0, 10);
const fixed = (year: number, month: number, day: number): number => Date.UTC(year, month - 1, day);

/** Easter Sunday of the Gregorian calendar ("anonymous" algorithm of 1876), as UTC midnight. */
function easterOf(year: number): number {
  const century = Math.floor(year / 100);
  const golden = year % 19;
  const corrections = century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25);
  const epact = (19 * golden + corrections + 15) % 30;
  const moon = epact - (epact === 29 || (epact === 28 && golden > 10) ? 1 : 0);
  const weekday = (year + Math.floor(year / 4) + moon + 2 - century + Math.floor(century / 4)) % 7;
  return fixed(year, 3, 28 + moon - weekday);
}

const name = (nl: string, fr: string, en: string): Holiday["name"] => ({ nl, fr, en });

const NEW_YEAR = name("Nieuwjaarsdag", "Jour de l’An", "New Year’s Day");
const EASTER = name("Eerste paasdag", "Dimanche de Pâques", "Easter Sunday");
const EASTER_MONDAY = name("Tweede paasdag", "Lundi de Pâques", "Easter Monday");
const ASCENSION = name("Hemelvaartsdag", "Ascension", "Ascension Day");
const WHIT_SUNDAY = name("Eerste pinksterdag", "Dimanche de Pentecôte", "Whit Sunday");
const WHIT_MONDAY = name("Tweede pinksterdag", "Lundi de Pentecôte", "Whit Monday");
const CHRISTMAS = name("Eerste kerstdag", "Noël", "Christmas Day");
const BOXING_DAY = name("Tweede kerstdag", "Deuxième jour de Noël", "Boxing Day");
const KINGS_DAY = name("Koningsdag", "Fête du Roi", "King’s Day");
const LIBERATION_DAY = name("Bevrijdingsdag", "Fête de la Libération", "Liberation Day");
/** Belgium has other Dutch words for these three. */
const EASTER_MONDAY_BE: Holiday["name"] = { ...EASTER_MONDAY, nl: "Paasmaandag" };
const WHIT_MONDAY_BE: Holiday["name"] = { ...WHIT_MONDAY, nl: "Pinkstermaandag" };
const CHRISTMAS_BE: Holiday["name"] = { ...CHRISTMAS, nl: "Kerstmis" };
const LABOUR_DAY = name("Feest van de Arbeid", "Fête du Travail", "Labour Day");
const NATIONAL_DAY = name("Nationale feestdag", "Fête nationale", "National Day");
const ASSUMPTION = name("Onze-Lieve-Vrouw-Hemelvaart", "Assomption", "Assumption Day");
const ALL_SAINTS = name("Allerheiligen", "Toussaint", "All Saints’ Day");
const ARMISTICE = name("Wapenstilstand", "Armistice", "Armistice Day");

type Dated = readonly [at: number, name: Holiday["name"]];

/** On 27 April, or on the Saturday before when that is a Sunday. */
function kingsDay(year: number): number {
  const day = fixed(year, 4, 27);
  return new Date(day).getUTCDay() === 0 ? day - DAY_MS : day;
}

const IN: Record<HolidayCountry, (year: number, afterEaster: (days: number) => number) => Dated[]> =
  {
    NL: (year, afterEaster) => [
      [fixed(year, 1, 1), NEW_YEAR],
      [afterEaster(0), EASTER],
      [afterEaster(1), EASTER_MONDAY],
      [kingsDay(year), KINGS_DAY],
      // A day off once in five years in most collective agreements, so suggested then only.
      ...(year % 5 === 0 ? [[fixed(year, 5, 5), LIBERATION_DAY] as const] : []),
      [afterEaster(39), ASCENSION],
      [afterEaster(49), WHIT_SUNDAY],
      [afterEaster(50), WHIT_MONDAY],
      [fixed(year, 12, 25), CHRISTMAS],
      [fixed(year, 12, 26), BOXING_DAY],
    ],
    BE: (year, afterEaster) => [
      [fixed(year, 1, 1), NEW_YEAR],
      [afterEaster(1), EASTER_MONDAY_BE],
      [fixed(year, 5, 1), LABOUR_DAY],
      [afterEaster(39), ASCENSION],
      [afterEaster(50), WHIT_MONDAY_BE],
      [fixed(year, 7, 21), NATIONAL_DAY],
      [fixed(year, 8, 15), ASSUMPTION],
      [fixed(year, 11, 1), ALL_SAINTS],
      [fixed(year, 11, 11), ARMISTICE],
      [fixed(year, 12, 25), CHRISTMAS_BE],
    ],
  };

/** The suggestions of one year, in order of date; two may share one (Belgium, 1 May 2008). */
export function holidays(country: HolidayCountry, year: number): Holiday[] {
  const easter = easterOf(year);
  return IN[country](year, (days) => easter + days * DAY_MS)
    .sort(([a], [b]) => a - b)
    .map(([at, named]) => ({ date: dateText(at), name: named }));
}
