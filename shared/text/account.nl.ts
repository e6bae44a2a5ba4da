/** Dutch for the way in and the frame of every page. */
import type { accountEn } from "./account.en.ts";

export const accountNl = {
  "nav.label": "Pagina's",
  "nav.home": "Deskpulse: naar mijn eerste pagina",
  "nav.skip": "Naar de inhoud",
  "nav.team": "Team",
  "nav.me": "Ik",
  "nav.reports": "Rapporten",
  "nav.sources": "Bronnen",
  "nav.settings": "Instellingen",
  "nav.transparency": "Transparantie",

  "wall.pinned": "Het dringendst",
  "wall.page": "{page}/{pages}",

  "transparency.title": "Wat hier wordt gemeten, en wie het ziet",
  "transparency.about": "{organisation}, zoals het op {date} om {time} is ingesteld",
  "transparency.language": "Taal van deze pagina",
  "transparency.print": "Afdrukken",
  "transparency.more": "Alle {count} tonen",
  "transparency.contents": "Inhoud",

  "person.menu": "account en weergave",
  "person.account": "Mijn account",
  "person.sign-out": "Afmelden",

  "ending.soon": "Je wordt om {time} afgemeld.",
  "ending.last": "Je wordt om {time} afgemeld. Na zeven dagen meldt iedereen zich opnieuw aan.",
  "ending.stay": "Aangemeld blijven",

  "denied.role": "Deze pagina is niet voor jouw rol",
  "denied.role.next": "Een beheerder bepaalt wie wat ziet.",
  "denied.missing": "Deze pagina bestaat niet",
  "denied.missing.next": "Het adres is misschien oud of verkeerd getypt.",
  "denied.home": "Naar mijn eerste pagina",

  "empty.connect": "Bron koppelen",

  "field.email": "E-mail",
  "field.password": "Wachtwoord",
  "field.new-password": "Nieuw wachtwoord",
  "field.password.hint": "12 tot 128 tekens. Alles mag; een paar woorden achter elkaar is goed.",
  "field.show": "Tonen",
  "field.hide": "Verbergen",
  "field.name": "Naam",
  "field.name.hint": "Zoals collega's je kennen.",

  "sign-in.title": "Aanmelden",
  "sign-in.submit": "Aanmelden",
  "sign-in.again": "Je kunt het nu opnieuw proberen.",
  "sign-in.lost":
    "Wachtwoord vergeten? Een beheerder kan een link voor een nieuw wachtwoord maken.",
  "sign-in.setup":
    "Er is nog niemand ingesteld. Open de eenmalige link die de server bij het starten in zijn log heeft gezet.",

  "join.title": "Welkom bij Deskpulse",
  "join.password": "Kies een nieuw wachtwoord",
  "join.about": "Voor {email}",
  "join.submit": "Beginnen",
  "join.save": "Opslaan en aanmelden",
  "join.sign-in": "Naar aanmelden",

  "demo.title": "Rondkijken als",
  "demo.lead": "Teamleider",
  "demo.manager": "Manager",
  "demo.agent": "Medewerker",
  "demo.admin": "Beheerder",
  "demo.television": "Televisie",

  "pairing.title": "Deze televisie koppelen",
  "pairing.waiting": "Code wordt gevraagd…",
  "pairing.code": "Code: {code}",
  "pairing.qr": "QR-code met het adres en de code",
  "pairing.how": "Scan de code, of open dit adres en typ de code in:",

  "problem.wrong": "E-mailadres of wachtwoord klopt niet.",
  "problem.wait": "Te veel pogingen. Wacht {seconds} s en probeer het dan opnieuw.",
  "problem.busy": "Er melden zich net veel mensen aan. Probeer het over {seconds} s opnieuw.",
  "problem.gone": "Deze link is al gebruikt of verlopen. Vraag een nieuwe.",
  "problem.password_short": "Kies minstens 12 tekens.",
  "problem.password_long": "Kies hoogstens 128 tekens.",
  "problem.password_common": "Dit wachtwoord probeert iedereen het eerst. Kies een ander.",
  "problem.email_taken": "Er is al een gebruiker met dit e-mailadres.",
  "problem.agent_taken": "De pagina's van deze medewerker horen al bij een andere gebruiker.",
  "problem.last_admin": "Dit is de laatste beheerder. Maak er eerst nog een.",
  "problem.too_many": "Hiervan zijn er te veel. Verwijder er eerst een paar.",
  "problem.not_found": "Dit is er niet meer.",
  "problem.not_secure": "Open Deskpulse op zijn https-adres om je aan te melden.",
  "problem.wrong_code": "Geen televisie toont deze code. Kijk nog eens, het kan een nieuwe zijn.",
  "problem.unreachable": "De server is niet bereikbaar. Er is niets veranderd.",
  "problem.signed_out": "Je bent afgemeld. Meld je opnieuw aan.",
  "problem.forbidden": "Dit is niet voor jouw rol.",
  "problem.changed":
    "Iemand heeft dit intussen veranderd. Laad de pagina opnieuw en verander het dan.",
  "problem.other": "Dat lukte niet: {detail}",
} satisfies Record<keyof typeof accountEn, string>;
