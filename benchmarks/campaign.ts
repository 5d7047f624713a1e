/**
 * Single launches against the 600-satellite layer: processor time of a run that ends when it has answered, against the plain way (ten minutes each,
 * everything made afresh), on the same events in the same process. Their answers are compared. The bar: 1,000 launches in 15 minutes on two cores, 1.8 s
 * of processor time each.
 *
 *   npm run bench:campaign [launches]
 */
import type { RunAnswer, RunFailure } from '@cupola/core/campaign';
import { campaignRuns } from '../packages/runtime/src/campaign/campaign-run.ts';
import { loadCampaign } from '../packages/runtime/src/campaign/load-campaign.ts';
import { machineLine } from './machine.ts';

const launches = Number(process.argv[2] ?? 20);
const BAR_S = 1.8;
/** Payloads of one launch are no single launch. */
const SINGLE = (id: string): boolean => id !== 'several';

const load = loadCampaign('scenarios/calibration.yaml');
if (!load.ok) throw new Error(load.problems.map(({ message }) => message).join('; '));
const { campaign, variants } = load.loaded;
const inputs = variants.map((variant) => variant.inputs);
const single = { ...campaign, mix: campaign.mix.filter(({ id }) => SINGLE(id)) };

const ending = campaignRuns({ campaign: single, inputs });
const plain = (run: number): Promise<RunAnswer | RunFailure> =>
  campaignRuns({ campaign: { ...single, end: null }, inputs })(run);

async function timed(
  perform: (run: number) => Promise<RunAnswer | RunFailure>,
  run: number,
): Promise<{ readonly cpuS: number; readonly answer: RunAnswer | RunFailure }> {
  const before = process.cpuUsage();
  const answer = await perform(run);
  const { user, system } = process.cpuUsage(before);
  return { cpuS: (user + system) / 1e6, answer };
}

/** The first verdict and what was stated, as far as both runs went. */
function verdict(answer: RunAnswer | RunFailure, untilS: number): string {
  if ('failure' in answer) return answer.failure;
  return JSON.stringify(
    answer.objects.map(({ confirmedS, firstDeclaredS, stated, burnoutS }) => [
      confirmedS,
      firstDeclaredS !== null && firstDeclaredS <= untilS ? firstDeclaredS : null,
      stated.flatMap(({ at, jointProb }) =>
        (at === 'burnout+60' ? burnoutS + 60 : Number(at)) <= untilS ? [jointProb] : [],
      ),
    ]),
  );
}

// The first run of each kind warms the compiler and is not counted.
await ending(0);
await plain(0);
let endingS = 0;
let plainS = 0;
let differ = 0;
for (let run = 1; run <= launches; run++) {
  const short = await timed(ending, run);
  const whole = await timed(plain, run);
  endingS += short.cpuS;
  plainS += whole.cpuS;
  const untilS = 'failure' in short.answer ? 0 : short.answer.endS;
  if (verdict(short.answer, untilS) !== verdict(whole.answer, untilS)) differ++;
}
const each = endingS / launches;
process.stdout.write(
  [
    machineLine(),
    '',
    `launches ${launches}, seeds ${single.seeds.from + 1} on`,
    `ends when it has answered  ${each.toFixed(2)} s of processor time each (bar ${BAR_S})`,
    `plain, ten minutes each    ${(plainS / launches).toFixed(2)} s, ${(plainS / endingS).toFixed(1)} times as much`,
    `answers that differ        ${differ}`,
    `1,000 on two cores         ${((each * 1000) / 2 / 60).toFixed(1)} min, if both are free (bar 15)`,
    '',
  ].join('\n'),
);
