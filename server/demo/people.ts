/** The 24 agents of the demo. Their surnames say that nobody is meant: example, made up, tale … */
import type { Feed, TeamId } from "./organisation.ts";

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly team: TeamId;
  /** Every system has its own number for the same person. */
  readonly ids: Readonly<Record<Feed, string>>;
}

const NAMES: Readonly<Record<TeamId, readonly string[]>> = {
  "first-line": [
    "Fenna Voorbeeld",
    "Joris Verzonnen",
    "Camille Exemple",
    "Noor Denkbeeld",
    "Bram Bedenksel",
    "Élise Imaginaire",
    "Lotte Proefstuk",
    "Wout Sjabloon",
    "Manon Modèle",
    "Sander Schijnbaar",
    "Yara Fabelaar",
    "Thibault Croquis",
    "Saar Sprookje",
  ],
  orders: [
    "Pieter Zogenaamd",
    "Amélie Fictive",
    "Roos Toneelspel",
    "Gilles Maquette",
    "Hanne Verhaal",
  ],
  technical: [
    "Maarten Ontwerp",
    "Colette Esquisse",
    "Ilse Modelmaker",
    "Bastien Prototype",
    "Merel Fantasie",
    "Jules Scénario",
  ],
};

const TEAM_IDS = ["first-line", "orders", "technical"] as const;

export const people: readonly Person[] = TEAM_IDS.flatMap((team) =>
  NAMES[team].map((name) => ({ name, team })),
).map(({ name, team }, index) => {
  const number = index + 1;
  return {
    id: `agent-${String(number).padStart(2, "0")}`,
    name,
    team,
    ids: {
      zendesk: String(235_300 + 7 * number),
      twilio: `WK${1000 + 13 * number}`,
      chatwoot: String(40 + 3 * number),
    },
  };
});
