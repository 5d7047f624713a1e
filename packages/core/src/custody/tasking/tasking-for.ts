import { US_PER_S, present, usFromS } from '../../foundation/index.ts';
import type { SimTimeUs } from '../../foundation/index.ts';
import type { PlannedLook, Tasking, Track } from '../../messages/index.ts';
import { gravityInto } from '../../physics/index.ts';
import { emptyLook, isSwept, measureLookInto } from '../../sensors/index.ts';
import { positionSigmaOf } from '../custody-state.ts';
import type { FieldLook } from './field-plan.ts';
import { lossTimes } from './loss-times.ts';
import { prospectsFor } from './prospects.ts';
import type { Outlooks, Prospect } from './prospects.ts';
import { bestChannels } from './reporting-channels.ts';
import type { TaskingRules } from './tasking-rules.ts';

/** A track as tasking sees it: where it will be. */
export interface TaskedTrack {
  readonly trackId: string;
  /** Prediction to an instant. */
  readonly trackAt: (atUs: SimTimeUs) => Track;
  /** Now, or the track's own time if that is later. */
  readonly issuedAtUs: SimTimeUs;
  /** Of the last decision; null before one. */
  readonly threatProb: number | null;
}

/** What the channels that need no pointing may expect of a track, in the middle of the time until the next tasking. */
export function watchersAhead(
  { trackAt, issuedAtUs }: TaskedTrack,
  rules: TaskingRules,
  outlooks: Outlooks,
): readonly Prospect[] {
  const middle = trackAt(issuedAtUs + rules.commandLatencyUs + rules.renewalUs / 2);
  return prospectsFor(middle, outlooks);
}

/**
 * The tasking of one object for the coming seconds: the narrow fields that were planned for it, and up to `looksPerObject` of the channels
 * that need no pointing, by what they add to each other.
 *
 * @param planned - Of the narrow fields, as far as they are still to come.
 * @param asked - Channels that an operator wants looks of.
 */
export function taskingFor(
  track: TaskedTrack,
  prospects: readonly Prospect[],
  planned: readonly FieldLook[],
  asked: ReadonlySet<number>,
  rules: TaskingRules,
  outlooks: Outlooks,
): Tasking {
  const { issuedAtUs } = track;
  const validFromUs = issuedAtUs + rules.commandLatencyUs;
  const validUntilUs = validFromUs + rules.validityUs;
  const predictedInertial: number[] = [];
  for (let atUs = validFromUs; atUs <= validUntilUs; atUs += US_PER_S) {
    predictedInertial.push(...track.trackAt(atUs).state.slice(0, 6));
  }
  const end = track.trackAt(validUntilUs);
  const reporting = bestChannels(prospects, rules.looksPerObject, asked);
  const pointed = [...new Set(planned.map((look) => look.channelIndex))];
  const lost = lossTimes([...pointed, ...reporting], motionFrom(end), validFromUs, outlooks);
  const looks: readonly PlannedLook[] = [
    ...planned,
    ...reporting.map((channelIndex) => ({
      channelIndex,
      steerUs: null,
      fromUs: firstFrameUs(channelIndex, validFromUs, predictedInertial, outlooks),
      untilUs: validUntilUs,
    })),
  ].map((look) => ({ ...look, losesAtUs: lost.get(look.channelIndex) ?? null }));
  return {
    trackId: track.trackId,
    issuedAtUs,
    validFromUs,
    validUntilUs,
    channelIndices: [...pointed, ...reporting],
    looks: looks.toSorted((a, b) => a.fromUs - b.fromUs),
    predictedInertial,
    positionUncertaintyM: positionSigmaOf(end),
  };
}

/** Where an object goes from a predicted state, in a straight line bent by gravity and thrust: good to some hundred metres in a minute of coasting. */
function motionFrom({ atUs: startUs, state }: Track): (atUs: SimTimeUs) => readonly [number, number, number] {
  const [x = 0, y = 0, z = 0, vx = 0, vy = 0, vz = 0] = state;
  const pull = new Float64Array(3);
  gravityInto(pull, x, y, z, 2);
  const thrust = state.length === THRUSTING_LENGTH ? state.slice(6) : [0, 0, 0];
  const [ax = 0, ay = 0, az = 0] = pull.map((each, axis) => each + (thrust[axis] ?? 0));
  return (atUs) => {
    const t = (atUs - startUs) / US_PER_S;
    const half = (t * t) / 2;
    return [x + vx * t + ax * half, y + vy * t + ay * half, z + vz * t + az * half];
  };
}

/** Position, velocity and thrust. */
const THRUSTING_LENGTH = 9;

/** The first frame in which a channel that needs no pointing looks at the object: the very first, or when its line comes by. */
function firstFrameUs(
  channelIndex: number,
  fromUs: SimTimeUs,
  predictedInertial: readonly number[],
  outlooks: Outlooks,
): SimTimeUs {
  const channel = present(outlooks.ownSide.channels[channelIndex]);
  if (channel.sensor.gaze.kind !== 'sweep') return fromUs;
  const look = emptyLook();
  for (let second = 0; 6 * second < predictedInertial.length; second++) {
    const [x = 0, y = 0, z = 0] = predictedInertial.slice(6 * second, 6 * second + 3);
    const atUs = fromUs + usFromS(second);
    const { satellites } = outlooks.at(atUs);
    measureLookInto(look, satellites, 3 * channel.satelliteIndex, x, y, z);
    if (isSwept(channel, look, satellites, atUs)) return atUs;
  }
  return fromUs;
}
