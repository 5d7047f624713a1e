import { expect, it } from 'vitest';
import { julianDateFromIso, present, usFromS } from '../foundation/index.ts';
import { sgp4MinutesInto, sgp4Orbit } from '../constellation/index.ts';
import type { MeanElements } from '../constellation/index.ts';
import type { SatelliteGroup } from '../scenario/index.ts';
import { scenarioElements } from './group-elements.ts';
import { groupSatellites } from './group-satellites.ts';

const EPOCH = present(julianDateFromIso('2026-07-24T00:00:00Z'));
const WALKER: SatelliteGroup = {
  id: 'custody',
  sensors: [],
  walker: { kind: 'delta', count: 12, planes: 3, phasing: 1, altitudeKm: 1000, inclinationDeg: 60 },
};
const ORBITS: SatelliteGroup = {
  id: 'high',
  sensors: [],
  orbits: [{ altitudeKm: 1400, inclinationDeg: 70, nodeDeg: 300, argumentOfLatitudeDeg: [0, 200] }],
};

function catalogued(catalogueNumber: number): MeanElements {
  return {
    objectName: `OBJECT ${catalogueNumber}`,
    objectId: '2019-074B',
    catalogueNumber,
    epoch: EPOCH,
    meanMotionRevPerDay: 14.3,
    eccentricity: 0.001,
    inclinationDeg: 86.4,
    nodeDeg: 10,
    argumentOfPerigeeDeg: 90,
    meanAnomalyDeg: 0,
    bstarPerEarthRadius: 0,
    meanMotionDotRevPerDay2: 0,
    meanMotionDdotRevPerDay3: 0,
  };
}

it('are of the same satellites, under the same ids, where the scenario has them an hour after its epoch', () => {
  const atUs = usFromS(3_600);
  const found = scenarioElements([WALKER, ORBITS], new Map(), EPOCH, atUs);
  const setting = {
    catalogues: new Map(),
    epoch: EPOCH,
    interval: { from: EPOCH, durationS: 1, maxElementAgeDays: 30 },
  };
  const groups = [WALKER, ORBITS].map(
    (group, k) => groupSatellites(group, `satellites.${k}`, setting).satellites,
  );
  expect(found.map(({ id }) => id)).toEqual(groups.flatMap(({ ids }) => ids));
  expect(found.map(({ elements }) => elements.catalogueNumber)).toEqual(found.map((_, k) => 80_001 + k));
  const own = groups.flatMap(({ ephemeris }) => {
    const positions = new Float64Array(3 * ephemeris.satelliteCount);
    ephemeris.positionsInertialInto(positions, atUs);
    return [...positions];
  });
  const told = new Float64Array(6);
  found.forEach(({ elements }, k) => {
    sgp4MinutesInto(told, sgp4Orbit(elements), 0);
    const apartM = Math.hypot(...[0, 1, 2].map((axis) => told[axis]! - own[3 * k + axis]!));
    expect(apartM).toBeLessThan(10_000);
  });
});

function hosts(id: string): SatelliteGroup {
  return { id, sensors: [], catalogue: 'a.tle', select: {} };
}

it('tell an object of two groups once, and leave its number to it', () => {
  const catalogues = new Map([['a.tle', [catalogued(80_002), catalogued(44_001)]]]);
  const found = scenarioElements([hosts('one'), WALKER, hosts('two')], catalogues, EPOCH, 0);
  const numbers = found.map(({ elements }) => elements.catalogueNumber);
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(numbers).toHaveLength(14);
  expect(found.find(({ elements }) => elements.catalogueNumber === 80_002)?.id).toBe('one-80002');
});

it('has nine digits for more satellites than there are analyst numbers', () => {
  const many: SatelliteGroup = {
    id: 'many',
    sensors: [],
    walker: { kind: 'delta', count: 10_000, planes: 100, phasing: 1, altitudeKm: 550, inclinationDeg: 53 },
  };
  const numbers = scenarioElements([many], new Map(), EPOCH, 0).map(
    ({ elements }) => elements.catalogueNumber,
  );
  expect([numbers[9_998], numbers[9_999]]).toEqual([89_999, 800_000_001]);
});
