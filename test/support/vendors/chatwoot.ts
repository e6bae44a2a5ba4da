/**
 * Chatwoot as it documents itself, on a list of things that happened to conversations: its signed calls, tried
 * once, and its API: conversations by their last activity, messages after an id, reports of one, ratings.
 */
import { createHmac } from "node:crypto";
import type { Play, VendorAnswer } from "./vendor-server.ts";

type Status = "open" | "resolved" | "pending" | "snoozed";

/** One thing that happened; times in ms. `id`: of a message, and of the note that Chatwoot writes about a change. */
export type Happening = { readonly at: number; readonly about: number } & (
  | {
      readonly what: "created";
      readonly contact: number;
      readonly channel: string;
      readonly isBots: boolean;
    }
  | {
      readonly what: "message";
      readonly id: number;
      readonly by: number | null;
      readonly isPrivate: boolean;
    }
  | { readonly what: "status"; readonly id: number; readonly from: Status; readonly to: Status }
  | {
      readonly what: "assigned";
      readonly id: number;
      readonly from: number | null;
      readonly to: number;
    }
  | { readonly what: "surveyed"; readonly id: number; readonly agent: number }
  | {
      readonly what: "rated";
      readonly id: number;
      readonly score: number;
      readonly isChange: boolean;
    }
);

export interface World {
  readonly agents: readonly number[];
  readonly happenings: readonly Happening[];
}

const WORDS = "words that nobody needs";
const seconds = (at: number): number => Math.floor(at / 1000);
const user = (id: number) => ({
  id,
  name: "A. Person",
  email: "person@example.test",
  type: "user",
});

interface Now {
  readonly created: number;
  readonly contact: number;
  readonly channel: string;
  readonly status: Status;
  readonly assignee: number | null;
  readonly activeAt: number;
  readonly updatedAt: number;
}

/** A conversation as it was at an instant. */
function conversationAt({ happenings }: World, about: number, at: number): Now | null {
  let now = null as Now | null;
  for (const one of happenings) {
    if (one.about !== about || one.at > at) continue;
    if (one.what === "created") {
      const { contact, channel, isBots } = one;
      const status = isBots ? "pending" : "open";
      const times = { created: one.at, activeAt: one.at, updatedAt: one.at };
      now = { contact, channel, status, assignee: null, ...times };
    } else if (now !== null) {
      now = {
        ...now,
        updatedAt: one.at,
        activeAt: one.what === "rated" ? now.activeAt : one.at,
        status: one.what === "status" ? one.to : now.status,
        assignee: one.what === "assigned" ? one.to : now.assignee,
      };
    }
  }
  return now;
}

const senderOf = (now: Now) => ({
  id: now.contact,
  name: "A. Person",
  email: `c${now.contact}@example.test`,
  phone_number: `+3161234${now.contact}`,
  type: "contact",
});

const metaOf = (now: Now) => ({
  sender: senderOf(now),
  assignee: now.assignee === null ? null : user(now.assignee),
  team: null,
  hmac_verified: false,
});

const called = (about: number, now: Now) => ({
  additional_attributes: {},
  can_reply: true,
  channel: now.channel,
  contact_inbox: {
    id: 7,
    contact_id: now.contact,
    source_id: "x",
    created_at: "2026-01-01T00:00:00Z",
  },
  id: about,
  inbox_id: 3,
  messages: [],
  labels: [],
  meta: metaOf(now),
  status: now.status,
  waiting_since: 0,
  first_reply_created_at: null,
  created_at: seconds(now.created),
  updated_at: now.updatedAt / 1000,
  timestamp: seconds(now.activeAt),
  last_activity_at: seconds(now.activeAt),
});

const answerOf = (score: number) => ({
  submitted_values: { csat_survey_response: { rating: score, feedback_message: WORDS } },
});

/** What Chatwoot posts when it happens: a change of status twice, as itself and as an update. */
export function webhookBodies(world: World, one: Happening): readonly string[] {
  const now = conversationAt(world, one.about, one.at);
  if (now === null) return [];
  const whole = called(one.about, now);
  const account = { id: 1, name: "Acme" };
  const message = (own: object) => ({
    content: WORDS,
    created_at: new Date(one.at).toISOString(),
    private: false,
    content_type: "text",
    content_attributes: {},
    source_id: null,
    account,
    inbox: { id: 3, name: "Inbox" },
    conversation: whole,
    ...own,
  });
  const changes = (name: string, previous_value: unknown, current_value: unknown) => [
    { [name]: { previous_value, current_value } },
  ];
  switch (one.what) {
    case "created":
      return [JSON.stringify({ ...whole, event: "conversation_created" })];
    case "status": {
      const changed_attributes = changes("status", one.from, one.to);
      return ["conversation_status_changed", "conversation_updated"].map((event) =>
        JSON.stringify({ ...whole, event, changed_attributes }),
      );
    }
    case "assigned": {
      const changed_attributes = changes("assignee_id", one.from, one.to);
      return [JSON.stringify({ ...whole, event: "conversation_updated", changed_attributes })];
    }
    case "message": {
      const own =
        one.by === null
          ? { message_type: "incoming", sender: { ...senderOf(now), account } }
          : { message_type: "outgoing", sender: user(one.by), private: one.isPrivate };
      return [JSON.stringify({ event: "message_created", id: one.id, ...message(own) })];
    }
    case "surveyed": {
      const content_attributes = { assigned_agent_id: one.agent };
      const own = {
        message_type: "template",
        content_type: "input_csat",
        content_attributes,
        sender: null,
      };
      return [JSON.stringify({ event: "message_created", id: one.id, ...message(own) })];
    }
    case "rated": {
      const content_attributes = answerOf(one.score);
      const own = {
        message_type: "template",
        content_type: "input_csat",
        content_attributes,
        sender: null,
      };
      return [JSON.stringify({ event: "message_updated", id: one.id, ...message(own) })];
    }
  }
}

