import { checkedBatch } from './check-batch.ts';
import { BATCH_LIMITS, SIGNATURE_BYTES, refused } from './scan-batch.ts';
import type { Outcome, ScanBatch, SealedBatch, Sign } from './scan-batch.ts';

/** The letters `CUPOLAS`; the eighth byte is the version. */
const MAGIC: readonly number[] = [67, 85, 80, 79, 76, 65, 83];
const VERSION = 1;
const HEAD_BYTES = 48;
const BODY_AT = HEAD_BYTES + SIGNATURE_BYTES;
const HAS_POINTING = 1;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Writes a batch as a binary envelope (docs/formats/scan-reports.md): head, signature, names, columns; little-endian, every part at a
 * multiple of eight bytes, so that envelopes can stand one after another and columns be read where they lie.
 */
export function binaryEnvelope(batch: ScanBatch, sign: Sign): Uint8Array {
  const names = namesBlock([batch.satelliteId, ...batch.sensorIds]);
  const columns: readonly ArrayBufferView[] = [
    batch.scanAtUs,
    batch.arrivedAtUs,
    batch.detectionStart,
    batch.sensorIndex,
    batch.status,
    ...(batch.pointingItrf === null ? [] : [batch.pointingItrf]),
    batch.losItrf,
    batch.sigmaRad,
    batch.snr,
  ];
  const length = columns.reduce((sum, each) => sum + padded(each.byteLength), BODY_AT + names.length);
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  bytes.set(MAGIC);
  bytes[7] = VERSION;
  view.setUint32(8, length, true);
  view.setUint32(12, names.length, true);
  view.setBigUint64(16, BigInt(batch.sequence), true);
  view.setUint32(24, batch.sensorIds.length, true);
  view.setUint32(28, batch.reportCount, true);
  view.setUint32(32, batch.detectionCount, true);
  view.setUint32(36, batch.pointingItrf === null ? 0 : HAS_POINTING, true);
  bytes.set(names, BODY_AT);
  let at = BODY_AT + names.length;
  for (const column of columns) {
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at);
    at += padded(column.byteLength);
  }
  bytes.set(sign(signedPart(bytes)), HEAD_BYTES);
  return bytes;
}

/** The envelopes of a body, one after another. After one that is not whole nothing can be found any more: its reason is the last outcome. */
export function binaryEnvelopes(body: Uint8Array): readonly Outcome<SealedBatch>[] {
  const found: Outcome<SealedBatch>[] = [];
  for (let at = 0; at < body.length;) {
    const rest = body.subarray(at);
    const length = envelopeLength(rest);
    if (!length.ok) return [...found, length];
    // Its own memory, so that columns stand at multiples of eight whatever the body does.
    const bytes = rest.slice(0, length.value);
    const names = namesOf(bytes);
    found.push(
      names.ok
        ? {
            ok: true,
            value: {
              satelliteId: names.value[0] ?? '',
              bytes,
              signed: signedPart(bytes),
              signature: bytes.slice(HEAD_BYTES, BODY_AT),
            },
          }
        : names,
    );
    at += length.value;
  }
  return found;
}

