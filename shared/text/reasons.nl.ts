/** Hoe de stukken van de klok van een contact heten, en waarom een contact niet meetelt voor een KPI. */
import type { ReasonKey } from "./reasons.en.ts";

export const reasonsNl: Record<ReasonKey, string> = {
  "stretch.removed": "samengevoegd of verwijderd",
  "stretch.on_hold": "in de wacht",
  "stretch.with_agent": "bij een medewerker",
  "stretch.queue": "in de wachtrij",
  "stretch.callback": "wacht op terugbellen",
  "stretch.bot": "bij de bot",
  "stretch.waiting": "wacht op antwoord",
  "stretch.waiting_open": "wacht, open",
  "stretch.waiting_closed": "wacht, gesloten",
  "stretch.solved": "opgelost",
  "stretch.held": "ticket aangehouden",
  "stretch.waiting_customer": "wacht op de klant",
  "stretch.ended": "gesprek voorbij",
  "stretch.open": "niemand wacht",
  "stretch.dial": "bellen",
  "stretch.talk": "gesprek",
  "stretch.hold": "wacht",
  "stretch.wrap_up": "nawerk",
  "stretch.consult": "overleg met een collega",
  "stretch.work": "gemeten werk",

  "reason.abandoned": "De klant gaf het op voordat iemand opnam.",
  "reason.answered_by_call":
    "Het is met een telefoontje beantwoord: dat beëindigt het wachten, maar is geen geschreven antwoord.",
  "reason.call": "Het is een gesprek: daarvoor telt de opneemsnelheid.",
  "reason.cancelled": "Het is geannuleerd.",
  "reason.clock_skew":
    "Klokken weken meer dan twee minuten van elkaar af, dus het is terzijde gelegd.",
  "reason.closed_without_reply": "Het is opgelost zonder antwoord van een medewerker.",
  "reason.customer_unknown":
    "Niemand heeft gezegd wie de klant is, dus een herhaling is niet te herkennen.",
  "reason.deleted": "Het is verwijderd.",
  "reason.effort_not_measured":
    "Geen bron heeft het werk eraan gemeten; de tijd dat het openstond is geen werktijd.",
  "reason.leg_going_on": "Een gesprek of het nawerk ervan loopt nog.",
  "reason.merged": "Het is samengevoegd met een ander contact.",
  "reason.no_answer": "De enquête is niet beantwoord.",
  "reason.no_later_message": "De klant schreef geen bericht meer dat antwoord vroeg.",
  "reason.no_leg": "Geen medewerker heeft het aangenomen.",
  "reason.no_opening": "Niemand heeft gezegd wanneer het begon.",
  "reason.no_promise": "Er was niets voor beloofd.",
  "reason.no_queue": "Het heeft geen wachtrij verlaten.",
  "reason.no_schedule":
    "Een deel van de wachttijd had het team geen openingstijden, of was er geen team.",
  "reason.no_survey": "Zo'n enquête is niet verstuurd.",
  "reason.not_answered": "Nog niemand heeft geantwoord.",
  "reason.not_decided": "De belofte kan nog worden nagekomen.",
  "reason.not_matured": "Het is jonger dan zeven dagen: de klant kan nog terugkomen.",
  "reason.not_solved": "Het is nog niet opgelost.",
  "reason.outbound": "Wij zijn begonnen, niet de klant.",
  "reason.part_of_another": "Het hoort bij een ander contact, dat in plaats daarvan telt.",
  "reason.phone_ticket":
    "Het is door een gesprek gemaakt, en de klant heeft sindsdien niet geschreven.",
  "reason.reopened": "Het was opgelost, en staat weer open.",
  "reason.repeat": "De klant had minder dan zeven dagen eerder ook contact.",
  "reason.solved_before":
    "Het was opgelost voordat de belofte verliep: die is nagekomen noch gebroken.",
  "reason.solved_by_bot": "Een bot heeft het opgelost.",
  "reason.still_waiting": "Het wacht nog in de wachtrij.",
  "reason.written_after_solve":
    "De klant schreef nadat het was opgelost, en niemand heeft geantwoord.",
};
