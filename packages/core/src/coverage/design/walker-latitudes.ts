import { walkerEphemeris } from '../../constellation/index.ts';
import type { WalkerShell } from '../../constellation/index.ts';
import { RandomStream, TWO_PI, assert, usFromS } from '../../foundation/index.ts';
import { EARTH_EQUATORIAL_RADIUS_M, circularRates } from '../../physics/index.ts';
import { turnToEarthFixed } from '../earth-fixed.ts';
import type { Sight } from '../sight.ts';
import type { StereoBand } from '../stereo.ts';
import { latitudeStatistics } from './latitude-statistics.ts';
import type { LatitudeStatistics } from './latitude-statistics.ts';
import { nearRowsCounter } from './near-rows-counter.ts';
import { meridianPoints } from './row-points.ts';
import type { RowsWithin } from './row-points.ts';
import { emptyRowTally, rowSampler } from './row-tally.ts';
import type { RowTally } from './row-tally.ts';

/** Stereo by rows of latitude of a perfect delta shell, over all time. */
export interface WalkerLatitudeQuestion {
  /** Of kind `delta`, nothing missing. */
  readonly shell: WalkerShell;
  /** At least one row. */
  readonly within: RowsWithin;
  readonly sight: Sight;
  readonly stereo: StereoBand;
  /** `slider` for an answer while a hand moves, `search` for one to choose by. */
  readonly fineness: 'slider' | 'search';
  readonly seed: number;
}

export interface WalkerLatitudes extends LatitudeStatistics {
  /** Of the stereo fraction of the worst row. */
  readonly standardError: number;
  /** Of each row; what is rarer than one in so many may go unseen. */
  readonly samplesPerRow: number;
}

/** Lattices of so many samples, each put down at random on its own: their spread is the standard error. */
const REPLICATES = 8;
/** Points of a lattice, a Fibonacci number, and the step of its second axis, the one before: [Sloan-1994]. */
const LATTICES = { slider: { points: 55, step: 34 }, search: { points: 144, step: 89 } } as const;

/**
 * The symmetry shortcut. Seen from the Earth, the pattern of a delta shell comes back after nodal period / satellites per plane, turned;
 * so for all longitudes and all time a row of latitude sees what one of its places sees over that slice of time and over the longitudes
 * between two nodes. And the pattern turned half about an axis in the equator is itself, run backwards: south is as north.
 *
 * Samples lie on a lattice over slice and longitudes, put down at random from the seed [Cranley-1976]. An estimate, with a standard error.
 */
export function walkerLatitudes(question: WalkerLatitudeQuestion): WalkerLatitudes {
  const { shell, within, sight, stereo } = question;
  assert(shell.kind === 'delta', 'the shell is spread over the full circle');
  const { grid } = within;
  const northern = (row: number): number => Math.min(row, grid.rowCount - 1 - row);
  const rows = [...new Set(within.rows.map(northern))].toSorted((a, b) => a - b);
  const places = new Map(rows.map((row, at) => [row, at]));
  const rowPoints = meridianPoints(grid, rows);
  const orbitRadiusM = EARTH_EQUATORIAL_RADIUS_M + shell.altitudeM;
  const sample = rowSampler(rowPoints, shell.count, stereo, (onView) =>
    nearRowsCounter(rowPoints.points, sight, orbitRadiusM, onView),
  );
  const tallies = Array.from({ length: REPLICATES }, () => emptyRowTally(rows.length, shell.count));
  const satellites = new Float64Array(3 * shell.count);
  const placeInto = placesOfSlice(shell);
  const lattice = LATTICES[question.fineness];
  const random = new RandomStream(question.seed, 'walker-slice');
  tallies.forEach((tally, replicate) => {
    const shiftA = random.uniform(replicate, 0);
    const shiftB = random.uniform(replicate, 1);
    for (let index = 0; index < lattice.points; index++) {
      const a = (index / lattice.points + shiftA) % 1;
      const b = ((index * lattice.step) / lattice.points + shiftB) % 1;
      placeInto(satellites, a, b);
      sample(tally, satellites);
    }
  });
  const placeOf = (row: number): number => places.get(northern(row)) ?? -1;
  const statistics = latitudeStatistics(within, summed(tallies), placeOf);
  const worstRow = within.rows[statistics.rows.indexOf(statistics.worst)] ?? -1;
  return {
    ...statistics,
    standardError: standardError(tallies, placeOf(worstRow), lattice.points),
    samplesPerRow: REPLICATES * lattice.points,
  };
}

/**
 * The shell over its slice as seen from longitude 0; both shares from 0 to 1. One node further (longitude share 1) the slots stand
 * `phasing` steps ahead; time is set back by as much, so that the pattern closes and the lattice has no seam.
 */
function placesOfSlice(
  shell: WalkerShell,
): (satellites: Float64Array, longitudeShare: number, timeShare: number) => void {
  const ephemeris = walkerEphemeris(shell);
  const rates = circularRates(shell.altitudeM, shell.inclinationRad);
  const sliceS = (TWO_PI / rates.argumentOfLatitudeRadPerS / shell.count) * shell.planes;
  const setBackS = (sliceS * shell.phasing) / shell.planes;
  return (satellites, longitudeShare, timeShare) => {
    const atS = sliceS * timeShare - setBackS * longitudeShare;
    ephemeris.positionsInertialInto(satellites, usFromS(atS));
    turnToEarthFixed(satellites, (TWO_PI * longitudeShare) / shell.planes + rates.nodeRadPerS * atS);
  };
}

function summed(tallies: readonly RowTally[]): RowTally {
  const [first, ...rest] = tallies;
  assert(first !== undefined, 'there is a tally to sum');
  const counts = first.counts.slice();
  const crossed = first.crossed.slice();
  for (const tally of rest) {
    tally.counts.forEach((count, at) => (counts[at]! += count));
    tally.crossed.forEach((count, at) => (crossed[at]! += count));
  }
  return { stride: first.stride, counts, crossed };
}

function standardError(tallies: readonly RowTally[], row: number, samples: number): number {
  const fractions = tallies.map(({ crossed }) => crossed[row]! / samples);
  const mean = fractions.reduce((sum, fraction) => sum + fraction, 0) / REPLICATES;
  const squares = fractions.reduce((sum, fraction) => sum + (fraction - mean) ** 2, 0);
  return Math.sqrt(squares / (REPLICATES - 1) / REPLICATES);
}
