import { inverse, isoUtc, sFromUs } from '@cupola/core/foundation';
import type { SimTimeUs } from '@cupola/core/foundation';
import {
  EARTH_ROTATION_RAD_PER_S,
  earthRotationFrom,
  gcrfFromInertial,
  inertialFromTeme,
  itrfFromInertial,
  turnStatesInPlace,
} from '@cupola/core/physics';
import type { SatelliteRange } from '@cupola/core/physics';
import type { LoadedSatellites } from '../satellites/load-satellites.ts';

/** Frames that ephemerides are written in. Geodetic places are Earth-fixed ones in other words. */
export const EPHEMERIS_FRAMES = ['teme', 'gcrf', 'itrf', 'geodetic'] as const;
export type EphemerisFrame = (typeof EPHEMERIS_FRAMES)[number];

/** Satellites, the frame and the instants: sample k is k steps after `satellites.from`. */
export interface EphemerisRequest {
  readonly satellites: LoadedSatellites;
  readonly frame: EphemerisFrame;
  readonly stepUs: SimTimeUs;
  readonly sampleCount: number;
}

/** All satellites of a request. */
export function allSatellites({ satellites }: EphemerisRequest): SatelliteRange {
  return { first: 0, count: satellites.ids.length };
}

/** Time since the first sample, s. */
export function sampleTimeS(request: EphemerisRequest, sample: number): number {
  return sFromUs(sample * request.stepUs);
}

/** UTC of a sample with microseconds, `2026-07-24T00:00:00.000000Z`. */
export function sampleUtc(request: EphemerisRequest, sample: number): string {
  return isoUtc(request.satellites.from, sample * request.stepUs);
}

/**
 * States of a range of satellites at a sample into `out`, [satellite][x, y, z, vx, vy, vz], m and m/s, in the frame of the request
 * (Earth-fixed for geodetic). Without Earth-orientation data: docs/models/time-and-frames.md states the error.
 */
export function statesInto(
  out: Float64Array,
  request: EphemerisRequest,
  sample: number,
  range: SatelliteRange,
): void {
  const { ephemeris, epoch, fromUs } = request.satellites;
  const atUs = fromUs + sample * request.stepUs;
  const earth = earthRotationFrom(epoch);
  ephemeris.statesInertialInto(out, atUs, range);
  switch (request.frame) {
    case 'teme':
      turnStatesInPlace(out, range.count, inverse(inertialFromTeme(earth, epoch, atUs)), 0);
      break;
    case 'gcrf':
      turnStatesInPlace(out, range.count, gcrfFromInertial(earth, epoch, atUs), 0);
      break;
    case 'itrf':
    case 'geodetic':
      turnStatesInPlace(out, range.count, itrfFromInertial(earth, atUs), EARTH_ROTATION_RAD_PER_S);
      break;
    default:
      request.frame satisfies never;
  }
}
