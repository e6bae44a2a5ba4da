/** Bytes written by version 1, kept for ever: F7 begins with being able to read them. */
import { expect, test } from "vitest";
import { type LogRow, readGroup } from "../../../server/store/sqlite/log.ts";
import { eventsFrom } from "../../contract/store-event.ts";

const PLAIN =
  "W3sidHlwZSI6ImNvbnRhY3QucXVldWVkIiwic291cmNlIjoiemVuZGVzayIsImlkIjoiZXZlbnQtMSIsImF0IjoxNzcyMDAwMDAwMDAxLCJkYXRhIjp7ImNvbnRhY3RJZCI6InRpY2tldC0xIiwicmVhc29uIjoibmV3IiwibmF0aXZlIjp7InBhZ2UiOjEuNSwibm9uZSI6bnVsbH19fSx7InR5cGUiOiJjb250YWN0LnF1ZXVlZCIsInNvdXJjZSI6InplbmRlc2siLCJpZCI6ImV2ZW50LTIiLCJhdCI6MTc3MjAwMDAwMDAwMiwiZGF0YSI6eyJjb250YWN0SWQiOiJ0aWNrZXQtMiIsInJlYXNvbiI6Im5ldyIsIm5hdGl2ZSI6eyJwYWdlIjoxLjUsIm5vbmUiOm51bGx9fX1d";
const PACKED =
  "KLUv/WAgGLUJAFYQMR9gadoGQO0I68eBSDGo2CyiBlkBr4mIRHYvX+dFEARcKwAqACYAuN6OmyNAY23QX08MNz8sOmGd8PVGFIuyuHnSSy8FhYYcjSnI1zuB0M4QCOvNFHbDBVxvgiNxxnobGNrBbn7Q7OtMWRyt6ANiaF9PAhjrRzuSG7xEKIjn8pKV2pQUoTwHmW/3qHLmIurhYSqFKR1C5zDvqmaaRqOBQCwsA3x7u0ppSokQnnPMZ5dVN1MR8/QUlbqUDkJ8zjLrbqpi5gV+qGHg7bF/HOA1OhLAECAIQvAWpOBdw58I/lnIoOKVXNZKLtrClnSlC3WlOCpgbZd4hVe7nBVf1AVfkphqtcBLWomFW8NKL3E1LzTOkFSA8iqxT+wTR4eOw4COw0DHYUBLI5KO0lat+/NHxd+Q3yo=";

const row = (last: number, checksum: number, body: string): LogRow => ({
  first: 1,
  last,
  received_at: 7,
  checksum,
  body: Buffer.from(body, "base64"),
});

for (const [name, written] of Object.entries({
  plain: row(2, 780_529_104, PLAIN),
  packed: row(40, 3_121_246_596, PACKED),
})) {
  test(`[STORE19] a ${name} group of version 1 is read back exactly`, () => {
    const group = readGroup(written, 1, "desk.db");
    expect(group).toEqual({
      first: 1,
      last: written.last,
      receivedAt: 7,
      events: eventsFrom(1, written.last),
    });
  });
}
