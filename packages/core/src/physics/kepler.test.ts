import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EARTH_MU_M3_PER_S2 } from './earth.ts';
import { arcThroughApogee, minimumEnergyArc } from './kepler-arc.ts';
import { keplerPropagateInto, keplerTimeToRadius } from './kepler.ts';

const speedOf = (s: Float64Array): number => Math.hypot(s[3]!, s[4]!, s[5]!);
const radiusOf = (s: Float64Array): number => Math.hypot(s[0]!, s[1]!, s[2]!);

const state = fc
  .tuple(
    fc.double({ min: 6.4e6, max: 2e7, noNaN: true }),
    fc.double({ min: -9000, max: 9000, noNaN: true }),
    fc.double({ min: -9000, max: 9000, noNaN: true }),
    fc.double({ min: -3000, max: 3000, noNaN: true }),
  )
  .map(([r, vr, vt, vz]) => Float64Array.of(r, 0, 0, vr, vt, vz));

describe('two-body propagation', () => {
  it('keeps energy and angular momentum, and comes back', () => {
    fc.assert(
      fc.property(state, fc.double({ min: 1, max: 6000, noNaN: true }), (start, durationS) => {
        const momentum = Math.abs(start[0]! * Math.hypot(start[4]!, start[5]!));
        fc.pre(momentum > 1e9);
        const end = new Float64Array(6);
        keplerPropagateInto(end, start, durationS);
        const energy = (s: Float64Array): number => speedOf(s) ** 2 / 2 - EARTH_MU_M3_PER_S2 / radiusOf(s);
        // near a perigee deep inside the Earth the terms are large and cancel
        expect(Math.abs(energy(end) - energy(start))).toBeLessThan(1e-7 * speedOf(end) ** 2 + 0.5);
        fc.pre(radiusOf(end) > 3e6);
        keplerPropagateInto(end, end, -durationS);
        expect(Math.abs(end[0]! - start[0]!)).toBeLessThan(1);
        expect(Math.abs(end[1]! - start[1]!)).toBeLessThan(1);
      }),
      { numRuns: 300 },
    );
  });

  it('reproduces [Vallado-2013] example 2-4', () => {
    const out = new Float64Array(6);
    keplerPropagateInto(
      out,
      Float64Array.of(1131.34e3, -2282.343e3, 6672.423e3, -5643.05, 4303.33, 2428.79),
      40 * 60,
    );
    const published = [-4219.7527e3, 4363.0292e3, -3958.7666e3, 3689.866, -1916.735, -6112.511];
    for (let i = 0; i < 6; i++) expect(Math.abs(out[i]! - published[i]!)).toBeLessThan(i < 3 ? 5 : 0.01);
  });

  it('holds on the lofted arc of 6,648 km that makes plain Newton diverge', () => {
    const arc = arcThroughApogee(6_648_400, 1_001_200, 6_371_000);
    const start = Float64Array.of(
      6_371_000,
      0,
      0,
      arc.speedMPerS * Math.sin(arc.elevationRad),
      arc.speedMPerS * Math.cos(arc.elevationRad),
      0,
    );
    const out = new Float64Array(6);
    for (let share = 0; share <= 1; share += 1 / 64) {
      keplerPropagateInto(out, start, share * arc.timeS);
      expect(radiusOf(out)).toBeGreaterThan(6_370_999);
      expect(radiusOf(out)).toBeLessThan(6_371_000 + 6_648_401);
    }
    expect(Math.abs(radiusOf(out) - 6_371_000)).toBeLessThan(1e-2);
    keplerPropagateInto(out, start, arc.timeS / 2);
    expect(Math.abs(radiusOf(out) - 13_019_400)).toBeLessThan(1e-2);
    expect(Math.abs(keplerTimeToRadius(start, 6_371_000)! - arc.timeS)).toBeLessThan(1e-5);
  });
});

describe('time to radius', () => {
  it('is when propagation stands at the radius and falls', () => {
    const out = new Float64Array(6);
    fc.assert(
      fc.property(state, fc.double({ min: 6.4e6, max: 1.5e7, noNaN: true }), (start, radiusM) => {
        const timeS = keplerTimeToRadius(start, radiusM);
        if (timeS === null) return;
        fc.pre(start[0]! * Math.hypot(start[4]!, start[5]!) > 1e9);
        keplerPropagateInto(out, start, timeS);
        expect(Math.abs(radiusOf(out) - radiusM)).toBeLessThan(1);
        expect(out[0]! * out[3]! + out[1]! * out[4]! + out[2]! * out[5]!).toBeLessThanOrEqual(1e6);
      }),
      { numRuns: 300 },
    );
  });

  it('says when there is none', () => {
    const circle = Math.sqrt(EARTH_MU_M3_PER_S2 / 7e6);
    expect(keplerTimeToRadius(Float64Array.of(7e6, 0, 0, 0, circle, 0), 6.4e6)).toBeNull();
    expect(keplerTimeToRadius(Float64Array.of(7e6, 0, 0, 0, 2 * circle, 0), 8e6)).toBeNull();
  });
});

describe('minimum-energy arcs', () => {
  it('need less speed than their neighbours of the same range', () => {
    const arc = minimumEnergyArc(8e6, 6_371_000);
    for (const factor of [0.9, 1.1]) {
      expect(arcThroughApogee(arc.apogeeM * factor, 8e6, 6_371_000).speedMPerS).toBeGreaterThan(
        arc.speedMPerS,
      );
    }
    const same = arcThroughApogee(arc.apogeeM, 8e6, 6_371_000);
    expect(same.speedMPerS).toBeCloseTo(arc.speedMPerS, 6);
    expect(same.timeS).toBeCloseTo(arc.timeS, 6);
  });
});
