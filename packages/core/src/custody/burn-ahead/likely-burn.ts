import { sFromUs } from '../../foundation/index.ts';
import type { Track } from '../../messages/index.ts';
import type { VehicleClass } from '../../vehicles/index.ts';
import { unseenClimb } from '../decision/burn-law.ts';
import { finalSurfaceSpeedsMPerS } from '../decision/class-envelope.ts';
import { burnGuess, endOverLiftoff } from './burn-guess.ts';
import { flyBurnInPlace } from './fly-burn.ts';

const STATE = 9;
/** A burn older than its class allows is taken to end within this time, s. Notional, as for all ways ahead. */
const OVERDUE_S = 2;
/** Of what is open between its ends: how thrust grows, how much the body bends. */
const MIDDLE = 0.5;

/**
 * One burn ahead of a track seen burning, for whoever needs a path and not all ways: of the class's nominal length since lift-off, by the middle of all
 * that is open (`impactsAhead` has the rest). Whole seconds.
 *
 * @param track - Under thrust: nine numbers or more.
 * @returns Inertial position and velocity at each second after now up to the end of thrust, [second][6], m and m/s.
 */
export function likelyBurn(
  track: Pick<Track, 'atUs' | 'state' | 'firstDetectedAtUs' | 'firstPositionM'>,
  vehicle: VehicleClass,
): Float64Array {
  const ageS = Math.max(
    1,
    unseenClimb(vehicle, track.firstPositionM).durationS + sFromUs(track.atUs - track.firstDetectedAtUs),
  );
  const leftS = Math.max(OVERDUE_S, Math.round(vehicle.boostDurationS.nominal - ageS));
  const guess = burnGuess({ leftS, ageS, wholeS: ageS + leftS }, MIDDLE, MIDDLE);
  const speeds = finalSurfaceSpeedsMPerS(vehicle);
  const end = endOverLiftoff(vehicle, guess, (speeds.min + speeds.max) / 2);
  const states = new Float64Array(6 * leftS);
  const state = new Float64Array(STATE);
  for (let second = 1; second <= leftS; second++) {
    for (let i = 0; i < STATE; i++) state[i] = track.state[i] ?? Number.NaN;
    flyBurnInPlace(state, { ...guess, leftS: second }, end, 0);
    states.set(state.subarray(0, 6), 6 * second - 6);
  }
  return states;
}
