/**
 * Three offers over 10,000 draws of the case that comes with the program (bar: 2 s), beside the plain way in the same run: every offer evaluated by itself in each draw, with
 * powers for every factor, over a part of the draws and scaled up. Whether both find the same means; how much P20, P50 and P80 differ between seeds (bar: 1 %); and
 * when a subscription becomes the dearer one at fees of 8, 10, 12 and 14 million over thirty years.
 *
 *   npm run bench:acquire
 */
import { fileURLToPath } from 'node:url';
import {
  LAYER_INPUT_IDS,
  OFFER_IDS,
  OFFER_INPUT_IDS,
  buyerRows,
  byLayerInput,
  byOfferInput,
  compareOffers,
  correlatedDraws,
  evaluate,
  quantile,
} from '@cupola/core/acquisition';
import type { OfferId, OfferQuestion } from '@cupola/core/acquisition';
import { present } from '@cupola/core/foundation';
import { loadOffers } from '@cupola/runtime';
import { machineLine } from './machine.ts';

const FILE = fileURLToPath(new URL('../scenarios/subscribe-or-own.yaml', import.meta.url));
const DRAWS = 10_000;
const NAIVE_DRAWS = 1000;
const RUNS = 5;
/** Chosen before the first run. */
const SEEDS = [1, 2, 3, 4, 5];

function questionWith(...settings: readonly string[]): OfferQuestion {
  const loaded = loadOffers(FILE, { settings, byDeployment: false });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const { acquisition, terms } = loaded.asked;
  const { plan, money, assumptions, seed, correlation } = acquisition;
  return { setting: { plan, money, terms }, assumptions, seed, draws: DRAWS, correlation };
}

/** Means over the draws, each offer for itself and each year discounted by its own power; the provider's walk-away is left out. */
function plainMeans(
  { setting, assumptions, seed, correlation }: OfferQuestion,
  draws: number,
): readonly number[] {
  const names = [...LAYER_INPUT_IDS, ...OFFER_INPUT_IDS, 'walk-away'];
  const { probs } = correlatedDraws(seed, draws, names, correlation);
  const offers = setting.terms.assumptions;
  return OFFER_IDS.map((id) => {
    let sum = 0;
    for (let draw = 0; draw < draws; draw++) {
      const prob = (name: string): number => present(probs[draw * names.length + names.indexOf(name)]);
      const layer = byLayerInput((input) => quantile(assumptions[input].distribution, prob(input)));
      const offer = byOfferInput((input) => quantile(offers[input].distribution, prob(input)));
      const rows = buyerRows(evaluate(setting, layer, offer), id, setting, offer);
      for (const { usdM } of rows)
        for (const [year, each] of usdM.entries())
          sum += each * (1 + setting.money.real.perYear) ** -(year + 0.5);
    }
    return sum / draws;
  });
}

function timedMs(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

print(machineLine());

const question = questionWith('offers.subscription.walkAway.prob=0');
compareOffers(question);
const usedBefore = process.cpuUsage();
const times = Array.from({ length: RUNS }, () => timedMs(() => compareOffers(question))).toSorted(
  (a, b) => a - b,
);
const used = process.cpuUsage(usedBefore);
const processorS = (used.user + used.system) / 1e6 / RUNS;
const medianMs = present(times[Math.floor(RUNS / 2)]);
let plain: readonly number[] = [];
const plainMs = (timedMs(() => (plain = plainMeans(question, NAIVE_DRAWS))) * DRAWS) / NAIVE_DRAWS;
print(
  `three offers, ${DRAWS} draws: ${(medianMs / 1000).toFixed(2)} s (median of ${RUNS}), ${processorS.toFixed(2)} s of processor time; plain, ${NAIVE_DRAWS} draws scaled up: ${(plainMs / 1000).toFixed(2)} s (ratio ${(plainMs / medianMs).toFixed(1)})`,
);
const few = compareOffers({ ...question, draws: NAIVE_DRAWS });
const apart = OFFER_IDS.map((id, place) => Math.abs(few.buyer[id].mean / present(plain[place]) - 1));
print(`means over the same ${NAIVE_DRAWS} draws: at most ${Math.max(...apart).toExponential(1)} apart`);

const usual = questionWith();
const bySeed = SEEDS.map((seed) => compareOffers({ ...usual, seed }).buyer);
const spread = (id: OfferId, key: 'p20' | 'p50' | 'p80'): string => {
  const values = bySeed.map((buyer) => buyer[id][key]);
  return `${key} ${((100 * (Math.max(...values) - Math.min(...values))) / Math.min(...values)).toFixed(2)} %`;
};
for (const id of OFFER_IDS)
  print(
    `between seeds ${SEEDS.join(', ')}: ${id} ${(['p20', 'p50', 'p80'] as const).map((key) => spread(id, key)).join(', ')}`,
  );

print('fee, USD M  years until dearer: p10 p50 p90  never within 30');
for (const growth of [[], ['assumptions.growthFactor={ value: 1 }']]) {
  for (const fee of [8, 10, 12, 14]) {
    const { breakEven } = compareOffers(
      questionWith('years=30', `offers.assumptions.feeUsdMPerSatelliteYear={ value: ${fee} }`, ...growth),
    );
    const { p10, p50, p90 } = breakEven.years;
    print(
      `${String(fee).padStart(10)}  ${[p10, p50, p90].map((years) => years ?? 'none').join(' ')}  ${(100 * breakEven.noCrossingShare).toFixed(0)} %${growth.length === 0 ? '' : ', without cost growth'}`,
    );
  }
}
