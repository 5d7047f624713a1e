import { leadingBlock, present } from '../foundation/index.ts';
import type { SimTimeUs } from '../foundation/index.ts';
import type { MeasuredLook, Track } from '../messages/index.ts';
import { coastFit, isInSpace } from './fit-coast.ts';
import type { CoastFit } from './fit-coast.ts';
import { guessed, lawsOf, phaseAt } from './laws.ts';
import type { FlightRow } from './laws.ts';
import { SIZE_OF } from './motion.ts';
import { residualSums } from './residuals.ts';
import type { ResidualSum } from './residuals.ts';
import { smoothedWith, undriven, weighedEnds } from './thrust-end.ts';
import type { Candidate } from './thrust-end.ts';

/** One instant of a reconstructed flight: inertial position (m) and velocity (m/s) with their covariance, 6 x 6, row by row. */
export interface ReconstructedRow {
  readonly atUs: SimTimeUs;
  readonly phase: Track['phase'];
  readonly state: Float64Array;
  readonly covariance: Float64Array;
}

export interface Reconstruction {
  readonly trackId: string;
  /** From the first look to the last row of the track, one for each instant with looks or a row. */
  readonly rows: readonly ReconstructedRow[];
  readonly residuals: readonly ResidualSum[];
  /** One motion under gravity alone through all looks after the burn and outside the air, at the last of them; null when they do not fix one. */
  readonly coast: CoastFit | null;
}

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
      ? [smoothedWith(lawsTold, guess, 1)]
      : [...weighedEnds(lawsTold, guess, end), smoothedWith(undriven(lawsTold), guess, 1)];
  const flights = found.filter((each) => each !== null);
  const best = flights.toSorted((a, b) => b.logWeight - a.logWeight)[0];
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

/** Mean and covariance of position and velocity over weighed flights. */
function mixed(
  flights: readonly Candidate[],
  best: Candidate,
): readonly Pick<ReconstructedRow, 'state' | 'covariance'>[] {
  const raw = flights.map((each) => Math.exp(each.logWeight - best.logWeight));
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
