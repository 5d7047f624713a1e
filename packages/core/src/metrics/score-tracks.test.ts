import { describe, expect, it } from 'vitest';
import { usFromS } from '../foundation/index.ts';
import type { LookRow, TrackRow, TruthRow } from './score-rows.ts';
import { scoreTracks } from './score-tracks.ts';

const RULES = { cM: 100, p: 2 };

function truthAt(t: number, truthId: string, x: number): TruthRow {
  return { atUs: usFromS(t), truthId, positionItrfM: [x, 0, 0], velocityItrfMPerS: [10, 0, 0] };
}

function trackAt(t: number, trackId: string, x: number, more: Partial<TrackRow> = {}): TrackRow {
  const row = { atUs: usFromS(t), trackId, positionItrfM: [x, 0, 0] as const };
  return { ...row, velocityItrfMPerS: null, covarianceItrf: null, innovation: null, ...more };
}

function lookAt(t: number, truthId: string, sensorId: string): LookRow {
  return { atUs: usFromS(t), truthId, sensorId, sensorItrfM: [7e6, 0, 0], sigmaRad: 1e-4 };
}

const SECONDS = Array.from({ length: 11 }, (_, t) => t);

describe('scoring', () => {
  it('counts the wait, the age from the first track, and what was missed', () => {
    const truth = SECONDS.map((t) => truthAt(t, 'a', 0));
    const tracks = SECONDS.slice(3).map((t) => trackAt(t, 'T1', t));
    const score = scoreTracks(truth, tracks, null, RULES);
    expect(score.timeToFirstTrackS).toEqual({ median: 3, p95: 3, never: 0 });
    expect(score.rms[0]).toMatchObject({ ageS: 5, count: 1, positionM: 8, velocityMPerS: null, nees: null });
    expect(score.rms[1]).toMatchObject({ ageS: 10, count: 0, positionM: null });
    expect(score.gospaParts.missedPerScan).toBeCloseTo(3 / 11, 12);
    expect(score.gospaParts.missedM).toBeCloseTo((3 * Math.sqrt(5000)) / 11, 9);
    expect(score.gospaParts.localisationM).toBeCloseTo(52 / 11, 12);
    expect(score.gospaM).toBeCloseTo((3 * Math.sqrt(5000) + 52) / 11, 9);
    expect(score.ospaM).toBeCloseTo((3 * 100 + 52) / 11, 9);
    expect(score.gospaAfter30sM).toBeNull();
  });

  it('tells a change of identity from a gap, and a false track from a stray row', () => {
    const truth = SECONDS.flatMap((t) => [truthAt(t, 'a', 0), truthAt(t, 'b', 1_000)]);
    const tracks = SECONDS.flatMap((t) => [
      ...(t === 4 ? [] : [trackAt(t, 'T1', t < 6 ? 0 : 1_000)]),
      trackAt(t, 'T2', t < 6 ? 1_000 : 0),
      trackAt(t, 'T3', 5_000),
      trackAt(t, 'T5', t === 4 ? 0 : 7_000),
    ]);
    const score = scoreTracks(truth, [...tracks, trackAt(99, 'T4', 0)], null, RULES);
    expect(score).toMatchObject({
      objects: 2,
      tracks: 4,
      idSwitches: 4,
      falseTracks: 1,
      mostlyFalseTracks: 2,
      unscoredTrackRows: 1,
    });
    expect(score.gospaParts.falsePerScan).toBeCloseTo(21 / 11, 12);
  });

  it('takes position and velocity together for the squared normalised error', () => {
    const covarianceItrf = new Float64Array(36);
    for (let i = 0; i < 6; i++) covarianceItrf[7 * i] = i < 3 ? 4 : 0.25;
    const row = trackAt(0, 'T1', 6, { velocityItrfMPerS: [10, 1, 0], covarianceItrf });
    const score = scoreTracks([truthAt(0, 'a', 0)], [row], null, RULES);
    expect(score.nees).toMatchObject({ mean: 9 + 4, count: 1, independent: 1 });
  });

  it('does not count a covariance that is none', () => {
    const row = trackAt(0, 'T1', 6, {
      velocityItrfMPerS: [10, 1, 0],
      covarianceItrf: new Float64Array(36),
    });
    expect(scoreTracks([truthAt(0, 'a', 0)], [row], null, RULES).nees).toMatchObject({
      mean: null,
      count: 0,
    });
  });

  it('adds up innovations over the numbers measured', () => {
    const truth = [0, 1, 2].map((t) => truthAt(t, 'a', 0));
    const rows = [
      trackAt(0, 'T1', 0, { innovation: { squares: 9, freedom: 4 } }),
      trackAt(1, 'T1', 0),
      trackAt(2, 'T1', 0, { innovation: { squares: 6, freedom: 6 } }),
    ];
    const { nis } = scoreTracks(truth, rows, null, RULES);
    expect(nis).toMatchObject({ dimension: 1, mean: 1.5, count: 10 });
    // Table 26.8 of [Abramowitz-1964], 10 degrees of freedom: 3.24697 and 20.4832.
    expect(nis.band95?.[0]).toBeCloseTo(0.3247, 2);
    expect(nis.band95?.[1]).toBeCloseTo(2.0483, 2);
  });

  it('measures the life of tracks: how complete, in one piece or not, how often broken', () => {
    const truth = SECONDS.flatMap((t) => [truthAt(t, 'a', 0), truthAt(t, 'b', 1_000)]);
    const tracks = SECONDS.filter((t) => t >= 1 && t !== 4 && t !== 5).map((t) =>
      trackAt(t, t < 8 ? 'T1' : 'T2', 0),
    );
    const { trackLife, idSwitches } = scoreTracks(truth, tracks, null, RULES);
    expect(trackLife.completeness).toBeCloseTo(8 / 22, 12);
    expect(trackLife.completenessAfterFirst).toBeCloseTo(8 / 10, 12);
    // Object a has T1 for 5 of its 11 rows, b has nothing.
    expect(trackLife.longestTrackShare).toBeCloseTo(5 / 11 / 2, 12);
    expect(trackLife.breaks).toBe(1);
    expect(idSwitches).toBe(1);
  });

  it('counts the wait from the third sensor on', () => {
    const truth = SECONDS.flatMap((t) => [truthAt(t, 'a', 0), truthAt(t, 'b', 1_000)]);
    const looks = [
      ...[0, 1, 2].flatMap((t) => [lookAt(t, 'a', 's1'), lookAt(t, 'a', 's2')]),
      lookAt(2, 'a', 's3'),
      lookAt(0, 'b', 's1'),
    ];
    const tracks = SECONDS.slice(5).map((t) => trackAt(t, 'T1', 0));
    const score = scoreTracks(truth, tracks, looks, RULES);
    expect(score.waitAfterThirdSatelliteS).toEqual({ median: 3, p95: 3, count: 1, never: 0 });
  });

  it('says that nothing was tracked', () => {
    const score = scoreTracks([truthAt(0, 'a', 0)], [], [], RULES);
    expect(score).toMatchObject({ tracks: 0, bound: [], idSwitches: 0 });
    expect(score.timeToFirstTrackS).toEqual({ median: null, p95: null, never: 1 });
    expect(score.gospaM).toBeCloseTo(Math.sqrt(5000), 9);
    expect(score.ospaM).toBe(100);
  });
});
