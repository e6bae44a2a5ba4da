/** The televisions that were paired, one record each: device/<id> (SEC-10). */
import { z } from "zod";
import { fail, ok, type Result } from "../../shared/result.ts";
import { type DeviceChange, deviceProfile } from "../../shared/wire/device.ts";
import { listKept, readKept, type Settings, untilDone } from "./records.ts";

export const DEVICES_MAX = 200;

const PREFIX = "device/";
const ID = /^d_[\w-]{1,40}$/;

const stored = deviceProfile.extend({
  /** A KPI that this version no longer has must not make the television unreadable. */
  pages: z.array(z.array(z.string())),
  /** The id of whoever approved it. */
  pairedBy: z.string(),
  pairedAt: z.int(),
});

export type Device = z.infer<typeof stored> & { readonly id: string };

/** One television; null: there is none of that id, or it was revoked. */
export async function deviceOf(
  settings: Pick<Settings, "setting">,
  id: string,
): Promise<Device | null> {
  if (!ID.test(id)) return null;
  const kept = await readKept(settings, `${PREFIX}${id}`, stored);
  return kept === null ? null : { ...kept.value, id };
}

/** All of them, ordered by name. */
export async function listDevices(settings: Pick<Settings, "settings">): Promise<Device[]> {
  const all = await listKept(settings, PREFIX, stored);
  return all
    .map(({ key, value }) => ({ ...value, id: key }))
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

/** What it would be with this change; what the change does not name stays. */
export const changed = ({ id, ...device }: Device, change: DeviceChange): Device => ({
  ...stored.parse({ ...device, ...change }),
  id,
});

/** Changes what a television shows; what `change` does not name stays. Null: there is none. */
export async function changeDevice(
  settings: Settings,
  id: string,
  change: DeviceChange,
): Promise<Device | null> {
  const name = `${PREFIX}${id}`;
  const done = await untilDone(async () => {
    const kept = ID.test(id) ? await readKept(settings, name, stored) : null;
    if (kept === null) return { device: null };
    const device = changed({ ...kept.value, id }, change);
    const { id: _, ...record } = device;
    const changes = { [name]: JSON.stringify(record) };
    return (await settings.putSettings(changes, { [name]: kept.text })) ? { device } : null;
  });
  return done.device;
}

/** Removes the record; its sessions are ended by the caller. False: there is none. */
export async function removeDevice(settings: Settings, id: string): Promise<boolean> {
  if ((await deviceOf(settings, id)) === null) return false;
  await settings.putSettings({ [`${PREFIX}${id}`]: null });
  return true;
}
