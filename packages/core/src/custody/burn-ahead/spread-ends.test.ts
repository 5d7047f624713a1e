import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../foundation/index.ts';
import { COPIES, endSpread, spreadInto } from './spread-ends.ts';

const COUNT = 60;
const stream = new RandomStream(7, 'test/ends');
/** Ends on the equator that fly north-east and up at 5 to 7 km/s, their headings within some degrees. */
const states = Float64Array.from({ length: 6 * COUNT }, (_, at) => {
  const way = Math.floor(at / 6);
  const speed = 5000 + 2000 * stream.uniform(way, 0);
  const heading = 0.7 + 0.1 * (stream.uniform(way, 1) - 0.5);
  const level = speed * Math.cos(0.4);
  const row = [6_600_000, 0, 0, speed * Math.sin(0.4), level * Math.sin(heading), level * Math.cos(heading)];
  return row[at % 6]!;
});

interface Course {
  readonly speed: number;
  readonly heading: number;
  readonly climb: number;
}

const courseOf = (state: ArrayLike<number>, at = 0): Course => {
  const [vx, vy, vz] = [state[at + 3]!, state[at + 4]!, state[at + 5]!];
  const speed = Math.hypot(vx, vy, vz);
  return { speed, heading: Math.atan2(vy, vz), climb: vx / speed };
};

function spreadOut(): readonly Course[] {
  const spread = endSpread(states, new Float64Array(COUNT).fill(1), 0, COUNT);
  const out = new Float64Array(6);
  return Array.from({ length: COUNT * COPIES }, (_, i) => {
    spreadInto(out, states, Math.floor(i / COPIES), i % COPIES, spread);
    return courseOf(out);
  });
}

/** Widest gap between neighbours in speed, the ends of the span aside, m/s. */
function gap(courses: readonly Course[]): number {
  const speeds = courses.map(({ speed }) => speed).toSorted((a, b) => a - b);
  return Math.max(
    ...speeds
      .slice(1)
      .map((speed, i) => speed - speeds[i]!)
      .slice(5, -5),
  );
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
const sigmaOf = (values: readonly number[]): number =>
  Math.sqrt(meanOf(values.map((x) => (x - meanOf(values)) ** 2)));

describe('ends of burns spread over what lies between them', () => {
  const before = Array.from({ length: COUNT }, (_, way) => courseOf(states, 6 * way));
  const after = spreadOut();

  it('keep their mean, and are hardly wider', () => {
    for (const of of ['speed', 'heading'] as const) {
      const [was, is] = [before.map((each) => each[of]), after.map((each) => each[of])];
      expect(Math.abs(meanOf(is) - meanOf(was))).toBeLessThan(0.05 * sigmaOf(was));
      expect(sigmaOf(is)).toBeGreaterThan(sigmaOf(was));
      expect(sigmaOf(is)).toBeLessThan(1.06 * sigmaOf(was));
    }
  });

  it('fill the gaps: no stretch of the span is as empty as before', () => {
    expect(gap(after)).toBeLessThan(0.6 * gap(before));
  });

  it('stay where they are and climb as they did', () => {
    for (const { climb } of after) expect(climb).toBeCloseTo(Math.sin(0.4), 9);
  });

  it('are not moved at all when nothing agrees', () => {
    const none = endSpread(states, new Float64Array(COUNT), 0, COUNT);
    expect(none).toEqual({ speedMPerS: 0, headingRad: 0 });
    const out = new Float64Array(6);
    spreadInto(out, states, 3, 1, none);
    for (let i = 0; i < 6; i++) expect(out[i]).toBeCloseTo(states[18 + i]!, 6);
  });
});