/** Reads one whole envelope, whose memory starts at a multiple of eight. */
export function openEnvelope(bytes: Uint8Array): Outcome<ScanBatch> {
  const names = namesOf(bytes);
  if (!names.ok) return names;
  const view = viewOf(bytes);
  const [satelliteId = '', ...sensorIds] = names.value;
  const reportCount = view.getUint32(28, true);
  const detectionCount = view.getUint32(32, true);
  if (reportCount > BATCH_LIMITS.reports)
    return refused(`more than ${BATCH_LIMITS.reports} reports in one batch`);
  if (detectionCount > BATCH_LIMITS.detections) {
    return refused(`more than ${BATCH_LIMITS.detections} detections in one batch`);
  }
  let at = bytes.byteOffset + BODY_AT + view.getUint32(12, true);
  const end = bytes.byteOffset + bytes.length;
  const hasPointing = view.getUint32(36, true) === HAS_POINTING;
  const sizes = [8, 8, 4, 1, 1, hasPointing ? 24 : 0].map((size) => size * reportCount);
  const bodyBytes =
    sizes.reduce((sum, size, index) => sum + padded(index === 2 ? size + 4 : size), 0) +
    padded(24 * detectionCount) +
    padded(8 * detectionCount) +
    padded(4 * detectionCount);
  if (at + bodyBytes !== end) return refused('its length is not that of its columns');
  const next = (byteLength: number): number => {
    const start = at;
    at += padded(byteLength);
    return start;
  };
  const { buffer } = bytes;
  return checkedBatch({
    satelliteId,
    sequence: Number(view.getBigUint64(16, true)),
    reportCount,
    sensorIds,
    scanAtUs: new Float64Array(buffer, next(8 * reportCount), reportCount),
    arrivedAtUs: new Float64Array(buffer, next(8 * reportCount), reportCount),
    detectionStart: new Uint32Array(buffer, next(4 * (reportCount + 1)), reportCount + 1),
    sensorIndex: new Uint8Array(buffer, next(reportCount), reportCount),
    status: new Uint8Array(buffer, next(reportCount), reportCount),
    pointingItrf: hasPointing ? new Float64Array(buffer, next(24 * reportCount), 3 * reportCount) : null,
    detectionCount,
    losItrf: new Float64Array(buffer, next(24 * detectionCount), 3 * detectionCount),
    sigmaRad: new Float64Array(buffer, next(8 * detectionCount), detectionCount),
    snr: new Float32Array(buffer, next(4 * detectionCount), detectionCount),
  });
}

function envelopeLength(bytes: Uint8Array): Outcome<number> {
  if (!MAGIC.every((byte, index) => bytes[index] === byte)) return refused('no envelope begins here');
  if (bytes[7] !== VERSION) return refused(`envelope version ${bytes[7] ?? 'missing'}, expected ${VERSION}`);
  if (bytes.length < BODY_AT) return refused('the envelope is cut off');
  const length = viewOf(bytes).getUint32(8, true);
  if (length > BATCH_LIMITS.bytes) return refused(`an envelope of more than ${BATCH_LIMITS.bytes} bytes`);
  if (length < BODY_AT || length % 8 !== 0) return refused('the length of the envelope cannot be');
  return length > bytes.length ? refused('the envelope is cut off') : { ok: true, value: length };
}

/** The satellite's id, then the sensors. */
function namesOf(bytes: Uint8Array): Outcome<readonly string[]> {
  const view = viewOf(bytes);
  const end = BODY_AT + view.getUint32(12, true);
  const count = 1 + view.getUint32(24, true);
  if (end > bytes.length || end % 8 !== 0 || count > 1 + BATCH_LIMITS.sensors)
    return refused('its names do not fit');
  const names: string[] = [];
  let at = BODY_AT;
  for (let index = 0; index < count; index++) {
    if (at + 2 > end) return refused('its names do not fit');
    const length = view.getUint16(at, true);
    if (at + 2 + length > end) return refused('its names do not fit');
    try {
      names.push(decoder.decode(bytes.subarray(at + 2, at + 2 + length)));
    } catch {
      return refused('a name is not UTF-8');
    }
    at += 2 + length;
  }
  return { ok: true, value: names };
}

function namesBlock(names: readonly string[]): Uint8Array {
  const encoded = names.map((name) => encoder.encode(name));
  const block = new Uint8Array(padded(encoded.reduce((sum, each) => sum + 2 + each.length, 0)));
  let at = 0;
  for (const each of encoded) {
    new DataView(block.buffer).setUint16(at, each.length, true);
    block.set(each, at + 2);
    at += 2 + each.length;
  }
  return block;
}

/** Everything but the signature. */
function signedPart(bytes: Uint8Array): Uint8Array {
  const part = new Uint8Array(bytes.length - SIGNATURE_BYTES);
  part.set(bytes.subarray(0, HEAD_BYTES));
  part.set(bytes.subarray(BODY_AT), HEAD_BYTES);
  return part;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

function padded(byteLength: number): number {
  return Math.ceil(byteLength / 8) * 8;
}
