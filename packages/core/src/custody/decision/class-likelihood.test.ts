import { describe, expect, it } from 'vitest';
import { radians } from '../../foundation/index.ts';
import { CLASSES_TOLD_APART, isPowered, vehicleClass } from '../../vehicles/index.ts';
import { stillBurningProb, thrustEndDensityPerS, unseenClimb } from './burn-law.ts';
import { finalSurfaceSpeedsMPerS } from './class-envelope.ts';
import { classProbabilities } from './class-posterior.ts';
import type { ClassEvidence } from './class-likelihood.ts';
import { featureErrors, motionFeatures } from './motion-features.ts';

const climbs = CLASSES_TOLD_APART.map((vehicle) => unseenClimb(vehicle, [6_378_137 + 10_000, 0, 0]));
const harmlessProb = (evidence: ClassEvidence): number =>
  classProbabilities(CLASSES_TOLD_APART, climbs, evidence).reduce(
    (sum, { prob }, i) => sum + (CLASSES_TOLD_APART[i]?.weapon === false ? prob : 0),
    0,
  );
const probOf = (id: string, evidence: ClassEvidence): number =>
  classProbabilities(CLASSES_TOLD_APART, climbs, evidence).find((each) => each.vehicleId === id)?.prob ??
  Number.NaN;

/** 1 when one class is certain, less the more remain. */
function spread(evidence: ClassEvidence): number {
  const probs = classProbabilities(CLASSES_TOLD_APART, climbs, evidence).map(({ prob }) => prob);
  return probs.reduce((sum, prob) => sum + prob * prob, 0);
}

describe('burn law', () => {
  it('has the density as the slope of the probability', () => {
    for (const vehicle of CLASSES_TOLD_APART.filter(isPowered)) {
      const { min, max } = vehicle.boostDurationS;
      for (const ageS of [0.5 * min, min, (min + max) / 2, max + 6]) {
        const slope =
          (stillBurningProb(vehicle, ageS - 0.05, 6) - stillBurningProb(vehicle, ageS + 0.05, 6)) / 0.1;
        expect(thrustEndDensityPerS(vehicle, ageS, 6)).toBeCloseTo(slope, 4);
      }
      expect(stillBurningProb(vehicle, 0, 6)).toBeCloseTo(1, 2);
      expect(stillBurningProb(vehicle, max + 60, 6)).toBeCloseTo(0, 6);
    }
  });

  it('takes longer to the clouds with less thrust', () => {
    const durations = climbs.map((climb) => climb.durationS);
    expect(durations[0]).toBeLessThan(durations[1]!);
    expect(durations[1]).toBeLessThan(durations[3]!);
    expect(unseenClimb(CLASSES_TOLD_APART[0]!, [6_378_137, 0, 0]).durationS).toBe(0);
  });
});

describe('finalSurfaceSpeedsMPerS', () => {
  it('spans the minimum-energy speeds of reference/literature.md 3.2', () => {
    const short = finalSurfaceSpeedsMPerS(vehicleClass('srbm')!);
    expect(short.max).toBeGreaterThan(3020);
    const intercontinental = finalSurfaceSpeedsMPerS(vehicleClass('icbm-solid')!);
    expect(intercontinental.min).toBeCloseTo(4870, -2);
    expect(intercontinental.max).toBeGreaterThan(7990);
  });
});

