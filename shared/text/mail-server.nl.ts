/** Dutch for the settings of the mail server. */
import type { MailServerKey } from "./mail-server.en.ts";

export const mailServerNl: Record<MailServerKey, string> = {
  title: "Mailserver",
  about:
    "Via welke server weekrapporten worden verstuurd. Hij staat op de transparantiepagina; verder wordt er niets per e-mail verstuurd.",
  none: "Er is geen mailserver ingesteld: er wordt niets verstuurd.",
  environment: "De omgeving van de server bepaalt dit (DESKPULSE_SMTP_HOST): wijzig het daar.",
  host: "Server",
  "host.hint": "Een naam of een adres, zoals smtp.example.com.",
  port: "Poort",
  tls: "Versleuteling",
  "tls.starttls": "STARTTLS, verplicht (meestal poort 587)",
  "tls.implicit": "TLS vanaf het begin (meestal poort 465)",
  "tls.none": "Geen (alleen een server op deze machine)",
  "tls.wrong": "Alleen een server op deze machine mag zonder.",
  user: "Gebruiker",
  "user.hint": "Laat dit leeg als de server er geen vraagt.",
  password: "Wachtwoord",
  "password.kept": "Er is er een. Laat dit leeg om het te houden.",
  "password.needed": "Een andere server vraagt dat je het wachtwoord opnieuw invult.",
  from: "Afzender",
  "from.hint": "Het adres waar e-mails vandaan komen.",
  save: "Opslaan",
  saved: "Opgeslagen.",
  test: "Stuur mij een test",
  tested: "Verstuurd naar {to}.",
  remove: "Geen e-mail versturen",
  "remove.sure": "Echt geen e-mail versturen",
};
