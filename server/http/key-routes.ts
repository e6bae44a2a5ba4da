/** Source keys: `GET/POST /keys` and what can be done with one (SEC-8). For administrators. */
import { type Request, type Response, Router } from "express";
import { type KeyRow, keyBody, keyChange, keyRotation } from "../../shared/wire/key.ts";
import type { Accounts } from "../accounts/accounts.ts";
import {
  disableKey,
  type ListedKey,
  listKeys,
  makeKey,
  removeKey,
  retireSecret,
  rotateKey,
} from "../accounts/api-keys.ts";
import type { AuditAction } from "../accounts/audit-actions.ts";
import type { Detail } from "../accounts/audit-chain.ts";
import { accountProblem } from "./account-problem.ts";
import { actorOf, isAllowed, notFound } from "./allowed.ts";
import { parsedBody } from "./parsed.ts";

export interface KeyRoutes {
  readonly accounts: Pick<Accounts, "settings" | "audit" | "now">;
  /** 32 bytes, under which signing secrets are encrypted. */
  readonly sealing: Buffer;
}

const rowOf = ({ text: _, secrets, ...key }: ListedKey): KeyRow => ({
  ...key,
  secretsMadeAt: secrets.map(({ madeAt }) => madeAt),
});

export function keyRoutes({ accounts, sealing }: KeyRoutes): Router {
  const { settings, audit, now } = accounts;
  const router = Router();
  const making = () => ({ settings, sealing, now: now() });
  const note = (response: Response, action: AuditAction, subject: string, detail: Detail = {}) =>
    audit.note({ ...actorOf(response), action, subject, detail });

  router.use("/keys", (_request, response, next) => {
    if (isAllowed(response, { kind: "sources" })) next();
  });

  router.get("/keys", async (_request, response) => {
    response.json((await listKeys(settings)).map(rowOf));
  });

  router.post("/keys", async (request, response) => {
    const body = parsedBody(request, response, keyBody);
    if (body === null) return;
    const made = await makeKey(making(), body.source, body.kind, body.secret);
    if (!made.ok) return accountProblem(response, made.problem);
    const { id, source, kind } = made.value;
    await note(response, "key.made", id, { source, kind });
    response.status(201).json(made.value);
  });

  router.post("/keys/:id/rotate", async (request, response) => {
    const body = parsedBody(request, response, keyRotation);
    if (body === null) return;
    const made = await rotateKey(making(), request.params.id, body.secret);
    if (made === null) return notFound(response);
    await note(response, "key.rotated", made.id);
    response.json(made);
  });

  /** Changes the key of the address, or says that there is none. */
  const change = async (
    request: Request<{ id: string }>,
    response: Response,
    to: (id: string) => Promise<boolean>,
    action: AuditAction,
    detail: Detail = {},
  ) => {
    if (!(await to(request.params.id))) return notFound(response);
    await note(response, action, request.params.id, detail);
    response.status(204).end();
  };

  router.post("/keys/:id/retire", (request, response) =>
    change(request, response, (id) => retireSecret(settings, id), "key.retired"),
  );

  router.patch("/keys/:id", async (request, response) => {
    const body = parsedBody(request, response, keyChange);
    if (body === null) return;
    const { isDisabled } = body;
    const to = (id: string) => disableKey(settings, id, isDisabled);
    await change(request, response, to, "key.changed", { disabled: isDisabled });
  });

  router.delete("/keys/:id", (request, response) =>
    change(request, response, (id) => removeKey(settings, id), "key.removed"),
  );

  return router;
}
