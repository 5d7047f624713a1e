import { RandomStream, assert, kneeOfCurve, present } from '../../foundation/index.ts';
import type { MeasureBySize, PerformanceBySize } from '../../messages/index.ts';
import type { CostStep } from './cost-steps.ts';
import { stepFor } from './cost-steps.ts';

/** A mean over draws with its 95 % bootstrap band; without a band when there is one draw. */
export interface Banded {
  readonly mean: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** From one size to the next. */
export interface SizeStep {
  readonly from: number;
  readonly to: number;
  /** Change of the measure for each satellite more, draw by draw. */
  readonly perSatellite: Banded;
  /** Cost of each satellite more, launches and planes whole; null beyond the steps. */
  readonly costPerSatelliteUsdM: number | null;
  /** Millions of dollars for a unit of the measure in the better direction; null where the band of the change leaves open whether it gets better. */
  readonly usdMPerUnit: number | null;
}

/** Where more satellites stop bringing much. */
export interface KneeAnswer {
  /** Null when the largest layer is worth no more than the smallest, or the curve does not flatten. */
  readonly satellites: number | null;
  /** Share of the resamples whose knee lies beyond each size. */
  readonly beyond: readonly { readonly satellites: number; readonly prob: number }[];
  /** Share of the resamples that have none; null with one draw. */
  readonly noneProb: number | null;
}

export interface MeasureWorth extends Pick<MeasureBySize, 'name' | 'unit' | 'better'> {
  /** Draws that say something at every size. */
  readonly draws: number;
  /** By size. */
  readonly values: readonly Banded[];
  readonly steps: readonly SizeStep[];
  readonly knee: KneeAnswer;
}

const RESAMPLES = 2000;
const TAIL = 0.025;

/**
 * What each further satellite buys, for every measure that has draws: change and cost from size to size, and the knee with how sure it is. Draws are resampled as wholes, the same at every size, so that
 * what they have in common does not count as many. [Efron-1993]
 */
export function satelliteWorth(
  { satellites, measures }: PerformanceBySize,
  steps: readonly CostStep[],
  seed: number,
): readonly MeasureWorth[] {
  assert(satellites.length >= 2, 'sizes are compared with one another');
  return measures.flatMap((measure) => {
    const draws = measure.draws.flatMap((values) => {
      const known = values.filter((value) => value !== null);
      return known.length === satellites.length ? [known] : [];
    });
    return draws.length === 0 ? [] : [worthOf(measure, draws, satellites, steps, seed)];
  });
}

function worthOf(
  { name, unit, better }: MeasureBySize,
  draws: readonly (readonly number[])[],
  satellites: readonly number[],
  steps: readonly CostStep[],
  seed: number,
): MeasureWorth {
  const sign = better === 'more' ? 1 : -1;
  const resampled = draws.length === 1 ? [] : resamplesOf(draws, new RandomStream(seed, `worth/${name}`));
  const means = meansOf(
    draws,
    draws.map((_, draw) => draw),
  );
  const banded = (of: (curve: readonly number[]) => number): Banded => {
    const sorted = Float64Array.from(resampled, of).toSorted();
    const at = (prob: number): number | null => sorted[Math.floor(prob * sorted.length)] ?? null;
    return { mean: of(means), low: at(TAIL), high: at(1 - TAIL) };
  };
  const kneeAt = (curve: readonly number[]): number | null =>
    kneeOfCurve(
      satellites,
      curve.map((value) => sign * value),
    );
  const knees = resampled.map(kneeAt);
  const shareOf = (is: (knee: number | null) => boolean): number => knees.filter(is).length / knees.length;
  const place = kneeAt(means);
  return {
    name,
    unit,
    better,
    draws: draws.length,
    values: satellites.map((_, size) => banded((curve) => present(curve[size]))),
    steps: satellites.slice(1).map((to, index): SizeStep => {
      const from = present(satellites[index]);
      const perSatellite = banded(
        (curve) => (present(curve[index + 1]) - present(curve[index])) / (to - from),
      );
      const cost = costBetween(steps, from, to);
      const gain = sign * perSatellite.mean;
      const surely = sign * (sign > 0 ? (perSatellite.low ?? gain) : (perSatellite.high ?? -gain));
      return {
        from,
        to,
        perSatellite,
        costPerSatelliteUsdM: cost,
        usdMPerUnit: cost === null || gain <= 0 || surely <= 0 ? null : cost / gain,
      };
    }),
    knee: {
      satellites: place === null ? null : present(satellites[place]),
      beyond:
        knees.length === 0
          ? []
          : satellites.map((size, index) => ({
              satellites: size,
              prob: shareOf((knee) => knee !== null && knee > index),
            })),
      noneProb: knees.length === 0 ? null : shareOf((knee) => knee === null),
    },
  };
}

/** Mean cost of a satellite more between two sizes. */
function costBetween(steps: readonly CostStep[], from: number, to: number): number | null {
  const first = stepFor(steps, from);
  const last = stepFor(steps, to);
  return first === null || last === null ? null : (last.totalUsdM - first.totalUsdM) / (to - from);
}

function resamplesOf(
  draws: readonly (readonly number[])[],
  stream: RandomStream,
): readonly (readonly number[])[] {
  return Array.from({ length: RESAMPLES }, (_, sample) =>
    meansOf(
      draws,
      draws.map((__, draw) => Math.floor(stream.uniform(sample, draw) * draws.length)),
    ),
  );
}

/** Mean curve of the chosen draws. */
function meansOf(draws: readonly (readonly number[])[], chosen: readonly number[]): readonly number[] {
  return present(draws[0]).map(
    (_, size) => chosen.reduce((sum, draw) => sum + (draws[draw]?.[size] ?? 0), 0) / chosen.length,
  );
}
