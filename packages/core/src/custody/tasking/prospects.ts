import { julianDateAfter, sFromUs } from '../../foundation/index.ts';
import type { JulianDate, SimTimeUs } from '../../foundation/index.ts';
import type { Track } from '../../messages/index.ts';
import { sunDirectionInto } from '../../physics/index.ts';
import {
  STAGE_SIGNAL,
  backgroundNoiseFactor,
  detectionProb,
  emptyLook,
  fieldStage,
  measureLookInto,
  narrowGazeOf,
  signalToNoise,
  sunCosineOf,
} from '../../sensors/index.ts';
import type { Channel, Look, OwnSide } from '../../sensors/index.ts';
import { EXPECTED_INTENSITY_W_PER_SR, LEAST_DETECTION_PROB } from './tasking-rules.ts';

/** A channel that may be expected to see an object in the middle of the time ahead. */
export interface Prospect {
  readonly channelIndex: number;
  /** Probability that a frame which looks there detects it. */
  readonly prob: number;
  /** Weight of its two components across the line of sight over a time, 1/m². */
  readonly weight: number;
  readonly los: readonly [number, number, number];
}

/** Satellites and Sun at one instant, and what a channel may expect of a place then. */
export class Outlook {
  readonly satellites: Float64Array;
  readonly sun: Float64Array = new Float64Array(3);
  readonly look: Look = emptyLook();

  constructor(ownSide: OwnSide, epoch: JulianDate, atUs: SimTimeUs) {
    this.satellites = new Float64Array(3 * ownSide.satelliteIds.length);
    ownSide.ephemeris.positionsInertialInto(this.satellites, atUs);
    sunDirectionInto(this.sun, julianDateAfter(epoch, sFromUs(atUs)));
  }

  /** Fills `look`. Do the sensor's limits take the place, wherever the sensor may look just now? */
  takes(channel: Channel, x: number, y: number, z: number): boolean {
    return this.stageOf(channel, x, y, z) === STAGE_SIGNAL;
  }

  /** Fills `look`. The stage at which the sensor's limits refuse the place; `STAGE_SIGNAL` when they take it. */
  stageOf({ sensor, satelliteIndex }: Channel, x: number, y: number, z: number): number {
    measureLookInto(this.look, this.satellites, 3 * satelliteIndex, x, y, z);
    const sunCosine = sunCosineOf(this.look, this.satellites, 3 * satelliteIndex, this.sun);
    return fieldStage(sensor, this.look, sunCosine);
  }

  /** Probability that a frame detects an object where `look` goes, against its own background. */
  detectionProb({ sensor, satelliteIndex }: Channel, phase: Track['phase']): number {
    const intensity = EXPECTED_INTENSITY_W_PER_SR[phase][sensor.band === 'lwir' ? 1 : 0];
    const factor = backgroundNoiseFactor(sensor, this.look, this.satellites, 3 * satelliteIndex, this.sun);
    return detectionProb(sensor, signalToNoise(sensor, this.look, intensity, factor));
  }
}

/** The outlooks of one round of tasking, each made once. */
export class Outlooks {
  readonly ownSide: OwnSide;
  readonly #epoch: JulianDate;
  readonly #known = new Map<SimTimeUs, Outlook>();

  constructor(ownSide: OwnSide, epoch: JulianDate) {
    this.ownSide = ownSide;
    this.#epoch = epoch;
  }

  at(atUs: SimTimeUs): Outlook {
    const known = this.#known.get(atUs);
    if (known !== undefined) return known;
    const made = new Outlook(this.ownSide, this.#epoch, atUs);
    this.#known.set(atUs, made);
    return made;
  }
}

/** The channels that need no pointing and may be expected to see a track. */
export function prospectsFor(track: Track, outlooks: Outlooks): readonly Prospect[] {
  const { ownSide } = outlooks;
  const outlook = outlooks.at(track.atUs);
  const { look } = outlook;
  const [x = 0, y = 0, z = 0] = track.state;
  const prospects: Prospect[] = [];
  ownSide.channels.forEach((channel: Channel, channelIndex) => {
    const { sensor } = channel;
    if (narrowGazeOf(sensor) !== null || !outlook.takes(channel, x, y, z)) return;
    const prob = outlook.detectionProb(channel, track.phase);
    if (prob < LEAST_DETECTION_PROB) return;
    const sigmaM = look.rangeM * sensor.sigmaRad;
    const framesShare = sensor.gaze.kind === 'sweep' ? sensor.framePeriodS / sensor.gaze.periodS : 1;
    prospects.push({
      channelIndex,
      prob,
      weight: (framesShare * prob) / (sigmaM * sigmaM),
      los: [look.losX, look.losY, look.losZ],
    });
  });
  return prospects;
}
