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

function isWish(found: DesignWish | readonly string[]): found is DesignWish {
  return !Array.isArray(found);
}

function phasings(found: DesignWish | readonly string[]): readonly unknown[] {
  return isWish(found) ? found.designs.map(({ shells }) => shells[0]?.phasing) : found;
}

describe('the lists of a design question', () => {
  test('make every shell whose count divides by its planes, and count the others', () => {
    expect(wish({})).toMatchObject({
      designs: [100, 150, 200, 200].flatMap((count, index) =>
        [600_000, 1_000_000].map((altitudeM) => ({
          shells: [{ kind: 'delta', count, planes: index === 3 ? 40 : 10, phasing: 1, altitudeM }],
          sweptCount: 1,
        })),
      ),
      phasing: 'best',
      leftOut: { notDivisible: 4, inStep: 0 },
      finalistCount: 5,
      sampleCount: 550,
    });
  });

  test('take phasings modulo the planes, each once; or all of them', () => {
    const few = { designCounts: '20', designPlanes: '10', designAltitudeKm: '600' };
    expect(phasings(wish({ ...few, designPhasing: '13,3,0' }))).toEqual([0, 3]);
    expect(phasings(wish({ ...few, designPhasing: 'all' }))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(phasings(wish({ ...few, designKind: 'star' }))).toEqual([5]);
  });

  test('take every choice of so many shells, and leave out those that keep step', () => {
    const found = wish({
      designKind: 'star,delta,star',
      designCounts: '40',
      designPlanes: '5',
      designAltitudeKm: '1000',
      designInclinationDeg: '50,86',
      designShells: '1,2',
      designBeside: ['delta:6/3/2:700:30'],
    });
    if (!isWish(found)) throw new Error(found.join());
    const { designs, leftOut } = found;
    expect(leftOut).toEqual({ notDivisible: 0, inStep: 2 });
    expect(designs.map(({ shells }) => shells.length)).toEqual([2, 2, 2, 2, 3, 3, 3, 3]);
    expect(designs.map(({ sweptCount }) => sweptCount)).toEqual([1, 1, 1, 1, 2, 2, 2, 2]);
    for (const { shells } of designs) {
      expect(shells.at(-1)).toMatchObject({
        kind: 'delta',
        count: 6,
        planes: 3,
        phasing: 2,
        altitudeM: 700_000,
      });
      expect(shells.slice(0, -1).reduce((sum, { count }) => sum + count, 0)).toBe(40);
    }
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
    [
      { designKind: 'gamma', designPhasing: 'better', designShells: '5' },
      ['--design-kind', '--design-shells', '--design-phasing'],
    ],
    [{ designShells: '3', designAltitudeKm: '600' }, ['--design-shells']],
    [{ designShells: '2', designAltitudeKm: '600', designKind: 'delta,star' }, ['--design-altitude-km']],
    [{ designBeside: ['delta:100/10/1:600:60'], designAltitudeKm: '600' }, ['--design-altitude-km']],
    [{ designShells: '4', designAltitudeKm: '200..1000:1' }, ['--design']],
    [{ windows: true }, ['--windows']],
  ])('refuse %j', (flags, paths) => {
    const found = wish(flags);
    expect(Array.isArray(found) ? [...new Set(found)].filter((path) => paths.includes(path)) : found).toEqual(
      paths,
    );
  });
});
