import {
  STAGE_SIGNAL,
  emptyLook,
  fieldStage,
  isPointedAt,
  isSwept,
  measureLookInto,
} from '../../sensors/index.ts';
import type { OwnSide } from '../../sensors/index.ts';
import type { Scan } from '../scan.ts';

/** A field that held the object a moment ago was not blinded by the Sun, and the Sun does not move in a scan. */
const AWAY_FROM_SUN = -1;

/**
 * Those of a track's latest channels that look at it again in this scan and have reported. Of a sensor whose fields are not known nothing is
 * expected.
 *
 * @param state - Predicted inertial position, m, in its first three numbers.
 */
export function watchersOf(
  lastChannels: readonly number[],
  state: Float64Array,
  scan: Scan,
  ownSide: OwnSide,
): readonly number[] {
  const look = emptyLook();
  return lastChannels.filter((channelIndex) => {
    const channel = ownSide.channels[channelIndex];
    if (channel === undefined || scan.reported[channelIndex] !== 1) return false;
    measureLookInto(look, scan.satellites, 3 * channel.satelliteIndex, state[0]!, state[1]!, state[2]!);
    if (fieldStage(channel.sensor, look, AWAY_FROM_SUN) !== STAGE_SIGNAL) return false;
    return (
      isSwept(channel, look, scan.satellites, scan.atUs) &&
      isPointedAt(channel.sensor, look, scan.pointing, 3 * channelIndex)
    );
  });
}
