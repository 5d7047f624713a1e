import { expect, it } from 'vitest';
import { present } from '@cupola/core/foundation';
import { EMPTY_PICTURE } from '../../picture/picture.ts';
import { smallConfig } from '../../serve/small-service.test-data.ts';
import { SAMPLE_ALERT, SAMPLE_TRACK, YOUNG_TRACK } from '../sample-records.test-data.ts';
import { UDL_RESOURCES } from './udl-resources.ts';
import { listed } from './udl-reader.ts';
import type { UdlView } from './udl-resources.ts';

const view: UdlView = {
  picture: {
    ...EMPTY_PICTURE,
    second: 240,
    tracks: new Map([
      [YOUNG_TRACK.id, { ...YOUNG_TRACK, expiresAt: '2026-07-24T00:04:00.000001Z' }],
      [SAMPLE_TRACK.id, { ...SAMPLE_TRACK, expiresAt: '2026-07-24T00:04:00.000000Z' }],
    ]),
  },
  session: 'live-0001',
  dataMode: 'SIMULATED',
  ownSide: smallConfig().ownSide,
  utc: () => '2026-07-24T00:04:00.000000Z',
  alertRecord: () => SAMPLE_ALERT,
  elements: () => [],
  observations: () => listed([], null),
};

it('tells of no track that has lapsed', () => {
  const { records } = present(UDL_RESOURCES.find((each) => each.path === 'missiletrack'));
  expect([...present(records ?? undefined)(view)].map((each) => each['trackId'])).toEqual([YOUNG_TRACK.id]);
});
