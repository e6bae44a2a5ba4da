/** At a start: what is measured otherwise than before, and by which version of the product (SEC-11). */
import { z } from "zod";
import type { Store } from "../store/store.ts";
import type { Audit } from "./audit-log.ts";

const versions = z.object({
  product: z.string(),
  /** KPI → version of its definition. */
  definitions: z.record(z.string(), z.int()),
});

export type Versions = z.infer<typeof versions>;

const NAME = "versions";

/** Compares with the start before, notes what differs, and remembers. The first start notes nothing. */
export async function noteVersions(
  settings: Pick<Store, "setting" | "putSetting">,
  audit: Audit,
  now: Versions,
): Promise<void> {
  const text = await settings.setting(NAME);
  const before = text === null ? null : versions.parse(JSON.parse(text));
  const actor = { actor: "system", role: null };
  if (before !== null && before.product !== now.product) {
    const detail = { from: before.product, to: now.product };
    await audit.note({ ...actor, action: "version.changed", detail });
  }
  const changed =
    before === null
      ? []
      : [...new Set([...Object.keys(before.definitions), ...Object.keys(now.definitions)])].filter(
          (kpi) => before.definitions[kpi] !== now.definitions[kpi],
        );
  if (changed.length > 0) {
    const detail = Object.fromEntries(changed.map((kpi) => [kpi, now.definitions[kpi] ?? "gone"]));
    await audit.note({ ...actor, action: "definitions.changed", detail });
  }
  const fresh = JSON.stringify(now);
  if (fresh !== text) await settings.putSetting(NAME, fresh);
}
