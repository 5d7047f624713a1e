import { describe, expect, it } from 'vitest';
import { asTheyArrive, shuffled, withLateReports } from './late-reports.ts';
import { LIGHT_TIME_HEADER, detectionRows, instantaneousRows, truthLines } from './neutral-files.ts';
import type { RaidScene } from './raid-scene.ts';
import { raidScene } from './raid-scene.ts';
import { trackedLines as tracked } from './tracked-lines.ts';

function jsonLines(rows: readonly object[]): readonly string[] {
  return [LIGHT_TIME_HEADER, ...rows.map((row) => JSON.stringify(row))];
}

interface Placed {
  readonly t: number;
  readonly at: readonly number[];
}

function positionAt(line: string): Placed {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written a moment ago by the code under test
  const { t, posEcef } = JSON.parse(line) as { t: number; posEcef: number[] };
  return { t, at: posEcef };
}

function distanceM(a: readonly number[], b: readonly number[]): number {
  return Math.hypot(...a.map((each, axis) => each - (b[axis] ?? Number.NaN)));
}

/** Largest distance of a row at 40 s from the nearest object. */
function worstErrorM(lines: readonly string[], scene: RaidScene): number {
  const truth = truthLines(scene).map(positionAt);
  const apart = lines
    .map(positionAt)
    .filter(({ t }) => t === 40)
    .map(({ t, at }) =>
      Math.min(...truth.filter((each) => each.t === t).map((each) => distanceM(each.at, at))),
    );
  expect(apart).toHaveLength(5);
  return Math.max(...apart);
}

