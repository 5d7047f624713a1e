import { RandomStream } from '../../foundation/index.ts';
import { EARTH_EQUATORIAL_RADIUS_M } from '../../physics/index.ts';
import type { Scan } from '../scan.ts';

/** A made-up scan: who looks, at what, and what else they report. */
export interface ScanShape {
  readonly seed: number;
  readonly atUs?: number;
  /** Inertial positions of the satellites, m. */
  readonly satellites: readonly (readonly number[])[];
  /** Inertial positions of what they see, m; seen by all of them. */
  readonly targets: readonly (readonly number[])[];
  readonly falseAlarms: number;
  readonly sigmaRad: number;
}

/** Noisy directions from every satellite to every target, and false ones in all directions towards the Earth; no light time, one channel each. */
export function madeUpScan({ seed, atUs = 0, satellites, targets, falseAlarms, sigmaRad }: ScanShape): Scan {
  const noise = new RandomStream(seed, 'made-up noise');
  const alarms = new RandomStream(seed, 'made-up alarms');
  const second = atUs / 1e6;
  const normals = new Float64Array(4);
  const uniforms = new Float64Array(4);
  const los: number[] = [];
  const satelliteIndex: number[] = [];
  satellites.forEach((s, satellite) => {
    targets.forEach((target, k) => {
      noise.normalsInto(normals, satellite, k, second);
      const rangeM = Math.hypot(...target.map((value, i) => value - s[i]!));
      los.push(...unit(target.map((value, i) => value - s[i]! + rangeM * sigmaRad * normals[i]!)));
      satelliteIndex.push(satellite);
    });
    for (let alarm = 0; alarm < falseAlarms; alarm++) {
      alarms.uniformsInto(uniforms, 0, satellite, alarm, second);
      const place = unit([0, 1, 2].map((i) => uniforms[i]! - 0.5)).map(
        (value) => value * EARTH_EQUATORIAL_RADIUS_M * (1 + uniforms[3]!),
      );
      los.push(...unit(place.map((value, i) => value - s[i]!)));
      satelliteIndex.push(satellite);
    }
  });
  const count = satelliteIndex.length;
  const perSatellite = targets.length + falseAlarms;
  return {
    atUs,
    detectionCount: count,
    blockChannel: Uint16Array.from(satellites, (_, k) => k),
    blockStart: Uint32Array.from({ length: satellites.length + 1 }, (_, k) => k * perSatellite),
    channelIndex: Uint16Array.from(satelliteIndex),
    satelliteIndex: Uint16Array.from(satelliteIndex),
    lightSpeedMPerS: Number.POSITIVE_INFINITY,
    los: Float64Array.from(los),
    sigmaRad: new Float64Array(count).fill(sigmaRad),
    sourceRow: Uint32Array.from({ length: count }, (_, k) => k),
    reported: new Uint8Array(satellites.length).fill(1),
    satellites: Float64Array.from(satellites.flat()),
  };
}

export function allRows(scan: Scan): Uint32Array {
  return Uint32Array.from({ length: scan.detectionCount }, (_, row) => row);
}

function unit(v: readonly number[]): readonly number[] {
  const length = Math.hypot(...v);
  return v.map((each) => each / length);
}

/** A place at a height over a latitude and longitude of a sphere, inertial, m. */
export function placeAt(latitudeRad: number, longitudeRad: number, heightM: number): readonly number[] {
  const r = EARTH_EQUATORIAL_RADIUS_M + heightM;
  return [
    r * Math.cos(latitudeRad) * Math.cos(longitudeRad),
    r * Math.cos(latitudeRad) * Math.sin(longitudeRad),
    r * Math.sin(latitudeRad),
  ];
}
