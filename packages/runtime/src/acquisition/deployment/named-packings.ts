import { packingOption } from '@cupola/core/acquisition';
import type { DeploymentQuestion, PackingOption } from '@cupola/core/acquisition';

/** One packing with its name. */
export interface NamedPacking extends PackingOption {
  readonly name: string;
}

/** The packing that was asked for first, then by mass over more and more planes, then by number. */
export function namedPackings(question: DeploymentQuestion): readonly NamedPacking[] {
  const { planes } = question.plan.shell;
  const named: readonly (readonly [string, Parameters<typeof packingOption>[1]])[] = [
    ['as planned', {}],
    ...[1, 2, 3, 4]
      .filter((count) => count <= planes)
      .map(
        (count) =>
          [
            `by mass, ${count === 1 ? 'one plane' : `up to ${count} planes`} a launch`,
            { satellitesPerLaunch: { kind: 'by-mass' }, planesPerLaunch: count },
          ] as const,
      ),
    [
      'by mass at the capacity as published, planes shared as it comes',
      {
        capacity: {
          kind: 'stated',
          capacityKg: question.assumptions.launcherCapacityKg.value,
        },
        satellitesPerLaunch: { kind: 'by-mass' },
        planesPerLaunch: planes,
        maxDriftDays: Number.MAX_VALUE,
      },
    ],
    ...[7, 10, 14, 18, 21].map(
      (count) =>
        [
          `${count} a launch, one plane a launch`,
          { satellitesPerLaunch: { kind: 'count', count }, planesPerLaunch: 1 },
        ] as const,
    ),
  ];
  return named.flatMap(([name, change]) => {
    const option = packingOption(question, change);
    return option === null ? [] : [{ name, ...option }];
  });
}
