/** A row of the profile "memberships": an agent joins or leaves a team. */
import type { CloudEvent } from "../../../shared/events/event.ts";
import { id, instant, need, oneOf, type Row, yes } from "./row.ts";
import type { WriteRow } from "./write-row.ts";

const CHANGES = ["joined", "left"] as const;

export function membershipEvents(row: Row, write: WriteRow): CloudEvent[] {
  const agentId = need(row, "agentId", id(row, "agentId"));
  const teamId = need(row, "teamId", id(row, "teamId"));
  const change = need(row, "change", oneOf(row, "change", CHANGES));
  const at = need(row, "effectiveAt", instant(row, "effectiveAt"));
  const primary = yes(row, "primary");
  if (agentId === undefined || teamId === undefined || change === undefined) return [];
  if (at === undefined || row.problems.length > 0) return [];
  const effectiveAt = new Date(at).toISOString();
  const moved = { agentId, teamId, change, effectiveAt, primary };
  return [write("team.membership_changed", at, moved)];
}
