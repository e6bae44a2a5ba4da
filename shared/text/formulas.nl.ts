/**
 * Wat elke KPI telt, in één of twee zinnen voor een teamleider (KPIS.md 2–6). Heeft een familie
 * statistieken, dan zegt de zin wat de waarden zijn; terms.nl.ts zegt wat ermee gebeurt. T en S zijn de
 * opneemnorm en de korte grens van de wachtrij.
 */
import type { FamilyId } from "../kpi/meaning.ts";

export const formulasNl: Record<FamilyId, string> = {
  "csat.score":
    "Positieve antwoorden (4 of 5 op 5; op andere schalen de top) ÷ alle antwoorden. Neutraal is een antwoord, maar geen positief. Onbeantwoorde enquêtes tellen niet.",
  "csat.wilson95":
    "CSAT met zijn marge: het bereik dat in 95 van 100 zulke steekproeven het ware aandeel bevat (Wilson). Hoe minder antwoorden, hoe breder.",
  csat: "Cijfers van enquêtes op een schaal van 1 tot 5; andere schalen blijven buiten beschouwing.",
  "csat.response_rate":
    "Enquêtes die in de periode verstuurd zijn en beantwoord, wanneer ook ÷ verstuurde enquêtes.",
  "nps.score":
    "100 × (promotors − criticasters) ÷ antwoorden, gevraagd na een contact. Promotors gaven 9 of 10, criticasters 0 tot 6; passief tevredenen (7 of 8) tellen alleen als antwoord.",
  "nps.se":
    "Hoe ver toeval de NPS verschuift: 100 × √((p + c − (p − c)²) ÷ antwoorden); p en c zijn de aandelen promotors en criticasters.",
  "nps.moe95":
    "1,96 × de standaardfout van de NPS: zoveel punten op of neer is nog toeval, in 95 van 100 zulke steekproeven.",
  "nps.adjusted_wald95":
    "De NPS met zijn 95%-marge. Voor de marge komen er drie antwoorden bij: ¾ promotor, ¾ criticaster, 1½ passief (adjusted Wald).",
  "nps.relationship.score":
    "100 × (promotors − criticasters) ÷ antwoorden, gevraagd over het bedrijf en niet na een contact. Promotors gaven 9 of 10, criticasters 0 tot 6.",
  "ces.agree": "Antwoorden 5, 6 of 7 op “het ging makkelijk”, schaal 1 tot 7 ÷ alle antwoorden.",
  ces: "Antwoorden van 1 tot 7 op “het ging makkelijk”.",
  "quality.score":
    "Gemiddelde van de beoordelingen. Elke is het gewogen gemiddelde van haar onderdelen, 0 tot 100%; wat niet van toepassing is valt weg, een gemist kritiek onderdeel maakt 0.",

  frt: "Van het bericht van de klant, of de overdracht door een bot, tot het eerste openbare bericht van een mens. Niet voor telefoon of tickets die een agent opende.",
  "frt.business":
    "Eerste reactietijd, alleen binnen de openingstijden van elk team dat het ticket had. Valt alles erbuiten: 0. Zonder openingstijden: geen waarde.",
  "frt.from_creation":
    "Van het aanmaken van het ticket tot het eerste openbare bericht van een mens, tijd bij een bot meegeteld.",
  "frt.since_assignment":
    "Van het moment dat de agent die antwoordde, anders diens team, het ticket kreeg tot die eerste reactie.",
  "frt.bot": "Van het aanmaken van het ticket tot het eerste openbare bericht van een bot.",
  agent_greeting:
    "Chat en messaging: van het moment dat een agent het contact kreeg tot het eerste bericht van die agent.",
  reply_time:
    "Van het eerste onbeantwoorde bericht van de klant tot het volgende openbare bericht van een mens. Meer berichten zijn één wacht; eerste reacties tellen niet.",
  "sla.frt.attainment":
    "Nagekomen ÷ besliste afspraken. De eerste reactie beslist, of het einde van de afgesproken tijd als dat eerder komt. Precies op tijd is nagekomen.",
  "sla.reply.attainment":
    "Nagekomen ÷ besliste afspraken. Het antwoord beslist, of het einde van de afgesproken tijd als dat eerder komt. Precies op tijd is nagekomen.",
  "sla.resolution.attainment":
    "Nagekomen ÷ besliste afspraken. De eerste oplossing beslist, of het einde van de afgesproken tijd als dat eerder komt. Precies op tijd is nagekomen.",
  "sla.frt.breached":
    "Eerste reacties die er niet waren toen de afgesproken tijd om was, of ze later nog kwamen of niet.",
  "sla.reply.breached":
    "Antwoorden die er niet waren toen de afgesproken tijd om was, of ze later nog kwamen of niet.",
  "sla.resolution.breached":
    "Oplossingen die er niet waren toen de afgesproken tijd om was, of ze later nog kwamen of niet.",
  "waiting.count":
    "Tickets waarvan de klant op een mens wacht: nog geen eerste reactie, of een later bericht onbeantwoord.",
  "waiting.oldest": "De langste wachttijd van alle tickets waarvan de klant op een mens wacht.",
  "waiting.past_target": "Tickets waarvan de klant op een mens wacht en de afgesproken tijd om is.",
  closed_without_reply:
    "Tickets van klanten, opgelost door een mens of een regel zonder enig antwoord van agent of bot. Teruggenomen als er toch een komt.",

  aht: "Inkomend. Telefoon: gesprek + wacht + nawerk. Andere of meer kanalen: het aandeel van het contact in de tijd van de agent (1/k bij k tegelijk). Mail alleen als gemeten.",
  "aht.talk": "Gesprek zonder wachtstand, inkomend; alleen waar het bekend is.",
  "aht.hold":
    "Tijd dat de klant in de wacht stond, ruggespraak meegeteld, inkomend; alleen waar het bekend is. Nooit in de wacht is 0.",
  "aht.wrap": "Nawerk na het gesprek, inkomend; alleen waar de bron het meet.",
  "aht.outbound":
    "Kiezen + gesprek + in de wacht + nawerk van uitgaande gesprekken die de klant bereikten.",
  "aht.coverage":
    "Afgehandelde gesprekken waarvan elk deel (gesprek, wacht, nawerk, kiezen) bekend en niet geschat is ÷ alle afgehandelde gesprekken.",
  handle_per_contact:
    "Afhandeltijd van alle gesprekken van één contact samen, ook na doorverbinden; zodra er geen meer loopt.",
  session_length:
    "Van aannemen tot het einde van het gesprek, zonder nawerk. Gesprekken tegelijk tellen elk helemaal mee.",
  concurrency:
    "Tijd van alle gesprekken, elk helemaal ÷ tijd in minstens één. 1 is één tegelijk, 2 is altijd twee.",
  "occupied.seconds":
    "Tijd in gesprek, wacht, nawerk, ruggespraak of kiezen. Twee tegelijk tellen één keer.",
  "calls.answered":
    "Contacten beantwoord uit een wachtrij. Directe, uitgaande en ruggespraakgesprekken tellen niet.",
  "calls.abandoned":
    "Contacten waarvan de klant ophing tijdens het wachten in de rij, hoe kort ook. Ophangen in het keuzemenu telt niet.",
  "sl.E":
    "Beantwoord binnen T ÷ (beantwoord + opgehangen na S). T is de opneemnorm van de rij, S de korte grens. Terugbellen, voicemail en overloop tellen niet.",
  "sl.A":
    "Beantwoord binnen T ÷ (beantwoord + alle ophangers). T is de opneemnorm van de wachtrij.",
  "sl.B":
    "Beantwoord binnen T ÷ (beantwoord + opgehangen na T). Wie ophing binnen T, de opneemnorm van de wachtrij, telt niet.",
  "sl.C":
    "(Beantwoord + opgehangen, beide binnen T) ÷ (alles wat beantwoord is + alle ophangers). T is de opneemnorm van de wachtrij.",
  "sl.D":
    "Beantwoord binnen T ÷ beantwoord. T is de opneemnorm van de wachtrij. Ophangers tellen niet.",
  "sl.queue_exit_within_T":
    "Binnen T uit de wachtrij, hoe dan ook (beantwoord, opgehangen, terugbellen, voicemail, overloop) ÷ alles wat de rij verliet. T is de opneemnorm.",
  asa: "Van de wachtrij tot de agent opneemt, bellen bij de agent meegeteld; alleen van beantwoorde contacten.",
  "abandon.rate_excl_short":
    "Opgehangen in de rij na S ÷ (beantwoord + opgehangen na S). S is de korte grens van de wachtrij: wie eerder ophangt telt niet.",
  "abandon.rate": "Alle ophangers in de wachtrij, hoe kort ook ÷ (beantwoord + alle ophangers).",
  "abandon.time": "Van de wachtrij tot het ophangen, van alle ophangers, hoe kort ook.",
  "queue.waiting":
    "Contacten in een wachtrij, nog niet beantwoord. Wie om terugbellen vroeg telt niet.",
  "queue.longest": "De langste wachttijd van alle contacten in een wachtrij.",
  "queue.past_target":
    "Contacten in een wachtrij die langer wachten dan T, de opneemnorm van de wachtrij.",
  "callback.requested":
    "Keren dat een klant vroeg om teruggebeld te worden: niet opgehangen en niet beantwoord.",
  "callback.completed_rate":
    "Terugbelverzoeken uit de periode waarop de klant bereikt is, wanneer ook ÷ alle terugbelverzoeken.",
  "callback.wait": "Van het terugbelverzoek tot de klant bereikt is; alleen als dat lukte.",
  "callback.attempts": "Pogingen tot de klant bereikt was, die meegeteld; alleen als dat lukte.",
  occupancy:
    "Bezet ÷ (bezet + beschikbaar). Bezet is gesprek, wacht, nawerk, ruggespraak en kiezen; meer contacten tegelijk tellen één keer.",
  utilisation:
    "(Bezet + beschikbaar) ÷ ingeroosterde tijd, geplande pauzes meegeteld. Alleen waar een dienstrooster is.",
  adherence:
    "Tijd in het soort activiteit dat gepland was (werk, pauze) ÷ ingeroosterde tijd. Alleen waar een dienstrooster is.",
  conformance:
    "Tijd in de rij (bezet of beschikbaar) ÷ ingeroosterde tijd in de rij, op de geplande uren of niet. Alleen waar een dienstrooster is.",
  contacts_per_hour: "Afgehandelde gesprekken ÷ uren in de rij (bezet of beschikbaar).",
  "erlang.load":
    "Aangeboden contacten per uur × gemiddelde afhandeltijd in seconden ÷ 3600: zoveel agents zijn er de hele tijd mee bezig.",
  "erlang.occupancy": "Aangeboden werklast ÷ agents in de rij, gemiddeld over de periode.",

  "resolution.first":
    "Van het aanmaken van het ticket tot de eerste oplossing, in echte tijd. Blijft staan als het heropend wordt.",
  "resolution.full":
    "Van aanmaken tot de laatste oplossing, in echte tijd. Teruggenomen bij heropenen, opnieuw geteld bij de volgende oplossing.",
  requester_wait:
    "Tijd met status nieuw, open of aangehouden, tot de laatste oplossing. Wachten op de klant telt niet.",
  agent_work: "Tijd met status open, tot de laatste oplossing.",
  on_hold: "Tijd met status aangehouden, tot de laatste oplossing.",
  "reopen.rate":
    "Minstens één keer heropende tickets ÷ tickets voor het eerst opgelost in de periode. Heropend door een agent is een correctie en telt niet.",
  "one_touch.rate":
    "Opgelost, nooit heropend, met precies één openbaar antwoord van een mens ÷ tickets voor het eerst opgelost in de periode.",
  fcr: "Eerste contacten waarna de klant niet binnen 7 × 24 uur terugkwam (over hetzelfde onderwerp, als dat bekend is) ÷ eerste contacten die ouder zijn dan dat.",
  "fcr.closed_first":
    "Eén keer opgelost en nog opgelost, door één agent behandeld ÷ inkomende tickets die ooit opgelost zijn.",
  "fcr.first_response":
    "Eén keer opgelost en nog opgelost, met precies één openbaar antwoord van een mens ÷ inkomende tickets die ooit opgelost zijn.",
  "fcr.agent_says":
    "Contacten die volgens de agent bij het eerste contact opgelost zijn ÷ contacten waarover de agent ja of nee zegt.",
  "fcr.customer_says":
    "Contacten die volgens de klant bij het eerste contact opgelost zijn ÷ contacten waarover de klant ja of nee zegt.",
  "transfer.rate_per_leg": "Gesprekken die eindigden met doorverbinden ÷ afgehandelde gesprekken.",
  "transfer.rate_per_contact":
    "Contacten die minstens één keer doorverbonden zijn ÷ afgehandelde contacten.",
  "escalation.rate":
    "Contacten doorgegeven aan een team van de tweede lijn ÷ contacten die de eerste lijn als eerste behandelde.",
  handoffs:
    "Verschillende collega’s die aan de klant schreven of een notitie maakten, tot de laatste oplossing.",
  "outbound.connect_rate":
    "Belpogingen die de klant bereikten ÷ alle belpogingen naar klanten, terugbellen meegeteld.",
  "tickets.created":
    "Tickets en chats aangemaakt in de periode. Samengevoegde en verwijderde worden teruggenomen.",
  "backlog.open":
    "Tickets en chats aangemaakt en niet opgelost; samengevoegde en verwijderde tellen niet.",
  "backlog.unassigned": "Openstaande tickets en chats die geen agent heeft.",
  "backlog.age": "Tijd sinds het aanmaken van de tickets en chats die openstaan.",
  "quality.rejected":
    "Events die geweigerd zijn omdat ze niet kunnen kloppen, zoals een 6 op een schaal van 1 tot 5. Elk telt één keer, hoe vaak het ook kwam.",
  "quality.skew_clamped":
    "Wachttijden, antwoorden en gesprekken die tot 120 s vóór hun begin eindigden, omdat klokken verschillen. Ze tellen als 0 s.",
  "quality.quarantined":
    "Wachttijden, antwoorden en gesprekken die meer dan 120 s vóór hun begin eindigden. Ze tellen niet.",
  "period.hours": "Echte tijd van begin tot einde van de periode: een dag kan 23 of 25 uur hebben.",
};

