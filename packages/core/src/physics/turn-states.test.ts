import { describe, expect, test } from 'vitest';
import { inverse, julianDateFromIso, present, radians } from '../foundation/index.ts';
import { itrfFromTeme } from './celestial-frames.ts';
import { EARTH_ROTATION_RAD_PER_S } from './earth.ts';
import { turnStatesInPlace } from './turn-states.ts';

const UTC = present(julianDateFromIso('2004-04-06T07:51:28.386009Z'));
const ORIENTATION = {
  ut1MinusUtcS: -0.439961,
  polarMotionXRad: radians(-0.140682 / 3600),
  polarMotionYRad: radians(0.333309 / 3600),
  dPsiRad: 0,
  dEpsilonRad: 0,
};
/** [Vallado-2006] appendix C: one state in TEME and Earth-fixed, m and m/s. */
const TEME = [5094180.1621, 6127644.6595, 6380344.5327, -4746.131487, 785.818041, 5531.931288];
const ITRF = [-1033479.383, 7901295.2754, 6380356.5958, -3225.63652, -2872.45145, 5531.924446];

describe('the published state of 2004 April 6', () => {
  const itrfFromTemeThen = itrfFromTeme(UTC, ORIENTATION);

  /* The day was 1.6 ms long of 86,400 s then, which is left out: 0.01 mm/s here. */
  test('turns from TEME to Earth-fixed, velocity included: 2 cm and 0.02 mm/s', () => {
    const states = Float64Array.from([...TEME, ...TEME]);
    turnStatesInPlace(states, 2, itrfFromTemeThen, EARTH_ROTATION_RAD_PER_S);
    for (let k = 0; k < 12; k++) {
      expect(Math.abs(states[k]! - ITRF[k % 6]!)).toBeLessThan(k % 6 < 3 ? 0.02 : 2e-5);
    }
  });

  test('and back, the spin about the z axis of TEME taken off', () => {
    const states = Float64Array.from(TEME);
    turnStatesInPlace(states, 1, itrfFromTemeThen, EARTH_ROTATION_RAD_PER_S);
    const z = itrfFromTemeThen.rowMajor;
    const spin = [z[2]!, z[5]!, z[8]!].map((each) => each * EARTH_ROTATION_RAD_PER_S);
    const [x, y, w] = [states[0]!, states[1]!, states[2]!];
    states[3]! += spin[1]! * w - spin[2]! * y;
    states[4]! += spin[2]! * x - spin[0]! * w;
    states[5]! += spin[0]! * y - spin[1]! * x;
    turnStatesInPlace(states, 1, inverse(itrfFromTemeThen), 0);
    states.forEach((value, k) => expect(Math.abs(value - TEME[k]!)).toBeLessThan(1e-8));
  });
});
