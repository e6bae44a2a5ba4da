/** A contact that could have happened: what a source sends when an e-mail comes in. */

interface TestEvent {
  readonly specversion: "1.0";
  readonly type: string;
  readonly source: string;
  readonly id: string;
  readonly time: string;
  readonly subject: string;
  readonly data: Readonly<Record<string, string>>;
}

export function testEvent(source: string, now: number): TestEvent {
  const contactId = `test-${Math.floor(now / 1000)}`;
  return {
    specversion: "1.0",
    type: "deskpulse.contact.created.v1",
    source,
    id: `${contactId}-created`,
    time: new Date(now - 1000).toISOString(),
    subject: `contact/${contactId}`,
    data: { contactId, channel: "email", direction: "inbound" },
  };
}
