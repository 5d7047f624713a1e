import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beliefs } from './beliefs.ts';
import { marginals } from './marginals.ts';
import type { Edge } from './marginals.ts';

/** The oracle: every joint event. */
function byTrial(edges: readonly Edge[], tracks: number): Float64Array {
  const sums = new Float64Array(edges.length);
  const picked: number[] = [];
  const used = new Set<number>();
  let total = 0;
  const visit = (track: number, weight: number): void => {
    if (track === tracks) {
      total += weight;
      for (const edge of picked) sums[edge]! += weight;
      return;
    }
    visit(track + 1, weight);
    edges.forEach((edge, index) => {
      if (edge.track !== track || used.has(edge.detection)) return;
      used.add(edge.detection);
      picked.push(index);
      visit(track + 1, weight * edge.odds);
      picked.pop();
      used.delete(edge.detection);
    });
  };
  visit(0, 1);
  return sums.map((sum) => sum / total);
}

const contest = fc
  .record({
    tracks: fc.integer({ min: 1, max: 5 }),
    detections: fc.integer({ min: 1, max: 5 }),
    logOdds: fc.array(fc.option(fc.double({ min: -5, max: 18, noNaN: true })), {
      minLength: 25,
      maxLength: 25,
    }),
  })
  .map(({ tracks, detections, logOdds }) => ({
    tracks,
    detections,
    edges: logOdds.flatMap((each, k): Edge[] => {
      const track = Math.floor(k / 5);
      const detection = k % 5;
      if (each === null || track >= tracks || detection >= detections) return [];
      return [{ track, detection, odds: Math.exp(each) }];
    }),
  }));

/** Largest sum of the values that have a key in common. */
function largestSum(values: Float64Array, keys: readonly number[]): number {
  const sums = new Map<number, number>();
  keys.forEach((key, k) => sums.set(key, (sums.get(key) ?? 0) + values[k]!));
  return Math.max(0, ...sums.values());
}

describe('marginals', () => {
  it('are those of all joint events, but for what events a hundred times less likely than the likeliest may add', () => {
    fc.assert(
      fc.property(contest, ({ edges, tracks, detections }) => {
        const probs = marginals(edges, tracks, detections);
        byTrial(edges, tracks).forEach((prob, k) => expect(Math.abs(probs[k]! - prob)).toBeLessThan(0.1));
      }),
    );
  });

  it('give no track and no detection away twice', () => {
    fc.assert(
      fc.property(contest, ({ edges, tracks, detections }) => {
        const probs = marginals(edges, tracks, detections);
        expect(
          largestSum(
            probs,
            edges.map(({ track }) => track),
          ),
        ).toBeLessThan(1.001);
        expect(
          largestSum(
            probs,
            edges.map(({ detection }) => detection),
          ),
        ).toBeLessThan(1.001);
      }),
    );
  });

  it('share evenly between two tracks that fit two detections alike', () => {
    const edges = [0, 1].flatMap((track) => [0, 1].map((detection) => ({ track, detection, odds: 1e8 })));
    for (const prob of marginals(edges, 2, 2)) expect(prob).toBeCloseTo(0.5, 6);
  });

  it('bound the work: forty tracks that all fit forty detections', () => {
    const edges = Array.from({ length: 1_600 }, (_, k) => ({
      track: Math.floor(k / 40),
      detection: k % 40,
      odds: 1e7 * Math.exp(-((k * 7_919) % 13) / 10),
    }));
    const probs = marginals(edges, 40, 40);
    expect(
      largestSum(
        probs,
        edges.map(({ track }) => track),
      ),
    ).toBeLessThan(1.001);
    expect(Math.min(...probs)).toBeGreaterThan(0);
  });
});

describe('beliefs', () => {
  it('are exact without loops', () => {
    const chain: Edge[] = [
      { track: 0, detection: 0, odds: 30 },
      { track: 1, detection: 0, odds: 50 },
      { track: 1, detection: 1, odds: 8 },
      { track: 2, detection: 1, odds: 2 },
    ];
    const probs = beliefs(chain, 3, 2);
    byTrial(chain, 3).forEach((prob, k) => expect(probs[k]).toBeCloseTo(prob, 4));
  });
});
