import type { MissionInputs } from '@cupola/core/mission';
import { SMALL_INPUTS } from '../serve/small-service.test-data.ts';

/** The small layer with a second fleet that would be ordered against every confirmed track. */
export const ENGAGED_INPUTS: MissionInputs = {
  ...SMALL_INPUTS,
  scenario: {
    ...SMALL_INPUTS.scenario,
    interceptors: [
      {
        id: 'second',
        kind: 'generic-midcourse',
        walker: { kind: 'delta', count: 200, planes: 20, phasing: 1, altitudeKm: 500, inclinationDeg: 60 },
      },
    ],
    engagement: {
      commitOn: 'confirmed',
      decisionDelayS: 30,
      orderWindowS: 600,
      interceptAltitudeKm: [100, 2000],
      marginS: 0,
      longestFlyOutS: 300,
      shotsPerTarget: 2,
      sharing: 'even',
      trackProbability: 1,
      readyShare: 1,
    },
  },
};
