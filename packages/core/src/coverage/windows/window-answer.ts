import { assert } from '../../foundation/index.ts';
import { coverageGrid } from '../grid/coverage-grid.ts';
import { CoveredTimes } from './covered-times.ts';
import type { WindowPart, WindowQuestion } from './window-search.ts';
import type { LengthStatistics } from '../answer/length-statistics.ts';
import { exactLengths, exactWaits } from './exact-lengths.ts';

/** What the windows of all points come to; no sampling. */
export interface WindowAnswer {
  readonly windows: {
    readonly count: number;
    readonly meanS: number;
    /** Shortest of those that the ends of the search do not cut; 0 when there is none. */
    readonly shortestS: number;
    readonly longestS: number;
  };
  readonly meanInView: number;
  readonly coveredFraction: number;
  /** Times without any satellite; those cut by the ends of the search count with what was seen of them. */
  readonly gaps: LengthStatistics;
  /** From the begin of coverage to its next begin. */
  readonly revisit: LengthStatistics;
  /** From any instant to the next covered one, by gap; instants after which no coverage comes are left out, and their share told. */
  readonly response: LengthStatistics & { readonly unansweredFraction: number };
  readonly longestGap: {
    readonly latitudeRad: number;
    readonly longitudeRad: number;
    readonly fromS: number;
    readonly lengthS: number;
  } | null;
}

/** @param parts - Together all points and satellites of the question, each pair once; any order. */
export function windowAnswer(question: WindowQuestion, parts: readonly WindowPart[]): WindowAnswer {
  const grid = coverageGrid(question);
  const { durationS } = question;
  const covered = joined(parts, grid.cellCount);
  const gaps: number[] = [];
  const ended: number[] = [];
  const revisits: number[] = [];
  let unansweredS = 0;
  let longest = { point: -1, fromS: 0, lengthS: 0 };
  covered.forEach(({ edges }, point) => {
    let since = 0;
    const gap = (untilS: number): void => {
      const lengthS = untilS - since;
      if (lengthS <= 0) return;
      gaps.push(lengthS);
      if (lengthS > longest.lengthS) longest = { point, fromS: since, lengthS };
    };
    let lastRise = 0;
    for (let at = 0; at < edges.length; at += 2) {
      const riseS = edges[at]!;
      gap(riseS);
      if (riseS > since) ended.push(riseS - since);
      if (lastRise > 0) revisits.push(riseS - lastRise);
      lastRise = riseS;
      since = edges[at + 1]!;
    }
    gap(durationS);
    unansweredS += durationS - since;
  });
  const totalS = durationS * grid.cellCount;
  const gapStatistics = exactLengths(gaps);
  const coveredFraction = 1 - (gapStatistics.count * gapStatistics.meanS) / totalS;
  const summary = windowSummary(parts);
  return {
    windows: summary,
    meanInView: (summary.count * summary.meanS) / totalS,
    coveredFraction,
    gaps: gapStatistics,
    revisit: exactLengths(revisits),
    response: { ...exactWaits(ended, coveredFraction * totalS), unansweredFraction: unansweredS / totalS },
    longestGap:
      longest.point < 0
        ? null
        : {
            latitudeRad: grid.latitudeRad(longest.point),
            longitudeRad: grid.longitudeRad(longest.point),
            fromS: longest.fromS,
            lengthS: longest.lengthS,
          },
  };
}

function joined(parts: readonly WindowPart[], cellCount: number): readonly CoveredTimes[] {
  const covered = Array.from({ length: cellCount }, () => new CoveredTimes());
  for (const { firstPoint, firstCovered, coveredS } of parts) {
    for (let point = 0; point + 1 < firstCovered.length; point++) {
      const times = covered[firstPoint + point];
      assert(times !== undefined, 'parts lie on the grid');
      for (let at = firstCovered[point]!; at < firstCovered[point + 1]!; at += 2) {
        times.add(coveredS[at]!, coveredS[at + 1]!);
      }
    }
  }
  return covered;
}

function windowSummary(parts: readonly WindowPart[]): WindowAnswer['windows'] {
  let count = 0;
  let sumUs = 0;
  let shortest = Number.POSITIVE_INFINITY;
  let longest = 0;
  for (const part of parts) {
    part.count.forEach((each) => (count += each));
    part.sumUs.forEach((each) => (sumUs += each));
    part.shortestS.forEach((each) => (shortest = Math.min(shortest, each)));
    part.longestS.forEach((each) => (longest = Math.max(longest, each)));
  }
  return {
    count,
    meanS: count === 0 ? 0 : sumUs / 1e6 / count,
    shortestS: Number.isFinite(shortest) ? shortest : 0,
    longestS: longest,
  };
}
