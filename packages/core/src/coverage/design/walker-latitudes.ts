import type { WalkerShell } from '../../constellation/index.ts';
import { assert } from '../../foundation/index.ts';
import { EARTH_EQUATORIAL_RADIUS_M } from '../../physics/index.ts';
import type { Sight } from '../sight/sight.ts';
import type { StereoBand } from '../counters/stereo.ts';
import { latitudeStatistics } from './latitude-statistics.ts';
import type { LatitudeStatistics } from './latitude-statistics.ts';
import { nearRowsOfShells } from './near-rows-counter.ts';
import { meridianPoints } from './row-points.ts';
import type { RowsWithin } from './row-points.ts';
import { emptyRowTally, rowSampler, sumOfTallies } from './row-tally.ts';
import type { RowTally } from './row-tally.ts';
import { REPLICATES, latticePoints, sliceSamples } from './slice-lattice.ts';
import type { Fineness } from './slice-lattice.ts';
import { keepStep, walkerSlice } from './walker-slice.ts';

/** Stereo by rows of latitude of perfect shells, over all time. */
export interface WalkerLatitudeQuestion {
  /** Nothing missing. At least one; no two of them keep step. */
  readonly shells: readonly WalkerShell[];
  /** At least one row. */
  readonly within: RowsWithin;
  readonly sight: Sight;
  readonly stereo: StereoBand;
  readonly fineness: Fineness;
  readonly seed: number;
}

export interface WalkerLatitudes extends LatitudeStatistics {
  /** Of the stereo fraction of the worst row. */
  readonly standardError: number;
  /** Of each row; what is rarer than one in so many may go unseen. */
  readonly samplesPerRow: number;
}

/**
 * The symmetry shortcut. For all longitudes and all time a row of latitude sees what one of its places sees over the slice of each shell
 * (`walkerSlice`). Shells that do not keep step go through their slices independently of one another in the long run, so each sample takes
 * a place of its own in every slice. And a perfect shell turned half about an axis in the equator is itself, run backwards: south is as
 * north.
 *
 * An estimate, with a standard error from lattices put down at random from the seed.
 */
export function walkerLatitudes(question: WalkerLatitudeQuestion): WalkerLatitudes {
  const { shells, within, sight, stereo, fineness, seed } = question;
  assert(
    shells.every((shell, index) => shells.slice(0, index).every((other) => !keepStep(shell, other))),
    'no two shells keep step',
  );
  const { grid } = within;
  const northern = (row: number): number => Math.min(row, grid.rowCount - 1 - row);
  const rows = [...new Set(within.rows.map(northern))].toSorted((a, b) => a - b);
  const places = new Map(rows.map((row, at) => [row, at]));
  const rowPoints = meridianPoints(grid, rows);
  const orbits = shells.map(({ count, altitudeM }) => ({
    satelliteCount: count,
    orbitRadiusM: EARTH_EQUATORIAL_RADIUS_M + altitudeM,
  }));
  const satelliteCount = shells.reduce((sum, { count }) => sum + count, 0);
  const sample = rowSampler(rowPoints, satelliteCount, stereo, (onView) =>
    nearRowsOfShells(rowPoints.points, sight, orbits, onView),
  );
  const satellites = new Float64Array(3 * satelliteCount);
  let first = 0;
  const parts = shells.map((shell) => {
    const own = satellites.subarray(3 * first, 3 * (first += shell.count));
    return { slice: walkerSlice(shell), own };
  });
  const tallies = Array.from({ length: REPLICATES }, () => emptyRowTally(rows.length, satelliteCount));
  tallies.forEach((tally, replicate) => {
    for (const at of sliceSamples(fineness, shells.length, seed, replicate)) {
      parts.forEach(({ slice, own }, shell) => {
        const { longitudeShare = 0, timeShare = 0 } = at[shell] ?? {};
        slice(own, longitudeShare, timeShare);
      });
      sample(tally, satellites);
    }
  });
  const placeOf = (row: number): number => places.get(northern(row)) ?? -1;
  const statistics = latitudeStatistics(within, sumOfTallies(tallies), placeOf);
  const worstRow = within.rows[statistics.rows.indexOf(statistics.worst)] ?? -1;
  const points = latticePoints(fineness);
  return {
    ...statistics,
    standardError: standardError(tallies, placeOf(worstRow), points),
    samplesPerRow: REPLICATES * points,
  };
}

function standardError(tallies: readonly RowTally[], row: number, samples: number): number {
  const fractions = tallies.map(({ crossed }) => crossed[row]! / samples);
  const mean = fractions.reduce((sum, fraction) => sum + fraction, 0) / REPLICATES;
  const squares = fractions.reduce((sum, fraction) => sum + (fraction - mean) ** 2, 0);
  return Math.sqrt(squares / (REPLICATES - 1) / REPLICATES);
}
