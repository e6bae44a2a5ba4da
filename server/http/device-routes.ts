/** The televisions that are paired: listed, changed, revoked; and what one must know of itself. */
import { type Response, Router } from "express";
import { misfitOf, type Screen, scaleOf, tilesMaxOf } from "../../shared/legibility.ts";
import { type BoardChoice, type DeviceRow, deviceChange } from "../../shared/wire/device.ts";
import type { Accounts } from "../accounts/accounts.ts";
import {
  changeDevice,
  changed,
  type Device,
  deviceOf,
  listDevices,
  removeDevice,
} from "../accounts/devices.ts";
import type { OpenSession } from "../accounts/sessions.ts";
import { actorOf, notFound, refusal, refuse } from "./allowed.ts";
import { parsedBody } from "./parsed.ts";
import { problem } from "./problem.ts";
import { subjectOf } from "./session-middleware.ts";

export interface DeviceRoutes {
  readonly accounts: Pick<Accounts, "settings" | "sessions" | "audit" | "now">;
  /** The ids of the teams there are now. */
  readonly teams: () => readonly string[];
  /** What people call a team; null: nobody has named it. */
  readonly nameOf: (team: string) => string | null;
  /** Are there too few people today to show figures about their work (PRIV-5)? Null: the whole centre. */
  readonly isSmall: (team: string | null) => Promise<boolean>;
  /** The KPIs that a wallboard has when nobody chose others, looked at most first. */
  readonly usualTiles: readonly string[];
  /** All that it may have. */
  readonly tiles: readonly string[];
}

/** Is this board one there is, and for whoever asks? Null: the whole centre. */
export const isTeam = (response: Response, team: string | null, { teams }: DeviceRoutes): boolean =>
  refusal(response, { kind: "devices", team }) === null &&
  (team === null || teams().includes(team));

/** UX-2: a board that nobody could read from there is refused with the reason. */
export function doesNotFit(response: Response, screen: Screen, pages: number): void {
  const { screenInches, distanceMetres } = screen;
  const tilesMax = tilesMaxOf(screen, pages);
  const most = tilesMax === 0 ? "too small for any tile" : `at most ${tilesMax} tiles`;
  const detail = `${screenInches} inch at ${distanceMetres} m: ${most} on a page`;
  const code = "does_not_fit";
  problem(response, 400, detail, { code, tilesMax, screenInches, distanceMetres });
}

export function rowOf(device: Device, sessions: readonly OpenSession[]): DeviceRow {
  const own = sessions.filter((one) => one.device === device.id).map(({ seenAt }) => seenAt);
  return { ...device, lastSeenAt: own.length === 0 ? null : Math.max(...own) };
}

export function deviceRoutes(deps: DeviceRoutes): Router {
  const { settings, sessions, audit } = deps.accounts;
  const router = Router();

  router.get("/devices/own", async (_request, response) => {
    const subject = subjectOf(response);
    if (subject.kind === "nobody") return refuse(response, "signed_out");
    const device = subject.kind === "device" ? await deviceOf(settings, subject.id) : null;
    if (device === null) return notFound(response);
    const { pairedBy: _by, pairedAt: _at, ...own } = device;
    response.json({ ...own, scale: scaleOf(device) });
  });

  router.use("/devices", (_request, response, next) => {
    const because = refusal(response, { kind: "devices", team: null });
    if (because === "signed_out" || because === "forbidden") return refuse(response, because);
    next();
  });

  router.get("/devices/boards", async (_request, response) => {
    const teams = deps.teams().filter((team) => isTeam(response, team, deps));
    const centre = isTeam(response, null, deps);
    const tooFew: (string | null)[] = [];
    for (const one of centre ? [null, ...teams] : teams) {
      if (await deps.isSmall(one)) tooFew.push(one);
    }
    const choice: BoardChoice = {
      centre,
      tooFew,
      teams: teams.map((id) => ({ id, name: deps.nameOf(id) })),
      tiles: [...deps.tiles],
      usual: [...deps.usualTiles],
    };
    response.json(choice);
  });

  /** The television of this id, if whoever asks may have to do with it. */
  const theirs = async (response: Response, id: string): Promise<Device | null> => {
    const device = await deviceOf(settings, id);
    if (device === null) return null;
    return refusal(response, { kind: "devices", team: device.team }) === null ? device : null;
  };

  router.get("/devices", async (_request, response) => {
    const [all, open] = [await listDevices(settings), await sessions.list()];
    const own = all.filter(({ team }) => refusal(response, { kind: "devices", team }) === null);
    response.json(own.map((device) => rowOf(device, open)));
  });

  router.patch("/devices/:id", async (request, response) => {
    const device = await theirs(response, request.params.id);
    if (device === null) return notFound(response);
    const body = parsedBody(request, response, deviceChange);
    if (body === null) return;
    if (body.team !== undefined && !isTeam(response, body.team, deps)) return notFound(response);
    const after = changed(device, body);
    const misfit = misfitOf(
      after,
      after.pages.map(({ length }) => length),
    );
    if (misfit !== null) return doesNotFit(response, after, after.pages.length);
    const done = await changeDevice(settings, device.id, body);
    if (done === null) return notFound(response);
    const detail = { changed: Object.keys(body).join(" "), team: done.team ?? "" };
    await audit.note({
      ...actorOf(response),
      action: "device.changed",
      subject: device.id,
      detail,
    });
    response.json(rowOf(done, await sessions.list()));
  });

  router.delete("/devices/:id", async (request, response) => {
    const device = await theirs(response, request.params.id);
    if (device === null) return notFound(response);
    // The record goes first: without it its sessions are nobody's, whatever happens next.
    await removeDevice(settings, device.id);
    await sessions.endAll({ device: device.id });
    await audit.note({ ...actorOf(response), action: "device.revoked", subject: device.id });
    response.status(204).end();
  });

  return router;
}
