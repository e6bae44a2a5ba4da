/** The transparency page in English, and the list of all its texts (PRIV-10, SCR-19): plain, and formal. */
import type { EventType } from "../events/event.ts";
import type { Level, Switch } from "../org/policy-terms.ts";
import type { CHANGES, Grant, NOT_MEASURED, OUTGOING, RIGHTS, VIEWERS } from "../wire/privacy.ts";

type Unit = "days" | "weeks" | "months";

/** Every part of it is asked for by what it names: what has no words does not compile. */
export interface PrivacyTexts {
  readonly titles: Readonly<Record<SectionId, string>>;
  readonly texts: Readonly<Record<SectionId, string>>;
  readonly notMeasured: Readonly<Record<(typeof NOT_MEASURED)[number], readonly [string, string]>>;
  readonly rights: Readonly<Record<(typeof RIGHTS)[number], string>>;
  readonly viewers: Readonly<Record<(typeof VIEWERS)[number], string>>;
  readonly grants: Readonly<Record<Exclude<Grant, "no">, string>>;
  readonly levels: Readonly<Record<Level, string>>;
  readonly units: Readonly<Record<Unit, readonly [one: string, more: string]>>;
  readonly switches: Readonly<Record<Switch, string>>;
  /** What an event of this type says about an agent; empty: nothing. */
  readonly events: Readonly<Record<EventType, string>>;
  readonly outgoing: Readonly<Record<(typeof OUTGOING)[number], string>>;
  readonly changes: Readonly<Record<(typeof CHANGES)[number], string>>;
  readonly says: Readonly<Record<PhraseId, string>>;
}

export const SECTIONS = [
  "measured",
  "notMeasured",
  "sources",
  "rights",
  "group",
  "retention",
  "switches",
  "outgoing",
  "changes",
  "contact",
] as const;
export type SectionId = (typeof SECTIONS)[number];

export const PHRASES = [
  "perAgent",
  "perTeam",
  "version",
  "who",
  "next",
  "nobody",
  "kept",
  "default",
  "wider",
  "people",
  "off",
  "noSource",
  "silent",
  "aboutNobody",
  "lastHeard",
  "noOutgoing",
  "groupChanged",
  "keptChanged",
  "times",
  "never",
  "noContact",
] as const;
export type PhraseId = (typeof PHRASES)[number];

