import type { TrackState } from '../track-state.ts';

/** Squared innovations of a track's latest scans in sigmas, of the hypothesis they fit best, and how many numbers they are; both fade. */
export interface Misfit {
  readonly squared: number;
  readonly freedom: number;
}

export const NO_MISFIT: Misfit = { squared: 0, freedom: 0 };

/** Share of the sums that is left a scan later: a memory of some five scans. */
const FADING = 0.8;
/** Beyond so many standard deviations of its chi-square a tentative track fits badly: it is not confirmed, and does not compete with others. */
const FITTING_SIGMAS = 3;

export function misfitAfter({ squared, freedom }: Misfit, squares: number, of: number): Misfit {
  return { squared: FADING * squared + squares, freedom: FADING * freedom + of };
}

/** Excess of the squared innovations in standard deviations of their chi-square, as if nothing had faded: the fading makes it smaller. */
export function misfitSigmas({ misfit: { squared, freedom } }: Pick<TrackState, 'misfit'>): number {
  return freedom === 0 ? 0 : (squared - freedom) / Math.sqrt(2 * freedom);
}

/** Confirmed tracks have shown that they do. */
export function isFitting(track: Pick<TrackState, 'id' | 'misfit'>): boolean {
  return track.id !== null || misfitSigmas(track) <= FITTING_SIGMAS;
}
