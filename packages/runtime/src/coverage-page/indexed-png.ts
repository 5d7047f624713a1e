import { crc32, deflateSync } from 'node:zlib';

/** A picture of numbered colours, rows from the top. */
export interface IndexedPicture {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Colour of each pixel: [row][column]. */
  readonly pixels: Uint8Array;
  /** `#rrggbb`, at most 256. */
  readonly colours: readonly string[];
}

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const BITS = 8;
const INDEXED = 3;

/** PNG, ISO/IEC 15948: header, palette, one block of rows without filters. */
export function pngBytes({ widthPx, heightPx, pixels, colours }: IndexedPicture): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(widthPx, 0);
  header.writeUInt32BE(heightPx, 4);
  header.set([BITS, INDEXED, 0, 0, 0], 8);
  const rows = Buffer.alloc(heightPx * (widthPx + 1));
  for (let row = 0; row < heightPx; row++) {
    rows.set(pixels.subarray(row * widthPx, (row + 1) * widthPx), row * (widthPx + 1) + 1);
  }
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(colours.map((colour) => colour.slice(1)).join(''), 'hex')),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

export function pngDataUri(picture: IndexedPicture): string {
  return `data:image/png;base64,${pngBytes(picture).toString('base64')}`;
}
