import { fiscalYearEnd } from '@cupola/core/acquisition';
import type { AcquisitionCase } from '@cupola/core/acquisition';
import type { ServiceByDate } from '@cupola/core/messages';
import { loadAcquisitionCase } from '../cost/load-case.ts';
import type { LoadedCase } from '../cost/load-case.ts';
import { layerService } from './layer-service.ts';
import { loadDeployment } from './load-deployment.ts';
import type { LoadedDeployment } from './load-deployment.ts';

/** Reads an acquisition file whose satellites come into service as its section `deployment` brings them, instead of evenly. */
export function loadCaseByDeployment(file: string, settings: readonly string[]): LoadedCase {
  const loaded = loadAcquisitionCase(file, settings);
  const deployment = loadDeployment(file, { settings, custody: false });
  if (!deployment.ok) return deployment;
  return loaded.ok
    ? { ...loaded, acquisition: caseByDeployment(loaded.acquisition, deployment.loaded) }
    : loaded;
}

/** The case with the satellites of its deployment at the end of each year. */
export function caseByDeployment(
  acquisition: AcquisitionCase,
  deployment: LoadedDeployment,
): AcquisitionCase {
  const wanted = inServiceByYear(acquisition, layerService(deployment));
  return { ...acquisition, plan: { ...acquisition.plan, wanted } };
}

/** Mean over the draws of the deployment at the end of each fiscal year of the case; 0 before it begins, and what it ends with after that. */
export function inServiceByYear(
  { firstFiscalYear, plan }: Pick<AcquisitionCase, 'firstFiscalYear' | 'plan'>,
  { dates }: ServiceByDate,
): readonly number[] {
  return Array.from({ length: plan.years }, (_, year) => {
    const end = fiscalYearEnd(firstFiscalYear + year);
    return dates.findLast(({ date }) => date <= end)?.inService.mean ?? 0;
  });
}
