/** French for the way in and the frame of every page. No-break spaces before double punctuation. */
import type { accountEn } from "./account.en.ts";

export const accountFr = {
  "nav.label": "Pages",
  "nav.home": "Deskpulse : vers ma première page",
  "nav.skip": "Aller au contenu",
  "nav.team": "Équipe",
  "nav.me": "Moi",
  "nav.reports": "Rapports",
  "nav.sources": "Sources",
  "nav.settings": "Réglages",
  "nav.transparency": "Transparence",

  "wall.pinned": "Le plus urgent",
  "wall.page": "{page}/{pages}",

  "transparency.title": "Ce qui est mesuré ici, et qui le voit",
  "transparency.about": "{organisation}, tel que configuré le {date} à {time}",
  "transparency.language": "Langue de cette page",
  "transparency.print": "Imprimer",
  "transparency.more": "Tout afficher ({count})",
  "transparency.contents": "Sommaire",

  "person.menu": "compte et affichage",
  "person.account": "Mon compte",
  "person.sign-out": "Se déconnecter",

  "ending.soon": "Vous serez déconnecté à {time}.",
  "ending.last": "Vous serez déconnecté à {time}. Après sept jours, chacun se connecte de nouveau.",
  "ending.stay": "Rester connecté",

  "denied.role": "Cette page n’est pas pour votre rôle",
  "denied.role.next": "Un administrateur décide qui voit quoi.",
  "denied.missing": "Cette page n’existe pas",
  "denied.missing.next": "L’adresse est peut-être ancienne ou mal saisie.",
  "denied.home": "Vers ma première page",

  "empty.connect": "Connecter une source",

  "field.email": "E-mail",
  "field.password": "Mot de passe",
  "field.new-password": "Nouveau mot de passe",
  "field.password.hint":
    "De 12 à 128 caractères. Tout est permis ; quelques mots à la suite conviennent bien.",
  "field.show": "Afficher",
  "field.hide": "Masquer",
  "field.name": "Nom",
  "field.name.hint": "Comme vos collègues vous connaissent.",

  "sign-in.title": "Se connecter",
  "sign-in.submit": "Se connecter",
  "sign-in.again": "Vous pouvez réessayer maintenant.",
  "sign-in.lost":
    "Mot de passe oublié ? Un administrateur peut créer un lien pour un nouveau mot de passe.",
  "sign-in.setup":
    "Rien n’est encore installé. Ouvrez le lien à usage unique que le serveur a inscrit dans son journal au démarrage.",

  "join.title": "Bienvenue dans Deskpulse",
  "join.password": "Choisissez un nouveau mot de passe",
  "join.about": "Pour {email}",
  "join.submit": "Commencer",
  "join.save": "Enregistrer et se connecter",
  "join.sign-in": "Vers la connexion",

  "demo.title": "Découvrir en tant que",
  "demo.lead": "Chef d’équipe",
  "demo.manager": "Manager",
  "demo.agent": "Agent",
  "demo.admin": "Administrateur",
  "demo.television": "Télévision",

  "pairing.title": "Associer cette télévision",
  "pairing.waiting": "Demande d’un code…",
  "pairing.code": "Code : {code}",
  "pairing.qr": "Code QR avec l’adresse et le code",
  "pairing.how": "Scannez le code, ou ouvrez cette adresse et saisissez-le :",

  "problem.wrong": "L’adresse e-mail ou le mot de passe n’est pas correct.",
  "problem.wait": "Trop d’essais. Attendez {seconds} s, puis réessayez.",
  "problem.busy": "Beaucoup de personnes se connectent en ce moment. Réessayez dans {seconds} s.",
  "problem.gone": "Ce lien a déjà servi ou a expiré. Demandez-en un nouveau.",
  "problem.password_short": "Choisissez au moins 12 caractères.",
  "problem.password_long": "Choisissez au plus 128 caractères.",
  "problem.password_common":
    "C’est l’un des premiers que tout le monde essaie. Choisissez-en un autre.",
  "problem.email_taken": "Un utilisateur a déjà cette adresse e-mail.",
  "problem.agent_taken": "Les pages de cet agent appartiennent déjà à un autre utilisateur.",
  "problem.last_admin": "C’est le dernier administrateur. Nommez-en d’abord un autre.",
  "problem.too_many": "Il y en a trop. Supprimez-en d’abord.",
  "problem.not_found": "Cela n’existe plus.",
  "problem.not_secure": "Ouvrez Deskpulse à son adresse https pour vous connecter.",
  "problem.wrong_code":
    "Aucune télévision n’affiche ce code. Vérifiez, il a peut-être été renouvelé.",
  "problem.unreachable": "Le serveur est injoignable. Rien n’a été modifié.",
  "problem.signed_out": "Vous êtes déconnecté. Connectez-vous de nouveau.",
  "problem.forbidden": "Ce n’est pas pour votre rôle.",
  "problem.changed": "Quelqu’un l’a modifié entre-temps. Rechargez la page, puis modifiez.",
  "problem.other": "Cela n’a pas marché : {detail}",
} satisfies Record<keyof typeof accountEn, string>;
