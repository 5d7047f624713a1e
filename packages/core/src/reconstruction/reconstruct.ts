import { US_PER_S, leadingBlock, present } from '../foundation/index.ts';
import type { SimTimeUs } from '../foundation/index.ts';
import type { MeasuredLook, Track } from '../messages/index.ts';
import { coastFit, isInSpace } from './fit-coast.ts';
import type { CoastFit } from './fit-coast.ts';
import type { Instant } from './flight-plan.ts';
import { SIZE_OF, USUAL_LOG_COEFFICIENT, flyFurtherInto } from './motion.ts';
import type { Law } from './motion.ts';
import { residualSums } from './residuals.ts';
import type { ResidualSum } from './residuals.ts';
import { smoothedFlight } from './smooth.ts';
import type { SmoothedFlight } from './smooth.ts';

/** One instant of a reconstructed flight: inertial position (m) and velocity (m/s) with their covariance, 6 x 6, row by row. */
export interface ReconstructedRow {
  readonly atUs: SimTimeUs;
  readonly phase: Track['phase'];
  readonly state: Float64Array;
  readonly covariance: Float64Array;
}

/** What a reconstruction takes of a track's row: when, in which phase, about where. */
export type FlightRow = Pick<Track, 'id' | 'atUs' | 'phase' | 'state' | 'cutoffAtUs'>;

export interface Reconstruction {
  readonly trackId: string;
  /** From the first look to the last row of the track, one for each instant with looks or a row. */
  readonly rows: readonly ReconstructedRow[];
  readonly residuals: readonly ResidualSum[];
  /** One motion under gravity alone through all looks after the burn and outside the air, at the last of them; null when they do not fix one. */
  readonly coast: CoastFit | null;
}

/** The end of thrust is looked for this many instants to either side of the best so far, ... */
const ENDS_AROUND = 1;
/** ... at so many instants in all, at the most. */
const MOST_ENDS = 12;

/**
 * The whole life of a track from all its looks at once: what an after-action report shows, when nothing has to be known in time.
 *
 * The laws of motion follow the track's phases: an unknown acceleration in boost (and in any phase that is neither coast nor re-entry), gravity
 * and drag with one unknown ballistic coefficient else. When thrust ended is not taken from the track: ends around the one it names are
 * weighed by the likelihood of all looks, beside a flight that was never driven, and the rows are the mixture's mean and covariance.
 *
 * @param rows - Final rows of one track, in order of time; at least one.
 * @param looks - What the track took, in any order.
 * @returns null when the looks do not fix the flight.
 */
export function reconstructed(
  rows: readonly FlightRow[],
  looks: readonly MeasuredLook[],
): Reconstruction | null {
  if (looks.length === 0) return null;
  const lawsTold = lawsOf(rows, looks);
  const end = lawsTold.findIndex(
    (each, k) => k > 0 && each.law === 'free' && lawsTold[k - 1]?.law === 'driven',
  );
  const guess = guessed(lawsTold, rows);
  const found =
    end < 0
      ? [smoothedWith(lawsTold, guess)]
      : [...weighedEnds(lawsTold, guess, end), smoothedWith(undriven(lawsTold), guess)];
  const flights = found.filter((each) => each !== null);
  const best = flights.toSorted((a, b) => b.flight.logLikelihood - a.flight.logLikelihood)[0];
  if (best === undefined) return null;
  return {
    trackId: present(rows[0]).id,
    rows: mixed(flights, best).map((row, k) => ({
      ...row,
      atUs: present(lawsTold[k]).atUs,
      phase: phaseAt(rows, present(lawsTold[k]).atUs),
    })),
    residuals: residualSums(best.instants, best.flight.states, best.flight.covariances),
    coast: coastOf(best),
  };
}

interface Candidate {
  readonly instants: readonly Instant[];
  readonly flight: SmoothedFlight;
}

/** The last stretch of free flight, but for its first instant, in which thrust may still have ended. */
function coastOf({ instants, flight }: Candidate): CoastFit | null {
  const lastDriven = instants.findLastIndex((each) => each.law === 'driven');
  const looks = instants.slice(lastDriven < 0 ? 0 : lastDriven + 2).flatMap((each) => each.looks);
  const last = instants.findLastIndex(
    (each, k) => each.looks.length > 0 && isInSpace(present(flight.states[k])),
  );
  if (last < 0) return null;
  return coastFit(looks, present(instants[last]).atUs, present(flight.states[last]));
}

/** Every instant with a look or a row, by the law that the track's phase there names. */
function lawsOf(rows: readonly FlightRow[], looks: readonly MeasuredLook[]): readonly Instant[] {
  const looksAt = Map.groupBy(looks, (look) => look.scanAtUs);
  const times = [...new Set([...looksAt.keys(), ...rows.map((row) => row.atUs)])].toSorted((a, b) => a - b);
  const cutoffAtUs = rows.find((row) => row.phase !== 'boost' && row.cutoffAtUs !== null)?.cutoffAtUs ?? null;
  const boostSeen = rows.some((row) => row.phase === 'boost');
  return times.map((atUs) => ({
    atUs,
    law: boostSeen && cutoffAtUs !== null && atUs < cutoffAtUs ? 'driven' : lawOf(phaseAt(rows, atUs)),
    // A total order, so that the sums do not depend on the order of the looks.
    looks: (looksAt.get(atUs) ?? []).toSorted(byOrigin),
  }));
}

