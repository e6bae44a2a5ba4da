/**
 * Ce que compte chaque KPI, en une ou deux phrases pour un responsable d’équipe (KPIS.md 2–6). Quand une
 * famille a des statistiques, la phrase dit ce que sont les valeurs ; terms.fr.ts dit ce qu’on en fait.
 * T et S sont le délai de décroché et la limite courte de la file.
 */
import type { FamilyId } from "../kpi/meaning.ts";

export const formulasFr: Record<FamilyId, string> = {
  "csat.score":
    "Réponses positives (4 ou 5 sur 5 ; sur les autres échelles, le haut) ÷ toutes les réponses. Neutre est une réponse, mais pas positive. Les enquêtes sans réponse ne comptent pas.",
  "csat.wilson95":
    "Le CSAT avec sa marge : l’intervalle qui contient la vraie part dans 95 échantillons sur 100 (Wilson). Moins il y a de réponses, plus il est large.",
  csat: "Notes des enquêtes sur une échelle de 1 à 5 ; les autres échelles n’y sont pas.",
  "csat.response_rate":
    "Enquêtes envoyées dans la période et ayant reçu une réponse, quel qu’en soit le moment ÷ enquêtes envoyées.",
  "nps.score":
    "100 × (promoteurs − détracteurs) ÷ réponses, après un contact. Les promoteurs donnent 9 ou 10, les détracteurs 0 à 6 ; les passifs (7 ou 8) ne comptent que comme réponses.",
  "nps.se":
    "Ce que le hasard fait bouger au NPS : 100 × √((p + d − (p − d)²) ÷ réponses) ; p et d sont les parts de promoteurs et de détracteurs.",
  "nps.moe95":
    "1,96 × l’erreur type du NPS : autant de points en plus ou en moins relèvent du hasard, dans 95 échantillons sur 100.",
  "nps.adjusted_wald95":
    "Le NPS avec sa marge à 95 %. Pour la marge, on ajoute trois réponses : ¾ promoteur, ¾ détracteur, 1½ passif (Wald ajusté).",
  "nps.relationship.score":
    "100 × (promoteurs − détracteurs) ÷ réponses, sur l’entreprise et non après un contact. Les promoteurs donnent 9 ou 10, les détracteurs 0 à 6.",
  "ces.agree":
    "Réponses 5, 6 ou 7 à « c’était facile », sur une échelle de 1 à 7 ÷ toutes les réponses.",
  ces: "Réponses de 1 à 7 à « c’était facile ».",
  "quality.score":
    "Moyenne des évaluations. Chacune est la moyenne pondérée de ses points, de 0 à 100 % ; ce qui ne s’applique pas est écarté, un point critique manqué donne 0.",

  frt: "Du message du client, ou du passage de main du robot, au premier message public d’une personne. Ni téléphone, ni tickets ouverts par un agent.",
  "frt.business":
    "Première réponse, dans les heures d’ouverture de chaque équipe qui avait le ticket. Entièrement en dehors : 0. Sans horaire : pas de valeur.",
  "frt.from_creation":
    "De la création du ticket au premier message public d’une personne, temps du robot compris.",
  "frt.since_assignment":
    "Du moment où l’agent qui a répondu, sinon son équipe, a reçu le ticket jusqu’à cette première réponse.",
  "frt.bot": "De la création du ticket au premier message public d’un robot.",
  agent_greeting:
    "Chat et messagerie : du moment où un agent reçoit le contact à son premier message.",
  reply_time:
    "Du premier message du client sans réponse au message public suivant d’une personne. Plusieurs messages font une attente ; sans les premières réponses.",
  "sla.frt.attainment":
    "Délais respectés ÷ délais décidés. La première réponse décide, ou la fin du délai promis si elle vient avant. Juste à temps est respecté.",
  "sla.reply.attainment":
    "Délais respectés ÷ délais décidés. La réponse décide, ou la fin du délai promis si elle vient avant. Juste à temps est respecté.",
  "sla.resolution.attainment":
    "Délais respectés ÷ délais décidés. La première résolution décide, ou la fin du délai promis si elle vient avant. Juste à temps est respecté.",
  "sla.frt.breached":
    "Premières réponses qui manquaient à la fin du délai promis, qu’elles soient venues ensuite ou non.",
  "sla.reply.breached":
    "Réponses qui manquaient à la fin du délai promis, qu’elles soient venues ensuite ou non.",
  "sla.resolution.breached":
    "Résolutions qui manquaient à la fin du délai promis, qu’elles soient venues ensuite ou non.",
  "waiting.count":
    "Tickets dont le client attend une personne : pas encore de première réponse, ou un message suivant sans réponse.",
  "waiting.oldest": "La plus longue attente des tickets dont le client attend une personne.",
  "waiting.past_target":
    "Tickets dont le client attend une personne et dont le délai promis est écoulé.",
  closed_without_reply:
    "Tickets de clients, résolus par une personne ou une règle sans aucune réponse d’un agent ou d’un robot. Repris si une réponse suit.",

  aht: "Entrants. Téléphone : conversation + attente + post-appel. Autres canaux, ou plusieurs : sa part du temps de l’agent (1/k si k en cours). E-mail si mesuré.",
  "aht.talk": "Conversation sans mise en attente, entrants ; seulement où elle est connue.",
  "aht.hold":
    "Temps de mise en attente du client, consultations comprises, entrants ; seulement où il est connu. Jamais mis en attente : 0.",
  "aht.wrap": "Travail après la conversation, entrants ; seulement où la source le mesure.",
  "aht.outbound":
    "Numérotation + conversation + attente + post-appel des appels sortants qui ont joint le client.",
  "aht.coverage":
    "Conversations traitées dont chaque partie (conversation, attente, post-appel, numérotation) est connue et non estimée ÷ toutes les conversations traitées.",
  handle_per_contact:
    "Temps de traitement de toutes les conversations d’un contact, transferts compris ; quand aucune n’est plus en cours.",
  session_length:
    "De la prise à la fin de la conversation, sans post-appel. Les conversations simultanées comptent chacune en entier.",
  concurrency:
    "Temps de toutes les conversations, chacune en entier ÷ temps dans au moins une. 1 : une à la fois ; 2 : toujours deux.",
  "occupied.seconds":
    "Temps en conversation, attente, post-appel, consultation ou numérotation. Deux en même temps comptent une fois.",
  "calls.answered":
    "Contacts décrochés depuis une file. Les appels directs, sortants et de consultation ne comptent pas.",
  "calls.abandoned":
    "Contacts dont le client a raccroché dans la file, même très vite. Raccrocher dans le menu ne compte pas.",
  "sl.E":
    "Décrochés dans le délai T ÷ (décrochés + abandons après S). T est le délai de décroché de la file, S la limite courte. Rappels, messagerie et débordement ne comptent pas.",
  "sl.A":
    "Décrochés dans le délai T ÷ (décrochés + tous les abandons). T est le délai de décroché de la file.",
  "sl.B":
    "Décrochés dans le délai T ÷ (décrochés + abandons après T). Les abandons avant T, le délai de décroché de la file, ne comptent pas.",
  "sl.C":
    "(Décrochés + abandons, les deux dans le délai T) ÷ (tous les décrochés + tous les abandons). T est le délai de décroché de la file.",
  "sl.D":
    "Décrochés dans le délai T ÷ décrochés. T est le délai de décroché de la file. Les abandons ne comptent pas.",
  "sl.queue_exit_within_T":
    "Sortis de la file dans le délai T, quelle que soit l’issue (décroché, abandon, rappel, messagerie, débordement) ÷ tous les sortis. T est le délai de décroché.",
  asa: "De l’entrée en file au décroché de l’agent, sonnerie comprise ; seulement les contacts décrochés.",
  "abandon.rate_excl_short":
    "Abandons en file après S ÷ (décrochés + abandons après S). S est la limite courte de la file : raccrocher plus tôt ne compte pas.",
  "abandon.rate": "Tous les abandons en file, même très courts ÷ (décrochés + tous les abandons).",
  "abandon.time": "De l’entrée en file au raccroché, de tous les abandons, même très courts.",
  "queue.waiting": "Contacts en file, pas encore décrochés. Qui a demandé un rappel ne compte pas.",
  "queue.longest": "La plus longue attente de tous les contacts en file.",
  "queue.past_target":
    "Contacts en file qui attendent plus longtemps que T, le délai de décroché de la file.",
  "callback.requested": "Rappels demandés par les clients : ni abandonnés, ni décrochés.",
  "callback.completed_rate":
    "Rappels demandés dans la période qui ont joint le client, quel qu’en soit le moment ÷ rappels demandés.",
  "callback.wait": "De la demande de rappel au client joint ; seulement s’il a été joint.",
  "callback.attempts":
    "Essais jusqu’au client joint, celui-là compris ; seulement s’il a été joint.",
  occupancy:
    "Occupé ÷ (occupé + disponible). Occupé : conversation, attente, post-appel, consultation et numérotation ; plusieurs contacts à la fois comptent une fois.",
  utilisation:
    "(Occupé + disponible) ÷ temps planifié, pauses prévues comprises. Seulement s’il y a un planning.",
  adherence:
    "Temps dans le type d’activité prévu (travail, pause) ÷ temps planifié. Seulement s’il y a un planning.",
  conformance:
    "Temps en file (occupé ou disponible) ÷ temps planifié en file, aux heures prévues ou non. Seulement s’il y a un planning.",
  contacts_per_hour: "Conversations traitées ÷ heures en file (occupé ou disponible).",
  "erlang.load":
    "Contacts présentés par heure × durée moyenne de traitement en secondes ÷ 3600 : autant d’agents sont occupés en permanence.",
  "erlang.occupancy": "Charge offerte ÷ agents en file, en moyenne sur la période.",

  "resolution.first":
    "De la création du ticket à sa première résolution, en temps réel. Ne bouge pas s’il est réouvert.",
  "resolution.full":
    "De la création du ticket à sa dernière résolution, en temps réel. Repris à la réouverture, compté à nouveau à la résolution suivante.",
  requester_wait:
    "Temps au statut nouveau, ouvert ou en suspens, jusqu’à la dernière résolution. Le temps où on attend le client ne compte pas.",
  agent_work: "Temps au statut ouvert, jusqu’à la dernière résolution.",
  on_hold: "Temps au statut en suspens, jusqu’à la dernière résolution.",
  "reopen.rate":
    "Tickets réouverts au moins une fois ÷ tickets résolus pour la première fois dans la période. Réouvert par un agent est une correction et ne compte pas.",
  "one_touch.rate":
    "Résolus, jamais réouverts, avec exactement une réponse publique d’une personne ÷ tickets résolus pour la première fois dans la période.",
  fcr: "Premiers contacts après lesquels le client n’est pas revenu dans les 7 × 24 heures (même sujet, s’il est connu) ÷ premiers contacts plus anciens que cela.",
  "fcr.closed_first":
    "Résolus une fois et toujours résolus, traités par un seul agent ÷ tickets entrants résolus au moins une fois.",
  "fcr.first_response":
    "Résolus une fois et toujours résolus, avec exactement une réponse publique d’une personne ÷ tickets entrants résolus au moins une fois.",
  "fcr.agent_says":
    "Contacts résolus au premier contact selon l’agent ÷ contacts dont l’agent dit oui ou non.",
  "fcr.customer_says":
    "Contacts résolus au premier contact selon le client ÷ contacts dont le client dit oui ou non.",
  "transfer.rate_per_leg": "Conversations terminées par un transfert ÷ conversations traitées.",
  "transfer.rate_per_contact": "Contacts avec au moins un transfert ÷ contacts traités.",
  "escalation.rate":
    "Contacts passés à une équipe de deuxième ligne ÷ contacts traités d’abord par la première ligne.",
  handoffs:
    "Collègues différents qui ont écrit au client ou laissé une note, jusqu’à la dernière résolution.",
  "outbound.connect_rate":
    "Essais qui ont joint le client ÷ tous les essais d’appel vers des clients, rappels compris.",
  "tickets.created":
    "Tickets et chats créés dans la période. Les fusionnés et les supprimés sont repris.",
  "backlog.open":
    "Tickets et chats créés et non résolus ; les fusionnés et les supprimés ne comptent pas.",
  "backlog.unassigned": "Tickets et chats en cours qu’aucun agent n’a.",
  "backlog.age": "Temps écoulé depuis la création des tickets et chats en cours.",
  "quality.rejected":
    "Événements refusés car impossibles, comme un 6 sur une échelle de 1 à 5. Chacun compte une fois, même reçu plusieurs fois.",
  "quality.skew_clamped":
    "Attentes, réponses et conversations terminées jusqu’à 120 s avant leur début, car les horloges diffèrent. Elles comptent pour 0 s.",
  "quality.quarantined":
    "Attentes, réponses et conversations terminées plus de 120 s avant leur début. Elles ne comptent pas.",
  "period.hours":
    "Temps réel du début à la fin de la période : un jour peut avoir 23 ou 25 heures.",
};

