/** A drawn week: typed, drawn, moved, over midnight, and back to what documents have. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addBlock,
  copyDay,
  DAY_MINUTES,
  DAYS,
  documentOf,
  drawnOn,
  hoursText,
  merged,
  moveBlock,
  openMinutes,
  removeBlock,
  resizeBlock,
  typedHours,
  type Week,
  weekOf,
} from "../../../client/settings/week.ts";

const office: Week = weekOf({
  mon: [
    ["09:00", "12:00"],
    ["13:00", "17:30"],
  ],
});

test("[SCR-17] hours are typed as people write them", () => {
  for (const text of [
    "9-12, 13-17:30",
    "09:00–12:00; 13:00–17:30",
    "9u-12u,13u-17u30",
    "09:00–12:00\n13:00–17:30",
    "9.00-12.00, 13-17.30",
  ]) {
    expect(hoursText(typedHours(text) ?? []), text).toBe("09:00–12:00, 13:00–17:30");
  }
  expect(typedHours("")).toEqual([]);
  for (const text of ["9", "9-", "nine to five", "9-12-15", "25-26", "9:75-12", "9-9"]) {
    expect(typedHours(text), text).toBeNull();
  }
});

test("[SCR-17] a night is one stretch over midnight, drawn as two", () => {
  const night = { ...office, fri: typedHours("22-6") ?? [] };
  expect(night.fri).toEqual([{ from: 1320, to: 1800 }]);
  expect(documentOf(night).fri).toEqual([["22:00", "06:00"]]);
  expect(drawnOn(night, "fri")).toMatchObject([{ from: 1320, to: 1440, isRest: false }]);
  expect(drawnOn(night, "sat")).toMatchObject([{ from: 0, to: 360, isRest: true, day: "fri" }]);
  expect(openMinutes(night)).toBe(180 + 270 + 480);
});

test("[SCR-17] the whole of a day ends at 24:00 and goes nowhere else", () => {
  const day = { ...office, sun: typedHours("0-24") ?? [] };
  expect(documentOf(day).sun).toEqual([["00:00", "24:00"]]);
  expect(drawnOn(day, "mon")[0]?.isRest).toBe(false);
});

test("[2.5.7] what is drawn, moved and made longer is done by key in steps of a quarter of an hour", () => {
  expect(hoursText(moveBlock(office, "mon", 1, 15).mon)).toBe("09:00–12:00, 13:15–17:45");
  expect(hoursText(resizeBlock(office, "mon", 0, "to", 30).mon)).toBe("09:00–12:30, 13:00–17:30");
  expect(hoursText(resizeBlock(office, "mon", 0, "from", -60).mon)).toBe(
    "08:00–12:00, 13:00–17:30",
  );
  expect(hoursText(removeBlock(office, "mon", 0).mon)).toBe("13:00–17:30");
  expect(hoursText(addBlock(office, "tue", 600, 540).tue)).toBe("09:00–10:00");
  expect(hoursText(resizeBlock(office, "mon", 0, "to", 60).mon)).toBe("09:00–17:30"); // they touch
  expect(copyDay(office, "mon", ["tue"]).tue).toEqual(office.mon);
});

const block = fc
  .tuple(fc.integer({ min: 0, max: DAY_MINUTES - 1 }), fc.integer({ min: 1, max: 1439 }))
  .map(([from, length]) => ({ from, to: from + length }));

test("[SCR-17] law: a week goes to its document and back unchanged, but for what touches", () => {
  fc.assert(
    fc.property(fc.array(block, { maxLength: 4 }), (blocks) => {
      const week: Week = { ...office, wed: merged(blocks) };
      // Longer than a day after merging is no block that a document can have.
      fc.pre(week.wed.every(({ from, to }) => to - from < DAY_MINUTES));
      expect(weekOf(documentOf(week))).toEqual(week);
      for (const day of DAYS) expect(typedHours(hoursText(week[day]))).toEqual(week[day]);
    }),
  );
});

test("[2.5.7] law: no key takes a stretch out of its day or makes it empty", () => {
  const act = fc.tuple(
    fc.constantFrom("move", "from", "to"),
    fc.integer({ min: -2000, max: 2000 }),
  );
  fc.assert(
    fc.property(block, fc.array(act, { maxLength: 8 }), (first, acts) => {
      let week: Week = { ...weekOf({}), thu: [first] };
      for (const [what, by] of acts) {
        week =
          what === "move"
            ? moveBlock(week, "thu", 0, by)
            : resizeBlock(week, "thu", 0, what as "from" | "to", by);
      }
      const [only, ...more] = week.thu;
      expect(more).toEqual([]);
      const { from, to } = only ?? { from: 0, to: 0 };
      expect(from).toBeGreaterThanOrEqual(0);
      expect(from).toBeLessThan(DAY_MINUTES);
      expect(to).toBeGreaterThan(from);
      expect(to - from).toBeLessThanOrEqual(DAY_MINUTES);
    }),
  );
});
