import { describe, expect, it } from 'vitest';
import { RandomStream, philoxInto, poissonFromUniform } from './random.ts';

describe('philox', () => {
  it('reproduces the known-answer vectors of [Salmon-2011]', () => {
    const out = new Uint32Array(4);
    philoxInto(out, 0, 0, 0, 0, 0, 0);
    expect([...out]).toEqual([0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]);
    const ones = 0xffffffff;
    philoxInto(out, ones, ones, ones, ones, ones, ones);
    expect([...out]).toEqual([0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd]);
    philoxInto(out, 0xa4093822, 0x299f31d0, 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344);
    expect([...out]).toEqual([0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1]);
  });
});

describe('streams', () => {
  it('have the moments of a standard normal law', () => {
    const stream = new RandomStream(2026, 'noise');
    const four = new Float64Array(4);
    let sum = 0;
    let squares = 0;
    const count = 40_000;
    for (let i = 0; i < count / 4; i++) {
      stream.normalsInto(four, i, 7);
      for (const each of four) {
        sum += each;
        squares += each * each;
      }
    }
    expect(Math.abs(sum / count)).toBeLessThan(3.3 / Math.sqrt(count));
    expect(Math.abs(squares / count - 1)).toBeLessThan(3.3 * Math.sqrt(2 / count));
  });

  it('do not depend on one another nor on the order of draws', () => {
    const noise = new RandomStream(1, 'noise');
    const first = noise.uniform(3, 4);
    new RandomStream(1, 'clutter').uniform(3, 4);
    noise.uniform(9, 9);
    expect(noise.uniform(3, 4)).toBe(first);
    expect(new RandomStream(1, 'clutter').uniform(3, 4)).not.toBe(first);
  });
});

describe('poissonFromUniform', () => {
  it('inverts the cumulative law', () => {
    expect(poissonFromUniform(1, 0.36)).toBe(0);
    expect(poissonFromUniform(1, 0.37)).toBe(1);
    expect(poissonFromUniform(1, 0.73)).toBe(1);
    expect(poissonFromUniform(1, 0.74)).toBe(2);
    expect(poissonFromUniform(0, 0.999)).toBe(0);
  });
});
