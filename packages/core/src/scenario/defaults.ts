import { FRAGMENT, SEPARATION, SIMPLE_DECOY, SPENT_STAGE } from '../vehicles/index.ts';
import type { ReleasedBody } from '../vehicles/index.ts';
import type {
  CustodyDemand,
  EngagementSettings,
  EntryEvent,
  FlashEvent,
  Network,
  ReleasedObjects,
  Requirements,
} from './scenario.ts';

/** What a scenario means where it says nothing. */
export const SCENARIO_DEFAULTS: {
  readonly count: number;
  readonly spacingS: number;
  readonly atS: number;
  readonly objects: {
    readonly stages: Omit<ReleasedObjects, 'count'>;
    readonly payloads: { readonly speedMPerS: number; readonly intervalS: number };
    readonly decoys: Omit<ReleasedObjects, 'count'>;
    readonly debris: Omit<ReleasedObjects, 'count'>;
  };
  readonly entry: Omit<EntryEvent['entry'], 'latDeg' | 'lonDeg' | 'headingDeg'>;
  readonly flash: Omit<FlashEvent['flash'], 'latDeg' | 'lonDeg'>;
  readonly lossShare: number;
  readonly network: Network;
  readonly requirements: Requirements & { readonly custody: CustodyDemand };
  readonly engagement: EngagementSettings;
  readonly cloudTopKm: number;
  readonly maxElementAgeDays: number;
} = {
  count: 1,
  spacingS: 10,
  atS: 0,
  objects: {
    stages: released(SPENT_STAGE, SEPARATION.stageSpeedMPerS),
    payloads: { speedMPerS: SEPARATION.payloadSpeedMPerS, intervalS: SEPARATION.payloadIntervalS },
    decoys: released(SIMPLE_DECOY, SEPARATION.decoySpeedMPerS),
    debris: released(FRAGMENT, SEPARATION.fragmentSpeedMPerS),
  },
  entry: { altitudeKm: 120, speedKmPerS: 7.8, flightPathDeg: -1, leadS: 600 },
  flash: { altitudeKm: 80, headingDeg: 90, intensityWPerSr: 1e6 },
  lossShare: 0,
  network: { latencyS: 1, commandLatencyS: 2, looksPerObject: 12 },
  requirements: {
    custody: {
      minSensors: 2,
      positionErrorKm: { boost: 3, midcourse: 1, glide: 3, reentry: 3 },
      maxGapS: 10,
    },
    declare: {
      probability: 0.95,
      consecutive: 3,
      excludeBelow: 0.01,
      responseS: 600,
      classPriors: 'activity',
      aimedOdds: 1,
      aimedNearOdds: 1,
    },
  },
  // Sources: docs/models/engagement-opportunities.md.
  engagement: {
    commitOn: 'declared',
    decisionDelayS: 30,
    orderWindowS: 60,
    interceptAltitudeKm: [100, 2000],
    marginS: 0,
    longestFlyOutS: 900,
    shotsPerTarget: 2,
    sharing: 'even',
    trackProbability: 1,
    readyShare: 1,
  },
  cloudTopKm: 10,
  maxElementAgeDays: 30,
};

function released(body: ReleasedBody, speedMPerS: number): Omit<ReleasedObjects, 'count'> {
  return {
    speedMPerS,
    ballisticCoefficientKgPerM2: body.ballisticCoefficientKgPerM2,
    intensityWPerSr: body.bodyIntensityLongWaveWPerSr,
  };
}
