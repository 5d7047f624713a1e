import { poissonFromUniform, present, RandomStream, usFromS } from '@cupola/core/foundation';
import type { ScanReports } from '@cupola/core/messages';
import type { BoundLook } from '@cupola/core/metrics';
import { SPEED_OF_LIGHT_M_PER_S, earthAngleRad } from '@cupola/core/physics';
import { localAxesInto, turnByErrorInPlace } from '@cupola/core/sensors';
import type { OwnSide } from '@cupola/core/sensors';
import { SATELLITE_RADIUS_M, ownSideOf, ringOf } from './circling-satellites.ts';
import type { Circle } from './circling-satellites.ts';
import { SPREAD_BOX_M, coastingFlight } from './coasting-flight.ts';
import type { Flight } from './other-flights.ts';

/** What a raid is like; what is not said is as in the scene in which open trackers were measured. */
export interface RaidShape {
  readonly seed: number;
  readonly objects: number;
  /** Side of the box the objects start in, m. */
  readonly boxM?: number;
  readonly circles?: readonly Circle[];
  /** Satellites that look at each object, the nearest ones; all of them when left out. */
  readonly looksPerObject?: number;
  /** Poisson mean for each satellite and scan. */
  readonly falseAlarmsPerScan?: number;
  readonly scans?: number;
  /** How the objects fly; past burnout when left out. */
  readonly flight?: Flight;
  /** One-sigma constant pointing error of each satellite about each local axis, as drawn and as the operator believes, rad. */
  readonly biasSigmaRad?: number;
}

/** Simulated scan reports with all that is needed to judge what a tracker makes of them. Light time is in the data. */
export interface RaidScene {
  readonly ownSide: OwnSide;
  readonly scans: readonly ScanReports[];
  /** True inertial states, [target][scan][6]. */
  readonly truth: readonly (readonly Float64Array[])[];
  /** Looks that really were detected, per target. */
  readonly looks: readonly (readonly BoundLook[])[];
  /** Target that caused each detection of each scan, -1 for a false alarm. */
  readonly causes: readonly (readonly number[])[];
}

const SIGMA_RAD = 1e-4;
const DETECTION_PROB = 0.95;

/**
 * The scene in which open trackers were measured (docs/models/tracking.md), unless the shape says otherwise: six satellites at 1,000 km,
 * 1,240-2,210 km from the raid; one scan a second for 121 scans; 100 microrad; detection probability 0.95; Poisson false alarms, three per
 * sensor and scan; objects past burnout at 120 km on 10,000 km trajectories inside a box of 500 km.
 */
export function raidScene(shape: RaidShape): RaidScene {
  const { seed, objects, boxM = SPREAD_BOX_M, circles = ringOf(6) } = shape;
  const {
    looksPerObject = circles.length,
    falseAlarmsPerScan = 3,
    scans: scanCount = 121,
    flight = coastingFlight,
    biasSigmaRad = 0,
  } = shape;
  const place = new RandomStream(seed, 'scene/targets');
  const hits = new RandomStream(seed, 'scene/hits');
  const noise = new RandomStream(seed, 'scene/noise');
  const clutter = new RandomStream(seed, 'scene/clutter');
  const ownSide = ownSideOf(circles, (scanCount - 1) / 2, falseAlarmsPerScan, biasSigmaRad);
  const truth = Array.from({ length: objects }, (_, target) => flight(place, target, boxM, scanCount));
  const looks: BoundLook[][] = truth.map(() => []);
  const positions = new Float64Array(3 * circles.length);
  const four = new Float64Array(4);
  const errorsRad = pointingErrors(seed, circles.length, biasSigmaRad);
  const axes = new Float64Array(9);
  const scans: ScanReports[] = [];
  const causes: number[][] = [];
  for (let scan = 0; scan < scanCount; scan++) {
    ownSide.ephemeris.positionsInertialInto(positions, usFromS(scan));
    const targetsOf = seenBy(
      positions,
      truth.map((states) => present(states[scan])),
      looksPerObject,
    );
    const los: number[] = [];
    const cause: number[] = [];
    const detectionStart = new Uint32Array(circles.length + 1);
    for (let satellite = 0; satellite < circles.length; satellite++) {
      const s = positions.subarray(3 * satellite, 3 * satellite + 3);
      for (const target of present(targetsOf[satellite])) {
        if (hits.uniform(satellite, scan, target) > DETECTION_PROB) continue;
        const state = present(truth[target]?.[scan]);
        if (Number.isNaN(state[0]!)) continue;
        const rangeM = Math.hypot(state[0]! - s[0]!, state[1]! - s[1]!, state[2]! - s[2]!);
        const lightS = rangeM / SPEED_OF_LIGHT_M_PER_S;
        noise.normalsInto(four, satellite, scan, target);
        const d = [0, 1, 2].map((axis) => state[axis]! - state[3 + axis]! * lightS - s[axis]!);
        cause.push(target);
        const seen = Float64Array.from(tilted(d, SIGMA_RAD * four[0]!, SIGMA_RAD * four[1]!));
        localAxesInto(axes, s, 0);
        if (biasSigmaRad > 0) turnByErrorInPlace(seen, 0, axes, errorsRad, 3 * satellite);
        los.push(...seen);
        present(looks[target]).push({ atS: scan, satelliteM: [s[0]!, s[1]!, s[2]!], sigmaRad: SIGMA_RAD });
      }
      const alarms = poissonFromUniform(falseAlarmsPerScan, clutter.uniform(satellite, scan));
      for (let alarm = 0; alarm < alarms; alarm++) {
        clutter.uniformsInto(four, 0, satellite, scan, alarm);
        cause.push(-1);
        los.push(...nadirDisc(s, four[0]!, four[1]!));
      }
      detectionStart[satellite + 1] = los.length / 3;
    }
    causes.push(cause);
    scans.push(reportsOf(scan, earthFixed(los, earthAngleRad(ownSide.earth, usFromS(scan))), detectionStart));
  }
  return { ownSide, scans, truth, looks, causes };
}

