import type { CustodyDemand, Network, Requirements } from './scenario.ts';

/** What a scenario means where it says nothing. */
export const SCENARIO_DEFAULTS: {
  readonly count: number;
  readonly spacingS: number;
  readonly atS: number;
  readonly lossShare: number;
  readonly network: Network;
  readonly requirements: Requirements & { readonly custody: CustodyDemand };
  readonly cloudTopKm: number;
  readonly maxElementAgeDays: number;
} = {
  count: 1,
  spacingS: 10,
  atS: 0,
  lossShare: 0,
  network: { latencyS: 1, commandLatencyS: 2, looksPerObject: 12 },
  requirements: {
    custody: {
      minSensors: 2,
      positionErrorKm: { boost: 3, midcourse: 1, glide: 3, reentry: 3 },
      maxGapS: 10,
    },
    declare: { probability: 0.95, consecutive: 3, excludeBelow: 0.01, responseS: 600 },
  },
  cloudTopKm: 10,
  maxElementAgeDays: 30,
};
