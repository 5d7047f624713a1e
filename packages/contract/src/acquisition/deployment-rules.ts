import {
  DEPLOYMENT_INPUT_RANGES,
  byDeploymentInput,
  fiscalYearEnd,
  fiscalYearOfDate,
} from '@cupola/core/acquisition';
import { selectionProblems } from '@cupola/core/scenario';
import type { Parts, Problem } from '@cupola/core/scenario';
import type { CaseFile } from './case-schema.ts';
import { changeProblems } from './case-changes.ts';
import type { DeploymentFile } from './deployment-schema.ts';

/** A case of which what is wrong in itself is null, so that one slip hides no other. */
export type CaseParts = NonNullable<Parts<Omit<CaseFile, 'assumptions' | 'deployment' | 'interceptors'>>> & {
  readonly deployment?: DeploymentParts | null | undefined;
};
type DeploymentParts = NonNullable<Parts<Omit<DeploymentFile, 'assumptions' | 'hosts'>>> & {
  readonly hosts?:
    | {
        readonly select?: Parts<NonNullable<DeploymentFile['hosts']>['select']>;
        readonly catalogue?: string | null;
        readonly from?: string | null;
      }
    | null
    | undefined;
};

const PATH = 'deployment';

/** What does not go together in the section, or with the rest of the case. */
export function deploymentProblems(parts: CaseParts): readonly Problem[] {
  const { deployment } = parts;
  if (deployment === undefined || deployment === null) return [];
  return [
    ...constellationProblems(parts.satellites?.count ?? null, deployment),
    ...launchDateProblems(parts, deployment),
    ...launcherProblems(deployment),
    ...dateProblems(deployment),
    ...selectionProblems(`${PATH}.hosts.select`, deployment.hosts?.select ?? {}),
  ];
}

/** Numbers of the section's own, once the section itself is in order. */
export function deploymentChangeProblems({ assumptions }: DeploymentFile): readonly Problem[] {
  return changeProblems(assumptions, `${PATH}.assumptions`, byDeploymentInput, DEPLOYMENT_INPUT_RANGES);
}

function constellationProblems(count: number | null, { constellation }: DeploymentParts): readonly Problem[] {
  const planes = constellation?.planes ?? null;
  const phasing = constellation?.phasing ?? null;
  if (planes === null) return [];
  return [
    ...(count === null || count % planes === 0
      ? []
      : [
          {
            path: `${PATH}.constellation.planes`,
            value: planes,
            expected: `a divisor of the ${count} satellites of \`satellites.count\``,
            message: `${count} satellites do not divide evenly over ${planes} planes`,
          },
        ]),
    ...(phasing === null || phasing < planes
      ? []
      : [
          {
            path: `${PATH}.constellation.phasing`,
            value: phasing,
            expected: `a whole number from 0 to ${planes - 1}`,
            message: `the phasing must be below the ${planes} planes`,
          },
        ]),
  ];
}

function launchDateProblems(
  parts: CaseParts,
  { orderedOn, firstLaunchOn }: DeploymentParts,
): readonly Problem[] {
  const ordered = orderedOn ?? null;
  const launched = firstLaunchOn ?? null;
  const path = `${PATH}.firstLaunchOn`;
  if (launched === null) return [];
  const problems: Problem[] = [];
  if (ordered !== null && launched <= ordered) {
    problems.push({
      path,
      value: launched,
      expected: `a date after the order, ${ordered}`,
      message: 'the first launch comes before the order',
    });
  }
  const said = parts.satellites?.firstLaunchFiscalYear ?? null;
  if (said !== null && fiscalYearOfDate(launched) !== said) {
    problems.push({
      path,
      value: launched,
      expected: `a date in fiscal year ${said}, as satellites.firstLaunchFiscalYear says`,
      message: `it lies in fiscal year ${fiscalYearOfDate(launched)}`,
    });
  }
  const first = parts.firstFiscalYear ?? null;
  const years = parts.years ?? null;
  if (ordered !== null && first !== null && years !== null && ordered > fiscalYearEnd(first + years - 1)) {
    problems.push({
      path: `${PATH}.orderedOn`,
      value: ordered,
      expected: `a date up to ${fiscalYearEnd(first + years - 1)}, the end of the case`,
      message: 'the order comes after the years of the case',
    });
  }
  return problems;
}

function launcherProblems({ launcher }: DeploymentParts): readonly Problem[] {
  const problems: Problem[] = [];
  const caps = launcher?.capPerYear?.filter((cap) => cap !== null) ?? [];
  const competing = launcher?.competingPerYear ?? 0;
  if (caps.length > 0 && caps.every((cap) => cap <= competing)) {
    problems.push({
      path: `${PATH}.launcher.capPerYear`,
      value: caps,
      expected: `more than the ${competing} launches of others in at least one year`,
      message: 'the contract leaves no launch for this layer in any year',
    });
  }
  if (launcher?.recovery !== undefined && launcher.capacityKg !== undefined) {
    problems.push({
      path: `${PATH}.launcher.capacityKg`,
      value: launcher.capacityKg,
      expected: 'either `recovery` or `capacityKg`',
      message: 'a stated capacity is already for one kind of recovery',
    });
  }
  return problems;
}

/** Before the first launch and without hosts there is nothing to ask about. */
function dateProblems(deployment: DeploymentParts): readonly Problem[] {
  const planned = deployment.firstLaunchOn ?? null;
  if (planned === null) return [];
  const hostsFrom = deployment.hosts?.from ?? null;
  const first = hostsFrom !== null && hostsFrom < planned ? hostsFrom : planned;
  const why = first === planned ? 'the planned first launch' : 'the day the hosts serve';
  const problemsOf = (
    path: string,
    dates: readonly (string | null)[] | null | undefined,
  ): readonly Problem[] =>
    (dates ?? []).flatMap((date, index) =>
      date === null || date >= first
        ? []
        : [
            {
              path: `${path}.${index}`,
              value: date,
              expected: `a date from ${first} on, ${why}`,
              message: 'nothing serves before the first launch',
            },
          ],
    );
  return [
    ...problemsOf(`${PATH}.coverage.dates`, deployment.coverage?.dates),
    ...problemsOf(`${PATH}.custody.dates`, deployment.custody?.dates),
  ];
}
