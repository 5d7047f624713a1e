import { sFromUs } from '../../foundation/index.ts';
import { cellTable } from './cell-table.ts';
import type { CellTable } from './cell-table.ts';
import { coverageGrid } from '../grid/coverage-grid.ts';
import type { CoverageGrid } from '../grid/coverage-grid.ts';
import { LATITUDE_BANDS, latitudeBands } from '../grid/latitude-bands.ts';
import { coveredFraction, inViewStatistics } from './in-view-statistics.ts';
import type { InViewStatistics } from './in-view-statistics.ts';
import { latitudeAnswers } from './latitude-answer.ts';
import type { LatitudeAnswer } from './latitude-answer.ts';
import { lengthCounts, lengthStatistics, waitCounts } from './length-statistics.ts';
import type { LengthCount, LengthStatistics } from './length-statistics.ts';
import type { CoveragePart, CoverageQuestion } from '../coverage-meter.ts';
import { joinStretches } from '../tally/run-lengths.ts';
import type { RunCounts } from '../tally/run-lengths.ts';
import { groupsOf, joinGroups } from '../tally/group-tally.ts';
import type { GroupTally } from '../tally/group-tally.ts';
import type { Tally } from '../tally/tally.ts';
import { worstCell, worstSample } from './worst.ts';
import type { CellAnswer, SampleAnswer } from './worst.ts';

/** What coverage comes to, over cells of the same weight and all samples. */
export interface CoverageAnswer extends InViewStatistics {
  readonly satellites: number;
  readonly samples: number;
  readonly cells: number;
  readonly runs: RunAnswer;
  /** Of a shell: those seen against Earth or limb, and those against space. */
  readonly backgrounds: { readonly below: InViewStatistics; readonly above: InViewStatistics } | null;
  /** Samples and cells where two satellites cross in the band. */
  readonly stereo: (RunAnswer & { readonly fraction: number; readonly worstCell: CellAnswer }) | null;
  readonly byLatitude: readonly LatitudeAnswer[];
  /** Least covered; of equals the one with the longest gap, then with the fewest in view. */
  readonly worstCell: CellAnswer;
  /** Least covered; of equals the one with the fewest in view. */
  readonly worstSample: SampleAnswer;
  readonly cellTable: CellTable;
  /** How many gaps have each length that occurs, shortest first. */
  readonly gapLengths: readonly LengthCount[];
}

/** Gaps, returns and waits, in whole steps. Gaps cut by the ends of the window count with what was seen of them. */
export interface RunAnswer {
  readonly gaps: LengthStatistics;
  /** From rise to next rise. */
  readonly revisit: LengthStatistics;
  /** From any sample to the next covered one; samples after which coverage does not come are left out, and their share told. */
  readonly response: LengthStatistics & { readonly unansweredFraction: number };
}

/** @param parts - Stretches that follow one another and together are all samples of the question. */
export function coverageAnswer(question: CoverageQuestion, parts: readonly CoveragePart[]): CoverageAnswer {
  const grid = coverageGrid(question);
  const bands = latitudeBands(grid);
  const stepS = sFromUs(question.stepUs);
  const inView = joined(
    grid,
    parts.map((part) => part.inView),
    stepS,
  );
  const stereoTallies = parts.flatMap((part) => part.stereo ?? []);
  const stereo = stereoTallies.length === 0 ? null : joined(grid, stereoTallies, stepS);
  const byBand = groupsOf(inView.tallies, bands, LATITUDE_BANDS);
  const crossedByBand = stereo === null ? null : groupsOf(stereo.tallies, bands, LATITUDE_BANDS);
  const table = cellTable(grid, inView.tallies, stereoTallies, inView.counts, stepS);
  const stereoStatistics = crossedByBand === null ? null : inViewStatistics(overall(crossedByBand));
  return {
    satellites: question.ephemeris.satelliteCount,
    samples: question.sampleCount,
    cells: grid.cellCount,
    ...inViewStatistics(overall(byBand)),
    runs: inView.runs,
    backgrounds: backgroundsOf(parts),
    stereo:
      stereo === null || stereoStatistics === null
        ? null
        : { ...stereo.runs, fraction: coveredFraction(stereoStatistics), worstCell: stereo.worstCell },
    byLatitude: latitudeAnswers(table, bands, byBand, crossedByBand),
    worstCell: inView.worstCell,
    worstSample: worstSample(inView.tallies, grid.cellCount, stepS),
    cellTable: table,
    gapLengths: lengthCounts(inView.counts.gapCounts, stepS),
  };
}

interface Joined {
  readonly tallies: readonly Tally[];
  readonly counts: RunCounts;
  readonly runs: RunAnswer;
  readonly worstCell: CellAnswer;
}

function joined(grid: CoverageGrid, tallies: readonly Tally[], stepS: number): Joined {
  const counts = joinStretches(tallies.map((tally) => tally.runs));
  return {
    tallies,
    counts,
    runs: runAnswer(counts, tallies, stepS),
    worstCell: worstCell(grid, tallies, counts, stepS),
  };
}

function runAnswer(counts: RunCounts, tallies: readonly Tally[], stepS: number): RunAnswer {
  const covered = tallies.reduce((sum, tally) => sum + tally.coveredCells.reduce((a, b) => a + b, 0), 0);
  const total = tallies.reduce((sum, tally) => sum + tally.cellCount * tally.inViewSum.length, 0);
  return {
    gaps: lengthStatistics(counts.gapCounts, stepS),
    revisit: lengthStatistics(counts.revisitCounts, stepS),
    response: {
      ...lengthStatistics(waitCounts(counts.endedGapCounts, covered), stepS),
      unansweredFraction: counts.unendedSamples / total,
    },
  };
}

function backgroundsOf(parts: readonly CoveragePart[]): CoverageAnswer['backgrounds'] {
  const all = parts.flatMap((part) => part.backgrounds ?? []);
  if (all.length === 0) return null;
  return {
    below: inViewStatistics(overall(joinGroups(all.map(({ below }) => below)))),
    above: inViewStatistics(overall(joinGroups(all.map(({ above }) => above)))),
  };
}

function overall({ groupCount, stride, counts }: GroupTally): Float64Array {
  const sums = new Float64Array(stride);
  for (let group = 0; group < groupCount; group++) {
    for (let k = 0; k < stride; k++) sums[k]! += counts[group * stride + k]!;
  }
  return sums;
}
