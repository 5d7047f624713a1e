import { expect, it } from 'vitest';
import { present } from '@cupola/core/foundation';
import { EMPTY_PICTURE } from '../../picture/picture.ts';
import { smallConfig } from '../../serve/small-service.test-data.ts';
import { ALERT, TRACK, YOUNG_TRACK } from '../profile-records.test-data.ts';
import { UDL_RESOURCES } from './udl-resources.ts';
import type { UdlView } from './udl-resources.ts';

const view: UdlView = {
  picture: {
    ...EMPTY_PICTURE,
    second: 240,
    tracks: new Map([
      [YOUNG_TRACK.id, { ...YOUNG_TRACK, expiresAt: '2026-07-24T00:04:00.000001Z' }],
      [TRACK.id, { ...TRACK, expiresAt: '2026-07-24T00:04:00.000000Z' }],
    ]),
  },
  session: 'live-0001',
  dataMode: 'TEST',
  ownSide: smallConfig().ownSide,
  utc: () => '2026-07-24T00:04:00.000000Z',
  alertRecord: () => ALERT,
  elements: () => [],
  sightings: () => [],
};

it('tells of no track that has lapsed', () => {
  const { records } = present(UDL_RESOURCES.find((each) => each.path === 'missiletrack'));
  expect([...records(view)].map((each) => each['trackId'])).toEqual([YOUNG_TRACK.id]);
});
