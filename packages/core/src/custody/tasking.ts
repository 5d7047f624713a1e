import { US_PER_S, julianDateAfter, sFromUs } from '../foundation/index.ts';
import type { JulianDate, SimTimeUs } from '../foundation/index.ts';
import type { Tasking, Track } from '../messages/index.ts';
import { sunDirectionInto } from '../physics/index.ts';
import {
  STAGE_SIGNAL,
  detectionProb,
  emptyLook,
  fieldStage,
  measureLookInto,
  signalToNoise,
} from '../sensors/index.ts';
import type { Channel, OwnSide } from '../sensors/index.ts';

/** What tasking needs to know of the network. */
export interface TaskingRules {
  readonly looksPerObject: number;
  readonly commandLatencyUs: SimTimeUs;
  /** A tasking is renewed this often, ... */
  readonly renewalUs: SimTimeUs;
  /** ... and holds this long, so that a missed renewal does not blind anyone. */
  readonly validityUs: SimTimeUs;
}

/** Channels that would see the object less often than this are not asked. */
const LEAST_DETECTION_PROB = 0.3;
/** What is known across the track before any look, m; keeps the first choice defined. */
const PRIOR_SIGMA_M = 100_000;

/** Intensity a tasking reckons with, W/sr, short and mid wave and long wave: the dim end of literature section 2.3 for the phase; in glide as in re-entry, notional. */
const EXPECTED_INTENSITY_W_PER_SR: Readonly<Record<Track['phase'], readonly [number, number]>> = {
  boost: [10_000, 1_000],
  coast: [0, 30],
  reentry: [1_000, 30],
  glide: [1_000, 30],
};

/**
 * Chooses up to `looksPerObject` channels for one object over the coming seconds, by what they add to each other: one after the other the
 * channel that most enlarges the determinant of the position information, so that crossing angles and signal against the own background
 * count and mere nearness does not.
 *
 * @param trackAt - Prediction of the track to an instant.
 */
export function taskingFor(
  trackAt: (atUs: SimTimeUs) => Track,
  issuedAtUs: SimTimeUs,
  ownSide: OwnSide,
  epoch: JulianDate,
  rules: TaskingRules,
): Tasking {
  const validFromUs = issuedAtUs + rules.commandLatencyUs;
  const validUntilUs = validFromUs + rules.validityUs;
  const predictedInertial: number[] = [];
  for (let atUs = validFromUs; atUs <= validUntilUs; atUs += US_PER_S) {
    predictedInertial.push(...trackAt(atUs).state.slice(0, 6));
  }
  const middle = trackAt(validFromUs + rules.renewalUs / 2);
  const end = trackAt(validUntilUs);
  const size = end.state.length;
  const variance = [0, 1, 2].reduce((sum, axis) => sum + (end.covariance[axis * (size + 1)] ?? 0), 0);
  return {
    trackId: middle.id,
    issuedAtUs,
    validFromUs,
    validUntilUs,
    channelIndices: bestChannels(middle, ownSide, epoch, rules.looksPerObject),
    predictedInertial,
    positionUncertaintyM: Math.sqrt(variance),
  };
}

interface Prospect {
  readonly channelIndex: number;
  /** Weight of its two components across the line of sight, 1/m². */
  readonly weight: number;
  readonly los: readonly [number, number, number];
}

function bestChannels(track: Track, ownSide: OwnSide, epoch: JulianDate, most: number): readonly number[] {
  const prospects = prospectsFor(track, ownSide, epoch);
  const information = [1, 0, 0, 1, 0, 1].map((each) => each / PRIOR_SIGMA_M ** 2);
  const chosen: number[] = [];
  const free = new Set(prospects);
  while (chosen.length < most && free.size > 0) {
    let best: Prospect | undefined;
    let bestGain = Number.NEGATIVE_INFINITY;
    for (const each of free) {
      const gain = determinant(added(information, each));
      if (gain > bestGain) {
        bestGain = gain;
        best = each;
      }
    }
    if (best === undefined) break;
    free.delete(best);
    added(information, best).forEach((value, index) => {
      information[index] = value;
    });
    chosen.push(best.channelIndex);
  }
  return chosen;
}

function prospectsFor(track: Track, ownSide: OwnSide, epoch: JulianDate): readonly Prospect[] {
  const satellites = new Float64Array(3 * ownSide.satelliteIds.length);
  ownSide.ephemeris.positionsInertialInto(satellites, track.atUs);
  const sun = new Float64Array(3);
  sunDirectionInto(sun, julianDateAfter(epoch, sFromUs(track.atUs)));
  const [x = 0, y = 0, z = 0] = track.state;
  const intensity = EXPECTED_INTENSITY_W_PER_SR[track.phase];
  const look = emptyLook();
  const prospects: Prospect[] = [];
  ownSide.channels.forEach((channel: Channel, channelIndex) => {
    measureLookInto(look, satellites, 3 * channel.satelliteIndex, x, y, z);
    const sunCosine = look.losX * sun[0]! + look.losY * sun[1]! + look.losZ * sun[2]!;
    if (fieldStage(channel.sensor, look, sunCosine) !== STAGE_SIGNAL) return;
    const snr = signalToNoise(channel.sensor, look, intensity[channel.sensor.band === 'lwir' ? 1 : 0]);
    const prob = detectionProb(channel.sensor, snr);
    if (prob < LEAST_DETECTION_PROB) return;
    const sigmaM = look.rangeM * channel.sensor.sigmaRad;
    prospects.push({
      channelIndex,
      weight: prob / (sigmaM * sigmaM),
      los: [look.losX, look.losY, look.losZ],
    });
  });
  return prospects;
}

/** Upper triangle of the information with one more look: weight times the projector across its line of sight. */
function added(information: readonly number[], { weight, los: [x, y, z] }: Prospect): readonly number[] {
  const [xx = 0, xy = 0, xz = 0, yy = 0, yz = 0, zz = 0] = information;
  return [
    xx + weight * (1 - x * x),
    xy - weight * x * y,
    xz - weight * x * z,
    yy + weight * (1 - y * y),
    yz - weight * y * z,
    zz + weight * (1 - z * z),
  ];
}

function determinant([xx = 0, xy = 0, xz = 0, yy = 0, yz = 0, zz = 0]: readonly number[]): number {
  return xx * (yy * zz - yz * yz) - xy * (xy * zz - yz * xz) + xz * (xy * yz - yy * xz);
}
