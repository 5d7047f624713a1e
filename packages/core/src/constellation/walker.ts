import { TWO_PI } from '../foundation/index.ts';
import { EARTH_EQUATORIAL_RADIUS_M, circularRates } from '../physics/index.ts';
import type { EphemerisWithVelocities } from '../physics/index.ts';
import { circularEphemeris } from './circular-ephemeris.ts';
import type { CircularSlot } from './circular-ephemeris.ts';

/** A Walker shell of circular orbits. [Walker-1984] notation i: T/P/F. */
export interface WalkerShell {
  /** Nodes spread evenly over the full circle (`delta`) or half of it (`star`). */
  readonly kind: 'delta' | 'star';
  /** T, satellites in all; a multiple of `planes`. */
  readonly count: number;
  /** P. */
  readonly planes: number;
  /** F, 0 .. P - 1: phase step between neighbouring planes in units of 2π/T. */
  readonly phasing: number;
  /** Semi-major axis less the equatorial radius, m. */
  readonly altitudeM: number;
  readonly inclinationRad: number;
}

/** Node and argument of latitude of slot `slot` in plane `plane` at the epoch, rad. */
export function walkerSlot(shell: WalkerShell, plane: number, slot: number): CircularSlot {
  const spreadRad = shell.kind === 'delta' ? TWO_PI : Math.PI;
  const perPlane = shell.count / shell.planes;
  return {
    nodeRad: (spreadRad * plane) / shell.planes,
    argumentOfLatitudeRad: (TWO_PI * slot) / perPlane + (TWO_PI * shell.phasing * plane) / shell.count,
  };
}

/** Ids of the satellites of a shell, in order: `group-03-07` is plane 3, slot 7. */
export function walkerIds(groupId: string, shell: WalkerShell): readonly string[] {
  const perPlane = shell.count / shell.planes;
  return Array.from({ length: shell.count }, (_, index) => {
    const plane = Math.floor(index / perPlane);
    return `${groupId}-${padded(plane, shell.planes)}-${padded(index % perPlane, perPlane)}`;
  });
}

/** A plane or slot number as it stands in ids, with as many digits as the largest one below `below`. */
export function padded(value: number, below: number): string {
  return String(value).padStart(String(below - 1).length, '0');
}

/**
 * Is the slot one of the `sparesPerPlane` of its plane? They are evenly spaced along it, so that what they leave open is; the first is slot 0.
 */
export function isSpareSlot(slot: number, perPlane: number, sparesPerPlane: number): boolean {
  return Math.ceil((slot * sparesPerPlane) / perPlane) < Math.ceil(((slot + 1) * sparesPerPlane) / perPlane);
}

/** Motion of a shell: circular orbits with the secular J2 drift of node and phase; short-period terms (about 10 km) left out. */
export function walkerEphemeris(shell: WalkerShell): EphemerisWithVelocities {
  const perPlane = shell.count / shell.planes;
  const slots = Array.from({ length: shell.count }, (_, index) =>
    walkerSlot(shell, Math.floor(index / perPlane), index % perPlane),
  );
  return circularEphemeris({
    radiusM: EARTH_EQUATORIAL_RADIUS_M + shell.altitudeM,
    inclinationRad: shell.inclinationRad,
    rates: circularRates(shell.altitudeM, shell.inclinationRad),
    slots,
  });
}
