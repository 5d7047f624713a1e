import { EARTH_MU_M3_PER_S2, earthAngleRad, gravityInto } from '@cupola/core/physics';
import { poissonFromUniform, present, radians, RandomStream, usFromS } from '@cupola/core/foundation';
import type { ScanReports } from '@cupola/core/messages';
import type { OwnSide, SensorSpec } from '@cupola/core/sensors';
import { SENSOR_KINDS } from '@cupola/core/sensors';
import type { BoundLook } from '@cupola/core/metrics';

/**
 * The scene in which open trackers were measured: six satellites at 1,000 km, 1,240-2,210 km from the raid; one scan a second for 121
 * scans; 100 microrad; detection probability 0.95; Poisson false alarms, three per sensor and scan; objects past burnout at 120 km on
 * 10,000 km trajectories inside a box of 500 km. Light time is in the data.
 */
export interface SceneData {
  readonly ownSide: OwnSide;
  readonly scans: readonly ScanReports[];
  /** True inertial states, [target][scan][6]. */
  readonly truth: readonly (readonly Float64Array[])[];
  /** Looks that really were detected, per target. */
  readonly looks: readonly (readonly BoundLook[])[];
  /** Target that caused each detection of each scan, -1 for a false alarm. */
  readonly causes: readonly (readonly number[])[];
}

const SCANS = 121;
const SIGMA_RAD = 1e-4;
const DETECTION_PROB = 0.95;
const FALSE_ALARMS = 3;
const LIGHT_M_PER_S = 299_792_458;
const BURNOUT_RADIUS_M = 6_378_137 + 120_000;
const SATELLITE_RADIUS_M = 6_378_137 + 1_000_000;

export function sixSatelliteScene(seed: number, targetCount: number): SceneData {
  const place = new RandomStream(seed, 'scene/targets');
  const hits = new RandomStream(seed, 'scene/hits');
  const noise = new RandomStream(seed, 'scene/noise');
  const clutter = new RandomStream(seed, 'scene/clutter');
  const ownSide = sixSatellites();
  const truth = Array.from({ length: targetCount }, (_, target) => flight(place, target));
  const looks: BoundLook[][] = truth.map(() => []);
  const positions = new Float64Array(18);
  const four = new Float64Array(4);
  const scans: ScanReports[] = [];
  const causes: number[][] = [];
  for (let scan = 0; scan < SCANS; scan++) {
    ownSide.ephemeris.positionsInertialInto(positions, usFromS(scan));
    const los: number[] = [];
    const cause: number[] = [];
    const detectionStart = new Uint32Array(7);
    for (let satellite = 0; satellite < 6; satellite++) {
      const s = positions.subarray(3 * satellite, 3 * satellite + 3);
      truth.forEach((states, target) => {
        if (hits.uniform(satellite, scan, target) > DETECTION_PROB) return;
        const state = present(states[scan]);
        const rangeM = Math.hypot(state[0]! - s[0]!, state[1]! - s[1]!, state[2]! - s[2]!);
        const lightS = rangeM / LIGHT_M_PER_S;
        noise.normalsInto(four, satellite, scan, target);
        const d = [0, 1, 2].map((axis) => state[axis]! - state[3 + axis]! * lightS - s[axis]!);
        cause.push(target);
        los.push(...tilted(d, SIGMA_RAD * four[0]!, SIGMA_RAD * four[1]!));
        present(looks[target]).push({
          atS: scan,
          satelliteM: [s[0]!, s[1]!, s[2]!],
          sigmaRad: SIGMA_RAD,
        });
      });
      const alarms = poissonFromUniform(FALSE_ALARMS, clutter.uniform(satellite, scan));
      for (let alarm = 0; alarm < alarms; alarm++) {
        clutter.uniformsInto(four, 0, satellite, scan, alarm);
        cause.push(-1);
        los.push(...nadirDisc(s, four[0]!, four[1]!));
      }
      detectionStart[satellite + 1] = los.length / 3;
    }
    causes.push(cause);
    scans.push(reports(scan, earthFixed(los, earthAngleRad(ownSide.earth, usFromS(scan))), detectionStart));
  }
  return { ownSide, scans, truth, looks, causes };
}

function earthFixed(los: readonly number[], angleRad: number): readonly number[] {
  const c = Math.cos(angleRad);
  const s = Math.sin(angleRad);
  return los.map((value, index) => {
    if (index % 3 === 0) return c * value + s * (los[index + 1] ?? 0);
    return index % 3 === 1 ? c * value - s * (los[index - 1] ?? 0) : value;
  });
}

