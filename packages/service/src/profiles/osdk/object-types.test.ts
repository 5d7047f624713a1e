import { expect, it } from 'vitest';
import { present } from '@cupola/core/foundation';
import { EMPTY_PICTURE } from '../../picture/picture.ts';
import { smallConfig } from '../../serve/small-service.test-data.ts';
import { goldenText } from '../golden-text.test-data.ts';
import {
  SAMPLE_ALERT,
  SAMPLE_DECISION,
  SAMPLE_TASKING,
  SAMPLE_TRACK,
  YOUNG_TRACK,
} from '../sample-records.test-data.ts';
import { fullMetadata } from './metadata.ts';
import type { ObjectView } from './object-type.ts';
import { OBJECT_TYPES } from './object-types.ts';

const view: ObjectView = {
  picture: {
    ...EMPTY_PICTURE,
    second: 240,
    tracks: new Map([SAMPLE_TRACK, YOUNG_TRACK].map((each) => [each.id, each])),
    decisions: new Map([[SAMPLE_TRACK.id, SAMPLE_DECISION]]),
    taskings: new Map([[SAMPLE_TRACK.id, SAMPLE_TASKING]]),
    alerts: new Map([[SAMPLE_ALERT.id, SAMPLE_ALERT]]),
  },
  dataMode: 'SIMULATED',
  ownSide: smallConfig().ownSide,
  utc: () => '2026-07-24T00:04:00.000000Z',
  alertRecord: (alert) => ({ ...SAMPLE_ALERT, ...alert }),
};

it.each([...OBJECT_TYPES.values()])('says of a $apiName what was read and found right', async (type) => {
  const objects = type.objects(view);
  expect(objects.length).toBeGreaterThan(0);
  const text = goldenText({ metadata: fullMetadata(type), objects: objects.slice(0, 2) });
  await expect(text).toMatchFileSnapshot(`golden/${type.apiName}.json`);
  for (const object of objects) {
    expect(object).toMatchObject({ dataMode: 'SIMULATED', [type.primaryKey]: expect.any(String) });
    const known = Object.entries(object).filter(([, value]) => value !== null);
    expect(known.map(([name, value]) => [name, kindOf(value)])).toEqual(
      known.map(([name]) => [name, present(type.properties[name]).type.replace('timestamp', 'string')]),
    );
  }
  for (const { to, ownProperty, theirProperty } of Object.values(type.links)) {
    expect(type.properties).toHaveProperty(ownProperty);
    expect(present(OBJECT_TYPES.get(to)).properties).toHaveProperty(theirProperty);
  }
});

it('tells of no track that has lapsed', () => {
  const later = { ...view, utc: () => SAMPLE_TRACK.expiresAt };
  expect(present(OBJECT_TYPES.get('Track')).objects(later)).toEqual([]);
});

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'strings';
  if (typeof value === 'object') return 'geopoint';
  return typeof value === 'number' ? 'double' : typeof value;
}
