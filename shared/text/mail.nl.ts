/** Dutch for the mail that brings a weekly report. */
import type { MailKey } from "./mail.en.ts";

export const mailNl: Record<MailKey, string> = {
  "subject.revised": "Revisie {revision}: {title}",
  "subject.test": "Test: {title}",
  "subject.works": "Deskpulse kan e-mail versturen",
  works:
    "Deze e-mail is met de hand verstuurd om te zien of e-mail aankomt. Er is verder niets verstuurd.",
  test: "Dit is een test die je zelf hebt aangevraagd. Niemand anders heeft hem gekregen.",
  incomplete: "De gegevens van dit rapport zijn onvolledig:",
  silent: "{source}: niets ontvangen sinds {from}",
  refused: "{source}: wat binnenkomt, wordt geweigerd sinds {from}",
  ready: "Het rapport is klaar: {heading} · {scope} · {organisation}.",
  sealed: "Verzegeld als revisie {revision}. Feiten tot {at}, logpositie {position}.",
  "revised.one": "1 getal is anders dan in revisie {before}. Het rapport zegt welk, en waarom.",
  "revised.many":
    "{count} getallen zijn anders dan in revisie {before}. Het rapport zegt welke, en waarom.",
  link: "Lees het, na aanmelden:",
  attached: "Bijlage: {file}. Waar minder dan {group} mensen aan werkten, staat er niet in.",
  why: "Je krijgt deze e-mail omdat je op de lijst van ontvangers van dit rapport staat. Jij of een manager kan dat wijzigen op het scherm Rapporten.",
  unnamed: "Deskpulse",
};
