import { assert, usFromS } from '../../foundation/index.ts';
import { coverageGrid } from '../grid/coverage-grid.ts';
import type { GridQuestion } from '../grid/coverage-grid.ts';
import { CoveredTimes } from './covered-times.ts';
import { cutWindow } from './cut-by-outages.ts';
import { earthFixedPath } from './earth-fixed-path.ts';
import { gridPoints } from '../grid/grid-points.ts';
import type { CoverageQuestion } from '../coverage-meter.ts';
import { targetHeightM } from '../sight/sight.ts';
import { PassFinder } from './pass-finder.ts';
import type { OnWindow } from './pass-finder.ts';
import { passLaw } from './pass-law.ts';

/** Rise and set times asked for. */
export interface WindowQuestion
  extends GridQuestion, Pick<CoverageQuestion, 'ephemeris' | 'earth' | 'outages' | 'fromUs'> {
  readonly durationS: number;
  /** Shorter windows are left out; those cut by the ends of the search stay. */
  readonly minDurationS: number;
}

/** Which windows to look for. */
export interface WindowShare {
  /** Points from here to below there; `endPoint` may lie beyond the grid. */
  readonly firstPoint: number;
  readonly endPoint: number;
  /** Every `satelliteStride`-th satellite from this one on. */
  readonly firstSatellite: number;
  readonly satelliteStride: number;
}

/** What windows come to, point by point: parts of the same points, of satellites shared out anyhow, join to the same bits. */
export interface WindowPart {
  readonly firstPoint: number;
  /** Windows of each point. */
  readonly count: Int32Array;
  /** Length of them all, each rounded to a microsecond so that the order does not matter. */
  readonly sumUs: Float64Array;
  /** Longest window, and shortest of those that the ends of the search do not cut (infinite: none), s. */
  readonly longestS: Float64Array;
  readonly shortestS: Float64Array;
  /** Union of the windows, [start, end, ...] of one point after the other, s. */
  readonly coveredS: Float64Array;
  /** Where those of each point begin; one value more than points. */
  readonly firstCovered: Int32Array;
}

/** A search under way. */
export interface WindowSearch {
  readonly pieceCount: number;
  /** The next piece; to be called `pieceCount` times. */
  search(): void;
  /** After the last piece. */
  part(): WindowPart;
}

/** @param onWindow - Told of all windows kept; indices into the whole grid, and in no useful order. */
export function windowSearch(
  question: WindowQuestion,
  share: WindowShare,
  onWindow: OnWindow | null = null,
): WindowSearch {
  const { ephemeris, earth, sight, fromUs, durationS, minDurationS } = question;
  const grid = coverageGrid(question);
  assert(question.sensor === undefined, 'rise and set are those of lines of sight, not of sensors');
  const points = gridPoints(grid, question.surface, targetHeightM(sight), share.firstPoint, share.endPoint);
  const path = earthFixedPath(ephemeris, earth, fromUs, usFromS(durationS));
  const covered = Array.from({ length: points.count }, () => new CoveredTimes());
  const count = new Int32Array(points.count);
  const sumUs = new Float64Array(points.count);
  const longestS = new Float64Array(points.count);
  const shortestS = new Float64Array(points.count).fill(Number.POSITIVE_INFINITY);
  const keep: OnWindow = (point, satellite, riseS, setS, startOpen, endOpen) => {
    const lengthS = setS - riseS;
    const isWhole = !startOpen && !endOpen;
    if (isWhole && lengthS < minDurationS) return;
    count[point]! += 1;
    sumUs[point]! += usFromS(lengthS);
    if (lengthS > longestS[point]!) longestS[point] = lengthS;
    if (isWhole && lengthS < shortestS[point]!) shortestS[point] = lengthS;
    covered[point]!.add(riseS, setS);
    onWindow?.(share.firstPoint + point, satellite, riseS, setS, startOpen, endOpen);
  };
  const { outages } = question;
  const take: OnWindow = (point, satellite, riseS, setS, startOpen, endOpen) => {
    const periods = outages?.get(satellite);
    if (periods === undefined) {
      keep(point, satellite, riseS, setS, startOpen, endOpen);
      return;
    }
    for (const piece of cutWindow({ riseS, setS, startOpen, endOpen }, periods, fromUs))
      keep(point, satellite, piece.riseS, piece.setS, piece.startOpen, piece.endOpen);
  };
  const { firstSatellite, satelliteStride } = share;
  const satelliteCount = Math.max(
    0,
    Math.ceil((ephemeris.satelliteCount - firstSatellite) / satelliteStride),
  );
  const satellites = Int32Array.from(
    { length: satelliteCount },
    (_, slot) => firstSatellite + satelliteStride * slot,
  );
  const law = passLaw(points, sight);
  const finder = new PassFinder(path, satellites, points, law, durationS, take);
  let done = 0;
  return {
    pieceCount: path.pieceCount,
    search(): void {
      finder.search();
      done += 1;
    },
    part(): WindowPart {
      assert(done === path.pieceCount, 'the search is over');
      const firstCovered = new Int32Array(points.count + 1);
      covered.forEach(({ edges }, point) => (firstCovered[point + 1] = firstCovered[point]! + edges.length));
      const coveredS = new Float64Array(firstCovered[points.count]!);
      covered.forEach(({ edges }, point) => coveredS.set(edges, firstCovered[point]));
      return { firstPoint: share.firstPoint, count, sumUs, longestS, shortestS, coveredS, firstCovered };
    },
  };
}
