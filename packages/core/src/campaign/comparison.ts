import { RandomStream } from '../foundation/index.ts';
import { bootstrapMean } from '../metrics/index.ts';
import type { BootstrapEstimate } from '../metrics/index.ts';
import type { Campaign } from './campaign.ts';
import type { ObjectAnswer, RunAnswer } from './run-answer.ts';
import type { Variant } from './run-list.ts';
import { isThreat } from './calibration-groups.ts';

/** What combinations of swept values are compared by: one number per run, or none. */
export const MEASURES = [
  'boost',
  'midcourse',
  'glide',
  'reentry',
  'declaredAfterLaunchS',
  'midcourseErrorKm',
] as const;
export type Measure = (typeof MEASURES)[number];

export type Measured = Readonly<Record<Measure, BootstrapEstimate>>;

/** One combination of swept values, measured over its runs. */
export interface ComparedVariant {
  readonly labels: Variant['labels'];
  readonly measured: Measured;
}

/** How two neighbours on the last axis differ, seed by seed: the same flights, skies and noise. */
export interface ComparedPair {
  readonly from: Variant['labels'];
  readonly to: Variant['labels'];
  /** `to` less `from`. */
  readonly change: Measured;
}

export interface Comparison {
  readonly variants: readonly ComparedVariant[];
  /** Neighbours on the last axis, and its first against its last; all other axes equal. */
  readonly pairs: readonly ComparedPair[];
}

const CONFIDENCE = 0.95;

/** Compares the combinations of a campaign. Runs are resampled as wholes, so that what their objects share does not count as many. */
export function comparison(
  campaign: Pick<Campaign, 'seeds' | 'sweep'>,
  variants: readonly Variant[],
  answers: readonly RunAnswer[],
): Comparison {
  const bySeed = variants.map(({ index }) => {
    const own = answers.filter((answer) => answer.variant === index);
    return new Map(own.map((answer) => [answer.seed, answer.objects]));
  });
  const stream = (measure: Measure, use: string): RandomStream =>
    new RandomStream(campaign.seeds.from, `campaign/bootstrap/${use}/${measure}`);
  const estimate = (values: (measure: Measure) => readonly number[], use: string): Measured => {
    const of = (measure: Measure): BootstrapEstimate =>
      bootstrapMean(values(measure), CONFIDENCE, stream(measure, use));
    return {
      boost: of('boost'),
      midcourse: of('midcourse'),
      glide: of('glide'),
      reentry: of('reentry'),
      declaredAfterLaunchS: of('declaredAfterLaunchS'),
      midcourseErrorKm: of('midcourseErrorKm'),
    };
  };
  return {
    variants: variants.map(({ labels }, index) => ({
      labels,
      measured: estimate(
        (measure) => [...(bySeed[index] ?? [])].flatMap(([, objects]) => valueOf(objects, measure) ?? []),
        'mean',
      ),
    })),
    pairs: pairsOf(campaign.sweep.at(-1)?.choices.length ?? 1, variants.length).flatMap(([from, to]) => {
      const before = variants[from];
      const after = variants[to];
      if (before === undefined || after === undefined) return [];
      const change = estimate(
        (measure) =>
          [...(bySeed[to] ?? [])].flatMap(([seed, objects]) => {
            const one = valueOf(bySeed[from]?.get(seed) ?? [], measure);
            const other = valueOf(objects, measure);
            return one === null || other === null ? [] : [other - one];
          }),
        'change',
      );
      return [{ from: before.labels, to: after.labels, change }];
    }),
  };
}

/** One number per run or none, [seed][variant]: the same flights, skies and noise in each row. Seeds ascend. */
export function measuredBySeed(
  variants: readonly Pick<Variant, 'index'>[],
  answers: readonly RunAnswer[],
  measure: Measure,
): readonly (readonly (number | null)[])[] {
  const bySeed = Map.groupBy(answers, ({ seed }) => seed);
  return [...bySeed]
    .toSorted(([a], [b]) => a - b)
    .map(([, runs]) =>
      variants.map(({ index }) =>
        valueOf(runs.find(({ variant }) => variant === index)?.objects ?? [], measure),
      ),
    );
}

/** Places of neighbours on the last axis, which is the fastest, and of its two ends. */
function pairsOf(choices: number, variants: number): readonly (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  for (let first = 0; first < variants; first += choices) {
    for (let k = 1; k < choices; k++) pairs.push([first + k - 1, first + k]);
    if (choices > 2) pairs.push([first, first + choices - 1]);
  }
  return pairs;
}

/** Mean over the weapons of a run; the time of declaration of its threats only. */
function valueOf(objects: readonly ObjectAnswer[], measure: Measure): number | null {
  const values = objects
    .filter(({ weapon }) => weapon)
    .flatMap((object) => measuredOn(object, measure) ?? []);
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function measuredOn(object: ObjectAnswer, measure: Measure): number | null {
  if (measure === 'declaredAfterLaunchS') return isThreat(object) ? object.firstDeclaredS : null;
  if (measure === 'midcourseErrorKm') return object.positionErrorKm.midcourse;
  return object.custody[measure];
}
