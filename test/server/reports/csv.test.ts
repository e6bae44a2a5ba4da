/** CSV as spreadsheets and systems take it (SCREENS.md section 10). */
import { expect, test } from "vitest";
import { csvWriter, DIALECTS, isoInZone } from "../../../server/reports/csv.ts";

const ZONE = "Europe/Amsterdam";
const AT = Date.parse("2026-11-16T13:32:05.900Z");
const lineOf = (
  dialect: (typeof DIALECTS)[number],
  cells: Parameters<ReturnType<typeof csvWriter>["line"]>[0],
) => csvWriter(dialect, ZONE).line(cells);

test("[EXP-1] Excel's dialects begin with a byte order mark and nothing else, systems' with nothing", () => {
  expect(DIALECTS.map((one) => csvWriter(one, ZONE).begin)).toEqual(["\ufeff", "\ufeff", ""]);
});

test("[EXP-2] numbers have no thousands separator, and the decimals of their language", () => {
  const cells = [1234567, { number: 1234.565, decimals: 2 }, -12, null, { date: "2026-11-16" }];
  expect(lineOf("excel-nl", cells)).toBe("1234567;1234,57;-12;;2026-11-16\r\n");
  expect(lineOf("excel-en", cells)).toBe("1234567,1234.57,-12,,2026-11-16\r\n");
  expect(lineOf("systems", cells)).toBe("1234567,1234.57,-12,,2026-11-16\r\n");
});

test("[EXP-1] instants stand in the reporting zone, for systems with their offset", () => {
  expect(lineOf("excel-nl", [{ at: AT }])).toBe("2026-11-16 14:32:05\r\n");
  expect(lineOf("systems", [{ at: AT }])).toBe("2026-11-16T14:32:05+01:00\r\n");
  expect(isoInZone(AT, "America/St_Johns")).toBe("2026-11-16T10:02:05-03:30");
  expect(isoInZone(Date.parse("2026-10-25T00:30:00Z"), ZONE)).toBe("2026-10-25T02:30:00+02:00");
  expect(isoInZone(Date.parse("2026-10-25T01:30:00Z"), ZONE)).toBe("2026-10-25T02:30:00+01:00");
});

test.each([..."=+-@\t\r\n\0＝＋－＠"])(
  "[EXP-3] text beginning with %j is no formula in any dialect",
  (first) => {
    for (const dialect of DIALECTS) {
      const [cell = ""] = [lineOf(dialect, [`${first}1`]).slice(0, -2)];
      const text = cell.startsWith('"') ? cell.slice(1, -1) : cell;
      expect(text).toBe(`'${first}1`);
    }
  },
);

test("[EXP-3] other text is unchanged, quoted only where a reader needs it", () => {
  expect(lineOf("systems", ['a "b"', "c,d", "e;f", "g\nh", "1+1", "é"])).toBe(
    '"a ""b""","c,d","e;f","g\nh",1+1,é\r\n',
  );
  expect(lineOf("excel-nl", ["c,d", "e;f"])).toBe('"c,d";"e;f"\r\n');
});

test("[EXP-3] whoever splits a file at another dialect's delimiter finds no formula in a part of a text", () => {
  for (const dialect of DIALECTS) {
    for (const delimiter of [",", ";", "\t"]) {
      expect(lineOf(dialect, [`c1${delimiter}=1+1${delimiter}x`])).toBe(
        `"c1${delimiter}=1+1${delimiter}x"\r\n`,
      );
    }
  }
});
