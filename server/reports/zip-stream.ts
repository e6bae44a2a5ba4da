/**
 * A ZIP archive written piece by piece, without knowing how long its files will be: each is deflated as it
 * comes, its length follows it. Dates are fixed, so that the same content is the same archive. No file in
 * it, and not the archive, may reach 4 GiB.
 */
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { crc32, createDeflateRaw } from "node:zlib";

export interface ZipEntry {
  readonly name: string;
  readonly content: Iterable<string> | AsyncIterable<string>;
}

const BYTES_MAX = 0xffff_ffff;
/** Lengths follow the data; names are UTF-8. */
const FLAGS = 0x0808;
const DEFLATED = 8;
const VERSION = 20;
/** 1 January 1980, as old as a ZIP can be. */
const DATE = 0x0021;
/** Quick, for what repeats itself as much as this. */
const LEVEL = 3;

interface Written {
  readonly name: Buffer;
  readonly at: number;
  readonly crc: number;
  readonly packed: number;
  readonly plain: number;
}

function headOf(name: Buffer): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x0403_4b50, 0);
  head.writeUInt16LE(VERSION, 4);
  head.writeUInt16LE(FLAGS, 6);
  head.writeUInt16LE(DEFLATED, 8);
  head.writeUInt16LE(DATE, 12);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, name]);
}

function tailOf({ crc, packed, plain }: Written): Buffer {
  const tail = Buffer.alloc(16);
  tail.writeUInt32LE(0x0807_4b50, 0);
  tail.writeUInt32LE(crc, 4);
  tail.writeUInt32LE(packed, 8);
  tail.writeUInt32LE(plain, 12);
  return tail;
}

function listed({ name, at, crc, packed, plain }: Written): Buffer {
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x0201_4b50, 0);
  entry.writeUInt16LE(VERSION, 4);
  entry.writeUInt16LE(VERSION, 6);
  entry.writeUInt16LE(FLAGS, 8);
  entry.writeUInt16LE(DEFLATED, 10);
  entry.writeUInt16LE(DATE, 14);
  entry.writeUInt32LE(crc, 16);
  entry.writeUInt32LE(packed, 20);
  entry.writeUInt32LE(plain, 24);
  entry.writeUInt16LE(name.length, 28);
  entry.writeUInt32LE(at, 42);
  return Buffer.concat([entry, name]);
}

function endOf(count: number, at: number, length: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(at, 16);
  return end;
}

/** Throws a RangeError where something would reach 4 GiB. */
export async function* zipOf(
  entries: Iterable<ZipEntry> | AsyncIterable<ZipEntry>,
): AsyncGenerator<Buffer> {
  const written: Written[] = [];
  let at = 0;
  for await (const { name: text, content } of entries) {
    const name = Buffer.from(text);
    const begin = at;
    const head = headOf(name);
    at += head.length;
    yield head;
    let [crc, plain, packed] = [0, 0, 0];
    async function* bytes(): AsyncGenerator<Buffer> {
      for await (const piece of content) {
        const buffer = Buffer.from(piece);
        crc = crc32(buffer, crc);
        plain += buffer.length;
        yield buffer;
      }
    }
    const deflate = createDeflateRaw({ level: LEVEL });
    // What goes wrong in there comes out of the loop below.
    void pipeline(Readable.from(bytes()), deflate).catch(() => {});
    for await (const piece of deflate as AsyncIterable<Buffer>) {
      packed += piece.length;
      at += piece.length;
      if (plain > BYTES_MAX || at > BYTES_MAX) throw new RangeError("the archive is too large");
      yield piece;
    }
    const entry: Written = { name, at: begin, crc, packed, plain };
    written.push(entry);
    at += 16;
    yield tailOf(entry);
  }
  const list = Buffer.concat(written.map(listed));
  yield list;
  yield endOf(written.length, at, list.length);
}