const LEVEL =
  "Ne dit rien de l’attente de ceux qui ont dépassé T et récompense qui sert d’abord les nouveaux : voyez aussi le décroché et l’attente max.";
const UNANSWERED = "Ne dit rien de ceux qui attendent encore : voyez aussi les tickets en attente.";
const BESIDE = "Plus court n’est pas mieux en soi : voyez aussi le CSAT ou les réouvertures.";
const YOUNG = "Encore incomplet : les 7 derniers jours peuvent changer.";
const ROUGH = "Les abandons y comptent comme du travail ; s’ils sont nombreux, c’est trop élevé.";
const STATUS = "Du temps dans un statut n’est pas du travail sur le ticket.";

/** Ce qu’un nombre ne dit pas. */
export const bewareFr: Partial<Record<FamilyId, string>> = {
  csat: "Une moyenne n’est ni le CSAT ni un pourcentage.",
  "csat.response_rate": YOUNG,
  "nps.se": "0 si tous sont d’accord, même peu nombreux : voyez la marge NPS.",
  "nps.moe95": "0 si tous sont d’accord, même peu nombreux : voyez la marge NPS.",
  frt: UNANSWERED,
  "frt.business": UNANSWERED,
  "frt.from_creation": UNANSWERED,
  "frt.since_assignment": UNANSWERED,
  reply_time: UNANSWERED,
  aht: BESIDE,
  "aht.outbound": BESIDE,
  "aht.coverage": "Sous 100 %, la DMT n’est que la somme des parties connues.",
  "sl.E": LEVEL,
  "sl.A": LEVEL,
  "sl.B": LEVEL,
  "sl.C": LEVEL,
  "sl.D": LEVEL,
  "sl.queue_exit_within_T": LEVEL,
  asa: "Qui a raccroché n’y est pas : voyez aussi les abandons.",
  conformance: "Plus de 100 % est possible : on a travaillé plus que prévu.",
  "erlang.load": ROUGH,
  "erlang.occupancy": ROUGH,
  agent_work: STATUS,
  "reopen.rate": YOUNG,
  "one_touch.rate": YOUNG,
  "fcr.closed_first": YOUNG,
  "fcr.first_response": YOUNG,
};
