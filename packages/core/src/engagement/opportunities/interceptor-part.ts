import { walkerEphemeris } from '../../constellation/index.ts';
import type { EphemerisWithVelocities } from '../../physics/index.ts';
import type { FleetPart } from '../reach/fleet.ts';
import type { MeetingLaw } from './meeting-law.ts';

/** Interceptors alike: one on each satellite. */
export interface InterceptorPart extends FleetPart {
  readonly ephemeris: EphemerisWithVelocities;
  readonly law: MeetingLaw;
  /** Of one shot. */
  readonly killProb: number;
  /** 1 for each that may be ordered. */
  readonly ready: Uint8Array;
}

/** Every second one left out. */
export function halved(part: InterceptorPart): InterceptorPart {
  return { ...part, ready: part.ready.map((isReady, index) => (index % 2 === 0 ? isReady : 0)) };
}

/** Twice as many in each plane of a shell, between those there are and as ready as they; null for other orbits. */
export function doubled(part: InterceptorPart): InterceptorPart | null {
  if (part.shell === null) return null;
  const { count, planes, phasing } = part.shell;
  // The phase from plane to plane stays as it is: F counts in units of 360° over twice the number.
  const shell = { ...part.shell, count: 2 * count, phasing: (2 * phasing) % planes };
  const ready = Uint8Array.from({ length: shell.count }, (_, index) => part.ready[index >> 1]!);
  return { ...part, shell, ephemeris: walkerEphemeris(shell), ready };
}

/** At another height; null for orbits that form no shell. */
export function raised(part: InterceptorPart, altitudeM: number): InterceptorPart | null {
  if (part.shell === null) return null;
  const shell = { ...part.shell, altitudeM };
  return { ...part, shell, ephemeris: walkerEphemeris(shell) };
}
