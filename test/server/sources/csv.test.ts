/**
 * [SRC1] A CSV is read as RFC 4180 has it: `,` `;` or TAB, quotes, CRLF or LF, a byte order mark.
 * [SRC2] However a text is cut into pieces, the same rows come out.
 * [SRC3] A row that cannot be read is refused by its line and a reason, and its neighbours are read.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { type CsvRead, csvRows, csvStart, ROW_CHARS_MAX } from "../../../server/sources/csv.ts";

function read(text: string, size = text.length + 1, delimiter: string | null = null) {
  const rows: CsvRead["rows"][number][] = [];
  const problems: CsvRead["problems"][number][] = [];
  let state = csvStart(delimiter);
  for (let at = 0; at === 0 || at < text.length; at += size) {
    const last = at + size >= text.length;
    const found = csvRows({ text: text.slice(at, at + size), last }, state);
    rows.push(...found.rows);
    problems.push(...found.problems);
    state = found.state;
  }
  return { columns: state.columns, cells: rows.map((row) => row.cells), rows, problems };
}

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

test("[SRC1] quotes hold separators, line breaks and doubled quotes", () => {
  const { columns, cells } = read('a,b\r\n"x,1","say ""hi""\nthere"\r\n,\r\n');
  expect(columns).toEqual(["a", "b"]);
  expect(cells).toEqual([
    ["x,1", 'say "hi"\nthere'],
    ["", ""],
  ]);
});

test("[SRC1] the separator is found in the header, outside of quotes", () => {
  expect(read('"a,b,c";d\n1;2\n').cells).toEqual([["1", "2"]]);
  expect(read("a\tb\n1\t2,5").cells).toEqual([["1", "2,5"]]);
  expect(read("a,b\n1,2\n", 100, ";").columns).toEqual(["a,b"]);
});

test("[SRC1] a byte order mark, empty lines and a missing last line end are no content", () => {
  expect(read("\uFEFFa,b\n\n1,2\r\n\r\n3,4")).toMatchObject({
    columns: ["a", "b"],
    rows: [
      { line: 3, cells: ["1", "2"] },
      { line: 5, cells: ["3", "4"] },
    ],
    problems: [],
  });
});

test("[SRC3] a row with too many or too few columns is refused by its line", () => {
  const { cells, problems } = read('a,b\n1\n"2\n2",2\n1,2,3\n4,4\n');
  expect(cells).toEqual([
    ["2\n2", "2"],
    ["4", "4"],
  ]);
  expect(problems).toEqual([
    { line: 2, reason: "has 1 columns, the header has 2" },
    { line: 5, reason: "has 3 columns, the header has 2" },
  ]);
});

test("[SRC3] text after a closing quote costs its row only", () => {
  const { cells, problems } = read('a,b\n"1"x,1\n2,2\n');
  expect(cells).toEqual([["2", "2"]]);
  expect(problems).toEqual([{ line: 2, reason: "has text after a closing quote" }]);
});

test("[SRC3] a quote that is never closed names its line, at the end or after the longest row", () => {
  const reason = "a quote that begins on this line is never closed; nothing after it was read";
  expect(read('a,b\n1,1\n"2,2\n3,3\n')).toMatchObject({
    cells: [["1", "1"]],
    problems: [{ line: 3, reason }],
  });
  const endless = `a,b\n"${"x,y\n".repeat(ROW_CHARS_MAX / 2)}`;
  expect(read(endless, 65_536).problems).toEqual([{ line: 2, reason }]);
});

test("[SRC2] what was written is read again, however it is cut", () => {
  const cell = fc.string({ unit: fc.constantFrom("a", "é", '"', ",", ";", "\n", "\r", " ", "7") });
  const table = fc
    .integer({ min: 1, max: 4 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width })));
  const format = fc.record({
    delimiter: fc.constantFrom(",", ";", "\t"),
    lineEnd: fc.constantFrom("\n", "\r\n"),
    size: fc.integer({ min: 1, max: 40 }),
    endsOpen: fc.boolean(),
  });
  fc.assert(
    fc.property(table, format, (rows, { delimiter, lineEnd, size, endsOpen }) => {
      const width = rows[0]?.length ?? 1;
      const header = Array.from({ length: width }, (_, place) => `column ${place}`);
      const lines = [header, ...rows].map((cells) => cells.map(quoted).join(delimiter));
      const text = lines.join(lineEnd) + (endsOpen ? "" : lineEnd);
      const found = read(text, size, delimiter);
      expect(found.problems).toEqual([]);
      expect(found.columns).toEqual(header);
      expect(found.cells).toEqual(rows);
    }),
  );
});

test("[SRC2] unquoted cells survive any cut as well", () => {
  const cell = fc.string({ unit: fc.constantFrom("a", "é", '"', " ", "7", ";") });
  fc.assert(
    fc.property(fc.array(cell), fc.integer({ min: 1, max: 9 }), (cells, size) => {
      const plain = cells.map((text) => `x${text}`);
      const text = `a,b\r\n${plain.map((one) => `${one},${one}\r\n`).join("")}`;
      expect(read(text, size).cells).toEqual(plain.map((one) => [one, one]));
    }),
  );
});
