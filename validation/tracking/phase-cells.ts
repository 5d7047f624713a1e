import { RandomStream } from '@cupola/core/foundation';
import { EARTH_EQUATORIAL_RADIUS_M } from '@cupola/core/physics';
import { boostingFlight } from './boosting-flight.ts';
import { fallingFlight } from './falling-flight.ts';
import { glidingFlight } from './gliding-flight.ts';
import { followedFlight } from './honesty.ts';
import type { Told } from './honesty.ts';
import { climbingFlight, stagedFlight } from './other-flights.ts';

/** Means over flights at one moment of theirs: one sample of each flight, so that samples are independent. */
export interface PhaseCell {
  /** Seconds since cut-off or since the start, or height in km. */
  readonly at: number;
  readonly count: number;
  /** Six is ideal. */
  readonly nees: number;
  readonly positionRmsM: number;
  readonly velocityRmsMPerS: number;
  /** Mean probabilities of boost, coast, re-entry and glide. */
  readonly probs: readonly number[];
}

/** Cells, and when the phase in question was named on each flight (s; null when it was not). */
export interface PhaseTable {
  readonly cells: readonly PhaseCell[];
  readonly namedAtS: readonly (number | null)[];
}

/** Half width of the 99.9 % band of the mean of `count` chi-squares of six degrees of freedom. */
export function bandHalfWidth(count: number): number {
  return 3.2905 * Math.sqrt((2 * 6) / count);
}

function cellOf(at: number, samples: readonly (Told | undefined)[]): PhaseCell {
  const told = samples.filter((each) => each !== undefined);
  const mean = (pick: (each: Told) => number): number =>
    told.reduce((sum, each) => sum + pick(each), 0) / told.length;
  return {
    at,
    count: told.length,
    nees: mean((each) => each.nees),
    positionRmsM: Math.sqrt(mean((each) => each.positionErrorM ** 2)),
    velocityRmsMPerS: Math.sqrt(mean((each) => each.velocityErrorMPerS ** 2)),
    probs: (['boost', 'coast', 'reentry', 'glide'] as const).map((phase) =>
      mean((each) => each.found.phaseProbs[phase]),
    ),
  };
}

/** Scans before thrust ends, and all scans. */
const BEFORE_CUTOFF_S = 30;
const BOOST_SCANS = 75;

/** About cut-off: a cell `at` is the first scan at least that long after it. Named: coast, s after cut-off. */
export function boostTable(seeds: readonly number[], ats: readonly number[]): PhaseTable {
  const flights = seeds.map((seed) => {
    const { states, cutoffS } = boostingFlight(seed, BEFORE_CUTOFF_S, BOOST_SCANS);
    const { told, events } = followedFlight(seed, states);
    const named = events.find(
      (event) => event.kind === 'phase-changed' && event.to === 'coast' && event.atUs > 1e6 * cutoffS,
    );
    return { told, cutoffS, namedAtS: named === undefined ? null : named.atUs / 1e6 - cutoffS };
  });
  return {
    cells: ats.map((at) =>
      cellOf(
        at,
        flights.map(({ told, cutoffS }) => told.find((each) => each.second === Math.ceil(cutoffS + at))),
      ),
    ),
    namedAtS: flights.map((each) => each.namedAtS),
  };
}

/** Off the ground: a cell `at` is that many seconds after the first track. Named: boost, s after it. */
export function climbTable(seeds: readonly number[], ats: readonly number[]): PhaseTable {
  const flights = seeds.map((seed) => {
    const states = climbingFlight(new RandomStream(seed, 'scene/off-ground'), 0, CLIMB_BOX_M, CLIMB_SCANS);
    const { told } = followedFlight(seed, states);
    return { told, firstS: told[0]?.second ?? 0 };
  });
  return {
    cells: ats.map((at) =>
      cellOf(
        at,
        flights.map(({ told, firstS }) => told.find((each) => each.second === firstS + at)),
      ),
    ),
    namedAtS: flights.map(({ told, firstS }) => {
      const named = told.find(({ found }) => found.phase === 'boost');
      return named === undefined ? null : named.second - firstS;
    }),
  };
}

const CLIMB_BOX_M = 500_000;
const CLIMB_SCANS = 90;

/** About staging, at once or after a pause of 2 to 4 s: a cell `at` is the first scan that long after it. Named: boost again, s after it. */
export function stagingTable(seeds: readonly number[], ats: readonly number[], pauses: boolean): PhaseTable {
  const flights = seeds.map((seed) => {
    const draw = new RandomStream(seed, 'scene/staged');
    const stageS = Math.round(600 + 200 * draw.uniform(0, 0)) / 10;
    const pauseS = pauses ? Math.round(20 + 20 * draw.uniform(1, 0)) / 10 : 0;
    const flight = stagedFlight(stageS, pauseS, 1 + 0.3 * draw.uniform(2, 0));
    const { told } = followedFlight(seed, flight(draw, 3, CLIMB_BOX_M, STAGED_SCANS));
    const lost = told.find(({ second, found }) => second > stageS && found.phase !== 'boost');
    const again = told.find(
      ({ second, found }) => second > (lost?.second ?? stageS) && found.phase === 'boost',
    );
    return { told, stageS, namedAtS: again === undefined ? null : again.second - stageS };
  });
  return {
    cells: ats.map((at) =>
      cellOf(
        at,
        flights.map(({ told, stageS }) => told.find((each) => each.second === Math.ceil(stageS + at))),
      ),
    ),
    namedAtS: flights.map((each) => each.namedAtS),
  };
}

const STAGED_SCANS = 115;

/** Down through the air: a cell `at` is the first scan below that many km. Named: re-entry, s after the start. */
export function fallTable(seeds: readonly number[], ats: readonly number[]): PhaseTable {
  const flights = seeds.map((seed) => {
    const { states } = fallingFlight(seed, 30, 80);
    const { told, events } = followedFlight(seed, states);
    const heightKm = (second: number): number => {
      const [x = 0, y = 0, z = 0] = states[second] ?? [];
      return (Math.hypot(x, y, z) - EARTH_EQUATORIAL_RADIUS_M) / 1000;
    };
    return { told, heightKm, namedAtS: firstNamed(events, 'reentry') };
  });
  return {
    cells: ats.map((at) =>
      cellOf(
        at,
        flights.map(({ told, heightKm }) => told.find((each) => heightKm(each.second) <= at)),
      ),
    ),
    namedAtS: flights.map((each) => each.namedAtS),
  };
}

/** In glide: a cell `at` is that many seconds after the start. Named: glide, s after the start. */
export function glideTable(seeds: readonly number[], ats: readonly number[], fromAbove: boolean): PhaseTable {
  const flights = seeds.map((seed) => {
    const { told, events } = followedFlight(seed, glidingFlight(seed, 121, fromAbove));
    return { told, namedAtS: firstNamed(events, 'glide') };
  });
  return {
    cells: ats.map((at) =>
      cellOf(
        at,
        flights.map(({ told }) => told.find((each) => each.second === at)),
      ),
    ),
    namedAtS: flights.map((each) => each.namedAtS),
  };
}

function firstNamed(
  events: ReturnType<typeof followedFlight>['events'],
  phase: 'reentry' | 'glide',
): number | null {
  const named = events.find((event) => event.kind === 'phase-changed' && event.to === phase);
  return named === undefined ? null : named.atUs / 1e6;
}
