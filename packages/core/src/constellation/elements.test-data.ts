import type { MeanElements } from './mean-elements.ts';

/** 2026 July 24, 00:00 UTC. */
export const EPOCH = { dayJd: 2461245.5, dayShare: 0 };

/** Elements of a polar orbit at 780 km, or of what `change` says. */
export function elements(change: Partial<MeanElements>): MeanElements {
  return {
    objectName: 'TEST',
    objectId: '',
    catalogueNumber: 1,
    epoch: EPOCH,
    meanMotionRevPerDay: 14.34,
    eccentricity: 0.0002,
    inclinationDeg: 86.4,
    nodeDeg: 0,
    argumentOfPerigeeDeg: 90,
    meanAnomalyDeg: 0,
    bstarPerEarthRadius: 0,
    meanMotionDotRevPerDay2: 0,
    meanMotionDdotRevPerDay3: 0,
    ...change,
  };
}
