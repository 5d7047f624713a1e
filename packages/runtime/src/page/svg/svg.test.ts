import { array, assert, double, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figure } from './figure.ts';
import { placeLabels } from './label-placement.ts';
import { pathSink } from './path-sink.ts';
import { bandPath, dotsPath, polylinePath } from './path.ts';
import { flightTimeScale, hasWiderStart, linearScale, logScale, niceStep } from './scale.ts';

describe('scales', () => {
  it('put values and ticks where arithmetic says', () => {
    const y = linearScale([0, 1], [100, 0], 5);
    expect([0, 0.25, 1].map((value) => y.at(value))).toEqual([100, 75, 0]);
    expect(y.ticks.map((tick) => tick.label)).toEqual(['0', '0.2', '0.4', '0.6', '0.8', '1.0']);
    expect(y.at(7)).toBe(0);
  });

  it('take nice steps', () => {
    expect([10, 0.7, 85, 3].map((span) => niceStep(span, 5))).toEqual([2, 0.2, 20, 1]);
  });

  it('cover whole decades on a logarithmic axis', () => {
    const y = logScale([3, 40_000], [80, 0]);
    expect(y.domain).toEqual([1, 100_000]);
    expect(y.at(100)).toBeCloseTo(48, 9);
    expect(y.ticks.map((tick) => tick.label)).toEqual(['1', '10', '100', '1000', '10⁴', '10⁵']);
  });

  it('draw the first minutes wider, without a jump', () => {
    const x = flightTimeScale(3000, 300, [100, 500]);
    expect(x.breakAt).toBe(280);
    expect(x.at(150)).toBe(190);
    expect(x.at(300)).toBe(280);
    expect(x.at(3000)).toBe(500);
    expect(x.ticks.slice(0, 6).map((tick) => tick.label)).toEqual(['0', '1', '2', '3', '4', '5']);
  });

  it('are even where little follows the first minutes', () => {
    for (const endS of [300, 360, 361, 2000]) {
      const { breakAt } = flightTimeScale(endS, 240, [40, 400]);
      expect(breakAt < 400).toBe(hasWiderStart(endS, 240));
      expect(hasWiderStart(endS, 240)).toBe(endS > 360);
    }
  });

  it('never run backwards in time nor out of the picture', () => {
    assert(
      property(
        double({ min: 60, max: 10_000, noNaN: true }),
        double({ min: 60, max: 900, noNaN: true }),
        double({ min: -100, max: 11_000, noNaN: true }),
        double({ min: 0, max: 1000, noNaN: true }),
        (endS, breakS, s, laterS) => {
          const x = flightTimeScale(endS, breakS, [40, 400]);
          expect(x.at(s + laterS)).toBeGreaterThanOrEqual(x.at(s) - 1e-9);
          expect(x.at(s)).toBeGreaterThanOrEqual(40);
          expect(x.at(s)).toBeLessThanOrEqual(400 + 1e-9);
        },
      ),
    );
  });
});

/** Points of path data made of M, l and h0 only. */
function pointsOf(path: string): readonly (readonly [number, number])[] {
  let x = 0;
  let y = 0;
  const points: [number, number][] = [];
  for (const match of path.matchAll(/([Ml])(-?[\d.]+) ?(-?[\d.]+)/g)) {
    x = match[1] === 'M' ? Number(match[2]) : x + Number(match[2]);
    y = match[1] === 'M' ? Number(match[3]) : y + Number(match[3]);
    points.push([x, y]);
  }
  return points;
}

describe('paths', () => {
  it('round to a tenth of a pixel, break at gaps and leave out level points', () => {
    expect(polylinePath([0, 1, 2, 3, 4], [5, 5.04, 5, 7.26, 6])).toBe('M0 5h0l2 0l1 2.3l1-1.3');
    expect(polylinePath([0, 1, 2, 3], [1, NaN, 2, 3])).toBe('M0 1h0M2 2h0l1 1');
    expect(polylinePath([], [])).toBe('');
    expect(dotsPath([[1.234, 5.678]])).toBe('M1.2 5.7h0');
  });

  it('end where the data ends, however long: rounding errors do not add up', () => {
    assert(
      property(array(double({ min: 0, max: 999, noNaN: true }), { minLength: 2, maxLength: 300 }), (ys) => {
        const xs = ys.map((_, i) => i * 0.337);
        const [x = NaN, y = NaN] = pointsOf(polylinePath(xs, ys)).at(-1) ?? [];
        expect(Math.abs(x - (xs.at(-1) ?? 0))).toBeLessThan(0.0501);
        expect(Math.abs(y - (ys.at(-1) ?? 0))).toBeLessThan(0.0501);
      }),
    );
  });

  it('close a band around its two lines, one area for each run', () => {
    expect(bandPath([0, 10], [5, 5], [1, 2])).toBe('M0 1h0l10 1l0 3l-10 0z');
    expect(bandPath([0, 1, 2, 3, 4], [1, 1, NaN, 1, 1], [2, 2, 2, 2, 2]).match(/z/g)).toHaveLength(2);
  });
});

describe('labels', () => {
  it('do not cover one another and stay inside', () => {
    const points = [
      { x: 50, y: 50, text: 'one', className: 'a' },
      { x: 52, y: 50, text: 'two', className: 'a' },
      { x: 97, y: 50, text: 'three', className: 'a' },
    ];
    const drawn = placeLabels(points, [[30, 50]], 100, 100);
    const spots = [...drawn.matchAll(/x="([\d.]+)" y="([\d.]+)"[^>]*>(\w+)</g)].map((match) => ({
      left: Number(match[1]),
      right: Number(match[1]) + (match[3]?.length ?? 0) * 7.2,
      y: Number(match[2]),
    }));
    expect(spots.length).toBeGreaterThanOrEqual(2);
    spots.forEach((a, i) => {
      expect(a.right).toBeLessThanOrEqual(98);
      for (const b of spots.slice(i + 1)) {
        expect(Math.abs(a.y - b.y) >= 13 || a.right < b.left || b.right < a.left).toBe(true);
      }
    });
  });
});

describe('a figure', () => {
  it('is named and described for those who cannot see it, with its numbers beside it', () => {
    const html = figure({
      id: 'f',
      title: 'A & B',
      description: 'what it shows',
      caption: 'read it so',
      legend: [{ kind: 'dot', className: 'c', text: 'seen' }],
      widthsPx: [960, 366],
      draw: (widthPx) => ({ heightPx: 100.2, body: `<path d="M0 0h${widthPx}"/>` }),
      data: { text: '</script>' },
    });
    expect(html).toContain(
      '<svg class="desk" role="img" viewBox="0 0 960 101" aria-labelledby="f-desk-title f-desk-desc">',
    );
    expect(html).toContain(
      '<title id="f-phone-title">A &amp; B</title><desc id="f-phone-desc">what it shows</desc>',
    );
    const json = /<script type="application\/json" id="f-data">(.*?)<\/script>/.exec(html)?.[1] ?? '';
    expect(JSON.parse(json)).toEqual({ text: '</script>' });
  });
});

describe('the sink of map paths', () => {
  it('writes relative steps, leaves out those under half a pixel, and keeps the ends of lines', () => {
    const sink = pathSink();
    sink.moveTo(1, 1);
    sink.lineTo(1.2, 1.2);
    sink.lineTo(3, 1);
    sink.lineTo(3.2, 1.1);
    sink.moveTo(10, 10);
    sink.lineTo(9, 12.04);
    sink.lineTo(9.1, 12);
    sink.closePath();
    expect(sink.data()).toBe('M1 1l2 0l0.2 0.1M10 10l-1 2z');
  });
});
