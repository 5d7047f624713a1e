import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { julianDateAfter } from '../foundation/index.ts';
import { catalogueShells } from './catalogue-shells.ts';
import { catalogueStart } from './catalogue-start.ts';
import { EPOCH, elements as elementsOf } from './elements.test-data.ts';
import type { MeanElements } from './mean-elements.ts';
import { altitudeKmOf, nodeDegAt } from './mean-orbit.ts';
import { selectSatellites } from './select-satellites.ts';
import { selectionFaults } from './selection-faults.ts';

function elements(change: Partial<MeanElements>): MeanElements {
  return elementsOf({
    meanMotionRevPerDay: 15.06,
    eccentricity: 0.0001,
    inclinationDeg: 53.05,
    argumentOfPerigeeDeg: 0,
    ...change,
  });
}

/** 36 planes of one object each, numbered from 0, and three far above them. */
const PLANES = Array.from({ length: 36 }, (_, index) =>
  elements({ objectName: `LOW ${index}`, catalogueNumber: index, nodeDeg: 10 * index }),
);
const HIGH = Array.from({ length: 3 }, (_, index) =>
  elements({
    objectName: `HIGH ${index}`,
    catalogueNumber: 900 + index,
    meanMotionRevPerDay: 13.16,
    inclinationDeg: 87.9,
    nodeDeg: 5 + index,
  }),
);
const ALL = [...HIGH, ...PLANES];

function numbersOf(select: Parameters<typeof selectSatellites>[1]): readonly number[] {
  return selectSatellites(ALL, select).map((each) => each.catalogueNumber);
}

describe('selection by plane, shell, number and every n-th', () => {
  test('a plane is an interval of nodes, which may go through 0', () => {
    expect(numbersOf({ name: 'LOW', planeNodeDeg: [95, 120] })).toEqual([10, 11, 12]);
    expect(numbersOf({ name: 'LOW', planeNodeDeg: [345, 10] })).toEqual([0, 1, 35]);
  });

  test('nodes are compared at the newest epoch, not each at its own', () => {
    const older = PLANES.map((each) => ({ ...each, epoch: julianDateAfter(EPOCH, -4 * 86_400) }));
    const newer = elements({ objectName: 'NEW', catalogueNumber: 99 });
    // Four days at -4.5 degrees a day: the plane of 20 degrees is at 2 by then, that of 10 at 352.
    const chosen = selectSatellites([...older, newer], { planeNodeDeg: [350, 5] });
    expect(chosen.map((each) => each.catalogueNumber).toSorted((a, b) => a - b)).toEqual([1, 2, 99]);
  });

  test('the drift of a node is the published one', () => {
    // 550 km and 53 degrees: -4.48919 degrees a day.
    const shell = elements({ meanMotionRevPerDay: 15.0559, inclinationDeg: 53, eccentricity: 0 });
    expect(altitudeKmOf(shell)).toBeCloseTo(550, 0);
    const later = nodeDegAt(shell, julianDateAfter(EPOCH, 86_400));
    expect(later - 360).toBeCloseTo(-4.48919, 2);
  });

  test('a shell is an altitude and an inclination with half widths', () => {
    expect(numbersOf({ shell: { altitudeKm: 1200, inclinationDeg: 87.9, withinKm: 30 } })).toEqual([
      900, 901, 902,
    ]);
    expect(numbersOf({ shell: { altitudeKm: 550, inclinationDeg: 53 } })).toHaveLength(36);
    expect(numbersOf({ shell: { altitudeKm: 550, inclinationDeg: 53.2 } })).toEqual([]);
    expect(numbersOf({ shell: { altitudeKm: 550, inclinationDeg: 53.2, withinDeg: 0.2 } })).toHaveLength(36);
  });

  test('objects given by number are kept however they move', () => {
    expect(numbersOf({ catalogueNumbers: [901, 4, 7] })).toEqual(
      [901, 4, 7].toSorted((a, b) => nodeOf(a) - nodeOf(b)),
    );
  });

  test('every n-th comes before the count', () => {
    expect(numbersOf({ name: 'LOW', everyNth: 9 })).toEqual([0, 9, 18, 27]);
    expect(numbersOf({ name: 'LOW', everyNth: 9, count: 2 })).toEqual([0, 18]);
    expect(numbersOf({ name: 'LOW', everyNth: 100 })).toEqual([0]);
  });
});

