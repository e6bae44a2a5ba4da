/** French for the settings of the mail server. */
import type { MailServerKey } from "./mail-server.en.ts";

export const mailServerFr: Record<MailServerKey, string> = {
  title: "Serveur de courriel",
  about:
    "Par quel serveur les rapports hebdomadaires sont envoyés. Il figure sur la page de transparence ; rien d’autre n’est envoyé par courriel.",
  none: "Aucun serveur de courriel n’est réglé : rien n’est envoyé.",
  environment:
    "L’environnement du serveur en décide (DESKPULSE_SMTP_HOST) : c’est là qu’on le change.",
  host: "Serveur",
  "host.hint": "Un nom ou une adresse, comme smtp.example.com.",
  port: "Port",
  tls: "Chiffrement",
  "tls.starttls": "STARTTLS, obligatoire (souvent le port 587)",
  "tls.implicit": "TLS dès le début (souvent le port 465)",
  "tls.none": "Aucun (seulement un serveur sur cette machine)",
  "tls.wrong": "Seul un serveur sur cette machine peut s’en passer.",
  user: "Utilisateur",
  "user.hint": "À laisser vide si le serveur n’en demande pas.",
  password: "Mot de passe",
  "password.kept": "Il y en a un. Laissez vide pour le garder.",
  "password.needed": "Pour un autre serveur, saisissez de nouveau le mot de passe.",
  from: "Expéditeur",
  "from.hint": "L’adresse d’où viennent les courriels.",
  save: "Enregistrer",
  saved: "Enregistré.",
  test: "M’envoyer un test",
  tested: "Envoyé à {to}.",
  remove: "N’envoyer aucun courriel",
  "remove.sure": "Vraiment n’envoyer aucun courriel",
};
