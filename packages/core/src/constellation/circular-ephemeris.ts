import { sFromUs } from '../foundation/index.ts';
import type { SimTimeUs } from '../foundation/index.ts';
import type { CircularRates, EphemerisWithVelocities, SatelliteRange } from '../physics/index.ts';

/** Place of one satellite in a shell of circular orbits at the epoch, inertial frame. */
export interface CircularSlot {
  /** Right ascension of the ascending node, rad. */
  readonly nodeRad: number;
  /** Angle along the orbit from the ascending node, rad. */
  readonly argumentOfLatitudeRad: number;
}

/** Circular orbits that share radius, inclination and rates, and differ in node and phase. */
export interface CircularShell {
  readonly radiusM: number;
  readonly inclinationRad: number;
  readonly rates: CircularRates;
  readonly slots: readonly CircularSlot[];
}

/**
 * Motion of a shell of circular orbits.
 *
 * All satellites advance by the same angle u along the orbit and their planes by the same angle about z, so each is two constant vectors:
 * r(t) = Rz(node drift) (p cos u + q sin u), p where it is at the epoch and q a quarter turn ahead. No trigonometry per satellite.
 */
export function circularEphemeris(shell: CircularShell): EphemerisWithVelocities {
  const { rates } = shell;
  const satelliteCount = shell.slots.length;
  const constants = Float64Array.from(shell.slots.flatMap((slot) => epochVectors(shell, slot)));
  return {
    satelliteCount,
    positionsInertialInto(out: Float64Array, atUs: SimTimeUs): void {
      const t = sFromUs(atUs);
      const cosPhase = Math.cos(rates.argumentOfLatitudeRadPerS * t);
      const sinPhase = Math.sin(rates.argumentOfLatitudeRadPerS * t);
      const cosNode = Math.cos(rates.nodeRadPerS * t);
      const sinNode = Math.sin(rates.nodeRadPerS * t);
      turnedInto(out, constants, satelliteCount, cosPhase, sinPhase, cosNode, sinNode);
    },
    statesInertialInto(out: Float64Array, atUs: SimTimeUs, { first, count }: SatelliteRange): void {
      const t = sFromUs(atUs);
      const { argumentOfLatitudeRadPerS: phaseRate, nodeRadPerS: nodeRate } = rates;
      const cosPhase = Math.cos(phaseRate * t);
      const sinPhase = Math.sin(phaseRate * t);
      const cosNode = Math.cos(nodeRate * t);
      const sinNode = Math.sin(nodeRate * t);
      for (let index = 0; index < count; index++) {
        const at = 6 * (first + index);
        const to = 6 * index;
        const x = constants[at]! * cosPhase + constants[at + 3]! * sinPhase;
        const y = constants[at + 1]! * cosPhase + constants[at + 4]! * sinPhase;
        const vx = phaseRate * (constants[at + 3]! * cosPhase - constants[at]! * sinPhase) - nodeRate * y;
        const vy = phaseRate * (constants[at + 4]! * cosPhase - constants[at + 1]! * sinPhase) + nodeRate * x;
        out[to] = x * cosNode - y * sinNode;
        out[to + 1] = x * sinNode + y * cosNode;
        out[to + 2] = constants[at + 2]! * cosPhase + constants[at + 5]! * sinPhase;
        out[to + 3] = vx * cosNode - vy * sinNode;
        out[to + 4] = vx * sinNode + vy * cosNode;
        out[to + 5] = phaseRate * (constants[at + 5]! * cosPhase - constants[at + 2]! * sinPhase);
      }
    },
  };
}

/** p and q of one satellite, m. */
function epochVectors({ radiusM, inclinationRad }: CircularShell, slot: CircularSlot): readonly number[] {
  const cosNode = Math.cos(slot.nodeRad);
  const sinNode = Math.sin(slot.nodeRad);
  const cosInclination = Math.cos(inclinationRad);
  const sinInclination = Math.sin(inclinationRad);
  return [slot.argumentOfLatitudeRad, slot.argumentOfLatitudeRad + Math.PI / 2].flatMap((argumentRad) => {
    const along = radiusM * Math.cos(argumentRad);
    const across = radiusM * Math.sin(argumentRad);
    return [
      along * cosNode - across * cosInclination * sinNode,
      along * sinNode + across * cosInclination * cosNode,
      across * sinInclination,
    ];
  });
}

/** Rz(node) (p a + q b) of every satellite into `out`. */
function turnedInto(
  out: Float64Array,
  constants: Float64Array,
  count: number,
  a: number,
  b: number,
  cosNode: number,
  sinNode: number,
): void {
  for (let index = 0; index < count; index++) {
    const x = constants[6 * index]! * a + constants[6 * index + 3]! * b;
    const y = constants[6 * index + 1]! * a + constants[6 * index + 4]! * b;
    out[3 * index] = x * cosNode - y * sinNode;
    out[3 * index + 1] = x * sinNode + y * cosNode;
    out[3 * index + 2] = constants[6 * index + 2]! * a + constants[6 * index + 5]! * b;
  }
}
