/** CRC-32 as zlib has it, for text that people copy: on every side, without Node. */

const POLYNOMIAL = 0xedb88320;

/** Eight hexadecimal digits: of the UTF-8 bytes. */
export function crc32(text: string): string {
  let crc = 0xffffffff;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? POLYNOMIAL : 0);
  }
  return ((crc ^ 0xffffffff) >>> 0).toString(16).padStart(8, "0");
}
