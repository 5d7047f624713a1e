import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { radians } from '../../foundation/index.ts';
import { boostStepCount, flyBoostInto } from './boost.ts';
import { flyGlide } from './fly-glide.ts';
import { airEnergyM2PerS2, bankRad, diveEnergyM2PerS2, glideHeightM } from './glide.ts';
import type { GlideProgram, GlideTurn } from './glide.ts';
import { groundDistanceM } from './ground-distance.ts';
import type { GroundPoint } from './ground-distance.ts';
import { solveTrajectory } from './solve-trajectory.ts';
import type { BoostCapability, TrajectoryGoal, TrajectorySolution } from './trajectory.ts';

const BOOSTER: BoostCapability = {
  boostDurationS: { nominal: 170 },
  liftoffThrustToWeight: 2,
  verticalRiseS: 4,
  minRangeM: 5e5,
  maxRangeM: 1.5e7,
  maxApogeeM: 7.5e6,
  ballisticCoefficientKgPerM2: { nominal: 8000 },
};
const LAUNCHER: BoostCapability = {
  ...BOOSTER,
  boostDurationS: { nominal: 520 },
  liftoffThrustToWeight: 1.3,
  maxApogeeM: 6e5,
};
const PROGRAM: GlideProgram = {
  ballisticCoefficientKgPerM2: 10_000,
  liftToDrag: 2.6,
  turns: [],
  diveSpeedMPerS: 2500,
  diveAngleRad: 0.9,
};

function at(latDeg: number, lonDeg: number): GroundPoint {
  return { latitudeRad: radians(latDeg), longitudeRad: radians(lonDeg) };
}

function solved(site: GroundPoint, goal: TrajectoryGoal, capability = BOOSTER): TrajectorySolution {
  const outcome = solveTrajectory(site, capability, goal);
  if (!outcome.ok) throw new Error(`${outcome.error.code}: ${outcome.error.detail}`);
  return outcome.solution;
}

function endOf(speedMPerS: number, program: GlideProgram, onSecond?: (state: Float64Array) => void) {
  const start = Float64Array.of(6_378_137 + 90_000, 0, 0, 0, speedMPerS, 0);
  return flyGlide(start, 180, program, onSecond);
}

describe('depressed flights', () => {
  it('come to their aim below the apogee of the least loading, faster there and sooner', () => {
    const site = at(30, -60);
    const aim = at(38.9, -77);
    const least = solved(site, { kind: 'minimum-energy', aim });
    let before = least;
    for (const apogeeM of [300_000, 200_000, 120_000]) {
      const low = solved(site, { kind: 'depressed', aim, apogeeM });
      expect(groundDistanceM(low.impact!, aim)).toBeLessThan(100);
      expect(Math.abs(low.apogeeM - apogeeM)).toBeLessThan(100);
      expect(low.flightTimeS).toBeLessThan(before.flightTimeS!);
      expect(low.burnoutSpeedMPerS).toBeGreaterThan(before.burnoutSpeedMPerS);
      before = low;
    }
  });

  it('are refused above the least loading, with its apogee, and below what a climb can do', () => {
    const site = at(30, -60);
    const high = solveTrajectory(site, BOOSTER, { kind: 'depressed', aim: at(38.9, -77), apogeeM: 1e6 });
    expect(high).toMatchObject({ ok: false, error: { code: 'apogee-not-depressed' } });
    const low = solveTrajectory(site, BOOSTER, { kind: 'depressed', aim: at(38.9, -77), apogeeM: 20_000 });
    expect(low).toMatchObject({ ok: false, error: { code: 'no-solution' } });
  });
});

describe('a turn', () => {
  const turns: readonly GlideTurn[] = [{ fromS: 100, durationS: 60, bankRad: 0.5 }];
  it('rolls to its bank and back, and is level outside', () => {
    expect([90, 100, 102.5, 105, 130, 157.5, 160, 170].map((t) => bankRad(turns, t))).toEqual([
      0, 0, 0.25, 0.5, 0.5, 0.25, 0, 0,
    ]);
  });
});

