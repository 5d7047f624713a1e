import { describe, expect, test } from 'vitest';
import { readDesignFlags } from './design-flags.ts';
import type { DesignFlags, DesignWish } from './design-flags.ts';

const FLAGS: DesignFlags = {
  select: [],
  grid: 'fibonacci',
  surface: 'wgs84',
  minElevationDeg: '10',
  designCounts: '100..200:50',
  designPlanes: '10,40',
  designAltitudeKm: '600,1000',
  designInclinationDeg: '60',
};

function wish(flags: Partial<DesignFlags>): DesignWish | readonly string[] {
  const outcome = readDesignFlags({ ...FLAGS, ...flags });
  return outcome.ok ? outcome.wish : outcome.problems.map(({ path }) => path);
}

describe('the lists of a design question', () => {
  test('make every shell whose count divides by its planes, and count the others', () => {
    expect(wish({})).toMatchObject({
      shells: [100, 150, 200, 200].flatMap((count, index) =>
        [600_000, 1_000_000].map((altitudeM) => ({
          kind: 'delta',
          count,
          planes: index === 3 ? 40 : 10,
          phasing: 1,
          altitudeM,
        })),
      ),
      skipped: 4,
      finalistCount: 5,
      sampleCount: 550,
    });
  });

  test('take phasing modulo the planes', () => {
    expect(wish({ designPhasing: '13', designPlanes: '10' })).toMatchObject({
      shells: [{ phasing: 3 }, {}, {}, {}, {}, {}],
    });
  });

  test.each<[Partial<DesignFlags>, readonly string[]]>([
    [{ designPlanes: '7' }, ['--design-counts']],
    [{ designAltitudeKm: '-5' }, ['--design-altitude-km']],
    [{ designCounts: '', designInclinationDeg: '' }, ['--design-counts', '--design-inclination-deg']],
    [{ designCounts: '10..19990:10', designPlanes: '1,2,5,10' }, ['--design']],
    [{ points: '20001' }, ['--points']],
    [{ points: '20000', stepS: '1' }, ['--points']],
    [{ designLatitudeDeg: '10,10.001' }, ['--design-latitude-deg']],
    [{ designLatitudeDeg: '60,-60' }, ['--design-latitude-deg']],
    [{ designFinalists: '0', stereo: '90,30', hours: '-1' }, ['--hours', '--stereo', '--design-finalists']],
    [{ grid: 'hexagons' }, ['--grid']],
    [{ windows: true }, ['--windows']],
  ])('refuse %j', (flags, paths) => {
    const found = wish(flags);
    expect(Array.isArray(found) ? [...new Set(found)].filter((path) => paths.includes(path)) : found).toEqual(
      paths,
    );
  });
});
