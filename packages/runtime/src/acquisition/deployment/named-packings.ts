import { RECOVERIES, isUncertain, packingOption, quantile } from '@cupola/core/acquisition';
import type { DeploymentQuestion, PackingOption, Recovery } from '@cupola/core/acquisition';

/** One packing with its name. */
export interface NamedPacking extends PackingOption {
  readonly name: string;
}

/** The packing that was asked for first, then by mass over more and more planes, by number, and by other masses and boosters. */
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
  return [
    ...named.map(([name, change]) => ({ name, option: packingOption(question, change) })),
    ...ofOtherMasses(question),
  ].flatMap(({ name, option }) => (option === null ? [] : [{ name, ...option }]));
}

/** By mass, one plane a launch, at the ends of the range of the mass and with what else may become of the booster. */
function ofOtherMasses(
  question: DeploymentQuestion,
): readonly { readonly name: string; readonly option: PackingOption | null }[] {
  const byMass = { satellitesPerLaunch: { kind: 'by-mass' }, planesPerLaunch: 1 } as const;
  const { satelliteMassKg } = question.assumptions;
  const { distribution } = satelliteMassKg;
  const masses = isUncertain(distribution) ? [0.1, 0.9].map((prob) => quantile(distribution, prob)) : [];
  const { capacity } = question.plan;
  const recoveries =
    capacity.kind === 'stated' ? [] : RECOVERIES.filter((recovery) => recovery !== capacity.recovery);
  return [
    ...masses.map((value) => {
      const assumptions = { ...question.assumptions, satelliteMassKg: { ...satelliteMassKg, value } };
      const option = packingOption({ ...question, assumptions }, byMass);
      return { name: `by mass, satellites of ${Math.round(value)} kg, one plane a launch`, option };
    }),
    ...recoveries.map((recovery) => ({
      name: `by mass, booster ${BOOSTERS[recovery]}, one plane a launch`,
      option: packingOption(question, { ...byMass, capacity: { kind: 'by-orbit', recovery } }),
    })),
  ];
}

const BOOSTERS: Readonly<Record<Recovery, string>> = {
  sea: 'landing at sea',
  'return-to-site': 'flying back',
  expended: 'not recovered',
};