describe('a file of detections', () => {
  const scene = raidScene({ seed: 3, objects: 5 });
  const rows = detectionRows(scene).filter((row) => row.t <= 40);
  const plain = tracked(jsonLines(rows));

  it('gives one row for each confirmed track and scan', () => {
    expect(new Set(plain.rows).size).toBe(plain.rows.length);
    expect(plain.rows.length).toBeGreaterThan(5 * 35);
    expect(plain.rejected.size).toBe(0);
  });

  it('gives the same bytes when causes are renamed or left out', () => {
    const renamed = rows.map((row, k) => ({ ...row, truthId: `x${k % 7}` }));
    const without = rows.map((row) => ({ ...row, truthId: undefined }));
    expect(tracked(jsonLines(renamed))).toEqual(plain);
    expect(tracked(jsonLines(without))).toEqual(plain);
  });

  it('gives the same bytes when a report in five is up to 10 s late, and lines are shuffled', () => {
    const late = withLateReports(rows, 5, 10);
    expect(Math.max(...late.map((row) => row.tArrived - row.t))).toBe(10);
    expect(tracked(jsonLines(shuffled(late, 5)))).toEqual(plain);
    expect(tracked(jsonLines(asTheyArrive(late, 5)))).toEqual(plain);
  });

  it('takes no report that is later', () => {
    const onTime = withLateReports(rows, 5, 10).filter((row) => row.tArrived === row.t);
    // Those that come before the file ends: afterwards nothing is final any more.
    const late = withLateReports(rows, 5, 12.5).filter(
      ({ t, tArrived }) => tArrived - t > 11 && tArrived < 40,
    );
    expect(late.length).toBeGreaterThan(20);
    const outcome = tracked(jsonLines(asTheyArrive([...onTime, ...late], 5)));
    expect([...outcome.rejected.values()].flat()).toHaveLength(late.length);
    expect(outcome.rows).toEqual(tracked(jsonLines(onTime)).rows);
  });

  it('gives the same bytes from late and shuffled lines when sensors may point wrongly', () => {
    const header = '{"cupola":"detections/1","lightTime":true,"biasSigmaRad":5e-5}';
    const [, ...lines] = jsonLines(rows);
    const told = withLateReports(rows, 6, 10);
    const shuffledRows = shuffled(told, 6).map((row) => JSON.stringify(row));
    const inOrder = tracked([header, ...lines]);
    expect(tracked([header, ...shuffledRows])).toEqual(inOrder);
    expect(inOrder.rows).toHaveLength(plain.rows.length);
    expect(inOrder.rows).not.toEqual(plain.rows);
  });

  it('puts bad rows aside one by one, with a reason, and tracks as without them', () => {
    const good = rows[400];
    if (good === undefined) throw new Error('the scene has thousands of rows');
    const bad: readonly (readonly [string, string])[] = [
      ['not a JSON object', '{"t":1,"sensorId":'],
      ['not a JSON object', '[1,2,3]'],
      ['not a JSON object', JSON.stringify(good).replace(/"losUnitEcef":\[[^,]*/, '"losUnitEcef":[NaN')],
      ['t is not a time in seconds', JSON.stringify({ ...good, t: null })],
      ['sensorId is not a name', JSON.stringify({ ...good, sensorId: 7 })],
      ['losUnitEcef is not three numbers', JSON.stringify({ ...good, losUnitEcef: [0, null, 1] })],
      ['losUnitEcef is not of unit length', JSON.stringify({ ...good, losUnitEcef: [0, 0, 1.001] })],
      [
        'sensorPosEcef is inside the Earth or beyond the Moon',
        JSON.stringify({ ...good, sensorPosEcef: [0, 0, 6e6] }),
      ],
      ['sigmaRad is not above 0 and at most 0.1 rad', JSON.stringify({ ...good, sigmaRad: 0 })],
      ['tArrived is not a time at or after t', JSON.stringify({ ...good, tArrived: good.t - 1 })],
      [
        'time more than an hour before that of the scans around it',
        JSON.stringify({ ...good, t: good.t - 1e8 }),
      ],
      [
        'time more than an hour after that of the scans around it',
        JSON.stringify({ ...good, t: good.t + 1e8 }),
      ],
      [
        'time more than 10 s after that of the scans that follow it',
        JSON.stringify({ ...good, t: good.t + 1_000 }),
      ],
      [
        'one sensor in two places at the same time',
        JSON.stringify({ ...good, sensorPosEcef: good.sensorPosEcef.map((each) => each + 1000) }),
      ],
      ['copy of another row', JSON.stringify(good)],
    ];
    const lines = jsonLines(rows);
    const mixed = [...lines.slice(0, 420), ...bad.map(([, text]) => text), ...lines.slice(420)];
    const outcome = tracked(mixed);
    const expected = new Map<string, number[]>();
    bad.forEach(([reason], k) => expected.set(reason, [...(expected.get(reason) ?? []), 421 + k]));
    expect(Object.fromEntries(outcome.rejected)).toEqual(Object.fromEntries(expected));
    expect(outcome.rows).toEqual(plain.rows);
  });

  it('takes no more than a sensor can mean in one scan', () => {
    const good = rows[400];
    if (good === undefined) throw new Error('the scene has thousands of rows');
    const dazzled = Array.from({ length: 6_000 }, (_, k) => {
      const angle = k / 1000;
      return { ...good, sensorId: 'dazzled', losUnitEcef: [Math.cos(angle), Math.sin(angle), 0] };
    });
    const outcome = tracked(jsonLines([...rows, ...dazzled].toSorted((a, b) => a.t - b.t)));
    expect([...outcome.rejected].map(([reason, lines]) => [reason, lines.length])).toEqual([
      ['more than 5000 detections of one sensor in one scan', 6_000],
    ]);
    expect(outcome.rows).toEqual(plain.rows);
  });

  it('counts a scan that comes after it was final, and changes nothing for it', () => {
    const moved = rows.filter((row) => row.t === 12 && row.sensorId === 's2');
    const rest = rows.filter((row) => !moved.includes(row));
    const outcome = tracked(jsonLines([...rest, ...moved]));
    expect(outcome.rows).toEqual(tracked(jsonLines(rest)).rows);
    expect([...outcome.rejected.values()].flat()).toHaveLength(moved.length);
  });

  it('is taken as instantaneous without a header, and as delayed by light with one', () => {
    const lines = instantaneousRows(scene)
      .filter((row) => row.t <= 40)
      .map((row) => JSON.stringify(row));
    // The objects fly at 7 km/s, 1,240-2,210 km away: 29 to 52 m in one light time.
    expect(worstErrorM(tracked(lines).rows, scene)).toBeLessThan(2);
    expect(worstErrorM(tracked([LIGHT_TIME_HEADER, ...lines]).rows, scene)).toBeGreaterThan(20);
  });

  it('that is empty gives no tracks', () => {
    expect(tracked([])).toMatchObject({ rows: [], rejected: new Map(), detectionCount: 0 });
  });
});
