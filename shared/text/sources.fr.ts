/** French for the page of sources. */
import type { SourcesKey } from "./sources.en.ts";

export const sourcesFr = {
  "sources.title": "Sources",
  "sources.about": "Tout arrive-t-il, et qu’est-ce qui a été refusé ? État à {time}.",
  "sources.late": "Le serveur est injoignable. Voici ce qui était connu à {time}.",
  "sources.keys": "Clés",
  "sources.connect": "Connecter une source",

  "source.receiving": "réception en cours",
  "source.quiet": "calme, comme d’habitude à cette heure",
  "source.silent": "silencieuse plus longtemps que d’habitude",
  "source.gap": "signale une lacune",
  "source.refused": "tout est refusé",
  "source.waiting": "attend le premier événement",
  "source.since": "depuis {at}",
  "source.usual": "jusqu’à {age} de silence, c’est habituel à cette heure",
  "source.off": "ses clés sont désactivées",
  "source.no-key": "pas de clé : rien de nouveau ne peut arriver",
  "source.last": "Dernier événement {at}, reçu {arrived}",
  "source.nothing": "Rien n’est encore arrivé.",

  "count.events": "événements aujourd’hui",
  "count.duplicates": "répétés",
  "count.late": "en retard",
  "count.ahead": "en avance",
  "count.rejected": "refusés",
  "count.unmapped": "ids non reliés",
  "count.conflicts": "répétés autrement",
  "count.conflicts.why":
    "Des ids revenus avec un autre contenu : le plus fort compte. Depuis le démarrage du serveur.",
  "count.ahead.why":
    "Plus de cinq minutes en avance sur notre horloge : comptés quand leur heure vient.",
  "count.late.why": "Annoncés plus d’une minute après les faits. Comptés là où ils doivent l’être.",
  "count.duplicates.why": "Revenus, et pas comptés une seconde fois.",

  "empty.none": "Aucune source n’est connectée",
  "empty.none.about":
    "Rien ne peut encore arriver. Nommez une source, créez une clé et collez trois lignes de l’autre côté.",
  "empty.first": "En attente du premier événement depuis {at}",
  "empty.first.about":
    "{source} est connectée et n’a encore rien envoyé. Essayez un événement ci-dessous : on voit ce qui en serait lu, et il ne compte jamais.",
  "empty.refused": "{source} : rien n’est lisible depuis {at}",
  "empty.refused.about":
    "Ses événements arrivent et sont tous refusés. Les raisons sont ci-dessous, champ par champ.",

  "gaps.title": "Lacunes",
  "gaps.about":
    "Les périodes qu’une source dit avoir perdues. Les chiffres de ce moment sont incomplets.",
  "gaps.none": "Aucune source n’a signalé de lacune ces 30 derniers jours.",
  "gaps.source": "Source",
  "gaps.from": "De",
  "gaps.to": "À",
  "gaps.open": "encore ouverte",
  "gaps.why": "Raison",
  "gaps.filled": "Comblée ensuite",
  "gaps.filled.count": "{count} événements",
  "gaps.filled.by": "oui, par {how}",
  "gaps.filled.no": "non",
  "cause.disconnect": "connexion perdue",
  "cause.overflow": "trop à la fois",
  "cause.rotation": "fichier remplacé",
  "cause.breaker": "l’expéditeur s’est coupé",
  "cause.restart": "redémarrage",

  "refused.title": "Refusés",
  "refused.about":
    "Par raison, 7 derniers jours. Des noms de champs et de types seulement, jamais le contenu.",
  "refused.none": "Rien n’a été refusé ces 7 derniers jours.",
  "refused.source": "Source",
  "refused.type": "Type",
  "refused.field": "Champ",
  "refused.why": "Pourquoi",
  "refused.count": "Nombre",

  "unmapped.title": "Ids non reliés",
  "unmapped.about":
    "Des personnes que les sources nomment et dont personne ne nous a parlé. Elles comptent sans nom dans le total de leur équipe, jusqu’à ce que vous disiez qui elles sont.",
  "unmapped.none": "Chaque id est relié.",
  "unmapped.id": "Id dans la source",
  "unmapped.facts": "Comptés",
  "unmapped.who": "Est",
  "unmapped.choose": "Choisir une personne",
  "unmapped.map": "Relier",
  "unmapped.suggested": "proposition : {name}",
  "unmapped.because.id": "même numéro",
  "unmapped.because.name": "ressemble au nom",
  "unmapped.done": "{id} est désormais {name}, aussi dans tout ce qui est déjà compté.",
  "unmapped.for": "Qui est {id} ?",

  "try.title": "Essayer un événement",
  "try.about":
    "Montre comment un événement serait lu et quels chiffres il changerait. Il n’est pas conservé et ne compte jamais.",
  "try.source": "Comme s’il venait de",
} satisfies Record<SourcesKey, string>;
