import type { Problem } from '@cupola/core/scenario';
import type { Interruption } from '../../interruption.ts';
import { folderOfAll, wholeFolderProblems, writeWholeFolder } from '../../whole-folder.ts';
import { deploymentReport } from './deployment-answer.ts';
import { manifestOf } from './deployment-rows.ts';
import type { DeploymentStudy } from './deployment-study.ts';
import { renderDeployment } from './render-deployment.ts';

export const DEPLOYMENT_FILE_NAMES: readonly string[] = [
  'deployment.html',
  'manifest.csv',
  'in-service.csv',
  'answer.json',
];
const DEPLOYMENT_FOLDER = folderOfAll('deployment folder', DEPLOYMENT_FILE_NAMES);

export function deploymentFolderProblems(folder: string): Problem[] {
  return wholeFolderProblems(folder, DEPLOYMENT_FOLDER);
}

/**
 * Writes a deployment folder whole or not at all.
 *
 * @throws OutsideFailure when the disk does not take it.
 */
export async function writeDeploymentFolder(
  folder: string,
  study: DeploymentStudy,
  interruption: Interruption,
): Promise<void> {
  const answer = { ...deploymentReport(study), provenance: study.provenance };
  await writeWholeFolder(
    DEPLOYMENT_FOLDER,
    folder,
    [
      { name: 'deployment.html', content: () => renderDeployment(study) },
      { name: 'manifest.csv', content: () => manifestCsv(study) },
      { name: 'in-service.csv', content: () => inServiceCsv(study) },
      { name: 'answer.json', content: () => `${JSON.stringify(answer, null, 2)}\n` },
    ],
    interruption,
  );
}

/** One row for what each launch brings to each plane. */
function manifestCsv(study: DeploymentStudy): string {
  const header = 'launch,launchDate,plane,satellites,driftDays,inServiceDate,launchMassKg,launchPriceUsdM';
  const rows = manifestOf(study).flatMap(({ launch, date, massKg, priceUsdM, parts }) =>
    parts.map(({ plane, satellites, driftDays, inServiceOn }) =>
      [launch, date, plane, satellites, driftDays.toFixed(1), inServiceOn, massKg.toFixed(0), priceUsdM].join(
        ',',
      ),
    ),
  );
  return `${[header, ...rows].join('\n')}\n`;
}

function inServiceCsv({ service }: DeploymentStudy): string {
  const header = 'date,mean,p10,p50,p90,onOrbitP50,launchesP50,hosts,wanted';
  const rows = service.dates.map(({ date, inService, onOrbit, launches, hosts, wanted }) =>
    [
      date,
      inService.mean.toFixed(2),
      inService.p10,
      inService.p50,
      inService.p90,
      onOrbit.p50,
      launches.p50,
      hosts,
      wanted.toFixed(1),
    ].join(','),
  );
  return `${[header, ...rows].join('\n')}\n`;
}
