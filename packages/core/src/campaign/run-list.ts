import {
  assert,
  isoFromJulianDate,
  julianDateAfter,
  julianDateFromIso,
  RandomStream,
} from '../foundation/index.ts';
import type { Campaign, Settings, SweepChoice } from './campaign.ts';

/** One combination of swept values. */
export interface Variant {
  readonly index: number;
  /** Value of each axis, by its name. */
  readonly labels: Readonly<Record<string, string | number>>;
  /** What the campaign sets in every run, then what this combination sets. */
  readonly set: Settings;
}

/** Which variant and which seed a run has. Runs of one variant stand together, in order of seed. */
export interface RunPlace {
  readonly run: number;
  readonly variant: number;
  readonly seed: number;
}

/** All combinations, the last axis fastest. */
export function variantsOf(campaign: Campaign): readonly Variant[] {
  let combinations: readonly (readonly SweepChoice[])[] = [[]];
  for (const axis of campaign.sweep) {
    combinations = combinations.flatMap((before) => axis.choices.map((choice) => [...before, choice]));
  }
  return combinations.map((choices, index) => ({
    index,
    labels: Object.fromEntries(campaign.sweep.map((axis, i) => [axis.name, choices[i]?.label ?? ''])),
    set: Object.assign({}, campaign.set, ...choices.map((choice) => choice.set)),
  }));
}

export function runCount(campaign: Campaign): number {
  return campaign.sweep.reduce((product, axis) => product * axis.choices.length, campaign.seeds.count);
}

export function runPlace({ seeds }: Campaign, run: number): RunPlace {
  return { run, variant: Math.floor(run / seeds.count), seed: seeds.from + (run % seeds.count) };
}

const S_PER_DAY = 86_400;

/** The epoch of a seed: the same for every variant, so that they are compared under one sky. Whole seconds. */
export function drawnEpoch(baseEpoch: string, withinDays: number, seed: number): string {
  if (withinDays === 0) return baseEpoch;
  const base = julianDateFromIso(baseEpoch);
  assert(base !== null, 'the epoch of a checked scenario is an instant');
  const share = new RandomStream(seed, 'campaign/epoch').uniform(0, 0);
  return isoFromJulianDate(julianDateAfter(base, Math.floor(share * withinDays * S_PER_DAY)));
}
