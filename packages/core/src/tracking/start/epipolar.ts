import type { Scan } from '../scan.ts';
import { GATE_SIGMAS, LIGHT_TIME_SLACK_M } from './rays.ts';

/** Below this many pairs trying all is quicker than sorting. */
const FEW_PAIRS = 400;
/** The angle between two rays' planes is bounded for small angles; this makes room for the rest. */
const SAFETY = 1.2;

/**
 * Pairs of rays of two satellites that can meet near a place. Rays of two satellites meet only when they lie in one plane with the line
 * between the satellites (the epipolar plane), so both sets are sorted by the angle of that plane and merged: n log n, not n².
 *
 * @param first - Rows of the scan, all of one satellite; `second` all of another.
 * @param centre - Rays are asked for that meet within `radiusM` of this place, inertial, m.
 * @param tell - Called with places in `first` and `second`; some of the pairs told do not meet, none that meets is left out.
 */
export function sweepEpipolar(
  scan: Scan,
  first: readonly number[],
  second: readonly number[],
  centre: readonly [number, number, number],
  radiusM: number,
  tell: (first: number, second: number) => void,
): void {
  const axis = first.length * second.length <= FEW_PAIRS ? null : planeAxis(scan, first, second, centre);
  if (axis === null || axis.distanceM <= 1.1 * radiusM) {
    for (let a = 0; a < first.length; a++) for (let b = 0; b < second.length; b++) tell(a, b);
    return;
  }
  const nearestM = axis.distanceM - radiusM;
  const a = planes(scan, first, axis, nearestM);
  const b = planes(scan, second, axis, nearestM);
  let from = 0;
  for (const i of a.order) {
    const lowest = a.angle[i]! - a.width[i]! - b.widest;
    const highest = a.angle[i]! + a.width[i]! + b.widest;
    // Angles rise along the order, lower ends all but do: step back as far as the widest ray of the first set may ask.
    while (from < b.order.length && b.angle[b.order[from]!]! < a.angle[i]! - a.widest - b.widest) from++;
    for (let k = from; k < b.order.length; k++) {
      const j = b.order[k]!;
      const angle = b.angle[j]!;
      if (angle > highest) break;
      if (angle >= lowest) tell(i, j);
    }
  }
}

/** Two directions across the line between two satellites; the first points to the place asked for. */
interface PlaneAxis {
  readonly e: readonly [number, number, number];
  readonly f: readonly [number, number, number];
  /** Of the place from the axis, m. */
  readonly distanceM: number;
}

function planeAxis(
  scan: Scan,
  first: readonly number[],
  second: readonly number[],
  centre: readonly [number, number, number],
): PlaneAxis | null {
  const p = scan.satellites;
  const sa = 3 * scan.satelliteIndex[first[0]!]!;
  const sb = 3 * scan.satelliteIndex[second[0]!]!;
  const bx = p[sb]! - p[sa]!;
  const by = p[sb + 1]! - p[sa + 1]!;
  const bz = p[sb + 2]! - p[sa + 2]!;
  const length = Math.hypot(bx, by, bz);
  if (!(length > 1)) return null;
  const b = [bx / length, by / length, bz / length] as const;
  const dx = centre[0] - p[sa]!;
  const dy = centre[1] - p[sa + 1]!;
  const dz = centre[2] - p[sa + 2]!;
  const along = dx * b[0] + dy * b[1] + dz * b[2];
  const ex = dx - along * b[0];
  const ey = dy - along * b[1];
  const ez = dz - along * b[2];
  const distanceM = Math.hypot(ex, ey, ez);
  if (!(distanceM > 1)) return null;
  const e = [ex / distanceM, ey / distanceM, ez / distanceM] as const;
  const f = [b[1] * e[2] - b[2] * e[1], b[2] * e[0] - b[0] * e[2], b[0] * e[1] - b[1] * e[0]] as const;
  return { e, f, distanceM };
}

interface Planes {
  /** Angle of each ray's plane about the axis, rad, and how much its noise and light time may turn it. */
  readonly angle: Float64Array;
  readonly width: Float64Array;
  readonly widest: number;
  /** By angle. */
  readonly order: Uint32Array;
}

function planes(scan: Scan, rows: readonly number[], { e, f }: PlaneAxis, nearestM: number): Planes {
  const angle = new Float64Array(rows.length);
  const width = new Float64Array(rows.length);
  let widest = 0;
  rows.forEach((row, i) => {
    const x = scan.los[3 * row]!;
    const y = scan.los[3 * row + 1]!;
    const z = scan.los[3 * row + 2]!;
    const across = x * e[0] + y * e[1] + z * e[2];
    const beside = x * f[0] + y * f[1] + z * f[2];
    angle[i] = Math.atan2(beside, across);
    const sine = Math.sqrt(across * across + beside * beside);
    width[i] =
      SAFETY *
      ((GATE_SIGMAS * scan.sigmaRad[row]!) / Math.max(sine, 1e-9) + LIGHT_TIME_SLACK_M / 2 / nearestM);
    widest = Math.max(widest, width[i]);
  });
  const order = Uint32Array.from(rows.keys()).toSorted((i, j) => angle[i]! - angle[j]! || i - j);
  return { angle, width, widest, order };
}