describe('classProbabilities', () => {
  const motion = {
    altitudeM: 150_000,
    surfaceSpeedMPerS: 5000,
    flightPathRad: radians(12),
    perigeeM: -2e6,
    apogeeM: 250_000,
  };

  it('knows a launcher by burning on after 300 s', () => {
    expect(harmlessProb({ kind: 'burning', sinceFirstSeenS: 320, motion, thrustMPerS2: 15 })).toBeGreaterThan(
      0.98,
    );
  });

  it('knows an intercontinental missile by cutting off fast at three minutes', () => {
    const fast = { ...motion, surfaceSpeedMPerS: 7200, flightPathRad: radians(25), apogeeM: 1_400_000 };
    const evidence: ClassEvidence = {
      kind: 'cut-off',
      glideProb: 0,
      sinceFirstSeenS: 138,
      motion: fast,
      lastThrusting: { motion: fast, thrustMPerS2: 60 },
    };
    expect(probOf('icbm-solid', evidence) + probOf('slbm', evidence)).toBeGreaterThan(0.98);
    expect(probOf('icbm-solid', evidence)).toBeGreaterThan(probOf('slbm', evidence));
  });

  it('knows a short-range missile by cutting off slow after a minute', () => {
    const slow = {
      altitudeM: 30_000,
      surfaceSpeedMPerS: 2000,
      flightPathRad: radians(45),
      perigeeM: -6e6,
      apogeeM: 90_000,
    };
    const evidence: ClassEvidence = {
      kind: 'cut-off',
      glideProb: 0,
      sinceFirstSeenS: 30,
      motion: slow,
      lastThrusting: null,
    };
    expect(probOf('srbm', evidence)).toBeGreaterThan(0.9);
  });

  it('takes a closed orbit for no weapon', () => {
    const orbit = {
      altitudeM: 300_000,
      surfaceSpeedMPerS: 8000,
      flightPathRad: 0,
      perigeeM: 290_000,
      apogeeM: 310_000,
    };
    expect(harmlessProb({ kind: 'coasting', motion: orbit, glideProb: 0 })).toBeGreaterThan(0.99);
  });

  it('adds up to one, even for what no class does', () => {
    const odd = { altitudeM: 1e9, surfaceSpeedMPerS: 60_000, flightPathRad: -1, perigeeM: 1e9, apogeeM: 2e9 };
    for (const evidence of [
      { kind: 'burning', sinceFirstSeenS: 5000, motion: odd, thrustMPerS2: 900 },
      { kind: 'coasting', motion: odd, glideProb: 0 },
    ] satisfies ClassEvidence[]) {
      const sum = classProbabilities(CLASSES_TOLD_APART, climbs, evidence).reduce(
        (total, each) => total + each.prob,
        0,
      );
      expect(sum).toBeCloseTo(1, 9);
    }
  });
});

describe('motionFeatures', () => {
  it('reads a circular orbit', () => {
    const found = motionFeatures([6_678_137, 0, 0, 0, 7725.8, 0]);
    expect(found.altitudeM).toBe(300_000);
    expect(Math.abs(found.perigeeM - 300_000)).toBeLessThan(1000);
    expect(found.flightPathRad).toBe(0);
  });

  it('reads a body at rest on the turning ground', () => {
    const found = motionFeatures([6_378_137, 0, 0, 0, 465.101, 0]);
    expect(found.surfaceSpeedMPerS).toBeLessThan(0.01);
    expect(found.perigeeM).toBeLessThan(-6e6);
  });
});

describe('evidence and its errors', () => {
  const rising = {
    altitudeM: 20_000,
    surfaceSpeedMPerS: 700,
    flightPathRad: radians(78),
    perigeeM: -6.3e6,
    apogeeM: 40_000,
  };
  const seen = { kind: 'burning', sinceFirstSeenS: 3, motion: rising, thrustMPerS2: 45 } as const;

  it('says less the less it is known: classes lie nearer to one another', () => {
    const poorly = { ...seen, errors: { speedLog: 0.5, pathRad: 0.5, thrustLog: 1 } };
    expect(spread(poorly)).toBeLessThan(spread(seen));
    const known = { ...seen, errors: { speedLog: 0, pathRad: 0, thrustLog: 0 } };
    expect(spread(known)).toBe(spread(seen));
  });

  it('is relative to what is measured, and never more than unknown', () => {
    const covariance = Float64Array.from({ length: 81 }, (_, at) => (at % 10 === 0 ? 400 : 0));
    const state = [7e6, 0, 0, 0, 800, 600, 3, 4, 0];
    const { speedLog, pathRad, thrustLog } = featureErrors(state, covariance);
    expect(speedLog).toBeCloseTo(20 / 1000, 12);
    expect(pathRad).toBe(speedLog);
    expect(thrustLog).toBe(1.5);
    expect(
      featureErrors(
        state.slice(0, 6),
        covariance.filter((_, at) => at % 9 < 6),
      ).thrustLog,
    ).toBe(0);
  });
});

describe('what comes in from low orbit with no boost seen', () => {
  it('is debris, and an arc that no orbit leads to is none', () => {
    const entering = {
      altitudeM: 150_000,
      surfaceSpeedMPerS: 7_550,
      flightPathRad: radians(-1),
      perigeeM: -560_000,
      apogeeM: 130_000,
    };
    const coasting = { kind: 'coasting', motion: entering, glideProb: 0 } as const;
    expect(probOf('reentering-debris', coasting)).toBeGreaterThan(0.5);
    const arc = { ...entering, flightPathRad: radians(20), perigeeM: -3e6, apogeeM: 1.2e6 };
    expect(probOf('reentering-debris', { ...coasting, motion: arc })).toBeLessThan(0.01);
  });
});
