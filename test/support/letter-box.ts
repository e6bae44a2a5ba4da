/** A mail server on loopback that keeps what it takes, and can be slow, refuse, or be down. */
import { SMTPServer } from "smtp-server";

export interface Letter {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: Buffer;
  readonly id: string;
}

export interface LetterBox {
  readonly port: number;
  /** Complete ones, in the order in which they came. */
  readonly letters: Letter[];
  /** Is called with each that came whole, before it is told that it did. An Error refuses it. */
  onLetter: (letter: Letter) => Promise<Error | null>;
  /** Is called with each recipient. An Error refuses it. */
  onRecipient: (address: string) => Error | null;
  close(): Promise<void>;
}

export const idIn = (raw: Buffer): string =>
  /^Message-ID: <([^>]+)>/im.exec(raw.toString("latin1"))?.[1] ?? "";

/** With a code that tells the sender whether to come again. */
export const refusal = (responseCode: number, text: string): Error =>
  Object.assign(new Error(text), { responseCode });

export async function openLetterBox({
  port = 0,
  password,
}: {
  port?: number;
  password?: string;
} = {}): Promise<LetterBox> {
  const letters: Letter[] = [];
  const server = new SMTPServer({
    disabledCommands: password === undefined ? ["STARTTLS", "AUTH"] : ["STARTTLS"],
    allowInsecureAuth: true,
    authOptional: password === undefined,
    disableReverseLookup: true,
    closeTimeout: 50,
    onAuth: (given, _session, done) =>
      given.password === password
        ? done(null, { user: given.username ?? "" })
        : done(refusal(535, "5.7.8 that is not the password")),
    onRcptTo: ({ address }, _session, done) => done(box.onRecipient(address)),
    onData: (stream, { envelope }, done) => {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        const raw = Buffer.concat(parts);
        const { mailFrom, rcptTo } = envelope;
        const letter = {
          from: mailFrom === false ? "" : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          raw,
          id: idIn(raw),
        };
        void box.onLetter(letter).then((problem) => {
          if (problem === null) letters.push(letter);
          done(problem);
        });
      });
    },
  });
  server.on("error", () => {}); // a sender that was killed
  const listening = await new Promise<number>((resolve) => {
    const net = server.listen(port, "127.0.0.1", () => {
      const address = net.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
  const box: LetterBox = {
    port: listening,
    letters,
    onLetter: async () => null,
    onRecipient: () => null,
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
  return box;
}
