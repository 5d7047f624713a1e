import type { InterceptorGroupParts, ScenarioParts } from './draft.ts';
import type { Problem } from './problem.ts';

/** What is wrong with how the second fleet is used. */
export function engagementProblems({ engagement, interceptors }: ScenarioParts): Problem[] {
  if (engagement === undefined || engagement === null) return [];
  const problems: Problem[] = [];
  if (interceptors === undefined) {
    problems.push({
      path: 'engagement',
      value: engagement,
      expected: '`interceptors` as well, or no `engagement`',
      message: 'there are no interceptors that could be used',
    });
  }
  const [lowestKm = null, highestKm = null] = engagement.interceptAltitudeKm ?? [];
  const path = 'engagement.interceptAltitudeKm';
  if (lowestKm !== null && highestKm !== null && lowestKm > highestKm) {
    problems.push({
      path,
      value: engagement.interceptAltitudeKm,
      expected: 'the smaller number first: [lowest, highest]',
      message: 'nothing can be met between these two',
    });
  }
  for (const group of interceptors ?? []) {
    const orbitKm = lowestOrbitKm(group);
    if (lowestKm === null || orbitKm === null || orbitKm >= lowestKm) continue;
    problems.push({
      path,
      value: engagement.interceptAltitudeKm,
      expected: `a lowest height of at most ${orbitKm} km, the lowest orbit of ${group?.id ?? 'a group'}`,
      message: 'an orbit below the height of the intercept',
    });
  }
  return problems;
}

/** Null when the group does not say: a catalogue, or something that is wrong. */
function lowestOrbitKm(group: InterceptorGroupParts | null): number | null {
  const altitudes = [group?.walker, ...(group?.orbits ?? [])].flatMap((orbit) => orbit?.altitudeKm ?? []);
  return altitudes.length === 0 ? null : Math.min(...altitudes);
}
