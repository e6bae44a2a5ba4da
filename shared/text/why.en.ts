/** Why a number moved, in English, and what channels are called. */

export const whyEn = {
  "channel.phone": "Phone",
  "channel.email": "E-mail",
  "channel.chat": "Chat",
  "channel.social": "Social media",
  "channel.whatsapp": "WhatsApp",
  "channel.sms": "SMS",
  "channel.other": "Other",

  "group.channel.none": "No channel",
  "group.team.none": "No team",
  "group.agent.none": "No agent",
  "group.channel.others": "Other channels (withheld: too few people)",
  "group.team.others": "Other teams (withheld: too few people)",
  "group.agent.others": "Colleagues of other teams",

  "why.rose": "{kpi}, {scope}: up {by}, from {before} ({earlier}) to {after} ({later})",
  "why.fell": "{kpi}, {scope}: down {by}, from {before} ({earlier}) to {after} ({later})",
  "why.same": "{kpi}, {scope}: {after} in {earlier} and in {later}, no difference",
  "why.no-value":
    "{kpi}, {scope}: {earlier} or {later} has no value, so there is nothing to compare",

  "why.part.both":
    "{group}: {mix} because its share went from {share0} to {share1}, {within} because it went from {value0} to {value1} itself",
  "why.part.mix": "{group}: {mix} because its share went from {share0} to {share1}",
  "why.part.within": "{group}: {within} because it went from {value0} to {value1} itself",
  "why.part.came": "{group}: {mix} because it was not there before",
  "why.part.went": "{group}: {mix} because it is not there any more",
  "why.part.count": "{group}: {within}, from {value0} to {value1}",
  "why.part.others": "{group}: {by} together; how it divides would tell how single people work",
  "why.part.nothing": "{group}: no part in it",
  "why.late": "Late data: {late}, known only after the periods had ended",

  "why.verdict.higher": "More than chance explains",
  "why.verdict.lower": "More than chance explains",
  "why.verdict.no clear change": "No clear change: it may be chance",
  "why.verdict.too few": "Too few cases to tell it from chance",

  "why.basis.loaded_later":
    "Nothing of it was known when the period ended, so what came late cannot be told",
  "why.basis.too_many": "Too much came late to tell what was known when the periods ended",

  "why.points": "{value} pt",
} as const satisfies Record<string, string>;

export type WhyKey = keyof typeof whyEn;