/** What Chatwoot signs a call with, at its own clock. */
export function signedHeaders(secret: string, body: string, at: number): Record<string, string> {
  const timestamp = String(seconds(at));
  const hex = createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex");
  return {
    "content-type": "application/json",
    "x-chatwoot-timestamp": timestamp,
    "x-chatwoot-signature": `sha256=${hex}`,
    "x-chatwoot-delivery": "0b7e",
  };
}

const PAGE = 25;

/** `world()` may grow; `now()` is the vendor's clock. `hasReports`: not every edition has them. */
export function chatwootApi(world: () => World, now: () => number, hasReports = true): Play {
  const past = () => {
    const all = world();
    return { ...all, happenings: all.happenings.filter(({ at }) => at <= now()) };
  };
  return ({ path, query }) => {
    const [, rest = null] = /^\/api\/v1\/accounts\/1(\/.*)$/.exec(path) ?? [];
    if (rest === null) return null;
    const page = Math.max(1, Number(query.get("page") ?? 1));
    const paged = <T>(all: readonly T[]) => all.slice((page - 1) * PAGE, page * PAGE);
    if (rest === "/agents") {
      return { body: past().agents.map((id) => ({ ...user(id), availability_status: "online" })) };
    }
    if (rest === "/conversations") {
      return { body: { data: { meta: {}, payload: paged(conversations(past(), now())) } } };
    }
    if (rest === "/csat_survey_responses") {
      const since = Number(query.get("since"));
      const all = ratings(past()).filter(({ created_at }) => created_at >= since);
      return { body: paged(all) };
    }
    const [, id = "0", what] =
      /^\/conversations\/(\d+)\/(messages|reporting_events)$/.exec(rest) ?? [];
    if (what === "messages") return messages(past(), Number(id), Number(query.get("after")));
    if (what === "reporting_events" && hasReports) return { body: reports(past(), Number(id)) };
    return null;
  };
}

function conversations(world: World, at: number): readonly object[] {
  const ids = [...new Set(world.happenings.map(({ about }) => about))];
  return ids
    .flatMap((id) => {
      const now = conversationAt(world, id, at);
      return now === null ? [] : [{ id, now }];
    })
    .sort((a, b) => b.now.activeAt - a.now.activeAt || b.id - a.id)
    .map(({ id, now }) => {
      const { channel, updated_at: _, ...whole } = called(id, now);
      return { ...whole, account_id: 1, uuid: "u", meta: { ...metaOf(now), channel } };
    });
}

function messages(world: World, about: number, after: number): VendorAnswer {
  const payload = world.happenings.flatMap((one) => {
    if (one.about !== about || one.what === "created" || one.what === "rated" || one.id <= after)
      return [];
    const common = {
      id: one.id,
      content: WORDS,
      conversation_id: about,
      created_at: seconds(one.at),
      updated_at: new Date(one.at).toISOString(),
      content_type: "text",
      content_attributes: {},
      private: false,
    };
    if (one.what === "surveyed") {
      const content_attributes = { assigned_agent_id: one.agent };
      return [{ ...common, message_type: 3, content_type: "input_csat", content_attributes }];
    }
    if (one.what !== "message") return [{ ...common, message_type: 2 }];
    const isTheirs = one.by === null;
    const sender = isTheirs ? { id: 1, type: "contact" } : user(one.by);
    const kind = isTheirs ? 0 : 1;
    return [{ ...common, message_type: kind, private: one.isPrivate, sender }];
  });
  return { body: { meta: {}, payload: payload.slice(0, 100) } };
}

function reports(world: World, about: number): readonly object[] {
  let solvedAt = 0;
  return world.happenings.flatMap((one, index) => {
    if (one.about !== about || one.what !== "status") return [];
    const report = (name: string, start: number) => ({
      id: index,
      name,
      value: (one.at - start) / 1000,
      event_start_time: new Date(start).toISOString(),
      event_end_time: new Date(one.at).toISOString(),
      conversation_id: about + 100_000,
      created_at: new Date(one.at).toISOString(),
    });
    if (one.to === "resolved") {
      solvedAt = one.at;
      return [report("conversation_resolved", one.at - 60_000)];
    }
    if (one.from === "pending") return [report("conversation_bot_handoff", one.at - 60_000)];
    return one.from === "resolved" ? [report("conversation_opened", solvedAt)] : [];
  });
}

/** One record a survey, as it is now; made when it was answered first. */
function ratings(world: World) {
  const records = new Map<number, { created_at: number; rating: number; about: number }>();
  for (const one of world.happenings) {
    if (one.what !== "rated") continue;
    const created_at = records.get(one.id)?.created_at ?? seconds(one.at);
    records.set(one.id, { created_at, rating: one.score, about: one.about });
  }
  return [...records]
    .map(([id, { created_at, rating, about }]) => ({
      id: id + 500_000,
      rating,
      feedback_message: WORDS,
      account_id: 1,
      message_id: id,
      conversation_id: about,
      created_at,
    }))
    .sort((a, b) => b.created_at - a.created_at);
}
