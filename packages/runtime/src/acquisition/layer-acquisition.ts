import { basename } from 'node:path';
import type { Refused } from '../perform-custody.ts';
import { acquireStudy } from './acquire/acquire-study.ts';
import type { AcquireStudy } from './acquire/acquire-study.ts';
import { acquireHeadlines } from './acquire/acquire-words.ts';
import { loadOffers } from './acquire/load-offers.ts';
import { costAnswer, costStudy } from './cost/cost-study.ts';
import type { CostAnswer, CostStudy } from './cost/cost-study.ts';
import { loadAcquisitionCase } from './cost/load-case.ts';
import { costHeadlines } from './cost/render-cost.ts';
import { deploymentReport } from './deployment/deployment-answer.ts';
import type { DeploymentReport } from './deployment/deployment-answer.ts';
import { performDeployment } from './deployment/deployment-study.ts';
import type { DeploymentStudy } from './deployment/deployment-study.ts';
import { loadDeployment } from './deployment/load-deployment.ts';

/** What the case that a scenario names says of its layer: what it costs, and, where the case says that, how it gets into orbit and what is offered. */
export interface LayerAcquisition {
  readonly cost: CostStudy;
  readonly deployment: DeploymentStudy | null;
  readonly offers: AcquireStudy | null;
}

type LayerAcquisitionDone = { readonly ok: true; readonly acquisition: LayerAcquisition } | Refused;

/** Asks the case the questions of `cupola cost`, `cupola acquire` and `cupola deploy`; no flights, the run itself has them. */
export async function performLayerAcquisition(file: string, workers: number): Promise<LayerAcquisitionDone> {
  const loaded = loadAcquisitionCase(file);
  if (!loaded.ok) return loaded;
  const name = basename(file);
  const cost = costStudy(loaded.acquisition, loaded.fitted, `npx cupola cost ${name}`);
  const offers = offersOf(file, name);
  if (loaded.file.deployment === undefined)
    return { ok: true, acquisition: { cost, deployment: null, offers } };
  const layer = loadDeployment(file, { settings: [], custody: false });
  if (!layer.ok) return layer;
  const done = await performDeployment(layer.loaded, `npx cupola deploy ${name}`, {
    campaign: null,
    workers,
    onStep: () => undefined,
  });
  return done.ok ? { ok: true, acquisition: { cost, deployment: done.study, offers } } : done;
}

/** Null when the case has none. */
function offersOf(file: string, name: string): AcquireStudy | null {
  const loaded = loadOffers(file, { settings: [], byDeployment: false });
  return loaded.ok
    ? acquireStudy({
        asked: loaded.asked,
        fitted: loaded.fitted,
        against: null,
        command: `npx cupola acquire ${name}`,
        sheetsWritten: false,
      })
    : null;
}

/** The same in a run's summary; the rest is in what `cupola cost`, `cupola deploy` and `cupola acquire` print of the same case. Millions of dollars. */
export interface LayerAcquisitionSummary
  extends
    Pick<CostAnswer, 'title' | 'currency' | 'baseYear' | 'total' | 'thenYearTotal' | 'discountedTotal'>,
    Pick<CostAnswer, 'byElement'> {
  /** Of the case; the run may fly another number. */
  readonly satellites: number;
  readonly deployment:
    | (Pick<DeploymentReport, 'orderedOn' | 'packing' | 'milestones' | 'steadyState'> & {
        readonly launches: number;
      })
    | null;
  readonly offers: Pick<AcquireStudy['comparison'], 'buyer'> | null;
  readonly words: readonly string[];
}

export function layerAcquisitionSummary({
  cost,
  deployment,
  offers,
}: LayerAcquisition): LayerAcquisitionSummary {
  const answer = costAnswer(cost);
  const report = deployment === null ? null : deploymentReport(deployment);
  return {
    title: answer.title,
    currency: answer.currency,
    baseYear: answer.baseYear,
    satellites: cost.acquisition.plan.satellites,
    total: answer.total,
    thenYearTotal: answer.thenYearTotal,
    discountedTotal: answer.discountedTotal,
    byElement: answer.byElement,
    deployment:
      report === null
        ? null
        : {
            orderedOn: report.orderedOn,
            packing: report.packing,
            launches: report.launches.planned,
            milestones: report.milestones,
            steadyState: report.steadyState,
          },
    offers: offers === null ? null : { buyer: offers.comparison.buyer },
    words: [
      ...costHeadlines(cost),
      ...(report?.words ?? []),
      ...(offers === null ? [] : acquireHeadlines(offers)),
    ],
  };
}