/** [satellite][axis], rad. */
function pointingErrors(seed: number, satellites: number, sigmaRad: number): Float64Array {
  const stream = new RandomStream(seed, 'scene/pointing');
  const four = new Float64Array(4);
  const errorsRad = new Float64Array(3 * satellites);
  for (let satellite = 0; satellite < satellites; satellite++) {
    stream.normalsInto(four, satellite, 0);
    for (let axis = 0; axis < 3; axis++) errorsRad[3 * satellite + axis] = sigmaRad * four[axis]!;
  }
  return errorsRad;
}

/** The targets that each satellite looks at, in order: each target is looked at by the satellites nearest to it. */
function seenBy(
  positions: Float64Array,
  states: readonly Float64Array[],
  looksPerObject: number,
): readonly (readonly number[])[] {
  const satellites = positions.length / 3;
  const targetsOf: number[][] = Array.from({ length: satellites }, () => []);
  states.forEach((state, target) => {
    const byRange = Array.from({ length: satellites }, (_, satellite) => ({
      satellite,
      rangeM: Math.hypot(
        state[0]! - positions[3 * satellite]!,
        state[1]! - positions[3 * satellite + 1]!,
        state[2]! - positions[3 * satellite + 2]!,
      ),
    }));
    if (looksPerObject < satellites) byRange.sort((a, b) => a.rangeM - b.rangeM);
    for (const { satellite } of byRange.slice(0, looksPerObject)) present(targetsOf[satellite]).push(target);
  });
  return targetsOf;
}

function earthFixed(los: readonly number[], angleRad: number): readonly number[] {
  const c = Math.cos(angleRad);
  const s = Math.sin(angleRad);
  return los.map((value, index) => {
    if (index % 3 === 0) return c * value + s * (los[index + 1] ?? 0);
    return index % 3 === 1 ? c * value - s * (los[index - 1] ?? 0) : value;
  });
}

function reportsOf(scan: number, los: readonly number[], detectionStart: Uint32Array): ScanReports {
  const detectionCount = los.length / 3;
  const reportCount = detectionStart.length - 1;
  return {
    reportCount,
    channelIndex: Uint16Array.from({ length: reportCount }, (_, channel) => channel),
    scanAtUs: new Float64Array(reportCount).fill(usFromS(scan)),
    arrivedAtUs: new Float64Array(reportCount).fill(usFromS(scan)),
    status: new Uint8Array(reportCount),
    detectionStart,
    detectionCount,
    losItrf: Float64Array.from(los),
    sigmaRad: new Float64Array(detectionCount).fill(SIGMA_RAD),
    snr: new Float32Array(detectionCount).fill(10),
  };
}

function tilted(d: readonly number[], first: number, second: number): readonly number[] {
  const range = Math.hypot(...d);
  const [x = 0, y = 0, z = 0] = d.map((each) => each / range);
  const a = Math.abs(z) < 0.9 ? [y, -x, 0] : [0, z, -y];
  const length = Math.hypot(...a);
  const [ax = 0, ay = 0, az = 0] = a.map((each) => each / length);
  const b = [y * az - z * ay, z * ax - x * az, x * ay - y * ax];
  const out = [
    x + first * ax + second * b[0]!,
    y + first * ay + second * b[1]!,
    z + first * az + second * b[2]!,
  ];
  const norm = Math.hypot(...out);
  return out.map((each) => each / norm);
}

/** Even over the solid angle within 60 degrees of nadir. */
function nadirDisc(s: Float64Array, u1: number, u2: number): readonly number[] {
  const cosine = 0.5 + 0.5 * u1;
  const sine = Math.sqrt(1 - cosine * cosine);
  const nadir = [-s[0]! / SATELLITE_RADIUS_M, -s[1]! / SATELLITE_RADIUS_M, -s[2]! / SATELLITE_RADIUS_M];
  const [x = 0, y = 0, z = 0] = nadir;
  const length = Math.hypot(x, y);
  const a = [y / length, -x / length, 0];
  const b = [-z * a[1]!, z * a[0]!, x * a[1]! - y * a[0]!];
  const angle = 2 * Math.PI * u2;
  return [0, 1, 2].map(
    (axis) => cosine * nadir[axis]! + sine * (Math.cos(angle) * a[axis]! + Math.sin(angle) * b[axis]!),
  );
}
