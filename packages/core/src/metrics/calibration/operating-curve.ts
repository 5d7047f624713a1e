import type { Forecast } from './forecasts.ts';

/** What a threshold on the stated probability would catch, and what it would call wrongly. */
export interface OperatingPoint {
  readonly threshold: number;
  /** Share of what happened that was stated with at least the threshold. */
  readonly caught: number;
  /** Share of what did not happen that was, too. */
  readonly falselyCalled: number;
}

/** One point for each stated probability, from the strictest threshold down; empty when nothing happened or everything did. */
export function operatingCurve(forecasts: readonly Forecast[]): readonly OperatingPoint[] {
  const happened = forecasts.filter((forecast) => forecast.happened).length;
  const others = forecasts.length - happened;
  if (happened === 0 || others === 0) return [];
  const points: OperatingPoint[] = [];
  let caught = 0;
  let falselyCalled = 0;
  const byProb = Map.groupBy(forecasts, ({ prob }) => prob);
  for (const [threshold, own] of [...byProb].toSorted(([a], [b]) => b - a)) {
    for (const forecast of own) {
      if (forecast.happened) caught++;
      else falselyCalled++;
    }
    points.push({ threshold, caught: caught / happened, falselyCalled: falselyCalled / others });
  }
  return points;
}

/** Probability that something that happened was stated higher than something that did not; ties count half. Null without a curve. */
export function areaUnderCurve(points: readonly OperatingPoint[]): number | null {
  if (points.length === 0) return null;
  let area = 0;
  let before = { caught: 0, falselyCalled: 0 };
  for (const point of points) {
    area += ((point.falselyCalled - before.falselyCalled) * (point.caught + before.caught)) / 2;
    before = point;
  }
  return area;
}