function byOrigin(a: MeasuredLook, b: MeasuredLook): number {
  if (a.satelliteId !== b.satelliteId) return a.satelliteId < b.satelliteId ? -1 : 1;
  return a.los[0]! - b.los[0]! || a.los[1]! - b.los[1]!;
}

function lawOf(phase: Track['phase']): Law {
  return phase === 'coast' || phase === 'reentry' ? 'free' : 'driven';
}

/** Phase of the row at a time, or of the first one after it. */
function phaseAt(rows: readonly FlightRow[], atUs: SimTimeUs): Track['phase'] {
  return (rows.find((row) => row.atUs >= atUs) ?? present(rows.at(-1))).phase;
}

/** First estimates: the track's rows; before the first of them, and between two, the nearest one flown there. */
function guessed(instants: readonly Instant[], rows: readonly FlightRow[]): readonly Float64Array[] {
  let next = 0;
  return instants.map(({ atUs }) => {
    while (next + 1 < rows.length && present(rows[next + 1]).atUs <= atUs) next++;
    const row = present(rows[next]);
    const n = row.state.length;
    const law: Law = row.phase === 'boost' && n >= SIZE_OF.driven ? 'driven' : 'free';
    const from = Float64Array.from({ length: SIZE_OF.driven }, (_, i) =>
      i < (law === 'driven' ? SIZE_OF.driven : 6)
        ? present(row.state[i])
        : i === 6 && law === 'free'
          ? USUAL_LOG_COEFFICIENT
          : 0,
    );
    const out = from.slice();
    if (atUs !== row.atUs) flyFurtherInto(out, law, from, (atUs - row.atUs) / US_PER_S);
    if (law === 'free') out.fill(0, 6);
    return out;
  });
}

function smoothedWith(instants: readonly Instant[], guess: readonly Float64Array[]): Candidate | null {
  const flight = smoothedFlight(
    instants,
    guess.map((state, k) => {
      const { law } = present(instants[k]);
      const out = state.slice(0, SIZE_OF[law]);
      if (law === 'free') out[6] = USUAL_LOG_COEFFICIENT;
      return out;
    }),
  );
  return flight === null ? null : { instants, flight };
}

/** Flights with the end of thrust at instants around `end`, spreading until the likelihood falls to both sides. */
function weighedEnds(
  instants: readonly Instant[],
  guess: readonly Float64Array[],
  end: number,
): readonly (Candidate | null)[] {
  const tried = new Map<number, Candidate | null>();
  const startOfDrive = instants.findIndex((each) => each.law === 'driven');
  let best = end;
  while (tried.size < MOST_ENDS) {
    const around = [];
    for (let k = best - ENDS_AROUND; k <= best + ENDS_AROUND; k++) {
      if (k > startOfDrive && k < instants.length && !tried.has(k)) around.push(k);
    }
    if (around.length === 0) break;
    for (const k of around) tried.set(k, smoothedWith(endingAt(instants, startOfDrive, end, k), guess));
    best = [...tried].reduce(
      (top, [k, each]) => (logLikelihoodOf(each) > logLikelihoodOf(tried.get(top) ?? null) ? k : top),
      best,
    );
  }
  return [...tried.values()];
}

function logLikelihoodOf(candidate: Candidate | null): number {
  return candidate?.flight.logLikelihood ?? Number.NEGATIVE_INFINITY;
}

/** The same instants with the first drive over at instant `k` instead of `end`. */
function endingAt(instants: readonly Instant[], start: number, end: number, k: number): readonly Instant[] {
  return instants.map((each, i) => {
    if (i < start || i >= Math.max(end, k)) return each;
    return { ...each, law: i < k ? 'driven' : 'free' };
  });
}

/** The same instants with no drive at all: a track may have been taken for burning in its first seconds. */
function undriven(instants: readonly Instant[]): readonly Instant[] {
  return instants.map((each) => ({ ...each, law: 'free' }));
}

/** Mean and covariance of position and velocity over flights weighed by their likelihood. */
function mixed(
  flights: readonly Candidate[],
  best: Candidate,
): readonly Pick<ReconstructedRow, 'state' | 'covariance'>[] {
  const raw = flights.map((each) => Math.exp(each.flight.logLikelihood - best.flight.logLikelihood));
  const total = raw.reduce((sum, each) => sum + each, 0);
  const parts = flights
    .map((each, f) => ({ ...each, weight: present(raw[f]) / total }))
    .filter((each) => each.weight > SMALLEST_WEIGHT);
  return best.instants.map((_, k) => {
    const state = new Float64Array(6);
    for (const { flight, weight } of parts) {
      for (let i = 0; i < 6; i++) state[i]! += weight * flight.states[k]![i]!;
    }
    const covariance = new Float64Array(36);
    for (const { flight, weight, instants } of parts) {
      const own = present(flight.states[k]);
      const block = leadingBlock(present(flight.covariances[k]), SIZE_OF[present(instants[k]).law], 6);
      for (let i = 0; i < 6; i++) {
        for (let j = 0; j < 6; j++) {
          covariance[6 * i + j]! +=
            weight * (block[6 * i + j]! + (own[i]! - state[i]!) * (own[j]! - state[j]!));
        }
      }
    }
    return { state, covariance };
  });
}

const SMALLEST_WEIGHT = 1e-9;
