import type { Scenario } from './scenario.ts';

/** Reading order of all keys, whatever object they stand in. A key not listed follows in alphabetical order. */
const KEY_ORDER: readonly string[] = [
  'cupola',
  'title',
  'epoch',
  'durationMin',
  'seed',
  'id',
  'base',
  'flight',
  'vehicle',
  'launch',
  'entry',
  'flash',
  'aim',
  'latDeg',
  'lonDeg',
  'azimuthDeg',
  'headingDeg',
  'pass',
  'trajectory',
  'kind',
  'apogeeKm',
  'rangeKm',
  'orbitAltitudeKm',
  'way',
  'turns',
  'drawnTurns',
  'bankDeg',
  'durationS',
  'liftToDrag',
  'speedKmPerS',
  'flightPathDeg',
  'leadS',
  'objects',
  'stages',
  'payloads',
  'decoys',
  'debris',
  'speedMPerS',
  'intervalS',
  'ballisticCoefficientKgPerM2',
  'intensityWPerSr',
  'satellites',
  'sensors',
  'walker',
  'orbits',
  'catalogue',
  'select',
  'name',
  'catalogueNumbers',
  'shell',
  'planeNodeDeg',
  'everyNth',
  'count',
  'spacingS',
  'atS',
  'planes',
  'phasing',
  'altitudeKm',
  'inclinationDeg',
  'sparesPerPlane',
  'nodeDeg',
  'argumentOfLatitudeDeg',
  'meanMotionRevPerDay',
  'withinKm',
  'withinDeg',
  'noiseEquivalentIrradianceWPerCm2',
  'sigmaMicrorad',
  'biasSigmaMicrorad',
  'falseAlarmsPerScan',
  'maxRangeKm',
  'band',
  'detectionThreshold',
  'maxDetectionsPerFrame',
  'sunExclusionDeg',
  'sunlitNoiseFactor',
  'offNadirDeg',
  'sweepPeriodS',
  'narrow',
  'widthDeg',
  'pixelMicrorad',
  'slewDegPerS',
  'settleS',
  'interceptors',
  'events',
  'regions',
  'region',
  'file',
  'polygon',
  'marginKm',
  'outages',
  'lossShare',
  'batch',
  'group',
  'plane',
  'size',
  'satelliteIds',
  'fromS',
  'toS',
  'network',
  'latencyS',
  'paths',
  'direct',
  'relayed',
  'groundPass',
  'leastS',
  'moreS',
  'stations',
  'minElevationDeg',
  'commandLatencyS',
  'looksPerObject',
  'requirements',
  'custody',
  'declare',
  'minSensors',
  'positionErrorKm',
  'boost',
  'midcourse',
  'glide',
  'reentry',
  'maxGapS',
  'maxLatencyS',
  'probability',
  'consecutive',
  'excludeBelow',
  'responseS',
  'classPriors',
  'aimedOdds',
  'aimedNearOdds',
  'costs',
  'falseAlarm',
  'miss',
  'cloudTopKm',
  'maxElementAgeDays',
];
const RANK: ReadonlyMap<string, number> = new Map(KEY_ORDER.map((key, rank) => [key, rank]));

function compareKeys(a: string, b: string): number {
  const byRank = (RANK.get(a) ?? KEY_ORDER.length) - (RANK.get(b) ?? KEY_ORDER.length);
  if (byRank !== 0) return byRank;
  return a < b ? -1 : Number(a > b);
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? 0 : value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  entries.sort(([a], [b]) => compareKeys(a, b));
  return Object.fromEntries(entries.map(([key, inner]) => [key, ordered(inner)]));
}

/** `2026-07-24T00:00:00.500Z` and `...00.5Z` are one instant and get one spelling. */
function shortestEpoch(epoch: string): string {
  return epoch.replace(/(\.\d*?)0+Z$/, '$1Z').replace('.Z', 'Z');
}

/** The same scenario with keys in one fixed order and one spelling of each value. Lists keep their order: it has a meaning. */
export function canonicalForm(scenario: Scenario): unknown {
  return ordered({ ...scenario, epoch: shortestEpoch(scenario.epoch) });
}

/** One line of JSON: two scenarios with equal text are the same scenario. What the run id is taken from. */
export function canonicalText(scenario: Scenario): string {
  return JSON.stringify(canonicalForm(scenario));
}
