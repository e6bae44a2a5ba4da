/** What crosses HTTP about televisions: pairing, and the list of those that are paired (SEC-10). */
import { z } from "zod";
import { id } from "../events/fields.ts";
import { kpiOf } from "../kpi/catalog.ts";
import {
  INCHES_MAX,
  INCHES_MIN,
  METRES_MAX,
  METRES_MIN,
  PAGES_MAX,
  TILES_MAX,
} from "../legibility.ts";
import { languages } from "../text/words.ts";

/** No vowels and nothing that looks like a digit: read out across a room, it stays the same. */
export const CODE_LETTERS = "BCDFGHJKLMNPQRSTVWXZ";
export const CODE_LENGTH = 8;
/** How often a waiting television asks; faster is told to slow down. */
export const POLL_SECONDS = 5;

const kpi = z
  .string()
  .max(60)
  .refine((one) => kpiOf(one) !== undefined, {
    error: "is no KPI of this version",
  });
const tiles = z
  .array(kpi)
  .min(1)
  .max(TILES_MAX)
  .refine((all) => new Set(all).size === all.length, { error: "names a KPI twice" });

/** What one television shows, and how. Sizes in inches, distances in metres. */
const shows = {
  name: z.string().trim().min(1).max(60),
  /** Null: the whole centre. */
  team: id.nullable(),
  /** One to three pages that take turns; each a list of KPIs, the first is looked at most. */
  pages: z.array(tiles).min(1).max(PAGES_MAX),
  screenInches: z.number().min(INCHES_MIN).max(INCHES_MAX),
  distanceMetres: z.number().min(METRES_MIN).max(METRES_MAX),
  language: z.enum(languages),
  theme: z.enum(["dark", "light"]),
};

export const deviceProfile = z.strictObject(shows);

/** POST /pairing/approve. Without `pages`: those of the board itself. */
export const pairingApproval = z.strictObject({
  ...shows,
  pages: shows.pages.optional(),
  /** As it stands on the television; case, blanks and hyphens do not matter. */
  code: z.string().min(1).max(20),
});

/** PATCH /devices/:id. What is absent stays. */
export const deviceChange = deviceProfile.partial();

/** POST /pairing. The secret is the television's own; nobody else ever sees it. */
export const pairingStarted = z.object({
  code: z.string().length(CODE_LENGTH),
  secret: z.string(),
  expiresAt: z.int(),
  pollSeconds: z.int(),
});

export const pairingPoll = z.strictObject({ secret: z.string().min(1).max(100) });

/** `gone`: the code has lapsed, was used, or the server started anew: ask for another. */
export const pairingState = z.object({ state: z.enum(["waiting", "paired", "gone"]) });

/** One row of GET /devices; instants in ms since 1970. */
export const deviceRow = deviceProfile.extend({
  id: z.string(),
  /** The id of whoever approved it. */
  pairedBy: z.string(),
  pairedAt: z.int(),
  /** Null: it has not come yet, or has lapsed. */
  lastSeenAt: z.int().nullable(),
});

/** GET /devices/own: what a television must know about itself. */
export const ownDevice = deviceProfile.extend({
  id: z.string(),
  /** By how much all type is larger than in the default profile (shared/legibility.ts). */
  scale: z.number(),
});

/** GET /devices/boards: what whoever asks may put on a television. */
export const boardChoice = z.object({
  /** All teams together. */
  centre: z.boolean(),
  teams: z.array(z.object({ id: z.string(), name: z.string().nullable() })),
  /** Of these (null: all together) too few people work today: figures about work are not shown (PRIV-5). */
  tooFew: z.array(z.string().nullable()),
  /** The KPIs there are, looked at most first. */
  tiles: z.array(z.string()),
  /** Those of them that a wallboard begins with. */
  usual: z.array(z.string()),
});

export type BoardChoice = z.infer<typeof boardChoice>;
export type DeviceProfile = z.infer<typeof deviceProfile>;
export type DeviceChange = z.infer<typeof deviceChange>;
export type PairingApproval = z.infer<typeof pairingApproval>;
export type PairingStarted = z.infer<typeof pairingStarted>;
export type PairingState = z.infer<typeof pairingState>;
export type DeviceRow = z.infer<typeof deviceRow>;
export type OwnDevice = z.infer<typeof ownDevice>;
