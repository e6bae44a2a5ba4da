/** Users that are changed at the same moment: what one change rested on may be gone when it is written. */
import { expect, test } from "vitest";
import { COMMAND, createAccounts } from "../../../server/accounts/accounts.ts";
import {
  acceptInvitation,
  invite,
  withdrawInvitation,
} from "../../../server/accounts/invitations.ts";
import type { Settings } from "../../../server/accounts/records.ts";
import type { Role } from "../../../server/accounts/roles.ts";
import { addUser, changeUser, hasAdmin, listUsers } from "../../../server/accounts/users.ts";
import { openMemoryStore } from "../../../server/store/memory/memory-store.ts";
import { PASSWORD } from "../../support/sign-in.ts";

const ADMIN: Role[] = [{ role: "admin" }];
const MANAGER: Role[] = [{ role: "manager" }];

/** The same settings, where something else happens just before the first write. */
function interrupted(settings: Settings, meanwhile: () => Promise<unknown>): Settings {
  let isFirst = true;
  return {
    setting: (name) => settings.setting(name),
    settings: (prefix) => settings.settings(prefix),
    putSetting: (name, value) => settings.putSetting(name, value),
    putSettings: async (changes, expected) => {
      if (isFirst) {
        isFirst = false;
        await meanwhile();
      }
      return settings.putSettings(changes, expected);
    },
  };
}

async function someone(settings: Settings, email: string, roles: Role[]): Promise<string> {
  const user = { email, name: email, language: null, roles, password: null };
  const made = await addUser(settings, user, 0);
  if (!made.ok) throw new Error(made.problem);
  return made.value.id;
}

test("[SEC-23] two administrators who demote each other at the same moment: one stays", async () => {
  const settings = openMemoryStore();
  const [a, b] = [
    await someone(settings, "a@b.example", ADMIN),
    await someone(settings, "b@b.example", ADMIN),
  ];
  const slow = interrupted(settings, () => changeUser(settings, b, { roles: MANAGER }));
  expect(await changeUser(slow, a, { roles: MANAGER })).toEqual({
    ok: false,
    problem: "last_admin",
  });
  expect(await hasAdmin(settings)).toBe(true);
});

test("[SEC-23] a change of what somebody else changed meanwhile keeps both", async () => {
  const settings = openMemoryStore();
  const id = await someone(settings, "a@b.example", MANAGER);
  const slow = interrupted(settings, () => changeUser(settings, id, { isActive: false }));
  expect(await changeUser(slow, id, { name: "Anna" })).toMatchObject({ ok: true });
  expect(await listUsers(settings)).toMatchObject([{ name: "Anna", isActive: false }]);
});

test("[SEC-23] two users with one address at the same moment: one is made", async () => {
  const settings = openMemoryStore();
  const slow = interrupted(settings, () => someone(settings, "A@b.example", MANAGER));
  const user = { email: "a@B.example", name: "A", language: null, roles: MANAGER, password: null };
  expect(await addUser(slow, user, 0)).toEqual({ ok: false, problem: "email_taken" });
  expect(await listUsers(settings)).toHaveLength(1);
});

test("[SEC-23] an invitation that is withdrawn while it is accepted makes nobody", async () => {
  const settings = openMemoryStore();
  const quiet = { note: async () => {} };
  const accounts = createAccounts(settings, () => 0, quiet);
  const made = await invite(accounts, COMMAND, "a@b.example", ADMIN);
  if (!made.ok) throw new Error(made.problem);
  const { token, invitation } = made.value;
  const slow = interrupted(settings, () => withdrawInvitation(accounts, COMMAND, invitation.id));
  const accepting = { token, name: "A", password: PASSWORD, language: null };
  const done = await acceptInvitation(
    createAccounts(slow, () => 0, quiet),
    accepting,
  );
  expect(done).toEqual({ ok: false, problem: "gone" });
  expect(await listUsers(settings)).toEqual([]);
});
