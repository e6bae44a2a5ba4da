/** The televisions that were paired, one record each: device/<id> (SEC-10). */
import { z } from "zod";
import { fail, ok, type Result } from "../../shared/result.ts";
import { type DeviceChange, deviceProfile } from "../../shared/wire/device.ts";
import type { Store } from "../store/store.ts";

export const DEVICES_MAX = 200;

const PREFIX = "device/";
const ID = /^d_[\w-]{1,40}$/;
/** How often a change is tried again when another one came first. */
const TRIES_MAX = 5;

const stored = deviceProfile.extend({
  /** The id of whoever approved it. */
  pairedBy: z.string(),
  pairedAt: z.int(),
});

export type Device = z.infer<typeof stored> & { readonly id: string };

type Settings = Pick<Store, "setting" | "settings" | "putSettings">;

/** A record written by another version, or by hand, that does not read is no television. */
function read(id: string, text: string | null): Device | null {
  if (text === null) return null;
  const parsed = stored.safeParse(JSON.parse(text));
  return parsed.success ? { ...parsed.data, id } : null;
}

/** One television; null: there is none of that id, or it was revoked. */
export const deviceOf = async (
  settings: Pick<Store, "setting">,
  id: string,
): Promise<Device | null> =>
  ID.test(id) ? read(id, await settings.setting(`${PREFIX}${id}`)) : null;

/** All of them, ordered by name. */
export async function listDevices(settings: Pick<Store, "settings">): Promise<Device[]> {
  const all = await settings.settings(PREFIX);
  return all
    .map(({ name, value }) => read(name.slice(PREFIX.length), value))
    .filter((one) => one !== null)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Adds one. `id` is `d_` and something nobody can guess. Refuses when there are DEVICES_MAX. */
export async function addDevice(
  settings: Settings,
  { id, ...device }: Device,
): Promise<Result<Device, "too_many">> {
  const all = await settings.settings(PREFIX);
  if (all.length >= DEVICES_MAX) return fail("too_many");
  await settings.putSettings({ [`${PREFIX}${id}`]: JSON.stringify(device) });
  return ok({ ...device, id });
}

/** Changes what a television shows; what `change` does not name stays. Null: there is none. */
export async function changeDevice(
  settings: Settings,
  id: string,
  change: DeviceChange,
): Promise<Device | null> {
  const name = `${PREFIX}${id}`;
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const before = ID.test(id) ? await settings.setting(name) : null;
    const device = read(id, before);
    if (device === null) return null;
    const after = stored.parse({ ...device, ...change });
    const changes = { [name]: JSON.stringify(after) };
    if (await settings.putSettings(changes, { [name]: before })) return { ...after, id };
  }
  throw new Error(`the television ${id} is being changed by others all the time`);
}

/** Removes the record; its sessions are ended by the caller. False: there is none. */
export async function removeDevice(settings: Settings, id: string): Promise<boolean> {
  if ((await deviceOf(settings, id)) === null) return false;
  return settings.putSettings({ [`${PREFIX}${id}`]: null });
}
