import { expect, it } from 'vitest';
import { julianDateFromIso, present, radians } from '@cupola/core/foundation';
import type { LaunchEstimate } from '@cupola/core/messages';
import { smallConfig } from '../serve/small-service.test-data.ts';
import { NO_LAUNCHES, launchesAfter } from './launches.ts';
import type { LaunchNews, Launches } from './launches.ts';
import type { PictureContext } from './service-clock.ts';

const context: PictureContext = {
  dataMode: 'TEST',
  epoch: present(julianDateFromIso('2026-07-24T00:00:00Z') ?? undefined),
  ownSide: smallConfig().ownSide,
};

function at(latDeg: number, lonDeg: number, atS: number, sigmaKm = 3): LaunchEstimate {
  return {
    latitudeRad: radians(latDeg),
    longitudeRad: radians(lonDeg),
    atUs: atS * 1e6,
    atSigmaS: 2,
    covarianceM2: [(1000 * sigmaKm) ** 2, 0, (1000 * sigmaKm) ** 2],
    sites: [],
  };
}

/** @param told - Tracks with their estimates. */
function after(
  before: Launches,
  told: Readonly<Record<string, LaunchEstimate | null>>,
  {
    kin = {},
    burning = [],
    gone = [],
  }: { kin?: Record<string, string>; burning?: string[]; gone?: string[] } = {},
): Launches {
  const known = new Set([...before.ofTrack.keys(), ...Object.keys(told)].filter((id) => !gone.includes(id)));
  const news: LaunchNews = {
    second: 60,
    decisions: Object.entries(told).map(([trackId, launch]) => ({ trackId, launch })),
    tracks: new Map(
      [...known].map((id) => [id, { boostSeen: false, phase: burning.includes(id) ? 'boost' : 'coast' }]),
    ),
    kin: new Map(Object.entries(kin)),
    threats: new Map(),
  };
  return launchesAfter(before, news, context);
}

function tracksOf(launches: Launches): readonly (readonly string[])[] {
  return [...launches.byId.values()].map((each) => each.trackIds);
}

it('counts what was seen to burn by itself as a launch of its own, however near', () => {
  const both = after(NO_LAUNCHES, { T1: at(40, 130, 0), T2: at(40, 130, 10) }, { burning: ['T1', 'T2'] });
  expect(tracksOf(both)).toEqual([['T1'], ['T2']]);
  expect([...both.byId.keys()]).toEqual(['L0001', 'L0002']);
});

it('puts what parted from a track with it, and what coasts with the launch that its estimate fits', () => {
  const first = after(NO_LAUNCHES, { T1: at(40, 130, 0) }, { burning: ['T1'] });
  const parted = after(first, { T2: at(30, 90, 300) }, { kin: { T2: 'T1' } });
  expect(tracksOf(parted)).toEqual([['T1', 'T2']]);
  expect(tracksOf(after(parted, { T3: at(40.05, 130, 3) }))).toEqual([['T1', 'T2', 'T3']]);
  expect(tracksOf(after(parted, { T3: at(45, 130, 3) }))).toEqual([['T1', 'T2'], ['T3']]);
  expect(tracksOf(after(parted, { T3: at(40, 130, 60) }))).toEqual([['T1', 'T2'], ['T3']]);
});

it('knows a launch again whose tracks are gone, over the 180th meridian too', () => {
  const first = after(NO_LAUNCHES, { T1: at(40, 179.999, 0) }, { burning: ['T1'] });
  const again = after(first, { T2: at(40, -179.999, 1) }, { burning: ['T2'], gone: ['T1'] });
  expect(tracksOf(again)).toEqual([['T1', 'T2']]);
});

it('is told by the best estimate, renewed by the track that gave it', () => {
  const first = after(NO_LAUNCHES, { T1: at(40, 130, 0, 5) }, { burning: ['T1'] });
  const worse = after(first, { T2: at(40.1, 130, 0, 50) }, { kin: { T2: 'T1' } });
  expect(present([...worse.byId.values()][0])).toMatchObject({ toldBy: 'T1', latitudeDeg: 40 });
  const better = after(worse, { T2: at(40.1, 130, 0, 1) });
  expect(present([...better.byId.values()][0]).toldBy).toBe('T2');
  const renewed = after(better, { T2: at(40.2, 130, 0, 9) });
  expect(present([...renewed.byId.values()][0]).latitudeDeg).toBeCloseTo(40.2, 9);
  expect(after(renewed, { T2: null })).toBe(renewed);
});

it('lets the oldest go beyond a thousand', () => {
  let launches = NO_LAUNCHES;
  for (let n = 0; n < 1_005; n++)
    launches = after(launches, { [`T${n}`]: at(0, 0, 1_000 * n) }, { burning: [`T${n}`] });
  expect(launches.byId.size).toBe(1_000);
  expect(launches.ofTrack.size).toBe(1_000);
  expect([...launches.byId.keys()].at(-1)).toBe('L1005');
});
