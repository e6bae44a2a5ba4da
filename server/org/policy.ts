/**
 * The privacy policy as it is in force, and as it was: every change is dated and kept (PRIV-9). The one
 * in force is read from the store each time; the others are its history.
 */
import { z } from "zod";
import {
  changePolicy,
  DEFAULT_POLICY,
  type PolicyRefusal,
  type PolicyWish,
  policy,
} from "../../shared/org/policy.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { Store } from "../store/store.ts";

export type PolicySettings = Pick<Store, "setting" | "settings" | "putSettings">;

const version = z.object({
  /** Counts from 1; 0 is the default that nobody changed. */
  number: z.int(),
  /** From when it holds, ms since 1970. */
  at: z.int(),
  /** Id of the user who decided it. */
  by: z.string(),
  policy,
});

export type PolicyVersion = z.infer<typeof version>;

const NAME = "policy";
const HISTORY = "policy/";
const TRIES_MAX = 20;

const FIRST: PolicyVersion = { number: 0, at: 0, by: "", policy: DEFAULT_POLICY };

const parse = (text: string): PolicyVersion => version.parse(JSON.parse(text));

/** The policy in force now; the default while nobody changed it. */
export async function policyNow(settings: Pick<PolicySettings, "setting">): Promise<PolicyVersion> {
  const text = await settings.setting(NAME);
  return text === null ? FIRST : parse(text);
}

/** Every change there was, newest first. */
export async function policyHistory(
  settings: Pick<PolicySettings, "settings">,
): Promise<PolicyVersion[]> {
  const rows = await settings.settings(HISTORY);
  return rows.map(({ value }) => parse(value)).reverse();
}

export interface Changed {
  readonly from: PolicyVersion;
  readonly to: PolicyVersion;
}

/**
 * Changes the policy from `at` (ms) on, durable when resolved; or says why not, and changes nothing. A
 * wish that changes nothing makes no new version.
 */
export async function putPolicy(
  settings: PolicySettings,
  wish: PolicyWish,
  by: string,
  at: number,
): Promise<Result<Changed, PolicyRefusal>> {
  for (let tried = 0; tried < TRIES_MAX; tried += 1) {
    const before = await settings.setting(NAME);
    const from = before === null ? FIRST : parse(before);
    const changed = changePolicy(from.policy, wish, at);
    if (!changed.ok) return changed;
    if (JSON.stringify(changed.value) === JSON.stringify(from.policy))
      return ok({ from, to: from });
    const to: PolicyVersion = { number: from.number + 1, at, by, policy: changed.value };
    const text = JSON.stringify(to);
    const name = `${HISTORY}${String(to.number).padStart(12, "0")}`;
    if (await settings.putSettings({ [NAME]: text, [name]: text }, { [NAME]: before })) {
      return ok({ from, to });
    }
  }
  throw new Error("the policy changes too quickly to be written");
}
