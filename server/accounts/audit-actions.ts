/** What is ever written in the audit log: a closed list, each with what it tells (SEC-11). */

/**
 * Action → what happened, and what `subject` and `detail` hold. Ids, numbers and dates only: never a
 * score, a token, a password, a name or an e-mail address.
 */
export const AUDIT_ACTIONS = {
  "session.opened": "Somebody signed in.",
  "session.refused":
    "A sign-in was refused; detail: why. At most so many an hour, the rest counted.",
  "session.closed": "Somebody signed out.",
  "session.revoked": "Sessions of the subject were ended by somebody else or by a command.",
  "setup.begun": "A one-time link for the first administrator was made.",
  "setup.done": "The first administrator set the product up.",
  "user.created": "A user was made; detail: roles.",
  "user.changed": "A user's settings, not the roles, changed.",
  "user.roles": "A user's roles changed; detail: from, to.",
  "user.deactivated": "A user was deactivated: no sign-in, sessions ended.",
  "user.activated": "A deactivated user may sign in again.",
  "user.password": "A user's password was changed.",
  "invitation.made": "An invitation was made; detail: roles.",
  "invitation.accepted": "An invitation was used.",
  "invitation.withdrawn": "An invitation was taken back.",
  "key.made": "A source key was made; subject: its id, detail: source.",
  "key.rotated": "A source key got a new secret beside the old one.",
  "key.retired": "The older of a source key's two live secrets was ended.",
  "key.changed": "A source key was disabled or enabled again; detail: disabled.",
  "key.removed": "A source key was taken away.",
  "connection.changed":
    "Where a system is asked, or with what, was changed; detail: weeks fetched.",
  "connection.removed": "A system is not asked any more.",
  "device.paired": "A television was paired; detail: board.",
  "device.refused": "A wrong pairing code was entered. At most so many an hour, the rest counted.",
  "device.changed": "What a television shows, or how, was changed; detail: board.",
  "device.revoked": "A television was revoked.",
  "organisation.changed": "Teams, agents, queues, sources or schedules changed; detail: counts.",
  "organisation.people": "People were brought in from a list; detail: counts.",
  "targets.changed": "Targets changed; detail: count.",
  "definitions.changed":
    "At a start, KPIs had other definitions than before; detail: KPI → version.",
  "version.changed": "At a start, the product had another version than before; detail: from, to.",
  "policy.changed":
    "The privacy policy changed; detail: from, to of what changed, reference of the decision.",
  "report.sealed": "A weekly report was sealed; detail: week, scope, revision.",
  "report.exported":
    "A report, or the contacts behind it, left the product as a file; detail: kind, week, scope, format, revision.",
  "report.mailed":
    "A weekly report's mail was handed to the mail server; subject: the recipient, detail: week, scope, revision, format.",
  "schedule.changed": "Who gets which report by mail was changed; detail: recipients.",
  "mail.changed": "The mail server was set or taken away; detail: host.",
  "export.made": "Figures left the product as a file; detail: kind, scope, period.",
  "person.opened":
    "Figures or contacts of the subject were opened; once a day and viewer; detail: kind.",
  "person.erased": "A person's names and foreign ids were erased; figures stay.",
  "customer.erased": "A customer's reference was erased; figures stay.",
  "retention.run": "What was too old was deleted; detail: counts.",
  "audit.trimmed":
    "The oldest entries were trimmed; detail: count, and the digest that stands for them.",
  "backup.made": "A backup was written; detail: position, digest.",
  "backup.restored": "A backup was restored; detail: position, digest.",
} as const;

export type AuditAction = keyof typeof AUDIT_ACTIONS;

export const isAuditAction = (text: string): text is AuditAction =>
  Object.hasOwn(AUDIT_ACTIONS, text);
