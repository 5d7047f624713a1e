import type { OwnSide } from '../../sensors/index.ts';
import type { Scan } from '../scan.ts';
import { watchersOf } from './watchers.ts';

/**
 * A plume that several satellites held does not escape them all in one scan oftener than this while it burns: clouds, outages of the network
 * and dim stretches strike them together, so the misses of one scan count once, not once per satellite. Notional.
 */
export const UNSEEN_THOUGH_BURNING_PROB = 0.1;
/** Fewer watchers than this prove nothing. */
const MIN_WATCHERS = 2;

/**
 * Did a plume go out, as far as looking can tell: channels that held it in its last scan still look there, their reports have come, and
 * there is nothing in any of them. Cut-off is thereby told from loss of sight (the field ends, a satellite fails), which says nothing.
 *
 * @param state - Predicted inertial position, m, in its first three numbers.
 */
export function plumeVanished(
  lastChannels: readonly number[],
  state: Float64Array,
  scan: Scan,
  ownSide: OwnSide,
): boolean {
  return watchersOf(lastChannels, state, scan, ownSide).length >= MIN_WATCHERS;
}
