/** A television asks for a code, waits, and is let in once somebody with the right approved it (SEC-10). */
import { type Request, type Response, Router } from "express";
import { misfitOf, PAGES_MAX, type Screen, tilesMaxOf } from "../../shared/legibility.ts";
import { type PairingApproval, pairingApproval, pairingPoll } from "../../shared/wire/device.ts";
import { addDevice, type Device, deviceOf } from "../accounts/devices.ts";
import type { Approval, Pairings } from "../accounts/pairing.ts";
import { newId } from "../accounts/tokens.ts";
import { accountProblem } from "./account-problem.ts";
import { actorOf, notFound, refusal, refuse } from "./allowed.ts";
import { type DeviceRoutes, doesNotFit, isTeam, rowOf } from "./device-routes.ts";
import { parsedBody } from "./parsed.ts";
import { problem } from "./problem.ts";
import { beginSession, subjectOf } from "./session-middleware.ts";

export interface PairingRoutes extends DeviceRoutes {
  readonly pairings: Pairings;
  /** The cookie goes over https only (SEC-1). */
  readonly isSecure: boolean;
}

/** The usual tiles on as many pages as the screen needs for them, and may have. */
function usualPages(tiles: readonly string[], screen: Screen): string[][] {
  const [whole, turning] = [tilesMaxOf(screen), tilesMaxOf(screen, PAGES_MAX)];
  // One page when it has room for all, or when there is none for pages that take turns.
  if (tiles.length <= whole || turning === 0) return [tiles.slice(0, Math.max(1, whole))];
  const perPage = turning;
  const pages: string[][] = [];
  for (let from = 0; from < tiles.length && pages.length < PAGES_MAX; from += perPage) {
    pages.push(tiles.slice(from, from + perPage));
  }
  return pages;
}

function slowDown(response: Response, seconds: number, detail: string): void {
  response.set("Retry-After", String(seconds));
  problem(response, 429, detail, { retryAfterSeconds: seconds });
}

async function approve(request: Request, response: Response, deps: PairingRoutes): Promise<void> {
  const { accounts, pairings, usualTiles } = deps;
  const role = refusal(response, { kind: "devices", team: null });
  if (role === "signed_out" || role === "forbidden") return refuse(response, role);
  const body = parsedBody(request, response, pairingApproval);
  if (body === null) return;
  if (!isTeam(response, body.team, deps)) return notFound(response);
  const pages = body.pages ?? usualPages(usualTiles, body);
  if (
    misfitOf(
      body,
      pages.map(({ length }) => length),
    ) !== null
  )
    return doesNotFit(response, body, pages.length);
  const { actor } = actorOf(response);
  const approval = pairings.approve(actor, body.code);
  if (approval.ok) return pair(response, approval.value, { ...body, pages }, deps);
  if (approval.problem !== "wrong_code") {
    return slowDown(response, approval.problem.retryAfterSeconds, "too many wrong codes; wait");
  }
  await accounts.audit.note({ ...actorOf(response), action: "device.refused" });
  problem(response, 404, "no television shows this code; look again, it may be a new one", {
    code: "wrong_code",
  });
}

/** Makes the record; whatever goes wrong, the television goes on waiting. */
async function pair(
  response: Response,
  { settle }: Approval,
  { code: _, ...profile }: PairingApproval & Pick<Device, "pages">,
  { accounts }: PairingRoutes,
): Promise<void> {
  const { settings, audit, now } = accounts;
  const acting = actorOf(response);
  const device = { ...profile, id: newId("d"), pairedBy: acting.actor, pairedAt: now() };
  let isPaired = false;
  try {
    const added = await addDevice(settings, device);
    if (!added.ok) return accountProblem(response, added.problem);
    const detail = { team: device.team ?? "", board: boardText(device) };
    await audit.note({ ...acting, action: "device.paired", subject: device.id, detail });
    isPaired = true;
  } finally {
    settle(isPaired ? device.id : null);
  }
  response.status(201).json(rowOf(device, []));
}

/** The KPIs of each page, for the audit log. */
const boardText = ({ pages }: Pick<Device, "pages">): string =>
  pages.map((page) => page.join(" ")).join(" | ");

export function pairingRoutes(deps: PairingRoutes): Router {
  const { accounts, pairings, isSecure } = deps;
  const router = Router();

  router.post("/pairing", (request, response) => {
    if (isSecure && !request.secure) return accountProblem(response, "not_secure");
    const begun = pairings.begin(request.ip ?? "");
    if (begun.ok) return void response.status(201).json(begun.value);
    slowDown(response, begun.problem.retryAfterSeconds, "too many televisions wait for a code");
  });

  router.post("/pairing/poll", async (request, response) => {
    const body = parsedBody(request, response, pairingPoll);
    if (body === null) return;
    const polled = pairings.poll(body.secret);
    if (polled.state === "slow_down") {
      return slowDown(response, polled.retryAfterSeconds, "ask every five seconds, not faster");
    }
    if (polled.state !== "approved") return void response.json({ state: polled.state });
    const device = await deviceOf(accounts.settings, polled.device);
    if (device === null) return void response.json({ state: "gone" }); // revoked meanwhile
    await accounts.sessions.endAll({ device: device.id });
    await beginSession(request, { device: device.id }, accounts.now());
    response.json({ state: "paired" });
  });

  router.post("/pairing/approve", (request, response) => {
    if (subjectOf(response).kind === "nobody") return refuse(response, "signed_out");
    return approve(request, response, deps);
  });

  return router;
}
