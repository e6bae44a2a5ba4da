/**
 * Zendesk's API as it documents itself, on a list of things that happened to tickets: incremental exports that
 * leave out the last minute and take ten requests a minute, lists by cursor, and the same as event webhooks.
 */
import { createHmac } from "node:crypto";
import type { Play, VendorAnswer } from "./vendor-server.ts";

/** One thing that happened; times in ms. */
export type Happening = { readonly at: number; readonly ticket: number; readonly by: number } & (
  | { readonly what: "created"; readonly group: number; readonly via: "email" | "web" }
  | { readonly what: "assigned"; readonly from: number | null; readonly to: number }
  | { readonly what: "comment"; readonly id: number; readonly isPublic: boolean }
  | { readonly what: "status"; readonly from: string; readonly to: string }
  | { readonly what: "rated"; readonly score: "good" | "bad"; readonly changedAt: number }
);

export interface World {
  readonly staff: readonly {
    readonly id: number;
    readonly group: number;
    readonly since: number;
  }[];
  readonly happenings: readonly Happening[];
}

const iso = (at: number): string => new Date(at).toISOString().replace(".000Z", "Z");
const seconds = (at: number): number => Math.floor(at / 1000);
const VIA = { email: "Mail", web: "Web form" };

const isStaff = ({ staff }: World, id: number): boolean => staff.some((one) => one.id === id);

interface Now {
  readonly status: string;
  readonly assignee: number | null;
  readonly group: number;
  readonly requester: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly via: string;
}

/** A ticket as it was at an instant. */
function ticketAt({ happenings }: World, ticket: number, at: number): Now | null {
  let now = null as Now | null;
  for (const one of happenings) {
    if (one.ticket !== ticket || one.at > at) continue;
    if (one.what === "created") {
      now = {
        status: "new",
        assignee: null,
        group: one.group,
        requester: one.by,
        createdAt: one.at,
        updatedAt: one.at,
        via: one.via,
      };
    } else if (now !== null && one.what !== "rated") {
      now = {
        ...now,
        updatedAt: one.at,
        assignee: one.what === "assigned" ? one.to : now.assignee,
        status: one.what === "status" ? one.to : now.status,
      };
    }
  }
  return now;
}

/** What Zendesk posts to a webhook when it happens; null: nothing (a rating is no event of its lists). */
export function webhookBody(world: World, one: Happening, position: number): string | null {
  const ticket = ticketAt(world, one.ticket, one.at);
  if (ticket === null || one.what === "rated") return null;
  const meta = { sequence: { id: `9007199254740993${one.at % 1000}`, position } };
  const said: Record<typeof one.what, () => readonly [name: string, event: object]> = {
    created: () => ["created", {}],
    assigned: () => [
      "agent_assignment_changed",
      one.what === "assigned"
        ? { current: String(one.to), previous: one.from === null ? null : String(one.from) }
        : {},
    ],
    comment: () => [
      "comment_added",
      one.what === "comment"
        ? {
            comment: {
              id: String(one.id),
              body: "words that nobody needs",
              is_public: one.isPublic,
              author: { id: String(one.by), is_staff: isStaff(world, one.by), name: "A. Person" },
            },
          }
        : {},
    ],
    status: () => [
      "status_changed",
      one.what === "status"
        ? { current: one.to.toUpperCase(), previous: one.from.toUpperCase() }
        : {},
    ],
  };
  const [name, event] = said[one.what]();
  return JSON.stringify({
    type: `zen:event-type:ticket.${name}`,
    account_id: 9242270,
    id: `ev-${one.ticket}-${one.what}-${one.at}`,
    time: iso(one.at),
    zendesk_event_version: "2022-11-06",
    subject: `zen:ticket:${one.ticket}`,
    detail: {
      id: String(one.ticket),
      actor_id: String(one.by),
      assignee_id: ticket.assignee === null ? null : String(ticket.assignee),
      created_at: iso(ticket.createdAt),
      group_id: String(ticket.group),
      priority: "NORMAL",
      requester_id: String(ticket.requester),
      status: ticket.status.toUpperCase(),
      submitter_id: String(ticket.requester),
      updated_at: iso(ticket.updatedAt),
      via: { channel: ticket.via },
    },
    event: { ...event, meta },
  });
}

/** What Zendesk signs a delivery with, at its own clock. */
export function signedHeaders(secret: string, body: string, at: number): Record<string, string> {
  const timestamp = iso(Math.floor(at / 1000) * 1000);
  return {
    "content-type": "application/json",
    "x-zendesk-webhook-signature-timestamp": timestamp,
    "x-zendesk-webhook-signature": createHmac("sha256", secret)
      .update(timestamp + body)
      .digest("base64"),
  };
}

function childrenOf(one: Happening): readonly object[] {
  switch (one.what) {
    case "created":
      return [
        { id: one.at, event_type: "Create", requester_id: one.by },
        { id: one.at + 1, event_type: "Create", status: "new" },
        { id: one.at + 2, event_type: "Create", priority: "normal" },
        { id: one.at + 3, event_type: "Create", group_id: one.group },
      ];
    case "assigned":
      return [{ id: one.at, event_type: "Change", assignee_id: one.to, previous_value: one.from }];
    case "comment":
      return [
        {
          id: one.id,
          event_type: "Comment",
          author_id: one.by,
          body: "words that nobody needs",
          public: one.isPublic,
        },
      ];
    case "status":
      return [{ id: one.at, event_type: "Change", status: one.to, previous_value: one.from }];
    case "rated":
      return [];
  }
}

