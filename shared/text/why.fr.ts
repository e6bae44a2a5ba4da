/** Pourquoi un chiffre a bougé, et le nom des canaux. */
import type { WhyKey } from "./why.en.ts";

export const whyFr: Record<WhyKey, string> = {
  "channel.phone": "Téléphone",
  "channel.email": "E-mail",
  "channel.chat": "Chat",
  "channel.social": "Réseaux sociaux",
  "channel.whatsapp": "WhatsApp",
  "channel.sms": "SMS",
  "channel.other": "Autre",

  "group.channel.none": "Sans canal",
  "group.team.none": "Sans équipe",
  "group.agent.none": "Sans agent",
  "group.channel.others": "Autres canaux (non détaillés : trop peu de personnes)",
  "group.team.others": "Autres équipes (non détaillées : trop peu de personnes)",
  "group.agent.others": "Collègues d’autres équipes",

  "why.rose": "{kpi}, {scope} : hausse de {by}, de {before} ({earlier}) à {after} ({later})",
  "why.fell": "{kpi}, {scope} : baisse de {by}, de {before} ({earlier}) à {after} ({later})",
  "why.same": "{kpi}, {scope} : {after} en {earlier} et en {later}, aucune différence",
  "why.no-value":
    "{kpi}, {scope} : {earlier} ou {later} n’a pas de valeur, il n’y a donc rien à comparer",

  "why.part.both":
    "{group} : {mix} car sa part est passée de {share0} à {share1}, {within} car sa propre valeur est passée de {value0} à {value1}",
  "why.part.mix": "{group} : {mix} car sa part est passée de {share0} à {share1}",
  "why.part.within": "{group} : {within} car sa propre valeur est passée de {value0} à {value1}",
  "why.part.came": "{group} : {mix} car il n’y en avait pas avant",
  "why.part.went": "{group} : {mix} car il n’y en a plus",
  "why.part.count": "{group} : {within}, de {value0} à {value1}",
  "why.part.others":
    "{group} : {by} ensemble ; le détail révélerait le travail de quelques personnes",
  "why.part.nothing": "{group} : n’y est pour rien",
  "why.late": "Données tardives : {late}, connues seulement après la fin des périodes",

  "why.verdict.higher": "Plus que ce que le hasard explique",
  "why.verdict.lower": "Plus que ce que le hasard explique",
  "why.verdict.no clear change": "Pas de changement net : ce peut être le hasard",
  "why.verdict.too few": "Trop peu de cas pour le distinguer du hasard",

  "why.basis.loaded_later":
    "Rien n’en était connu à la fin de la période : ce qui est arrivé tard ne peut être dit",
  "why.basis.too_many":
    "Trop de données sont arrivées tard pour dire ce qui était connu à la fin des périodes",

  "why.points": "{value} pt",
};
