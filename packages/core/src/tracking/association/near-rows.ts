import type { CoarseGates } from './gate.ts';
import type { Scan } from '../scan.ts';

/** Wider than this a coarse gate is not a small angle: all rows of the channel are near it, rad. */
const WIDEST_ANGLE_RAD = 1;

/** With fewer tracks than this a cone costs more than it saves, ... */
const FEWEST_FOR_CONE = 6;
/** ... and with fewer detections than this so does putting them in order. */
const FEWEST_IN_ORDER = 16;

/**
 * Calls `found` with every track and detection of one channel that may belong together: the direction of the detection lies within the
 * track's coarse gate as seen from the satellite. Never all against all: tracks outside the cone that holds the channel's detections are
 * passed over, the others look only at the detections whose z component can be near enough. In order of track, then row.
 *
 * @param taken - Detections marked 1 are left out.
 */
export function nearRows(
  scan: Scan,
  block: number,
  gates: CoarseGates,
  taken: Uint8Array,
  found: (track: number, row: number) => void,
): void {
  const rows = freeRows(scan, block, taken);
  if (rows.length === 0) return;
  const { los } = scan;
  const satellite = 3 * scan.satelliteIndex[rows[0]!]!;
  const sx = scan.satellites[satellite]!;
  const sy = scan.satellites[satellite + 1]!;
  const sz = scan.satellites[satellite + 2]!;
  const cone = gates.count < FEWEST_FOR_CONE ? null : coneOf(los, rows);
  let byZ: Uint32Array | null = null;
  let noiseRad = 0;
  for (const row of rows) noiseRad = Math.max(noiseRad, 5 * scan.sigmaRad[row]!);
  for (let track = 0; track < gates.count; track++) {
    const dx = gates.centresM[3 * track]! - sx;
    const dy = gates.centresM[3 * track + 1]! - sy;
    const dz = gates.centresM[3 * track + 2]! - sz;
    const rangeM = Math.sqrt(dx * dx + dy * dy + dz * dz);
    const slackRad = gates.radiiM[track]! / rangeM;
    const widest = slackRad + noiseRad;
    if (widest >= WIDEST_ANGLE_RAD) {
      for (const row of rows) found(track, row);
      continue;
    }
    // Chord of the widest angle that the cosine below lets through.
    const chord = Math.SQRT2 * widest;
    if (cone !== null && (dx * cone.x + dy * cone.y + dz * cone.z) / rangeM < cone.leastCosine - chord)
      continue;
    const ux = dx / rangeM;
    const uy = dy / rangeM;
    const uz = dz / rangeM;
    const isNear = (row: number): boolean => {
      const angle = slackRad + 5 * scan.sigmaRad[row]!;
      return ux * los[3 * row]! + uy * los[3 * row + 1]! + uz * los[3 * row + 2]! > 1 - angle * angle;
    };
    if (rows.length < FEWEST_IN_ORDER) {
      for (const row of rows) if (isNear(row)) found(track, row);
      continue;
    }
    byZ ??= rows.toSorted((a, b) => los[3 * a + 2]! - los[3 * b + 2]!);
    const near: number[] = [];
    for (let k = firstAtLeast(los, byZ, uz - chord); k < byZ.length; k++) {
      const row = byZ[k]!;
      if (los[3 * row + 2]! > uz + chord) break;
      if (isNear(row)) near.push(row);
    }
    if (near.length > 1) near.sort((a, b) => a - b);
    for (const row of near) found(track, row);
  }
}

function freeRows(scan: Scan, block: number, taken: Uint8Array): Uint32Array {
  const from = scan.blockStart[block]!;
  const until = scan.blockStart[block + 1]!;
  const rows = new Uint32Array(until - from);
  let count = 0;
  for (let row = from; row < until; row++) if (taken[row] !== 1) rows[count++] = row;
  return rows.subarray(0, count);
}

/** Place of the first row whose z component is not below `z`. */
function firstAtLeast(los: Float64Array, rows: Uint32Array, z: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (los[3 * rows[middle]! + 2]! < z) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Cone {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  /** Cosine of the widest angle between the axis and a direction in the cone. */
  readonly leastCosine: number;
}

/** A cone around the mean direction of these rows that holds them all. */
function coneOf(los: Float64Array, rows: Uint32Array): Cone {
  let x = 0;
  let y = 0;
  let z = 0;
  for (const row of rows) {
    x += los[3 * row]!;
    y += los[3 * row + 1]!;
    z += los[3 * row + 2]!;
  }
  const length = Math.sqrt(x * x + y * y + z * z);
  if (length < 1e-9) return { x: 1, y: 0, z: 0, leastCosine: -1 };
  x /= length;
  y /= length;
  z /= length;
  let leastCosine = 1;
  for (const row of rows) {
    leastCosine = Math.min(leastCosine, x * los[3 * row]! + y * los[3 * row + 1]! + z * los[3 * row + 2]!);
  }
  return { x, y, z, leastCosine };
}
