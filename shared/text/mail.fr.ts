/** French for the mail that brings a weekly report. */
import type { MailKey } from "./mail.en.ts";

export const mailFr: Record<MailKey, string> = {
  "subject.revised": "Révision {revision} : {title}",
  "subject.test": "Test : {title}",
  "subject.works": "Deskpulse peut envoyer des courriels",
  works:
    "Ce courriel a été envoyé à la main pour voir si les courriels arrivent. Rien d’autre n’a été envoyé.",
  test: "Ceci est un test que vous avez demandé vous-même. Personne d’autre ne l’a reçu.",
  incomplete: "Les données de ce rapport sont incomplètes :",
  silent: "{source} : rien reçu depuis {from}",
  refused: "{source} : ce qui arrive est refusé depuis {from}",
  ready: "Le rapport est prêt : {heading} · {scope} · {organisation}.",
  sealed: "Scellé comme révision {revision}. Faits jusqu’au {at}, position {position} du journal.",
  "revised.one": "1 nombre diffère de la révision {before}. Le rapport dit lequel, et pourquoi.",
  "revised.many":
    "{count} nombres diffèrent de la révision {before}. Le rapport dit lesquels, et pourquoi.",
  link: "À lire, après connexion :",
  attached:
    "En pièce jointe : {file}. Ce à quoi moins de {group} personnes ont travaillé n’y figure pas.",
  why: "Vous recevez ce courriel parce que vous êtes sur la liste des destinataires de ce rapport. Vous ou un manager pouvez changer cela à l’écran Rapports.",
  unnamed: "Deskpulse",
};
