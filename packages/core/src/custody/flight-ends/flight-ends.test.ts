import { describe, expect, it } from 'vitest';
import { present, radians, sFromUs, usFromS } from '../../foundation/index.ts';
import type { FlightEnd } from '../../messages/index.ts';
import { groundDistanceM, groundEllipse, groundPointAt } from '../../physics/index.ts';
import { CLASSES_TOLD_APART } from '../../vehicles/index.ts';
import { EARTH, SITE, flownClass, trackAt } from './climbing-track.test-data.ts';
import { FlightEndLog } from './flight-end-log.ts';
import { NO_LAUNCH_YET, flightEnds, launchAfter } from './flight-ends.ts';
import { groundOffsetM } from './ground-moments.ts';
import { impactEnd } from './impact-end.ts';
import { launchFromBoost } from './launch-from-boost.ts';
import { launchFromCoast } from './launch-from-coast.ts';

const CONTEXT = { classes: CLASSES_TOLD_APART, earth: EARTH };
const AIM = groundPointAt(SITE, radians(50), 8_000_000);
const NEAR_AIM = groundPointAt(SITE, radians(50), 600_000);

const intercontinental = flownClass('icbm-solid', { kind: 'minimum-energy', aim: AIM }, 200);
const short = flownClass('srbm', { kind: 'minimum-energy', aim: NEAR_AIM }, 60);
const launcher = flownClass('space-launch', { kind: 'orbit', altitudeM: 400_000, azimuthRad: 1 }, 0);

function missOf(end: FlightEnd): number {
  const [eastEast, eastNorth, northNorth] = end.covarianceM2;
  const [east, north] = groundOffsetM(end, SITE);
  const determinant = eastEast * northNorth - eastNorth * eastNorth;
  return (northNorth * east * east - 2 * eastNorth * east * north + eastEast * north * north) / determinant;
}

describe('a launch told from boost', () => {
  it.each([
    ['an intercontinental missile at 12 km', intercontinental, 35],
    ['the same at 40 km', intercontinental, 65],
    ['a short-range missile', short, 30],
    ['a launcher', launcher, 75],
  ])('holds the true place and time: %s', (_name, flown, ageS) => {
    let squares = 0;
    const draws = 12;
    for (let draw = 0; draw < draws; draw++) {
      const launch = launchFromBoost(trackAt(flown, ageS, draw), EARTH);
      expect(launch).not.toBeNull();
      squares += missOf(launch!);
      expect(Math.abs(sFromUs(launch!.atUs))).toBeLessThan(3 * (launch!.atSigmaS ?? 0));
      expect(groundDistanceM(launch!, SITE)).toBeLessThan(5_000);
    }
    // 2 is the mean of an honest ellipse; what the climb law allows makes it larger than the errors of these smooth climbs.
    expect(squares / draws).toBeLessThan(4);
  });

  it('is not told of what does not climb or is not known to burn', () => {
    const climbing = trackAt(intercontinental, 60, 0);
    const sinking = { ...climbing, state: climbing.state.map((each, i) => (i > 2 && i < 6 ? -each : each)) };
    expect(launchFromBoost(sinking, EARTH)).toBeNull();
    expect(launchFromBoost(trackAt(intercontinental, 200, 0), EARTH)).toBeNull();
  });
});

describe('a launch told from coast, its burn unseen', () => {
  it('is a large ellipse along the track that holds the true place', () => {
    for (const [flown, ageS] of [
      [intercontinental, 200],
      [intercontinental, 340],
      [short, 100],
    ] as const) {
      const launch = launchFromCoast(trackAt(flown, ageS, 1), CLASSES_TOLD_APART, EARTH);
      expect(launch).not.toBeNull();
      expect(missOf(launch!)).toBeLessThan(9);
      const { majorM, minorM, majorAzimuthRad } = groundEllipse(launch!.covarianceM2);
      expect(majorM).toBeGreaterThan(2.5 * minorM);
      expect(Math.abs(majorAzimuthRad - radians(50))).toBeLessThan(radians(8));
    }
  });

  it('is not told of an orbit that never came up from a burn of a known class', () => {
    const orbit = {
      ...trackAt(intercontinental, 200, 0),
      state: [7_378_000, 0, 0, 0, 7_350, 0],
    };
    expect(launchFromCoast(orbit, CLASSES_TOLD_APART, EARTH)).toBeNull();
  });
});

describe('an impact', () => {
  it('of a coasting body is its ballistic one, with an ellipse of kilometres', () => {
    const impact = impactEnd(trackAt(intercontinental, 300, 2), CLASSES_TOLD_APART, EARTH);
    expect(impact?.prob).toBe(1);
    expect(groundDistanceM(impact!, AIM)).toBeLessThan(4 * groundEllipse(impact!.covarianceM2).majorM);
  });

  it('of a burning missile is probable and spread over thousands of kilometres; of a launcher it is improbable', () => {
    const missile = impactEnd(trackAt(intercontinental, 120, 3), CLASSES_TOLD_APART, EARTH);
    expect(missile?.prob).toBeGreaterThan(0.6);
    expect(groundEllipse(missile!.covarianceM2).majorM).toBeGreaterThan(500_000);
    expect(missile?.atSigmaS).toBeGreaterThan(60);
    const rocket = impactEnd(trackAt(launcher, 400, 3), CLASSES_TOLD_APART, EARTH);
    expect(rocket?.prob ?? 0).toBeLessThan(0.3);
  });
});

describe('launch memory and log', () => {
  it('keeps the smallest ellipse of boost for the rest of the flight', () => {
    let memory = NO_LAUNCH_YET;
    const areas: number[] = [];
    for (let ageS = 40; ageS <= 240; ageS += 5) {
      memory = launchAfter(memory, { ...trackAt(intercontinental, ageS, 4), boostSeen: true }, CONTEXT);
      const [eastEast, eastNorth, northNorth] = present(memory.launch ?? undefined).covarianceM2;
      areas.push(eastEast * northNorth - eastNorth ** 2);
    }
    expect(areas.toSorted((a, b) => b - a)).toEqual(areas);
    const ends = flightEnds(memory, trackAt(intercontinental, 260, 4), CONTEXT);
    expect(ends.map((end) => [end.kind, end.asOfUs])).toEqual([
      ['launch', usFromS(260)],
      ['impact', usFromS(260)],
    ]);
  });

  it('tells the ends of each track at its first row and then at intervals, the same for any batching', () => {
    const rows = Array.from({ length: 26 }, (_, k) => trackAt(intercontinental, 40 + k, 5));
    const whole = new FlightEndLog(CONTEXT, usFromS(10)).take(rows);
    expect(new Set(whole.map((end) => sFromUs(end.asOfUs)))).toEqual(new Set([40, 50, 60]));
    const log = new FlightEndLog(CONTEXT, usFromS(10));
    expect(rows.flatMap((row) => log.take([row]))).toEqual(whole);
  });
});