function nodeOf(number: number): number {
  return ALL.find((each) => each.catalogueNumber === number)?.nodeDeg ?? NaN;
}

describe('what a selection cannot have', () => {
  test('the filter that emptied it is named, with what there is', () => {
    expect(selectionFaults(ALL, { name: 'LOW', inclinationDeg: [50, 54], altitudeKm: [600, 700] })).toEqual([
      {
        key: 'altitudeKm',
        expected: expect.stringMatching(/^values that lie between 54\d\.\d\d to 54\d\.\d\d$/),
        message: 'of 36 objects that pass name, inclinationDeg none passes altitudeKm [600,700]',
      },
    ]);
    expect(selectionFaults(ALL, { name: 'NONE' })).toMatchObject([
      { key: 'name', message: 'of 39 objects none passes name "NONE"' },
    ]);
    expect(selectionFaults(ALL, { shell: { altitudeKm: 300, inclinationDeg: 0 } })).toMatchObject([
      { key: 'shell', expected: expect.stringContaining('and 53.05 to 87.90 degrees') },
    ]);
    expect(selectionFaults([], {})).toMatchObject([{ key: null, message: 'the catalogue holds no object' }]);
  });

  test('numbers that are not there, and counts that cannot be reached', () => {
    expect(selectionFaults(ALL, { catalogueNumbers: [3, 77, 78] })).toMatchObject([
      { key: 'catalogueNumbers', message: 'the catalogue has no object 77, 78' },
    ]);
    expect(selectionFaults(ALL, { name: 'LOW', everyNth: 6, count: 7 })).toMatchObject([
      { key: 'count', expected: 'at most 6' },
    ]);
    expect(selectionFaults(ALL, { name: 'LOW', everyNth: 6, count: 6 })).toEqual([]);
  });

  test('there is a fault whenever the selection is empty, and none when it is met', () => {
    const interval = fc.tuple(fc.nat(360), fc.nat(360));
    const select = fc.record(
      {
        planeNodeDeg: interval,
        inclinationDeg: interval,
        altitudeKm: interval,
        everyNth: fc.integer({ min: 1, max: 40 }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(select, (chosen) => {
        expect(selectionFaults(ALL, chosen).length > 0).toBe(selectSatellites(ALL, chosen).length === 0);
      }),
    );
  });

  test('two objects on either side of their median are none of the operational ones, and that is said', () => {
    const pair = [15, 16].map((meanMotionRevPerDay) =>
      elements({ catalogueNumber: meanMotionRevPerDay, meanMotionRevPerDay }),
    );
    expect(selectSatellites(pair, {})).toEqual([]);
    expect(selectionFaults(pair, {})).toMatchObject([{ key: 'meanMotionRevPerDay' }]);
    expect(selectionFaults(pair, { meanMotionRevPerDay: [10, 16] })).toEqual([]);
  });
});

describe('what a catalogue holds', () => {
  test('its shells, fullest first, and what lies in none', () => {
    const stray = elements({ catalogueNumber: 5000, inclinationDeg: 20 });
    const { shells, elsewhere } = catalogueShells([...ALL, stray], 3);
    expect(shells.map((each) => each.satelliteCount)).toEqual([36, 3]);
    expect(shells[0]?.inclinationDeg).toBeCloseTo(53.05, 1);
    expect(elsewhere).toBe(1);
    expect(catalogueShells(ALL, 10).elsewhere).toBe(3);
    expect(catalogueShells([], 1)).toEqual({ shells: [], elsewhere: 0 });
  });

  test('work begins at the first midnight after its newest epoch', () => {
    const evening = elements({ epoch: julianDateAfter(EPOCH, -60) });
    expect(catalogueStart([elements({ epoch: julianDateAfter(EPOCH, -86_400) }), evening])).toEqual(EPOCH);
    expect(catalogueStart([elements({})])).toEqual(julianDateAfter(EPOCH, 86_400));
    expect(catalogueStart([])).toBeNull();
  });
});
