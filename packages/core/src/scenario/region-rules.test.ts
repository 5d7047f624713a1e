import { expect, it } from 'vitest';
import type { KnownIds } from './draft.ts';
import { defendedArea, regionProblems } from './region-rules.ts';

const KNOWN: Pick<KnownIds, 'regions'> = { regions: ['us-conus', 'us-hawaii'] };
type Choices = NonNullable<Parameters<typeof regionProblems>[0]['regions']>;
const found = (regions: Choices): readonly string[] =>
  regionProblems({ regions }, KNOWN).map(({ path, message }) => `${path}: ${message}`);
const CASES: readonly (readonly [Choices, readonly string[]])[] = [
  [['us-conus', 'a.geojson', { region: 'us-hawaii' }], []],
  [['us-conuss'], ['regions.0: unknown region "us-conuss"; did you mean "us-conus"?']],
  [['us-conus', { region: 'us-conus', marginKm: 3 }], ['regions.1: "us-conus" is listed twice']],
  [['us-conus', { id: 'wide', region: 'us-conus', marginKm: 3 }], []],
  [[{ marginKm: 3 }], ['regions.0: no area is named']],
  [[{ region: 'us-conus', file: 'a.json' }], ['regions.0: region and file name an area each']],
  [[{ polygon: [] }], ['regions.0: a polygon has no name of its own: `id` is missing']],
  [[{ region: null }, null, 'us-conus'], []],
];
it('a choice in its long form has an id', () => {
  expect(defendedArea('us-conus')).toEqual({ id: 'us-conus', region: 'us-conus' });
  expect(defendedArea('../maps/East coast.geojson')).toMatchObject({ id: 'East-coast' });
  expect(defendedArea({ region: 'us-hawaii', marginKm: 50 })).toMatchObject({
    id: 'us-hawaii',
    marginKm: 50,
  });
});

it.each(CASES)('%j: %j', (regions, problems) => {
  expect(found(regions)).toEqual(problems);
});
