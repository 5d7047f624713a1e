import { earthAngleRad } from '../../physics/index.ts';
import { coverageGrid } from '../grid/coverage-grid.ts';
import { gridPoints } from '../grid/grid-points.ts';
import { turnToEarthFixed } from '../positions/earth-fixed.ts';
import { targetHeightM } from '../sight/sight.ts';
import { passLaw } from './pass-law.ts';
import type { WindowQuestion } from './window-search.ts';

export interface Window {
  readonly point: number;
  readonly satellite: number;
  readonly riseS: number;
  readonly setS: number;
  readonly startOpen: boolean;
  readonly endOpen: boolean;
}

/** Every pair at every fine step: where the true margin changes sign, linear between. */
export function stepByStep(question: WindowQuestion, stepS: number): Window[] {
  const { ephemeris, earth, fromUs, durationS } = question;
  const points = gridPoints(coverageGrid(question), question.surface, targetHeightM(question.sight));
  const law = passLaw(points, question.sight);
  const positions = new Float64Array(3 * ephemeris.satelliteCount);
  const state = new Float64Array(6);
  const margin = new Float64Array(2);
  const before = new Float64Array(ephemeris.satelliteCount * points.count);
  const since = new Float64Array(before.length).fill(Number.NaN);
  const windows: Window[] = [];
  for (let atS = 0; atS <= durationS; atS += stepS) {
    const atUs = fromUs + atS * 1e6;
    ephemeris.positionsInertialInto(positions, atUs);
    turnToEarthFixed(positions, earthAngleRad(earth, atUs));
    for (let satellite = 0; satellite < ephemeris.satelliteCount; satellite++) {
      state.set(positions.subarray(3 * satellite, 3 * satellite + 3));
      for (let point = 0; point < points.count; point++) {
        const pair = satellite * points.count + point;
        law.marginInto(margin, point, state);
        const now = margin[0]!;
        const crossedS = atS - (stepS * now) / (now - before[pair]!);
        if (now >= 0 && Number.isNaN(since[pair]!)) since[pair] = atS === 0 ? -1 : crossedS;
        if (now < 0 && !Number.isNaN(since[pair]!)) {
          const riseS = since[pair]!;
          const startOpen = riseS < 0;
          windows.push({
            point,
            satellite,
            riseS: Math.max(0, riseS),
            setS: crossedS,
            startOpen,
            endOpen: false,
          });
          since[pair] = Number.NaN;
        }
        before[pair] = now;
      }
    }
  }
  since.forEach((riseS, pair) => {
    if (Number.isNaN(riseS)) return;
    const point = pair % points.count;
    const satellite = (pair - point) / points.count;
    windows.push({
      point,
      satellite,
      riseS: Math.max(0, riseS),
      setS: durationS,
      startOpen: riseS < 0,
      endOpen: true,
    });
  });
  return sorted(windows);
}

export function sorted(windows: readonly Window[]): Window[] {
  return windows.toSorted((a, b) => a.point - b.point || a.satellite - b.satellite || a.riseS - b.riseS);
}
