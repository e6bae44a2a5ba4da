/** Bodies about accounts over HTTP: sign-in, set-up, invitations, users, sessions. */
import { z } from "zod";
import { id } from "../events/fields.ts";
import { languages } from "../text/words.ts";

/** Longer than any password may be, so that too long is answered as such. */
const PASSWORD_TEXT_MAX = 1_000;
const TOKEN_MAX = 100;

const email = z.email().max(254);
const name = z.string().trim().min(1).max(100);
const language = z.enum(languages);
/** What was typed; whether it may be a password is answered with a code of its own. */
const password = z.string().max(PASSWORD_TEXT_MAX);
const token = z.string().min(1).max(TOKEN_MAX);

export const roleGiven = z.discriminatedUnion("role", [
  z.strictObject({ role: z.literal("admin") }),
  z.strictObject({ role: z.literal("manager") }),
  z.strictObject({ role: z.literal("lead"), teams: z.array(id).min(1).max(100) }),
  z.strictObject({ role: z.literal("agent"), agent: id }),
]);
export type RoleGiven = z.infer<typeof roleGiven>;

/** Each role at most once: a lead of several teams is one role. */
export const rolesGiven = z
  .array(roleGiven)
  .min(1)
  .max(4)
  .refine((roles) => new Set(roles.map((one) => one.role)).size === roles.length, {
    error: "names a role twice; a lead of several teams has one role with several teams",
  });

/** `POST /session` */
export const signInBody = z.strictObject({ email: z.string().min(1).max(254), password });

/** `POST /setup` */
export const setupBody = z.strictObject({
  token,
  name,
  email,
  password,
  language: language.optional(),
  organisation: z.strictObject({ name, zone: z.string().min(1).max(60) }).optional(),
  alsoManager: z.boolean().optional(),
});

/** `POST /invitations` */
export const inviteBody = z.strictObject({ email, roles: rolesGiven });

/** `POST /invitations/look`: what a link is for, before anything is typed. */
export const lookBody = z.strictObject({ token });

/** `POST /invitations/accept`; `name` is not needed where the link sets a new password. */
export const acceptBody = z.strictObject({
  token,
  name: name.optional(),
  password,
  language: language.optional(),
});

/** `PATCH /users/:id` */
export const userPatch = z
  .strictObject({
    name: name.optional(),
    language: language.nullable().optional(),
    roles: rolesGiven.optional(),
    isActive: z.boolean().optional(),
  })
  .refine((body) => Object.keys(body).length > 0, { error: "names nothing to change" });

/** `PUT /session/password` */
export const passwordBody = z.strictObject({ current: password, password });

/** Why something about accounts was refused; the words for people are the client's. */
export const accountProblems = [
  "wrong",
  "wait",
  "busy",
  "gone",
  "password_short",
  "password_long",
  "password_common",
  "email_taken",
  "agent_taken",
  "last_admin",
  "too_many",
  "not_found",
  "not_secure",
] as const;
export type AccountProblem = (typeof accountProblems)[number];

/** `GET /session`: who is signed in, for navigation; nobody: every field is empty. */
export const sessionBody = z.object({
  kind: z.enum(["nobody", "user", "device"]),
  id: z.string().nullable(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  language: language.nullable(),
  roles: z.array(roleGiven),
  /** A television's team; null: the centre, or no television. */
  team: z.string().nullable(),
  /** The organisation's, in which times are told. */
  zone: z.string().nullable(),
  demo: z.boolean(),
  /** No administrator yet: only the one-time link leads on. */
  needsSetup: z.boolean(),
});
export type SessionBody = z.infer<typeof sessionBody>;

/** `GET /sessions` */
export const sessionItem = z.object({
  id: z.string(),
  user: z.string().nullable(),
  device: z.string().nullable(),
  createdAt: z.int(),
  seenAt: z.int(),
  /** When it ends if it is not used again, ms since 1970. */
  endsAt: z.int(),
  browser: z.string(),
  address: z.string(),
  isThis: z.boolean(),
});

/** `GET /users` */
export const userItem = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  language: language.nullable(),
  roles: z.array(roleGiven),
  isActive: z.boolean(),
  createdAt: z.int(),
});

/** `GET /invitations` */
export const invitationItem = z.object({
  id: z.string(),
  email: z.string(),
  roles: z.array(roleGiven),
  /** For somebody who is a user: the link sets a new password. */
  user: z.string().nullable(),
  createdAt: z.int(),
  endsAt: z.int(),
});
/** `POST /invitations` and `POST /users/:id/password-link`: the link is shown this once. */
export const invitedBody = invitationItem.extend({ link: z.string() });

export type SessionItem = z.infer<typeof sessionItem>;
export type UserItem = z.infer<typeof userItem>;
export type InvitationItem = z.infer<typeof invitationItem>;
export type InvitedBody = z.infer<typeof invitedBody>;
