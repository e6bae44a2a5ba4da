/** Who waits, and what was corrected, in words (SCR-7). */
import { expect, test } from "vitest";
import { causeText } from "../../client/screens/corrections-text.ts";
import { clockHref, waitingText } from "../../client/screens/waiting-text.ts";
import { createFormat } from "../../shared/text/format.ts";
import { wordsOf } from "../../shared/text/words.ts";
import type { WaitingContact } from "../../shared/wire/board.ts";

const AT = Date.UTC(2026, 2, 4, 9, 0, 0);
const tongue = { words: wordsOf("en"), format: createFormat("en-GB") };
const row: WaitingContact = {
  contact: "c/1 ?",
  source: "/acme/pbx",
  channel: "phone",
  queue: { id: "q", name: "Returns" },
  kind: "queued",
  since: AT,
  targetSeconds: 60,
};
const after = (seconds: number, more: Partial<WaitingContact> = {}) =>
  waitingText({ ...row, ...more }, AT + seconds * 1000, tongue);

test("[SCR-7] the wait ticks, and so does the time to its target", () => {
  expect(after(20)).toMatchObject({ waited: "0:20", left: "0:40 left", mark: "on_target" });
  expect(after(50)).toMatchObject({ waited: "0:50", left: "0:10 left", mark: "attention" });
  expect(after(61)).toMatchObject({ waited: "1:01", left: "0:01 over", mark: "action" });
  expect(after(7_260).waited).toBe("2 h 1 min");
});

test("[UX-13] exactly on target is not over it", () => {
  expect(after(60)).toMatchObject({ left: "0:00 left", mark: "attention" });
});

test("[SCR-7] without a target there is neither a colour nor a time left", () => {
  expect(after(500, { targetSeconds: null })).toMatchObject({ left: "", mark: "plain" });
});

test("[SCR-7] clocks that disagree make nobody wait less than nothing", () => {
  expect(after(-5).waited).toBe("0:00");
});

test("[SCR-9] a link to a clock holds whatever an id holds", () => {
  expect(clockHref(row)).toBe("/contact/c%2F1%20%3F?source=%2Facme%2Fpbx");
  expect(after(1).where).toBe("Phone · Returns");
});

test("[R4] a correction says what came late; a type we have no words for is late news", () => {
  const causes = [
    { cause: "contact.leg_ended", contacts: 14 },
    { cause: "contact.unheard_of", contacts: 2 },
  ];
  expect(causeText({ causes }, tongue.words, tongue.format)).toBe(
    "14 late call ends, 2 contacts by late news",
  );
  const one = [{ cause: "record.corrected", contacts: 1 }];
  expect(causeText({ causes: one }, tongue.words, tongue.format)).toBe("1 correction by a source");
});