const LEVEL =
  "Zegt niets over hoe lang wie voorbij T is nog wacht, en beloont het eerst helpen van nieuwkomers: kijk ook naar opneemtijd en langste wacht.";
const UNANSWERED = "Zegt niets over wie nog wacht: kijk ook naar de wachtende tickets.";
const BESIDE = "Korter is op zich niet beter: kijk ook naar CSAT of heropende tickets.";
const YOUNG = "Nog niet compleet: de laatste 7 dagen kunnen nog veranderen.";
const ROUGH = "Ophangers tellen ook als werk; bij veel ophangers is het dus te hoog.";
const STATUS = "Tijd in een status is geen werk aan het ticket.";

/** Wat een getal niet zegt. */
export const bewareNl: Partial<Record<FamilyId, string>> = {
  csat: "Een gemiddelde is geen CSAT en geen percentage.",
  "csat.response_rate": YOUNG,
  "nps.se": "0 als allen het eens zijn, hoe weinig ook: kijk naar de NPS-marge.",
  "nps.moe95": "0 als allen het eens zijn, hoe weinig ook: kijk naar de NPS-marge.",
  frt: UNANSWERED,
  "frt.business": UNANSWERED,
  "frt.from_creation": UNANSWERED,
  "frt.since_assignment": UNANSWERED,
  reply_time: UNANSWERED,
  aht: BESIDE,
  "aht.outbound": BESIDE,
  "aht.coverage": "Onder 100% is AHT alleen de som van de delen die bekend zijn.",
  "sl.E": LEVEL,
  "sl.A": LEVEL,
  "sl.B": LEVEL,
  "sl.C": LEVEL,
  "sl.D": LEVEL,
  "sl.queue_exit_within_T": LEVEL,
  asa: "Ophangers zitten er niet in: kijk ook naar wie ophing.",
  conformance: "Boven 100% kan: er is meer gewerkt dan gepland.",
  "erlang.load": ROUGH,
  "erlang.occupancy": ROUGH,
  agent_work: STATUS,
  "reopen.rate": YOUNG,
  "one_touch.rate": YOUNG,
  "fcr.closed_first": YOUNG,
  "fcr.first_response": YOUNG,
};
