/**
 * English, and the list of all keys: a key missing in another language does not compile (UX-26).
 * Names of KPIs are in kpis.*.ts, those of a contact's clock in reasons.*.ts.
 * Longer than 250 lines in no language; one flat list, so that translators see everything.
 */
import { accountEn } from "./account.en.ts";
import { kpisEn } from "./kpis.en.ts";
import { leaderEn } from "./leader.en.ts";
import { reasonsEn } from "./reasons.en.ts";
import { whyEn } from "./why.en.ts";

export const en = {
  ...accountEn,
  ...kpisEn,
  ...leaderEn,
  ...reasonsEn,
  ...whyEn,

  "parts.label": "Parts",
  "part.abandon.rate_excl_short": "short ones aside",
  "part.asa.p50": "median",
  "part.asa.p90": "p90",
  "part.aht.talk.mean": "talk",
  "part.aht.hold.mean": "hold",
  "part.aht.wrap.mean": "wrap-up",
  "part.frt.p90": "p90",
  "part.frt.mean": "mean",
  "part.backlog.unassigned": "unassigned",
  "part.tickets.created": "new",
  "part.csat.mean": "rating",
  "part.csat.response_rate": "response",
  "part.queue.longest": "longest",

  "app.demo": "DEMO",
  "app.demo.long": "Demo data: simulated contacts, fictitious people",
  "app.loading": "Connecting…",

  "scope.label": "Team",
  "scope.centre": "All teams",
  "period.label": "Period",
  "period.today": "today",
  "period.last-60m": "last 60 min",
  "period.last-24h": "last 24 h",
  "period.this-week": "this week",
  "language.label": "Language",
  "theme.label": "Theme",
  "theme.system": "System",
  "theme.light": "Light",
  "theme.dark": "Dark",

  "status.on_target": "on target",
  "status.attention": "watch",
  "status.action": "act",
  "status.none": "no data",
  "status.few": "too few",
  "status.stale": "stale",

  "tile.silent": "silent since {time}",
  "tile.gap": "gap since {time}",
  "tile.since": "since {time}",
  "tile.target": "target {value}",
  "tile.usual": "usually {value}",
  "tile.n": "n = {n}",
  "tile.few": "n = {n}, too few",
  "tile.until": "until {time}",
  "tile.nobody": "nobody waiting",
  "tile.exact": "exactly on target",
  "tile.s.worse": "{value} too long",
  "tile.s.better": "{value} to spare",
  "tile.count.worse": "{value} too many",
  "tile.count.better": "{value} to spare",
  "tile.high.worse": "{value} pt below",
  "tile.high.better": "{value} pt above",
  "tile.low.worse": "{value} pt too high",
  "tile.low.better": "{value} pt to spare",

  "tiles.caption": "Figures of {team}, {period}",
  "tiles.kpi": "Figure",
  "tiles.value": "Value",
  "tiles.target": "Target",
  "tiles.status": "Status",
  "tiles.usual": "Usually",
  "tiles.n": "n",

  "chart.caption": "{kpi}, {period}, in steps of {step}",
  "chart.this": "this period",
  "chart.last-week": "same day last week",
  "chart.at": "at {time}",
  "chart.time": "Time",
  "chart.label":
    "Line chart of {kpi}, {period}. Latest {value} at {time}; same time last week {lastWeek}.",
  "chart.label.empty": "Line chart of {kpi}, {period}. Nothing to show yet.",
  "chart.choose": "Figure in the chart",
  "chart.as-table": "Show as table",
  "chart.as-chart": "Show as chart",

  "agents.caption": "Agents",
  "agents.name": "Agent",
  "agents.state": "State",
  "agents.open": "Open",
  "agents.handled": "Handled",
  "agents.none": "No agent of this team has been seen in this period.",
  "agents.sort": "sort by {column}",
  "state.available": "available",
  "state.on_contact": "on contact",
  "state.wrap_up": "wrap-up",
  "state.break": "break",
  "state.offline": "offline",
  "state.unknown": "unknown",

  "source.label": "Sources",
  "source.ago": "{age} ago",
  "source.silent": "nothing for {age}",
  "source.gap": "gap since {time}",
  "source.none": "no event yet",

  "fresh.live": "live",
  "fresh.reconnecting": "reconnecting…",
  "fresh.old": "{time} · {age} old",
  "fresh.banner": "No new data since {time}. These numbers are {age} old.",
  "fresh.alert": "The numbers on this screen are out of date.",
  "fresh.source": "nothing since {time}",

  "pace.label": "Updates",
  "pace.live": "Live",
  "pace.5s": "Every 5 s",
  "pace.30s": "Every 30 s",
  "pace.paused": "Paused",
  "pace.bar": "Paused at {time} · {age} ago",
  "pace.resume": "Resume",
  "pace.resumed": "Live again: the numbers are current.",

  closed: "Closed",
  "closed.until": "Closed until {at}",
  "closed.last": "Show the last open day",
  "closed.next": "Nothing was measured in this period.",

  "lazy.failed": "This page could not be fetched",
  "lazy.next": "The server cannot be reached, or it was just renewed. Nothing is lost.",
  "lazy.again": "Try again",

  "empty.source": "Nothing can arrive yet",
  "empty.source.next":
    "No source is connected. Ask your administrator to connect one: events are posted to /api/v1/events.",
  "empty.event": "Waiting for the first event",
  "empty.event.next": "Connected: {names}. Nothing has arrived yet; send a test event to check.",
  "empty.match": "No contacts for this choice",
  "empty.match.next": "Nothing happened here in this period.",
  "empty.clear": "Show all teams, today",
  "empty.not-found": "There is no such team or period",
  "empty.not-found.next": "The address may be old, or you may not see this team.",
  "empty.busy": "The server is busy",
  "empty.busy.next": "This screen tries again by itself.",

  "passport.open": "{kpi}: how this number came about",

  "help.title": "Keyboard",
  "help.open": "Help",
  "help.help": "this help",
  "help.table": "show as table",
  "help.pause": "pause or resume",
  "help.full": "full screen",
  "help.arrows": "next tile, or next point in the chart",
  "help.enter": "how a number came about",
  "help.escape": "back",
  "help.letters": "Single-letter keys",
  "dialog.close": "Close",

  "say.status": "{kpi}: {status}, {value}",
} as const satisfies Record<string, string>;

export type MessageKey = keyof typeof en;
