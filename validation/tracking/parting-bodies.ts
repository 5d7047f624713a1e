import { mahalanobisSquared, present, usFromS } from '@cupola/core/foundation';
import { EMPTY_TRACKER, messageAt, scansOf, track } from '@cupola/core/tracking';
import type { TrackerState } from '@cupola/core/tracking';
import { SPREAD_BOX_M, coastingFlight, secondOfFlight } from './coasting-flight.ts';
import type { Flight } from './other-flights.ts';
import { raidScene } from './raid-scene.ts';

/** When a body leaves its parent, s, and how long both are followed. */
const PARTING_S = 40;
const SCANS = 141;
/** Parents of one draw, far from one another. */
const PARENTS = 10;
/** Speed at which bodies part, each draw somewhere between, m/s. Notional: springs give one or two, a stage's residual thrust ten or more. */
const PARTING_M_PER_S = [3, 15] as const;
/** Further off than this a track is not a body's, m. */
const SAME_OBJECT_M = 3_000;

/**
 * Ten objects past burnout, each of which sheds a body: target 2k flies on, target 2k + 1 is not there until it leaves it. The parent is heavy and
 * keeps its motion.
 */
const partingFlight: Flight = (place, target, boxM, seconds) => {
  const parent = Math.floor(target / 2);
  const states = coastingFlight(place, parent, boxM, seconds);
  if (target % 2 === 0) return states;
  const four = new Float64Array(4);
  place.uniformsInto(four, 7, parent, 0);
  const [least, most] = PARTING_M_PER_S;
  const speed = least + (most - least) * four[0]!;
  const turn = 2 * Math.PI * four[1]!;
  const sine = 2 * four[2]! - 1;
  const push = [
    Math.sqrt(1 - sine * sine) * Math.cos(turn),
    Math.sqrt(1 - sine * sine) * Math.sin(turn),
    sine,
  ];
  const state = present(states[PARTING_S]).slice();
  push.forEach((each, axis) => {
    state[3 + axis]! += speed * each;
  });
  return states.map((_, second) => {
    if (second < PARTING_S) return new Float64Array(6).fill(Number.NaN);
    const now = state.slice();
    secondOfFlight(state);
    return now;
  });
};

/** Means over all pairs so long after they parted. */
export interface PartingCell {
  readonly sinceS: number;
  /** Of the tracks nearest to parents and to what left them: how many, their NEES (6) and how far off they are. */
  readonly parents: PartingTracks;
  readonly shed: PartingTracks;
}

export interface PartingTracks {
  readonly count: number;
  readonly nees: number;
  readonly positionRmsM: number;
}

interface Sample {
  readonly sinceS: number;
  readonly isShed: boolean;
  readonly nees: number;
  readonly offM: number;
}

/** How honest tracks are about bodies that part. A track is judged by the body nearest to it, and each body by one track only. */
export function partingTable(seeds: readonly number[], sinceS: readonly number[]): readonly PartingCell[] {
  const samples = seeds.flatMap((seed) => samplesOf(seed, new Set(sinceS)));
  return sinceS.map((each) => {
    const now = samples.filter((sample) => sample.sinceS === each);
    return {
      sinceS: each,
      parents: meanOf(now.filter(({ isShed }) => !isShed)),
      shed: meanOf(now.filter(({ isShed }) => isShed)),
    };
  });
}

function meanOf(samples: readonly Sample[]): PartingTracks {
  const mean = (pick: (each: Sample) => number): number =>
    samples.reduce((sum, each) => sum + pick(each), 0) / samples.length;
  return {
    count: samples.length,
    nees: mean(({ nees }) => nees),
    positionRmsM: Math.sqrt(mean(({ offM }) => offM ** 2)),
  };
}

function samplesOf(seed: number, asked: ReadonlySet<number>): readonly Sample[] {
  const flight = partingFlight;
  const scene = raidScene({ seed, objects: 2 * PARENTS, boxM: SPREAD_BOX_M, scans: SCANS, flight });
  const samples: Sample[] = [];
  let state: TrackerState = EMPTY_TRACKER;
  scene.scans.forEach((reports, second) => {
    for (const scan of scansOf(reports, scene.ownSide)) state = track(state, scan, scene.ownSide).state;
    const sinceS = second - PARTING_S;
    if (!asked.has(sinceS)) return;
    const told = state.tracks
      .filter(({ id }) => id !== null)
      .map((each) => messageAt(each, usFromS(second), null));
    for (let target = 0; target < 2 * PARENTS; target++) {
      const truth = present(scene.truth[target]?.[second]);
      const sibling = present(scene.truth[target % 2 === 0 ? target + 1 : target - 1]?.[second]);
      const own = told
        .map((each) => ({ each, offM: apartM(each.state, truth) }))
        .filter(({ each, offM }) => offM < SAME_OBJECT_M && !(apartM(each.state, sibling) < offM))
        .toSorted((a, b) => a.offM - b.offM)[0];
      if (own === undefined) continue;
      const { state: at, covariance } = own.each;
      const six = Float64Array.from(
        { length: 36 },
        (_, k) => covariance[Math.floor(k / 6) * at.length + (k % 6)] ?? Number.NaN,
      );
      const error = truth.map((value, axis) => (at[axis] ?? Number.NaN) - value);
      const nees = mahalanobisSquared(six, 6, error);
      samples.push({ sinceS, isShed: target % 2 === 1, nees, offM: own.offM });
    }
  });
  return samples;
}

function apartM(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Math.hypot(a[0]! - b[0]!, a[1]! - b[1]!, a[2]! - b[2]!);
}
