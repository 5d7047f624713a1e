import { defendedOf, drawEvent, drawnEpoch, hasAnswered, runAnswer, runPlace } from '@cupola/core/campaign';
import type { Campaign, Defended, RunAnswer, RunFailure } from '@cupola/core/campaign';
import { planMission, runMission } from '@cupola/core/mission';
import type { MissionInputs, PlanOutcome } from '@cupola/core/mission';
import type { Region } from '@cupola/core/physics';
import type { Problem, Scenario, ScenarioEvent } from '@cupola/core/scenario';

/** What a worker needs to do any run of a campaign. */
export interface CampaignJob {
  readonly campaign: Campaign;
  /** By number of the variant. */
  readonly inputs: readonly MissionInputs[];
}

/** Short, because what is computed beyond the end of a run is lost. */
const BLOCK_SCANS = 20;

/** Does single runs of a campaign, one after the other; what they have in common is made once. */
export function campaignRuns(job: CampaignJob): (run: number) => Promise<RunAnswer | RunFailure> {
  const known = new Map<string, Defended>();
  const defendedBy = (regions: readonly Region[]): Defended => {
    const key = regions.map(({ id, marginM = 0 }) => `${id} ${marginM}`).join(' ');
    const defended = known.get(key) ?? defendedOf(regions);
    known.set(key, defended);
    return defended;
  };
  return (run) => campaignRun(job, run, defendedBy);
}

async function campaignRun(
  { campaign, inputs }: CampaignJob,
  run: number,
  defendedBy: (regions: readonly Region[]) => Defended,
): Promise<RunAnswer | RunFailure> {
  const place = runPlace(campaign, run);
  const base = inputs[place.variant];
  if (base === undefined) throw new Error(`broken invariant: run ${run} has no variant`);
  const defended = defendedBy(base.regions);
  const epoch = drawnEpoch(base.scenario.epoch, campaign.epochWithinDays, place.seed);
  const planned = (event: ScenarioEvent | null): PlanOutcome =>
    planMission({
      ...base,
      scenario: runScenario(base.scenario, campaign, place.seed, epoch, event),
      regionIndex: defended.index,
    });
  let outcome: PlanOutcome | null = campaign.mix.length === 0 ? planned(null) : null;
  const drawn =
    campaign.mix.length === 0
      ? null
      : drawEvent(campaign.mix, place.seed, defended, (event) => {
          outcome = planned(event);
          return outcome.ok;
        });
  if (outcome === null) return { ...place, failure: 'no places were found that its vehicle can fly between' };
  if (!outcome.ok) return { ...place, failure: failureText(outcome.problems) };
  const { plan } = outcome;
  const { end } = campaign;
  const record = await runMission(plan, {
    blockScans: BLOCK_SCANS,
    ...(end === null ? {} : { isOver: (second, objects) => hasAnswered(end, second, objects) }),
  });
  const longWaveKinds = new Set(plan.sensorKinds.filter(({ band }) => band === 'lwir').map(({ id }) => id));
  return runAnswer(record, { place, epoch, mixId: drawn?.mixId ?? null, defended, longWaveKinds });
}

/** The base scenario with what this run changes: seed, epoch, the drawn event, and room for the end rule to decide. */
function runScenario(
  base: Scenario,
  { end }: Campaign,
  seed: number,
  epoch: string,
  event: ScenarioEvent | null,
): Scenario {
  const events = event === null ? base.events : [...base.events, event];
  const lastLaunchS = Math.max(0, ...events.map(({ atS, count, spacingS }) => atS + (count - 1) * spacingS));
  const durationMin = end === null ? base.durationMin : Math.ceil(lastLaunchS + end.latestS) / 60;
  return { ...base, seed, epoch, events, durationMin };
}

function failureText(problems: readonly Problem[]): string {
  return problems.map(({ path, message }) => `${path}: ${message}`).join('; ');
}
