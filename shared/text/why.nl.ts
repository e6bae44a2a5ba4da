/** Waarom een cijfer veranderde, en hoe de kanalen heten. */
import type { WhyKey } from "./why.en.ts";

export const whyNl: Record<WhyKey, string> = {
  "channel.phone": "Telefoon",
  "channel.email": "E-mail",
  "channel.chat": "Chat",
  "channel.social": "Sociale media",
  "channel.whatsapp": "WhatsApp",
  "channel.sms": "Sms",
  "channel.other": "Overig",

  "group.channel.none": "Geen kanaal",
  "group.team.none": "Geen team",
  "group.agent.none": "Geen medewerker",
  "group.channel.others": "Andere kanalen (niet apart: te weinig mensen)",
  "group.team.others": "Andere teams (niet apart: te weinig mensen)",
  "group.agent.others": "Collega’s van andere teams",

  "why.rose": "{kpi}, {scope}: {by} omhoog, van {before} ({earlier}) naar {after} ({later})",
  "why.fell": "{kpi}, {scope}: {by} omlaag, van {before} ({earlier}) naar {after} ({later})",
  "why.same": "{kpi}, {scope}: {after} in {earlier} en in {later}, geen verschil",
  "why.no-value":
    "{kpi}, {scope}: {earlier} of {later} heeft geen waarde, dus er valt niets te vergelijken",

  "why.part.both":
    "{group}: {mix} doordat het aandeel van {share0} naar {share1} ging, {within} doordat het zelf van {value0} naar {value1} ging",
  "why.part.mix": "{group}: {mix} doordat het aandeel van {share0} naar {share1} ging",
  "why.part.within": "{group}: {within} doordat het zelf van {value0} naar {value1} ging",
  "why.part.came": "{group}: {mix} doordat het er eerst niet was",
  "why.part.went": "{group}: {mix} doordat het er niet meer is",
  "why.part.count": "{group}: {within}, van {value0} naar {value1}",
  "why.part.others": "{group}: samen {by}; de verdeling zou verraden hoe enkelingen werken",
  "why.part.nothing": "{group}: geen aandeel erin",
  "why.late": "Late gegevens: {late}, pas bekend na afloop van de periodes",

  "why.verdict.higher": "Meer dan toeval verklaart",
  "why.verdict.lower": "Meer dan toeval verklaart",
  "why.verdict.no clear change": "Geen duidelijke verandering: het kan toeval zijn",
  "why.verdict.too few": "Te weinig gevallen om het van toeval te onderscheiden",

  "why.basis.loaded_later":
    "Bij afloop van de periode was er niets van bekend, dus wat laat kwam is niet te zeggen",
  "why.basis.too_many":
    "Er kwam te veel te laat om te zeggen wat bij afloop van de periodes bekend was",

  "why.points": "{value} pt",
};