describe('a glide', () => {
  it('goes as far as the closed form says, within what entry and dive add ([Eggers-1958])', () => {
    const radiusM = 6_378_137 + 50_000;
    const circular2 = 3.986004418e14 / radiusM;
    for (const speedMPerS of [5500, 6000, 6500, 7000]) {
      const states: number[][] = [];
      endOf(speedMPerS, PROGRAM, (state) => states.push([...state]));
      const inertial = states.map((state) => Math.hypot(state[3]!, state[4]!, state[5]!));
      const angles = states.map((state) => Math.atan2(state[1]!, state[0]!));
      // Between two speeds of the settled glide, inertial as the closed form is.
      const from = inertial.findIndex((speed, k) => k > 400 && speed < speedMPerS * 0.9);
      const to = inertial.findIndex((speed) => speed < 3400);
      const share = (speed: number): number => 1 - (speed * speed) / circular2;
      const expectedM = 0.5 * radiusM * 2.6 * Math.log(share(inertial[to]!) / share(inertial[from]!));
      const flownM = radiusM * (angles[to]! - angles[from]!);
      // The turning air takes a share of the speed that drag sees: about 460 of 5,000 m/s, so 10 %.
      expect(flownM / expectedM).toBeGreaterThan(0.9);
      expect(flownM / expectedM).toBeLessThan(1.15);
    }
  });

  it('loses energy against the air every second until it dives', () => {
    let before = Number.POSITIVE_INFINITY;
    let rises = 0;
    endOf(6500, PROGRAM, (state) => {
      const energy = airEnergyM2PerS2(state);
      // Gravity with J2 and an Earth that turns leave a few m²/s² to either side.
      if (energy > before + 200) rises++;
      before = energy;
    });
    expect(rises).toBe(0);
  });

  it('is the higher the faster, the lighter and the better its lift', () => {
    fc.assert(
      fc.property(fc.double({ min: 2600, max: 6800, noNaN: true }), (speed) => {
        const height = glideHeightM(PROGRAM, speed);
        expect(glideHeightM(PROGRAM, speed + 200)).toBeGreaterThan(height);
        expect(glideHeightM({ ...PROGRAM, liftToDrag: 3 }, speed)).toBeGreaterThan(height);
        expect(glideHeightM({ ...PROGRAM, ballisticCoefficientKgPerM2: 8000 }, speed)).toBeGreaterThan(
          height,
        );
      }),
      { numRuns: 50 },
    );
    expect(diveEnergyM2PerS2(PROGRAM)).toBeGreaterThan(0.5 * 2500 ** 2);
  });

  it('turns to the side it is banked to', () => {
    const right = endOf(6500, { ...PROGRAM, turns: [{ fromS: 500, durationS: 200, bankRad: 0.6 }] })!;
    const left = endOf(6500, { ...PROGRAM, turns: [{ fromS: 500, durationS: 200, bankRad: -0.6 }] })!;
    // Eastward along the equator: right is south.
    expect(right.state[2]!).toBeLessThan(-300_000);
    expect(left.state[2]!).toBeGreaterThan(300_000);
    expect(right.state[2]! + left.state[2]!).toBeCloseTo(0, -3);
  });
});

describe('flights to an inclination', () => {
  it.each([
    [28.5, 28.5, 'northbound'],
    [28.5, 51.6, 'northbound'],
    [34.7, 97.6, 'southbound'],
    [62.9, 90, 'northbound'],
    [-5, 20, 'southbound'],
  ] as const)('from %d° to %d° %s', (latDeg, inclinationDeg, pass) => {
    const site = at(latDeg, 10);
    const inclinationRad = radians(inclinationDeg);
    const { profile } = solved(
      site,
      { kind: 'inclined-orbit', altitudeM: 400_000, inclinationRad, pass },
      LAUNCHER,
    );
    const rows = new Float64Array(6 * boostStepCount(profile));
    flyBoostInto(rows, profile, { ...site, heightM: 0 }, 0);
    const [x, y, z, vx, vy, vz] = rows.slice(-6);
    const normal = [y! * vz! - z! * vy!, z! * vx! - x! * vz!, x! * vy! - y! * vx!];
    const reached = Math.acos(normal[2]! / Math.hypot(...normal));
    expect(Math.abs(reached - inclinationRad)).toBeLessThan(radians(0.06));
    // Eastward where the inclination is the latitude, against the turning ground a little the other way.
    const northward = Math.cos(profile.headingRad);
    expect(pass === 'northbound' ? northward : -northward).toBeGreaterThan(-0.1);
  });

  it('are refused below the latitude of the site', () => {
    const goal = {
      kind: 'inclined-orbit',
      altitudeM: 4e5,
      inclinationRad: radians(40),
      pass: 'northbound',
    } as const;
    expect(solveTrajectory(at(51.9, 128), LAUNCHER, goal)).toMatchObject({
      ok: false,
      error: { code: 'inclination-out-of-reach' },
    });
  });
});
