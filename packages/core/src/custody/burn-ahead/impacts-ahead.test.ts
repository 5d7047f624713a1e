import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { present, radians } from '../../foundation/index.ts';
import { bearingRad, groundPointAt, propagateBallisticInto } from '../../physics/index.ts';
import { CLASSES_TOLD_APART, vehicleClass } from '../../vehicles/index.ts';
import { EARTH, SITE, flownClass, trackAt } from '../flight-ends/climbing-track.test-data.ts';
import { burnGuess, endOverLiftoff, thrustAgreement, thrustOverLiftoff } from './burn-guess.ts';
import { flyBurnInPlace } from './fly-burn.ts';
import { impactsAhead } from './impacts-ahead.ts';

const AIM = groundPointAt(SITE, radians(50), 8_000_000);
const missile = flownClass('icbm-solid', { kind: 'minimum-energy', aim: AIM }, 200);
const launcher = flownClass('space-launch', { kind: 'orbit', altitudeM: 400_000, azimuthRad: 1 }, 0);

function downProb(track: ReturnType<typeof trackAt>): number {
  return impactsAhead(track, CLASSES_TOLD_APART, EARTH).impacts.reduce((sum, { prob }) => sum + prob, 0);
}

describe('impacts of an object seen burning', () => {
  it('are a law: probabilities that add up to one at most, over classes that add up to one', () => {
    for (const ageS of [40, 80, 120, 170]) {
      const { impacts, classes } = impactsAhead(trackAt(missile, ageS, 1), CLASSES_TOLD_APART, EARTH);
      expect(impacts.every(({ prob, afterS }) => prob > 0 && afterS > 0)).toBe(true);
      const sum = impacts.reduce((all, { prob }) => all + prob, 0);
      expect(sum).toBeGreaterThan(0.5);
      expect(sum).toBeLessThanOrEqual(1 + 1e-12);
      expect(classes.reduce((all, { prob }) => all + prob, 0)).toBeCloseTo(1, 12);
    }
  });

  it('lie ahead, along the bearing of the climb', () => {
    const { impacts } = impactsAhead(trackAt(missile, 120, 2), CLASSES_TOLD_APART, EARTH);
    const near = impacts.filter((impact) => Math.abs(bearingRad(SITE, impact) - radians(50)) < radians(12));
    const share = near.reduce((sum, { prob }) => sum + prob, 0);
    expect(share).toBeGreaterThan(0.9);
  });

  it('are probable of a missile and ever less so of a launcher', () => {
    expect(downProb(trackAt(missile, 120, 3))).toBeGreaterThan(0.95);
    const ofLauncher = [100, 200, 400].map((ageS) => downProb(trackAt(launcher, ageS, 3)));
    expect(ofLauncher[0]).toBeLessThan(0.5);
    expect(ofLauncher[1]).toBeLessThan(0.1);
    expect(ofLauncher[2]).toBeLessThan(0.02);
  });

  it('leave nothing out where the class list has one class only, however badly it fits', () => {
    const srbm = [present(vehicleClass('srbm'))];
    const { impacts, classes } = impactsAhead(trackAt(launcher, 300, 4), srbm, EARTH);
    expect(classes).toEqual([{ vehicleId: 'srbm', prob: 1 }]);
    expect(impacts.every(({ prob }) => Number.isFinite(prob))).toBe(true);
  });
});

describe('a burn carried on', () => {
  const vehicle = present(vehicleClass('icbm-liquid'));

  it('without thrust is free flight', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 60, noNaN: true }), (leftS) => {
        const state = Float64Array.of(6_700_000, 0, 0, 1_000, 4_000, 2_000, 0, 0, 0);
        const free = new Float64Array(6);
        propagateBallisticInto(free, state.subarray(0, 6), leftS, Number.POSITIVE_INFINITY);
        const guess = burnGuess({ leftS, ageS: 100, wholeS: 270 }, 0.5, 0.5);
        flyBurnInPlace(state, guess, 3, 0);
        // Steps of eight seconds without J2.
        for (let axis = 0; axis < 3; axis++)
          expect(Math.abs(state[axis]! - free[axis]!)).toBeLessThan(1 + leftS ** 2);
      }),
    );
  });

  it('gains what its thrust adds up to', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.5, max: 5, noNaN: true }),
        (power, end) => {
          const guess = burnGuess({ leftS: 120, ageS: 150, wholeS: 270 }, power, 0);
          // Straight up, far out, so that gravity is small and the direction stays.
          const state = Float64Array.of(6e8, 0, 0, 3_000, 0, 0, 30, 0, 0);
          flyBurnInPlace(state, guess, end, 0);
          let expected = 3_000;
          for (let s = 0.5; s < 120; s++) {
            expected += (30 * thrustOverLiftoff(guess, end, 150 + s)) / thrustOverLiftoff(guess, end, 150);
          }
          expect(Math.abs(state[3]! - expected)).toBeLessThan(5);
        },
      ),
    );
  });

  it('agrees best with the thrust that its plan has now', () => {
    const guess = burnGuess({ leftS: 170, ageS: 100, wholeS: 270 }, 0.4, 0.5);
    const end = endOverLiftoff(vehicle, guess, 7_000);
    const planned = vehicle.liftoffThrustToWeight * 9.80665 * thrustOverLiftoff(guess, end, 100);
    expect(thrustAgreement(vehicle, guess, end, planned)).toBeCloseTo(1, 12);
    expect(thrustAgreement(vehicle, guess, end, 1.5 * planned)).toBeLessThan(0.2);
    expect(thrustAgreement(vehicle, guess, end, planned / 1.5)).toBeLessThan(0.2);
  });
});
