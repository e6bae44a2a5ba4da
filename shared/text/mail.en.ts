/** English for the mail that brings a weekly report (EXP-9, EXP-10). */
export const mailEn = {
  "subject.revised": "Revision {revision}: {title}",
  "subject.test": "Test: {title}",
  "subject.works": "Deskpulse can send mail",
  works: "This mail was sent by hand to see whether mail arrives. Nothing else was sent.",
  test: "This is a test that you asked for yourself. Nobody else got it.",
  incomplete: "The data of this report are incomplete:",
  silent: "{source}: nothing received since {from}",
  refused: "{source}: what arrives is refused since {from}",
  ready: "The report is ready: {heading} · {scope} · {organisation}.",
  sealed: "Sealed as revision {revision}. Facts as of {at}, log position {position}.",
  "revised.one": "1 number is another than in revision {before}. The report says which, and why.",
  "revised.many":
    "{count} numbers are others than in revision {before}. The report says which, and why.",
  link: "Read it, after signing in:",
  attached: "Attached: {file}. What fewer than {group} people worked on is not shown in it.",
  why: "You get this mail because you are on the list of recipients of this report. You or a manager can change that on the Reports screen.",
  unnamed: "Deskpulse",
} as const;

export type MailKey = keyof typeof mailEn;
