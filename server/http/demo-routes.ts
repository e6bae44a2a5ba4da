/** One-click sign-in for each role of the demo. Mounted in demo mode only: elsewhere /demo/sign-in does not exist. */
import { Router } from "express";
import type { Accounts } from "../accounts/accounts.ts";
import {
  type Cast,
  DEMO_HOMES,
  DEMO_ROLES,
  demoTelevision,
  demoUser,
} from "../accounts/demo-users.ts";
import { problem } from "./problem.ts";
import { beginSession } from "./session-middleware.ts";

export interface DemoRoutes {
  readonly accounts: Accounts;
  /** Null: the demo's organisation is not there yet. */
  readonly cast: () => Cast | null;
}

export function demoRoutes({ accounts, cast }: DemoRoutes): Router {
  const router = Router();
  // A GET that signs in, because it is a link in a terminal; another site's page may not follow it.
  router.get("/sign-in", async (request, response) => {
    const as = DEMO_ROLES.find((one) => one === request.query.as);
    if (request.headers["sec-fetch-site"] === "cross-site") {
      return problem(response, 403, "open this link yourself");
    }
    if (as === undefined) return problem(response, 400, `as is one of ${DEMO_ROLES.join(", ")}`);
    const who = cast();
    if (who === null) return problem(response, 503, "the demo is still being set up");
    const { settings, now } = accounts;
    if (as === "television") {
      const device = await demoTelevision(settings, who, now());
      await beginSession(request, { device }, now());
    } else {
      const user = await demoUser(settings, as, who, now());
      await beginSession(request, { user: user.id, rights: user.rights }, now());
    }
    response.redirect(303, DEMO_HOMES[as]);
  });
  return router;
}
