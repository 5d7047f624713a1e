import type { SimTimeUs } from '../../foundation/index.ts';
import { earthAngleRad } from '../../physics/index.ts';
import type { EarthRotation, Ephemeris } from '../../physics/index.ts';
import { turnToEarthFixed } from '../positions/earth-fixed.ts';
import { pointCounter } from '../counters/point-counter.ts';
import type { Sight } from '../sight/sight.ts';
import type { StereoBand } from '../counters/stereo.ts';
import { latitudeStatistics } from './latitude-statistics.ts';
import type { LatitudeStatistics } from './latitude-statistics.ts';
import { cellPoints } from './row-points.ts';
import type { RowsWithin } from './row-points.ts';
import { emptyRowTally, rowSampler, sumOfTallies } from './row-tally.ts';
import type { RowTally } from './row-tally.ts';

/** Stereo by rows of latitude over a window, for any satellites. */
export interface LatitudeQuestion {
  readonly ephemeris: Ephemeris;
  readonly earth: EarthRotation;
  /** At least one row. */
  readonly within: RowsWithin;
  readonly sight: Sight;
  readonly stereo: StereoBand;
  readonly fromUs: SimTimeUs;
  readonly stepUs: SimTimeUs;
}

export interface LatitudeMeter {
  measure(sample: number): void;
  /** Of all that was measured, by row. */
  readonly tally: RowTally;
}

/** The full computation: every cell of the rows at every sample, no symmetry used. */
export function latitudeMeter(question: LatitudeQuestion): LatitudeMeter {
  const { ephemeris, earth, within, sight, stereo, fromUs, stepUs } = question;
  const rowPoints = cellPoints(within.grid, within.rows);
  const { satelliteCount } = ephemeris;
  const tally = emptyRowTally(within.rows.length, satelliteCount);
  const sample = rowSampler(rowPoints, satelliteCount, stereo, (onView) =>
    pointCounter(rowPoints.points, sight, onView),
  );
  const satellites = new Float64Array(3 * satelliteCount);
  return {
    tally,
    measure(index: number): void {
      const atUs = fromUs + index * stepUs;
      ephemeris.positionsInertialInto(satellites, atUs);
      turnToEarthFixed(satellites, earthAngleRad(earth, atUs));
      sample(tally, satellites);
    },
  };
}

/** @param tallies - Of meters of one question over different samples; at least one sample was measured. */
export function fullLatitudes(within: RowsWithin, tallies: readonly RowTally[]): LatitudeStatistics {
  const places = new Map(within.rows.map((row, at) => [row, at]));
  return latitudeStatistics(within, sumOfTallies(tallies), (row) => places.get(row) ?? -1);
}
