import { expect, it } from 'vitest';
import { buildRegionIndex } from '@cupola/core/physics';
import { EMPTY_PICTURE } from '../picture/picture.ts';
import type { LaunchRecord } from '../picture/records.ts';
import { cutLaunches } from './cut-launches.ts';
import { WHOLE } from './entitlement.ts';
import type { Entitlement } from './entitlement.ts';
import { Ground } from './ground.ts';

const launch: LaunchRecord = {
  dataMode: 'TEST',
  atUs: 60e6,
  at: '2026-07-24T00:01:00Z',
  id: 'L0001',
  latitudeDeg: 40,
  longitudeDeg: 130,
  launchedAt: '2026-07-24T00:00:00Z',
  launchedAtUs: 0,
  launchedAtSigmaS: 1,
  covarianceKm2: [1, 0, 1],
  sites: [],
  trackIds: ['T1', 'T2'],
  toldBy: 'T1',
  firstToldAt: '2026-07-24T00:00:40Z',
  declared: true,
  vehicleClass: 'icbm-solid',
};
const picture = {
  ...EMPTY_PICTURE,
  second: 60,
  launches: { ...EMPTY_PICTURE.launches, byId: new Map([['L0001', launch]]) },
};
const ground = new Ground(buildRegionIndex([]));

function seen(change: Partial<Entitlement>, tracks: readonly string[]): readonly LaunchRecord[] {
  const plan: Entitlement = {
    ...WHOLE,
    products: ['launches', 'tracks', 'decisions'],
    regions: [[0, 0, 10, 10]],
    latencyS: 0,
    historyS: null,
    ...change,
  };
  return [...cutLaunches(picture, plan, ground, (id) => tracks.includes(id)).byId.values()];
}

it('shows a launch to those who see where it rose or what came of it, and names what they see', () => {
  expect(seen({}, [])).toEqual([]);
  expect(seen({}, ['T2'])).toEqual([{ ...launch, trackIds: ['T2'], toldBy: null }]);
  expect(seen({ regions: [[120, 30, 140, 50]] }, [])).toEqual([launch]);
});

it('keeps back what the plan does not include, and what is older than it lets see', () => {
  expect(seen({ products: ['tracks'] }, ['T1'])).toEqual([]);
  const [plain] = seen({ products: ['launches'], regions: null }, ['T1', 'T2']);
  expect(plain).toMatchObject({ trackIds: [], toldBy: null, declared: false, vehicleClass: null });
  expect(seen({ historyS: 30 }, ['T1'])).toEqual([]);
});
