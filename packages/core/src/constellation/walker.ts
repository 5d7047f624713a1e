import { TWO_PI, sFromUs } from '../foundation/index.ts';
import type { SimTimeUs } from '../foundation/index.ts';
import { EARTH_EQUATORIAL_RADIUS_M, EARTH_J2, EARTH_MU_M3_PER_S2 } from '../physics/index.ts';
import type { Ephemeris } from '../physics/index.ts';

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

/** Secular rates of a circular orbit under J2. [Vallado-2013] eqs. 9-37 to 9-41 with e = 0. */
export interface CircularRates {
  readonly nodeRadPerS: number;
  /** Argument of latitude: mean motion with both its J2 terms. */
  readonly argumentOfLatitudeRadPerS: number;
}

export function circularRates(altitudeM: number, inclinationRad: number): CircularRates {
  const semiMajorAxisM = EARTH_EQUATORIAL_RADIUS_M + altitudeM;
  const meanMotion = Math.sqrt(EARTH_MU_M3_PER_S2 / semiMajorAxisM ** 3);
  const factor = 1.5 * EARTH_J2 * (EARTH_EQUATORIAL_RADIUS_M / semiMajorAxisM) ** 2;
  const sine2 = Math.sin(inclinationRad) ** 2;
  return {
    nodeRadPerS: -factor * meanMotion * Math.cos(inclinationRad),
    argumentOfLatitudeRadPerS: meanMotion * (1 + factor * (2 - 2.5 * sine2) + factor * (1 - 1.5 * sine2)),
  };
}

/** Node and argument of latitude of slot `slot` in plane `plane` at the epoch, rad. */
export function walkerSlot(
  shell: WalkerShell,
  plane: number,
  slot: number,
): { readonly nodeRad: number; readonly argumentOfLatitudeRad: number } {
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
  const padded = (value: number, below: number): string => String(value).padStart(String(below - 1).length, '0');
  return Array.from({ length: shell.count }, (_, index) => {
    const plane = Math.floor(index / perPlane);
    return `${groupId}-${padded(plane, shell.planes)}-${padded(index % perPlane, perPlane)}`;
  });
}

/** Motion of a shell: circular orbits with the secular J2 drift of node and phase; short-period terms (about 10 km) left out. */
export function walkerEphemeris(shell: WalkerShell): Ephemeris {
  const { count, planes } = shell;
  const perPlane = count / planes;
  const radiusM = EARTH_EQUATORIAL_RADIUS_M + shell.altitudeM;
  const rates = circularRates(shell.altitudeM, shell.inclinationRad);
  const cosInclination = Math.cos(shell.inclinationRad);
  const sinInclination = Math.sin(shell.inclinationRad);
  const phases = Float64Array.from(
    { length: count },
    (_, index) => walkerSlot(shell, Math.floor(index / perPlane), index % perPlane).argumentOfLatitudeRad,
  );
  const nodes = Float64Array.from({ length: planes }, (_, plane) => walkerSlot(shell, plane, 0).nodeRad);
  return {
    satelliteCount: count,
    positionsInertialInto(out: Float64Array, atUs: SimTimeUs): void {
      const t = sFromUs(atUs);
      for (let plane = 0; plane < planes; plane++) {
        const node = nodes[plane]! + rates.nodeRadPerS * t;
        const cosNode = Math.cos(node);
        const sinNode = Math.sin(node);
        for (let slot = 0; slot < perPlane; slot++) {
          const index = plane * perPlane + slot;
          const argument = phases[index]! + rates.argumentOfLatitudeRadPerS * t;
          const along = radiusM * Math.cos(argument);
          const across = radiusM * Math.sin(argument);
          out[3 * index] = along * cosNode - across * cosInclination * sinNode;
          out[3 * index + 1] = along * sinNode + across * cosInclination * cosNode;
          out[3 * index + 2] = across * sinInclination;
        }
      }
    },
  };
}
