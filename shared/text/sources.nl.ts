/** Dutch for the page of sources. */
import type { SourcesKey } from "./sources.en.ts";

export const sourcesNl = {
  "sources.title": "Bronnen",
  "sources.about": "Komt alles binnen, en wat is geweigerd? Stand van {time}.",
  "sources.late": "De server is niet bereikbaar. Dit was bekend om {time}.",
  "sources.keys": "Sleutels",
  "sources.connect": "Bron aansluiten",

  "source.receiving": "ontvangt",
  "source.quiet": "stil, zoals gewoonlijk op dit uur",
  "source.silent": "langer stil dan gewoonlijk",
  "source.gap": "meldt een gat",
  "source.refused": "alles wordt geweigerd",
  "source.waiting": "wacht op de eerste gebeurtenis",
  "source.since": "sinds {at}",
  "source.usual": "tot {age} stilte is gewoon op dit uur",
  "source.off": "de sleutels staan uit",
  "source.no-key": "geen sleutel: er kan niets nieuws komen",
  "source.last": "Laatste gebeurtenis {at}, ontvangen {arrived}",
  "source.nothing": "Er is nog niets binnengekomen.",

  "count.events": "gebeurtenissen vandaag",
  "count.duplicates": "herhaald",
  "count.late": "te laat",
  "count.ahead": "te vroeg",
  "count.rejected": "geweigerd",
  "count.unmapped": "niet-gekoppelde id’s",
  "count.conflicts": "anders herhaald",
  "count.conflicts.why":
    "Id’s die opnieuw kwamen met andere inhoud: de sterkste telt. Sinds de start van de server.",
  "count.ahead.why":
    "Meer dan vijf minuten voor op onze klok: ze tellen zodra hun tijd is gekomen.",
  "count.late.why": "Meer dan een minuut later verteld dan gebeurd. Ze tellen waar ze horen.",
  "count.duplicates.why": "Opnieuw gekomen en niet opnieuw geteld.",

  "empty.none": "Er is geen bron aangesloten",
  "empty.none.about":
    "Er kan nog niets binnenkomen. Noem een bron, maak er een sleutel voor en plak drie regels aan de andere kant.",
  "empty.first": "Wacht op de eerste gebeurtenis sinds {at}",
  "empty.first.about":
    "{source} is aangesloten en heeft nog niets gestuurd. Probeer hieronder een gebeurtenis: je ziet wat eruit wordt gelezen, en ze telt nooit mee.",
  "empty.refused": "{source}: niets is leesbaar sinds {at}",
  "empty.refused.about":
    "De gebeurtenissen komen binnen en worden allemaal geweigerd. De redenen staan hieronder, per veld.",

  "gaps.title": "Gaten",
  "gaps.about":
    "Perioden die een bron naar eigen zeggen kwijt is. Cijfers van die tijd zijn onvolledig.",
  "gaps.none": "Geen bron heeft in de laatste 30 dagen een gat gemeld.",
  "gaps.source": "Bron",
  "gaps.from": "Van",
  "gaps.to": "Tot",
  "gaps.open": "nog open",
  "gaps.why": "Reden",
  "gaps.filled": "Achteraf aangevuld",
  "gaps.filled.count": "{count} gebeurtenissen",
  "gaps.filled.by": "ja, door {how}",
  "gaps.filled.no": "nee",
  "cause.disconnect": "verbinding verbroken",
  "cause.overflow": "te veel tegelijk",
  "cause.rotation": "bestand gewisseld",
  "cause.breaker": "afzender schakelde zichzelf uit",
  "cause.restart": "herstart",

  "refused.title": "Geweigerd",
  "refused.about":
    "Per reden, laatste 7 dagen. Alleen namen van velden en soorten, nooit de inhoud.",
  "refused.none": "In de laatste 7 dagen is niets geweigerd.",
  "refused.source": "Bron",
  "refused.type": "Soort",
  "refused.field": "Veld",
  "refused.why": "Waarom",
  "refused.count": "Aantal",

  "unmapped.title": "Niet-gekoppelde id’s",
  "unmapped.about":
    "Mensen die de bronnen noemen en van wie niemand ons iets heeft verteld. Ze tellen zonder naam mee in het totaal van hun team, tot je zegt wie het zijn.",
  "unmapped.none": "Elk id is gekoppeld.",
  "unmapped.id": "Id in de bron",
  "unmapped.facts": "Geteld",
  "unmapped.who": "Is",
  "unmapped.choose": "Kies een persoon",
  "unmapped.map": "Koppelen",
  "unmapped.suggested": "voorstel: {name}",
  "unmapped.because.id": "zelfde nummer",
  "unmapped.because.name": "lijkt op de naam",
  "unmapped.done": "{id} is vanaf nu {name}, ook in alles wat al is geteld.",
  "unmapped.for": "Wie is {id}?",

  "try.title": "Een gebeurtenis proberen",
  "try.about":
    "Laat zien hoe één gebeurtenis wordt gelezen en welke cijfers ze zou veranderen. Ze wordt niet bewaard en telt nooit mee.",
  "try.source": "Alsof ze kwam van",
} satisfies Record<SourcesKey, string>;
