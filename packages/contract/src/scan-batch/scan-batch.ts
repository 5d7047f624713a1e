/**
 * What one satellite says in one message: reports of its sensors, of one scan or of many (stored while out of contact). Columns as in
 * `ScanReports`, but sensors by name: which channel that is, only the operator knows.
 */
export interface ScanBatch {
  readonly satelliteId: string;
  /** Of this satellite's messages, counted up by it; each number is used once. */
  readonly sequence: number;
  readonly reportCount: number;
  /** Sensors named in this batch, each once. */
  readonly sensorIds: readonly string[];
  /** Index into `sensorIds`: [report]. */
  readonly sensorIndex: Uint8Array;
  /** Microseconds since the epoch that operator and satellites share: [report]. */
  readonly scanAtUs: Float64Array;
  /** When the report reached the ground; NaN when it does not say: [report]. */
  readonly arrivedAtUs: Float64Array;
  /** Index into `SCAN_STATUSES`: [report]. */
  readonly status: Uint8Array;
  /** Where narrow fields looked, Earth-fixed unit vectors, NaN of a report without one, [report][x, y, z]; null when none says. */
  readonly pointingItrf: Float64Array | null;
  /** Report r owns detections `detectionStart[r]` up to, not including, `detectionStart[r + 1]`. */
  readonly detectionStart: Uint32Array;
  readonly detectionCount: number;
  /** Unit vectors, Earth-fixed at the scan time, [detection][x, y, z]. */
  readonly losItrf: Float64Array;
  /** One-sigma noise of each of the two angles across the line of sight, rad: [detection]. */
  readonly sigmaRad: Float64Array;
  /** Signal over noise, NaN when it is not told: [detection]. */
  readonly snr: Float32Array;
}

/** A message as it came, readable only as far as is needed to know whose it claims to be. */
export interface SealedBatch {
  readonly satelliteId: string;
  /** The message itself, to be kept. */
  readonly bytes: Uint8Array;
  /** What the signature is over. */
  readonly signed: Uint8Array;
  /** Ed25519, 64 bytes. */
  readonly signature: Uint8Array;
}

export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly reason: string };

export function refused(reason: string): { readonly ok: false; readonly reason: string } {
  return { ok: false, reason };
}

/** Makes an Ed25519 signature. */
export type Sign = (bytes: Uint8Array) => Uint8Array;

/** Bounds of one batch. */
export const BATCH_LIMITS = {
  reports: 10_000,
  detections: 100_000,
  detectionsPerReport: 5_000,
  sensors: 255,
  nameLength: 200,
  bytes: 8_388_608,
} as const;

export const SIGNATURE_BYTES: number = 64;
