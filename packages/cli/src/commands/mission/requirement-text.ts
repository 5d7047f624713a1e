import type { RunSummary } from '@cupola/runtime';

type Requirements = RunSummary['requirements'];
type Unmet = Requirements['unmet'][number];

/** Whether the requirements are met; if not, the first term that is not, then all. */
export function requirementText({ met, first, foreseen, unmet }: Requirements): string {
  if (met || first === null) return 'All requirements met.';
  const others = [...foreseen, ...unmet].filter((one) => one !== first);
  return [
    `Requirements not met. First: ${unmetText(first)}.`,
    ...(foreseen.length > 0 ? ['No constellation can meet this within the scenario.'] : []),
    ...others.map((one) => `  ${unmetText(one)}`),
  ].join('\n');
}

function unmetText({ object, requirement, id, detail }: Unmet): string {
  const what = id === null || id === requirement ? requirement : `${requirement} "${id}"`;
  return `${what}, ${object ?? 'any object'}: ${detail}`;
}
