import { walkerEphemeris } from '../../constellation/index.ts';
import type { WalkerShell } from '../../constellation/index.ts';
import { TWO_PI, usFromS } from '../../foundation/index.ts';
import { circularRates } from '../../physics/index.ts';
import { turnToEarthFixed } from '../positions/earth-fixed.ts';

/** A shell as seen from longitude 0, Earth-fixed [satellite][x, y, z], m; both shares from 0 to 1. */
export type WalkerSlice = (satellites: Float64Array, longitudeShare: number, timeShare: number) => void;

/**
 * All that a perfect shell ever shows to a place of some latitude. Its pattern comes back after nodal period / satellites per plane, turned;
 * so there is one such slice of time, and the longitudes from which it looks different: between two nodes for a delta, all for a star.
 *
 * One node of a delta further (longitude share 1) the slots stand `phasing` steps ahead; time is set back by as much, so that the pattern
 * closes and a lattice over both shares has no seam.
 */
export function walkerSlice(shell: WalkerShell): WalkerSlice {
  const ephemeris = walkerEphemeris(shell);
  const rates = circularRates(shell.altitudeM, shell.inclinationRad);
  const sliceS = (TWO_PI / rates.argumentOfLatitudeRadPerS / shell.count) * shell.planes;
  const isDelta = shell.kind === 'delta';
  const longitudesRad = isDelta ? TWO_PI / shell.planes : TWO_PI;
  const setBackS = isDelta ? (sliceS * shell.phasing) / shell.planes : 0;
  return (satellites, longitudeShare, timeShare) => {
    const atS = sliceS * timeShare - setBackS * longitudeShare;
    ephemeris.positionsInertialInto(satellites, usFromS(atS));
    turnToEarthFixed(satellites, longitudesRad * longitudeShare + rates.nodeRadPerS * atS);
  };
}

/** Two shells that go round in the same time, to this part of it, never change their places to one another along the orbit. */
const SAME_RATE = 1e-9;

/**
 * Do two shells keep step? Then what they show together depends on how they are put up, and not only on what each shows by itself. Equal
 * altitude with equal inclination, or with one the mirror of the other, does.
 */
export function keepStep(a: WalkerShell, b: WalkerShell): boolean {
  const [rateA, rateB] = [a, b].map(
    ({ altitudeM, inclinationRad }) => circularRates(altitudeM, inclinationRad).argumentOfLatitudeRadPerS,
  );
  return Math.abs((rateA ?? 0) / (rateB ?? 1) - 1) < SAME_RATE;
}
