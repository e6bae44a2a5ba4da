/** English for the page of sources: a catalogue of its own, which only that page loads. */
export const sourcesEn = {
  "sources.title": "Sources",
  "sources.about": "Is everything arriving, and what was refused? As of {time}.",
  "sources.late": "The server cannot be reached. This is what was known at {time}.",
  "sources.keys": "Keys",
  "sources.connect": "Connect a source",

  "source.receiving": "receiving",
  "source.quiet": "quiet, as usual at this hour",
  "source.silent": "silent for longer than usual",
  "source.gap": "reports a gap",
  "source.refused": "everything is refused",
  "source.waiting": "waiting for the first event",
  "source.since": "since {at}",
  "source.usual": "up to {age} of silence is usual at this hour",
  "source.off": "its keys are disabled",
  "source.no-key": "no key: nothing new can come",
  "source.last": "Last event {at}, arrived {arrived}",
  "source.nothing": "Nothing has arrived yet.",

  "count.events": "events today",
  "count.duplicates": "repeats",
  "count.late": "late",
  "count.ahead": "ahead of time",
  "count.rejected": "refused",
  "count.unmapped": "unmapped ids",
  "count.conflicts": "changed repeats",
  "count.conflicts.why":
    "Ids that came again with other content: the stronger one counts. Since the start of the server.",
  "count.ahead.why": "More than five minutes ahead of our clock: they count when their time comes.",
  "count.late.why": "Told more than a minute after they happened. They count where they belong.",
  "count.duplicates.why": "Came again and were not counted again.",

  "empty.none": "No source is connected",
  "empty.none.about":
    "Nothing can arrive yet. Name a source, make a key for it, and paste three lines on the other side.",
  "empty.first": "Waiting for the first event since {at}",
  "empty.first.about":
    "{source} is connected and has sent nothing. Try an event below: it shows what would be read from it, and never counts.",
  "empty.refused": "{source}: nothing can be read since {at}",
  "empty.refused.about":
    "Its events arrive and every one is refused. The reasons stand below, by field.",

  "gaps.title": "Gaps",
  "gaps.about": "Stretches that a source says it lost. Numbers of that time are incomplete.",
  "gaps.none": "No source has reported a gap in the last 30 days.",
  "gaps.source": "Source",
  "gaps.from": "From",
  "gaps.to": "To",
  "gaps.open": "still open",
  "gaps.why": "Reason",
  "gaps.filled": "Filled afterwards",
  "gaps.filled.count": "{count} events",
  "gaps.filled.by": "yes, by {how}",
  "gaps.filled.no": "no",
  "cause.disconnect": "connection lost",
  "cause.overflow": "too much at once",
  "cause.rotation": "file rotated",
  "cause.breaker": "sender switched itself off",
  "cause.restart": "restart",

  "refused.title": "Refused",
  "refused.about": "By reason, last 7 days. Names of fields and types only, never their content.",
  "refused.none": "Nothing was refused in the last 7 days.",
  "refused.source": "Source",
  "refused.type": "Type",
  "refused.field": "Field",
  "refused.why": "Why",
  "refused.count": "Events",

  "unmapped.title": "Unmapped ids",
  "unmapped.about":
    "People the sources name and nobody has told us about. They count in their team's total under no name until you say who they are.",
  "unmapped.none": "Every id is mapped.",
  "unmapped.id": "Id in the source",
  "unmapped.facts": "Counted",
  "unmapped.who": "Is",
  "unmapped.choose": "Choose a person",
  "unmapped.map": "Map",
  "unmapped.suggested": "suggested: {name}",
  "unmapped.because.id": "same number",
  "unmapped.because.name": "like the name",
  "unmapped.done": "{id} is {name} from now on, and in everything already counted.",
  "unmapped.for": "Who is {id}?",

  "try.title": "Try an event",
  "try.about":
    "Shows what one event would be read as and which figures it would change. It is never kept and never counts.",
  "try.source": "As if it came from",
} as const;

export type SourcesKey = keyof typeof sourcesEn;