const audit = (one: Happening, at: number) => ({
  id: Number(`${one.ticket}${at}`),
  ticket_id: one.ticket,
  timestamp: seconds(one.at),
  created_at: iso(one.at),
  updater_id: one.by,
  via: one.what === "created" ? VIA[one.via] : "Web form",
  event_type: "Audit",
  child_events: childrenOf(one),
});

/** The first public answer of staff, as Zendesk's own metric. */
function metricsOf(world: World) {
  const replied = new Set<number>();
  return world.happenings.flatMap((one) => {
    if (one.what !== "comment" || !one.isPublic || !isStaff(world, one.by)) return [];
    if (replied.has(one.ticket)) return [];
    replied.add(one.ticket);
    const metric = {
      id: one.id + 1_000_000,
      ticket_id: one.ticket,
      metric: "reply_time",
      instance_id: 1,
      type: "fulfill",
      time: iso(one.at),
    };
    return [{ at: one.at, metric }];
  });
}

const PAGE = 40;
const TOO_RECENT: VendorAnswer = {
  status: 422,
  body: { error: "StartTimeTooRecent", description: "Too recent start_time." },
};

/** An export by time: what happened from `start` on until a minute ago, a page at most; `end_time` goes on. */
function exported<T extends { readonly at: number }>(
  all: readonly T[],
  query: URLSearchParams,
  now: number,
): { page: readonly T[]; end: number; isEnd: boolean } | null {
  const start = Number(query.get("start_time"));
  if (!(start <= seconds(now) - 60)) return null;
  const due = all.filter(({ at }) => seconds(at) >= start && at <= now - 60_000);
  const isEnd = due.length <= PAGE;
  // A page never ends within a second: the next begins with that second.
  const last = seconds(due[Math.min(due.length, PAGE) - 1]?.at ?? start * 1000);
  const page = isEnd ? due : due.filter(({ at }) => seconds(at) <= last);
  return { page, end: isEnd ? Math.max(start, last) : last, isEnd };
}

/** `world()` may grow; `now()` is the vendor's clock. */
export function zendeskApi(world: () => World, now: () => number): Play {
  return ({ path, query }) => {
    const all = world();
    const listed = (name: string, records: readonly object[]): VendorAnswer => {
      const from = Number(query.get("page[after]") ?? 0);
      const page = records.slice(from, from + PAGE);
      const more = from + PAGE < records.length;
      return {
        body: { [name]: page, meta: { has_more: more, after_cursor: String(from + PAGE) } },
      };
    };
    switch (path) {
      case "/api/v2/users.json":
        return listed(
          "users",
          all.staff.map(({ id }) => ({ id, role: "agent", name: "A. Person" })),
        );
      case "/api/v2/group_memberships.json":
        return listed(
          "group_memberships",
          all.staff.map(({ id, group, since }) => ({
            id: id + 500_000,
            user_id: id,
            group_id: group,
            default: true,
            created_at: iso(since),
          })),
        );
      case "/api/v2/incremental/tickets/cursor.json":
        return tickets(all, query, now());
      case "/api/v2/incremental/ticket_events.json": {
        const read = exported(all.happenings, query, now());
        if (read === null) return TOO_RECENT;
        const events = read.page.map(audit).filter(({ child_events }) => child_events.length > 0);
        return { body: { ticket_events: events, end_time: read.end, end_of_stream: read.isEnd } };
      }
      case "/api/v2/incremental/ticket_metric_events.json": {
        const read = exported(metricsOf(all), query, now());
        if (read === null) return TOO_RECENT;
        const events = read.page.map(({ metric }) => metric);
        return {
          body: { ticket_metric_events: events, end_time: read.end, end_of_stream: read.isEnd },
        };
      }
      case "/api/v2/satisfaction_ratings.json":
        return listed("satisfaction_ratings", ratings(all, query, now()));
      default:
        return null;
    }
  };
}

function tickets(world: World, query: URLSearchParams, now: number): VendorAnswer {
  const start = Number(query.get("start_time") ?? query.get("cursor"));
  const ids = [...new Set(world.happenings.map(({ ticket }) => ticket))];
  const changed = ids.flatMap((id) => {
    const one = ticketAt(world, id, now - 60_000);
    return one === null || seconds(one.updatedAt) < start ? [] : [{ id, ...one }];
  });
  const records = changed.map((one) => ({
    id: one.id,
    status: one.status,
    created_at: iso(one.createdAt),
    updated_at: iso(one.updatedAt),
    requester_id: one.requester,
    submitter_id: one.requester,
    assignee_id: one.assignee,
    group_id: one.group,
    priority: "normal",
    subject: "words that nobody needs",
    via: { channel: one.via },
  }));
  const end = Math.max(start, ...changed.map(({ updatedAt }) => seconds(updatedAt)));
  return { body: { tickets: records, after_cursor: String(end), end_of_stream: true } };
}

/** One record a ticket, as it is now: the score may have been changed since it was made. */
function ratings(world: World, query: URLSearchParams, now: number): readonly object[] {
  const start = Number(query.get("start_time") ?? 0);
  return world.happenings.flatMap((one) => {
    if (one.what !== "rated" || one.at > now || seconds(one.at) < start) return [];
    const isChanged = one.changedAt <= now;
    const score = isChanged ? one.score : one.score === "good" ? "bad" : "good";
    const ticket = ticketAt(world, one.ticket, one.at);
    return [
      {
        id: one.ticket + 700_000,
        ticket_id: one.ticket,
        score,
        comment: null,
        assignee_id: ticket?.assignee ?? null,
        group_id: ticket?.group ?? null,
        requester_id: one.by,
        created_at: iso(one.at),
        updated_at: iso(isChanged ? one.changedAt : one.at + 1_000),
      },
    ];
  });
}
