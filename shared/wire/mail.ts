/** Through which mail server the product sends: administrators set it, or the environment does. */
import { z } from "zod";

/** `implicit`: TLS from the first byte (465) · `starttls`: begun in the clear, required (587) · `none`: this machine only. */
export const MAIL_TLS = ["implicit", "starttls", "none"] as const;

export const isThisMachine = (host: string): boolean =>
  /^(localhost|127(\.\d{1,3}){3}|::1)$/i.test(host);

/** One plain address: nothing a header or an envelope could be made longer with. */
export const mailAddress = z
  .string()
  .max(254)
  .regex(/^[^\s\p{C}<>,;:"()[\]\\@]+@[^\s\p{C}<>,;:"()[\]\\@]+$/u, {
    error: "is one e-mail address, such as desk@example.com",
  });

const server = z.strictObject({
  host: z
    .string()
    .max(253)
    .regex(/^[A-Za-z0-9.:-]+$/, { error: "is a name or an address, without a port" }),
  port: z.int().min(1).max(65_535),
  tls: z.enum(MAIL_TLS),
  /** Null: it asks for no sign-in. */
  user: z.string().min(1).max(400).nullable().default(null),
  from: mailAddress,
});

/** Whoever reads the network must not read passwords or figures. */
const isSafe = ({ host, tls }: { host: string; tls: string }): boolean =>
  tls !== "none" || isThisMachine(host);
const UNSAFE = { error: "is implicit or starttls for another machine", path: ["tls"] };

/** PUT /api/v1/mail. `password` left out: it stays as it is; it is in no answer. */
export const mailBody = server
  .extend({ password: z.string().min(1).max(4_000).optional() })
  .refine(isSafe, UNSAFE);

/** GET /api/v1/mail; null: no mail is sent. */
export const mailAnswer = server
  .extend({
    hasPassword: z.boolean(),
    /** False: the environment sets it (DESKPULSE_SMTP_HOST …), so it cannot be changed here. */
    isEditable: z.boolean(),
  })
  .nullable();

export type MailBody = z.infer<typeof mailBody>;
export type MailAnswer = z.infer<typeof mailAnswer>;
export type MailServer = z.infer<typeof server>;
