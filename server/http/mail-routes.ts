/** `GET/PUT/DELETE /mail`, `POST /mail/test`: through which server mail is sent. For administrators. */
import { createHash } from "node:crypto";
import { type Request, type Response, Router } from "express";
import { mailWords } from "../../shared/text/mail.ts";
import { mailBody } from "../../shared/wire/mail.ts";
import type { Audit } from "../accounts/audit-log.ts";
import type { MailSettings } from "../accounts/mail-settings.ts";
import { mailBytes, sendThrough } from "../reports/mail.ts";
import type { Person } from "../reports/mail-of.ts";
import { worksText } from "../reports/mail-text.ts";
import { actorOf, isAllowed, notFound } from "./allowed.ts";
import type { ExportLimit } from "./export-limit.ts";
import { parsedBody } from "./parsed.ts";
import { problem } from "./problem.ts";
import { subjectOf } from "./session-middleware.ts";

export interface MailRoutes {
  readonly mail: MailSettings;
  readonly audit: Audit;
  readonly limit: ExportLimit;
  readonly person: (user: string) => Promise<Person | null>;
  readonly now: () => number;
}

const REFUSED = {
  password_needed: [400, "another server needs its password entered again", "password"],
  environment: [409, "the environment sets the mail server: change DESKPULSE_SMTP_HOST there", ""],
} as const;

/** What everybody who sends one by hand is told where it did not work. */
export const NO_SERVER = "no mail server is set: an administrator sets it under Settings, Mail";

async function put(request: Request, response: Response, { mail, audit }: MailRoutes) {
  const body = parsedBody(request, response, mailBody);
  if (body === null) return;
  const done = await mail.put(body);
  if (!done.ok) {
    const [status, detail, path] = REFUSED[done.problem];
    return problem(response, status, detail, { path });
  }
  const detail = { host: body.host };
  await audit.note({ ...actorOf(response), action: "mail.changed", detail });
  response.json(await mail.answer());
}

async function test(_request: Request, response: Response, deps: MailRoutes) {
  const { mail, limit, person, now } = deps;
  const subject = subjectOf(response);
  const [server, self] = [
    await mail.current(),
    subject.kind === "user" ? await person(subject.id) : null,
  ];
  if (server === null) return problem(response, 409, NO_SERVER);
  if (self === null || subject.kind !== "user") return notFound(response);
  if (!limit.begin(response)) return;
  const language = self.language ?? "en";
  const at = now();
  const hash = createHash("sha256").update(`works ${subject.id} ${at}`).digest("hex").slice(0, 32);
  const raw = await mailBytes({
    id: `test.${hash}@${server.from.slice(server.from.lastIndexOf("@") + 1)}`,
    at,
    from: { name: mailWords(language)("unnamed"), address: server.from },
    to: { name: self.name, address: self.email },
    content: worksText(language),
    attachments: [],
  });
  const taken = await sendThrough(server)(
    { raw, from: server.from, to: self.email },
    AbortSignal.timeout(TEST_MS_MAX),
  );
  if (!taken.ok) return problem(response, 502, `not sent: ${taken.problem.text}`);
  response.json({ to: self.email });
}

/** Somebody waits for the answer. */
export const TEST_MS_MAX = 30_000;

export function mailRoutes(deps: MailRoutes): Router {
  const { mail, audit } = deps;
  return Router()
    .use("/mail", (_request, response, next) => {
      if (isAllowed(response, { kind: "organisation" })) next();
    })
    .get("/mail", async (_request, response) => void response.json(await mail.answer()))
    .put("/mail", (request, response) => put(request, response, deps))
    .delete("/mail", async (_request, response) => {
      if (!(await mail.remove())) return notFound(response);
      await audit.note({ ...actorOf(response), action: "mail.changed", detail: { host: "" } });
      response.status(204).end();
    })
    .post("/mail/test", (request, response) => test(request, response, deps));
}
