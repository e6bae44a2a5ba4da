/** A process that notes so many entries beside the owner of a store file, as a command would. */
import { createAuditLog } from "../../../server/accounts/audit-log.ts";
import { openSettings } from "../../../server/store/sqlite/settings.ts";
import { systemClock } from "../../../shared/time/clock.ts";

const [file = "", count = "0"] = process.argv.slice(2);
const settings = await openSettings(file);
const audit = createAuditLog(settings, () => systemClock.now());
for (let number = 0; number < Number(count); number += 1) {
  await audit.note({ actor: "command", role: null, action: "key.made", detail: { number } });
}
await settings.close();
