import type { VehicleClass } from './vehicle-class.ts';

/** What a launch may let go besides its payload, as far as it falls and shines. */
export type ReleasedBody = Pick<VehicleClass, 'bodyIntensityLongWaveWPerSr' | 'noseRadiusM' | 'hotAreaM2'> & {
  readonly ballisticCoefficientKgPerM2: number;
};

/** An empty stage, tumbling. All notional: ten square metres at 300 K, the drag of a hollow cylinder; it does not break up. */
export const SPENT_STAGE: ReleasedBody = {
  ballisticCoefficientKgPerM2: 200,
  bodyIntensityLongWaveWPerSr: 300,
  noseRadiusM: 0.5,
  hotAreaM2: 2,
};

/** A light replica of a re-entry body. All notional: a third of its signal, slowed long before it. */
export const SIMPLE_DECOY: ReleasedBody = {
  ballisticCoefficientKgPerM2: 50,
  bodyIntensityLongWaveWPerSr: 10,
  noseRadiusM: 0.1,
  hotAreaM2: 0.1,
};

/** A shroud half, an adapter, a fragment. All notional. */
export const FRAGMENT: ReleasedBody = {
  ballisticCoefficientKgPerM2: 30,
  bodyIntensityLongWaveWPerSr: 5,
  noseRadiusM: 0.1,
  hotAreaM2: 0.1,
};

/** How fast things part, m/s, and when, s. All notional: springs and small retro motors. */
export const SEPARATION = {
  stageSpeedMPerS: 5,
  decoySpeedMPerS: 3,
  fragmentSpeedMPerS: 10,
  payloadSpeedMPerS: 10,
  /** From burnout until the last stage and its fragments let go. */
  stageDelayS: 3,
  /** From burnout until the first decoys are out, and from one to the next. */
  decoyDelayS: 20,
  decoyIntervalS: 2,
  /** From burnout until the bus lets go the second payload, and from one to the next. */
  payloadIntervalS: 15,
} as const;