export const privacyEn: PrivacyTexts = {
  titles: {
    measured: "What is measured",
    notMeasured: "What is not measured",
    sources: "Where the data comes from",
    rights: "Who sees what",
    group: "Smallest group",
    retention: "How long it is kept",
    switches: "What is switched off",
    outgoing: "Connections to other systems",
    changes: "What changed recently",
    contact: "Questions about privacy",
  },
  texts: {
    measured:
      "Deskpulse calculates these figures from events that the source systems send. Each has a formula with a version; when the meaning changes, the version changes.",
    notMeasured: "Deskpulse has no field for the following, whatever is configured.",
    sources:
      "These systems send events. Here is what their events say about employees. Names and the systems' own numbers of employees are kept apart from the figures.",
    rights:
      "What each role sees. Whoever has several roles sees the sum of them. When somebody opens the figures or contacts of an employee, that employee can see the day and the role.",
    group:
      "Figures about the work of people are shown to others than the employee and the team leader only from this number of people up.",
    retention: "After this time it is deleted automatically.",
    switches: "These are off and cannot be switched on in this version.",
    outgoing: "The server connects only to systems that an administrator configured.",
    changes: "Changes since {since}.",
    contact: "Please address questions about this page to:",
  },
  notMeasured: {
    content: ["Content", "No text, subject, recording or transcript of any contact."],
    customers: ["Customers", "No names, addresses or telephone numbers of customers."],
    sentiment: ["Mood", "No recognition of mood, emotion or tone of voice."],
    ai: ["Artificial intelligence", "No artificial intelligence judges anybody or anything."],
    composite_score: ["Overall score", "No score that sums an employee up in one number."],
    automated_decision: [
      "Automatic decisions",
      "No decision about an employee is taken or proposed.",
    ],
    ranking: ["Rankings", "No ranking of employees, and no best or worst of the day."],
    telemetry: ["Use of this product", "Nothing is reported to the makers of Deskpulse."],
  },
  rights: {
    member: "Figures of an employee (for employees: their own)",
    colleague: "Figures of a colleague in the same team",
    stranger: "Figures of an employee of another team",
    team_by_person: "A team's figures by employee",
    team: "Figures of the own team",
    other_team: "Figures of another team",
    centre: "Figures of all teams together",
    contact: "Contacts (for employees: their own; for team leaders: the team's)",
    other_contact: "Contacts of another team",
    wallboard: "A team's screen on the wall",
    looked: "Who opened my figures",
    definitions: "The formulas",
    transparency: "This page",
    reports: "Weekly reports of the own team",
    targets: "Setting targets of the own team",
    devices: "Connecting televisions of the own team",
    organisation: "Teams and memberships",
    sources: "Connections with source systems",
    users: "Users and their roles",
    privacy: "The privacy settings",
    audit: "The audit log",
  },
  viewers: {
    agent: "Employee",
    lead: "Team leader",
    manager: "Manager",
    admin: "Administrator",
    device: "Television",
  },
  grants: {
    self: "own only",
    persons: "the members of the own team, by person; this is logged",
    group: "as a whole, from {group} people up",
    unnamed: "without employees",
    yes: "yes",
  },
  levels: {
    raw: "Single events of a contact",
    agent: "Figures by employee",
    team: "Figures by team",
    audit: "The audit log, and who opened whose figures",
  },
  units: { days: ["day", "days"], weeks: ["week", "weeks"], months: ["month", "months"] },
  switches: {
    rankings: "Rankings of employees",
    sorting_by_score: "Sorting employees by a figure",
    individual_targets: "Targets for one employee",
  },
  events: {
    "contact.created": "which employee a new contact belongs to, if it says so",
    "contact.queued": "",
    "contact.offered": "to which employee a contact was offered, and whether it was taken",
    "contact.assigned": "to which employee a contact was assigned",
    "contact.answered": "which employee answered, and when",
    "contact.message": "which employee sent a message and when, not what it says",
    "contact.hold_changed": "when an employee put a call on hold",
    "contact.transferred": "when an employee passed a contact on, and to whom",
    "contact.leg_ended": "when an employee's part of a contact ended",
    "contact.wrapup_ended": "when an employee finished the work after a contact",
    "contact.abandoned": "",
    "contact.status_changed":
      "when a contact was solved or opened again, and by which employee, if it says so",
    "contact.measured": "how long an employee talked, held and worked after the contact",
    "survey.sent": "after whose contact a customer was asked for an opinion",
    "survey.answered": "the customer's rating, or a quality review, of an employee's contact",
    "agent.state_changed": "when an employee signed in, was available, busy, on a break or away",
    "team.membership_changed": "to which team an employee belongs, and from when",
    "record.corrected": "a correction of any of these",
    "person.erased": "that a person's data must be erased",
    "source.gap": "",
  },
  outgoing: { mail: "Mail", sign_in: "Sign-in", connector: "Source system" },
  changes: {
    definitions: "Formulas",
    roles: "Users and roles",
    organisation: "Teams and memberships",
    targets: "Targets",
    sources: "Keys of source systems",
  },
  says: {
    perAgent: "by team and by employee",
    perTeam: "by team only",
    version: "version {version}",
    who: "{viewer}: {grant}",
    next: "; ",
    nobody: "nobody",
    kept: "{amount} {unit}",
    default: "as delivered",
    wider:
      "wider than delivered ({default}). Reason: {reason} Decision of the works council: {reference}, {date}",
    people: "{amount} people",
    off: "off",
    noSource: "No system has sent anything yet.",
    silent: "nothing heard yet",
    aboutNobody: "nothing about employees",
    lastHeard: "Last event: {date}.",
    noOutgoing: "None.",
    groupChanged: "Smallest group: from {from} to {to}",
    keptChanged: "{level}: from {from} to {to}",
    times: "{count} times, last on {date}",
    never: "no change",
    noContact: "Nobody has been named. Please ask your administrator.",
  },
};
