import { RandomStream } from '../../foundation/index.ts';
import { EARTH_EQUATORIAL_RADIUS_M } from '../../physics/index.ts';
import type { Hypothesis } from '../motion/hypothesis.ts';
import type { Scan } from '../scan.ts';

export const SIGMA_RAD = 1e-4;
const SATELLITE_RADIUS_M = EARTH_EQUATORIAL_RADIUS_M + 1_000_000;

/** A coasting object known to `sigmaM` and `sigmaMPerS` on every axis. */
export function coasting(positionM: readonly number[], sigmaM: number, sigmaMPerS: number): Hypothesis {
  const covariance = new Float64Array(36);
  for (let axis = 0; axis < 3; axis++) {
    covariance[7 * axis] = sigmaM ** 2;
    covariance[7 * (axis + 3)] = sigmaMPerS ** 2;
  }
  return {
    kind: 'coast',
    state: Float64Array.of(...positionM, 0, 0, 0),
    covariance,
    logWeight: 0,
    cutoffAtUs: null,
  };
}

/** One scan, light infinitely fast: satellites at these places, each with detections in these directions (any length). */
export function scanOfSky(
  satellitesM: readonly (readonly number[])[],
  directions: readonly (readonly (readonly number[])[])[],
): Scan {
  const seeing = directions.flatMap((own, satellite) => (own.length > 0 ? [satellite] : []));
  const rows = seeing.flatMap((satellite) =>
    (directions[satellite] ?? []).map((each) => ({ satellite, each })),
  );
  let next = 0;
  const blockStart = [0, ...seeing.map((satellite) => (next += directions[satellite]?.length ?? 0))];
  return {
    atUs: 0,
    detectionCount: rows.length,
    blockChannel: Uint16Array.from(seeing),
    blockStart: Uint32Array.from(blockStart),
    channelIndex: Uint16Array.from(rows, ({ satellite }) => satellite),
    satelliteIndex: Uint16Array.from(rows, ({ satellite }) => satellite),
    lightSpeedMPerS: Number.POSITIVE_INFINITY,
    los: Float64Array.from(rows.flatMap(({ each }) => unit(each))),
    sigmaRad: new Float64Array(rows.length).fill(SIGMA_RAD),
    sourceRow: Uint32Array.from(rows, (_, row) => row),
    reported: new Uint8Array(satellitesM.length).fill(1),
    satellites: Float64Array.from(satellitesM.flat()),
  };
}

export function unit(d: readonly number[]): readonly number[] {
  const length = Math.hypot(...d);
  return d.map((each) => each / length);
}

/** Satellites anywhere around the Earth, tracks in a few clusters above it, and detections of some of them among false alarms. */
export function randomSky(
  seed: number,
  { satellites, tracks, falseAlarms }: { satellites: number; tracks: number; falseAlarms: number },
): { readonly scan: Scan; readonly tracks: readonly (readonly Hypothesis[])[] } {
  const draws = new RandomStream(seed, 'sky');
  const four = new Float64Array(4);
  const drawn = (kind: number, index: number, inner = 0): Float64Array => {
    draws.normalsInto(four, kind, index, inner);
    return four.slice();
  };
  const at = (kind: number, index: number, radiusM: number): readonly number[] =>
    unit([...drawn(kind, index).subarray(0, 3)]).map((each) => each * radiusM);
  const satellitesM = Array.from({ length: satellites }, (_, k) => at(0, k, SATELLITE_RADIUS_M));
  const found = Array.from({ length: tracks }, (_, k) => {
    const centre = at(1, k % 3, EARTH_EQUATORIAL_RADIUS_M + 300_000);
    const off = drawn(2, k);
    const place = centre.map((each, axis) => each + 5_000 * off[axis]!);
    const sigmaM = 50 * (1 + (k % 4) ** 2);
    const other = place.map((each) => each + 2_000 * off[3]!);
    return k % 2 === 0
      ? [coasting(place, sigmaM, 10)]
      : [coasting(place, sigmaM, 10), coasting(other, 3 * sigmaM, 50)];
  });
  const directions = satellitesM.map((from, satellite) => [
    ...found.map(([first], track) => {
      const noise = drawn(3, satellite, track);
      return from.map((each, axis) => (first?.state[axis] ?? 0) + 300 * noise[axis]! - each);
    }),
    ...Array.from({ length: falseAlarms }, (_, k) => [...drawn(4, satellite, k).subarray(0, 3)]),
  ]);
  return { scan: scanOfSky(satellitesM, directions), tracks: found };
}