function reports(scan: number, los: readonly number[], detectionStart: Uint32Array): ScanReports {
  const detectionCount = los.length / 3;
  return {
    reportCount: 6,
    channelIndex: Uint16Array.of(0, 1, 2, 3, 4, 5),
    scanAtUs: new Float64Array(6).fill(usFromS(scan)),
    arrivedAtUs: new Float64Array(6).fill(usFromS(scan)),
    status: new Uint8Array(6),
    detectionStart,
    detectionCount,
    losItrf: Float64Array.from(los),
    sigmaRad: new Float64Array(detectionCount).fill(SIGMA_RAD),
    snr: new Float32Array(detectionCount).fill(10),
  };
}

/** Satellites on circles whose planes differ, so placed that at mid-scene they stand around the raid at 7.3 to 16.9 degrees of arc. */
function sixSatellites(): OwnSide {
  const rate = Math.sqrt(EARTH_MU_M3_PER_S2 / SATELLITE_RADIUS_M ** 3);
  const orbits = Array.from({ length: 6 }, (_, k) => {
    const azimuth = radians(60 * k);
    const arc = radians(7.3 + 1.91 * k);
    const up = [Math.cos(arc), Math.sin(arc) * Math.sin(azimuth), Math.sin(arc) * Math.cos(azimuth)];
    const turn = radians(40 + 57 * k);
    const a = [-up[1]!, up[0]!, 0];
    const length = Math.hypot(...a);
    const e = a.map((each) => each / length);
    const n = [
      up[1]! * e[2]! - up[2]! * e[1]!,
      up[2]! * e[0]! - up[0]! * e[2]!,
      up[0]! * e[1]! - up[1]! * e[0]!,
    ];
    const along = [0, 1, 2].map((axis) => Math.cos(turn) * e[axis]! + Math.sin(turn) * n[axis]!);
    return { up, along };
  });
  const sensor: SensorSpec = { ...present(SENSOR_KINDS[0]), falseAlarmsPerScan: FALSE_ALARMS };
  return {
    earth: { angleAtEpochRad: 0 },
    satelliteIds: orbits.map((_, k) => `s${k}`),
    groupIds: orbits.map(() => 'six'),
    channels: orbits.map((_, satelliteIndex) => ({ satelliteIndex, sensor })),
    ephemeris: {
      satelliteCount: 6,
      positionsInertialInto(out, atUs) {
        const angle = rate * (atUs / 1e6 - (SCANS - 1) / 2);
        orbits.forEach(({ up, along }, k) => {
          for (let axis = 0; axis < 3; axis++) {
            out[3 * k + axis] =
              SATELLITE_RADIUS_M * (Math.cos(angle) * up[axis]! + Math.sin(angle) * along[axis]!);
          }
        });
      },
    },
  };
}

/** A coasting object, heading north at about 7.1 km/s and 22.5 degrees up, somewhere in a box of 500 km. */
function flight(place: RandomStream, target: number): readonly Float64Array[] {
  const four = new Float64Array(4);
  place.uniformsInto(four, 0, target, 0);
  const east = (four[0]! - 0.5) * (500_000 / BURNOUT_RADIUS_M);
  const north = (four[1]! - 0.5) * (500_000 / BURNOUT_RADIUS_M);
  const elevation = radians(22.5 + 2 * (four[2]! - 0.5));
  const speed = 7_100 + 100 * (four[3]! - 0.5);
  const up = [Math.cos(east) * Math.cos(north), Math.sin(east) * Math.cos(north), Math.sin(north)];
  const ahead = [-Math.cos(east) * Math.sin(north), -Math.sin(east) * Math.sin(north), Math.cos(north)];
  const state = new Float64Array(6);
  for (let axis = 0; axis < 3; axis++) {
    state[axis] = BURNOUT_RADIUS_M * up[axis]!;
    state[3 + axis] = speed * (Math.sin(elevation) * up[axis]! + Math.cos(elevation) * ahead[axis]!);
  }
  const states: Float64Array[] = [];
  for (let scan = 0; scan < SCANS; scan++) {
    states.push(state.slice());
    secondUnderGravity(state);
  }
  return states;
}

function secondUnderGravity(state: Float64Array): void {
  const g = new Float64Array(3);
  const slopes: number[][] = [];
  for (const share of [0, 0.5, 0.5, 1]) {
    const from = slopes.at(-1);
    const trial = Array.from(state, (value, i) => value + (from === undefined ? 0 : share * (from[i] ?? 0)));
    gravityInto(g, trial[0] ?? 0, trial[1] ?? 0, trial[2] ?? 0, 2);
    slopes.push([trial[3] ?? 0, trial[4] ?? 0, trial[5] ?? 0, g[0]!, g[1]!, g[2]!]);
  }
  for (let i = 0; i < 6; i++) {
    state[i]! +=
      ((slopes[0]?.[i] ?? 0) +
        2 * (slopes[1]?.[i] ?? 0) +
        2 * (slopes[2]?.[i] ?? 0) +
        (slopes[3]?.[i] ?? 0)) /
      6;
  }
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
