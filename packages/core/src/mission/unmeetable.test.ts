import { describe, expect, it } from 'vitest';
import type { CustodyDemand, Scenario } from '../scenario/index.ts';
import { SMALL_SCENARIO, smallPlan } from './small-mission.test-data.ts';
import { unmeetableTerms } from './unmeetable.ts';

const { declare } = SMALL_SCENARIO.requirements;
const USUAL: CustodyDemand = {
  minSensors: 2,
  positionErrorKm: { boost: 3, midcourse: 1, glide: 3, reentry: 3 },
  maxGapS: 10,
};

function foundWith(demand: Partial<CustodyDemand>, change: Partial<Scenario> = {}) {
  const custody = { ...USUAL, ...demand };
  return unmeetableTerms(smallPlan({ ...SMALL_SCENARIO, requirements: { custody, declare }, ...change }));
}

describe('terms that cannot be met', () => {
  it('are none in a sound scenario', () => {
    expect(foundWith({})).toEqual([]);
  });

  it('ask for more satellites than are in service', () => {
    expect(foundWith({ minSensors: 229 }, { outages: { lossShare: 0.05 } })[0]).toMatchObject({
      term: 'minSensors',
      needed: 229,
      reached: 228,
      object: null,
    });
  });

  it('ask for more looks than are sent down within the gap', () => {
    const network = { ...SMALL_SCENARIO.network, looksPerObject: 1 };
    // Scans one to ten seconds old count: ten looks.
    expect(foundWith({ minSensors: 10 }, { network })).toEqual([]);
    expect(foundWith({ minSensors: 11 }, { network })).toMatchObject([{ term: 'minSensors', reached: 10 }]);
  });

  it('ask for a gap or an age shorter than the network takes', () => {
    const network = { ...SMALL_SCENARIO.network, latencyS: 11.5 };
    expect(foundWith({}, { network })[0]).toMatchObject({ term: 'maxGapS', needed: 10, reached: 12 });
    expect(foundWith({ maxLatencyS: 0.5 })[0]).toMatchObject({
      term: 'maxLatencyS',
      needed: 0.5,
      reached: 1,
    });
    expect(foundWith({ maxLatencyS: 1 })).toEqual([]);
  });

  it('reckon with the quickest way to the desk where there are several', () => {
    const paths = { direct: { leastS: 0.4 }, groundPass: { leastS: 30 } };
    const network = { ...SMALL_SCENARIO.network, latencyS: 20, paths };
    expect(foundWith({ maxLatencyS: 1 }, { network })).toEqual([]);
    expect(foundWith({ maxLatencyS: 0.5 }, { network })).toMatchObject([{ term: 'maxLatencyS', reached: 1 }]);
  });

  it('ask for a gap shorter than the start of a track', () => {
    expect(foundWith({ maxGapS: 3 })).toMatchObject([
      { term: 'maxGapS', phase: 'boost', object: 'pair-1', needed: 3, reached: 4 },
    ]);
    expect(foundWith({ maxGapS: 4 })).toEqual([]);
  });

  it('ask for custody of a body that no sensor on board can see', () => {
    const [group] = SMALL_SCENARIO.satellites;
    if (group === undefined) throw new Error('the small scenario has a group');
    const found = foundWith({}, { satellites: [{ ...group, sensors: ['wide-mwir'] }] });
    expect(found.map(({ object, phase, reached }) => [object, phase, reached])).toEqual([
      ['pair-1', 'midcourse', 0],
      ['pair-2', 'midcourse', 0],
    ]);
  });

  it('ask for an error below the bound of all looks together', () => {
    const [group] = SMALL_SCENARIO.satellites;
    if (group === undefined) throw new Error('the small scenario has a group');
    const blurred = {
      satellites: [{ ...group, sensors: ['blurred'] }],
      sensors: [{ id: 'blurred', base: 'wide-mwir', sigmaMicrorad: 5000 }],
    };
    const tight = { positionErrorKm: { ...USUAL.positionErrorKm, boost: 0.05 } };
    const boost = foundWith(tight, blurred).filter(({ phase }) => phase === 'boost');
    expect(boost).toMatchObject([{ term: 'positionErrorKm', needed: 0.05 }, { term: 'positionErrorKm' }]);
    // 800 km away at least, 5,000 microradians: 4 km across the line in one look, and no more than 12 x 150 looks.
    expect(boost[0]?.reached).toBeGreaterThan(0.1);
    expect(boost[0]?.reached).toBeLessThan(0.3);
  });
});
