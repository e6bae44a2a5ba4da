/** The four ways a CloudEvent comes over HTTP. */
import { expect, test } from "vitest";
import { inputsOf, modeOf } from "../../../server/http/cloudevents.ts";
import { BATCH_EVENTS_MAX } from "../../../shared/events/limits.ts";

const typed = (type: string, more = {}) => modeOf({ "content-type": type, ...more });
const lines = (body: string | Buffer) => inputsOf("lines", Buffer.from(body), {});

test("[DESIGN-8] the content type decides how a body is read, in any case and with parameters", () => {
  expect(typed("application/cloudevents+json")).toEqual({ ok: true, value: "one" });
  expect(typed("Application/CloudEvents+JSON; charset=UTF-8")).toEqual({ ok: true, value: "one" });
  expect(typed('application/cloudevents+json;charset="utf-8"')).toMatchObject({ ok: true });
  expect(typed("application/cloudevents-batch+json")).toEqual({ ok: true, value: "batch" });
  expect(typed("application/x-ndjson")).toEqual({ ok: true, value: "lines" });
  expect(typed("application/ndjson")).toEqual({ ok: true, value: "lines" });
  expect(typed("application/json", { "ce-specversion": "1.0" })).toEqual({
    ok: true,
    value: "binary",
  });
});

test.each(["utf-16", "utf-80", "xutf-8", "iso-8859-1", ""])(
  "[SEC-9] charset %s is refused: the body must be UTF-8",
  (charset) => {
    const mode = typed(`application/cloudevents+json; charset=${charset}`);
    expect(mode).toMatchObject({ ok: false, problem: { status: 415 } });
  },
);

test("[SEC-9] names of Object.prototype are no content types", () => {
  for (const name of ["constructor", "__proto__", "toString"]) {
    expect(typed(name)).toMatchObject({ ok: false, problem: { status: 415 } });
  }
});

test("[DESIGN-8] a line that is not JSON stands in its place, and its neighbours are read", () => {
  expect(lines('{"a":1}\n{"a":\n\n  \r\n{"a":3}\r\n')).toEqual({
    ok: true,
    value: [{ a: 1 }, null, { a: 3 }],
  });
});

test("[DESIGN-8] a line that is not UTF-8 is one bad line, and é next to it stays é", () => {
  const body = Buffer.concat([
    Buffer.from('{"a":"é"}\n'),
    Buffer.from('{"a":"é"}\n', "latin1"),
    Buffer.from('{"a":"日本"}'),
  ]);
  expect(lines(body)).toEqual({ ok: true, value: [{ a: "é" }, null, { a: "日本" }] });
});

test("[DESIGN-8] a byte order mark is no part of the body", () => {
  expect(lines('\uFEFF{"a":1}\n')).toEqual({ ok: true, value: [{ a: 1 }] });
  expect(inputsOf("one", Buffer.from('\uFEFF{"a":1}'), {})).toEqual({
    ok: true,
    value: [{ a: 1 }],
  });
});

test("[SEC-9] exactly as many events as a batch may have are read, one more is refused", () => {
  const full = "{}\n".repeat(BATCH_EVENTS_MAX);
  expect(lines(full)).toMatchObject({ ok: true });
  expect(lines(`${full}{}`)).toMatchObject({ ok: false, problem: { status: 413 } });
  const array = (count: number) => Buffer.from(JSON.stringify(Array(count).fill({})));
  expect(inputsOf("batch", array(BATCH_EVENTS_MAX), {})).toMatchObject({ ok: true });
  expect(inputsOf("batch", array(BATCH_EVENTS_MAX + 1), {})).toMatchObject({ ok: false });
});

test("[DESIGN-8] in binary mode the attributes are headers, percent-encoded, and the body is the data", () => {
  const headers = {
    "ce-specversion": "1.0",
    "ce-id": "caf%C3%A9 100%25",
    "ce-source": "/acme/zendesk/main",
    "ce-subject": "100%",
    "ce-entityversion": "7",
    "ce-data": "ignored",
    "ce-__proto__": "ignored",
  };
  expect(inputsOf("binary", Buffer.from('{"contactId":"1"}'), headers)).toEqual({
    ok: true,
    value: [
      {
        specversion: "1.0",
        id: "café 100%",
        source: "/acme/zendesk/main",
        subject: "100%",
        entityversion: "7",
        data: { contactId: "1" },
      },
    ],
  });
});
