import { GROUND_STATIONS } from '../sensors/index.ts';
import type { ScenarioParts } from './draft.ts';
import { idListProblems } from './id-rules.ts';
import type { Problem } from './problem.ts';

/** What is wrong with the paths of the network. */
export function networkProblems({ network }: ScenarioParts): Problem[] {
  const paths = network?.paths ?? null;
  if (paths === null) return [];
  const at = 'network.paths';
  const { direct, relayed, groundPass, stations } = paths;
  const problems: Problem[] = [];
  if (relayed === undefined && groundPass === undefined) {
    problems.push({
      path: at,
      value: null,
      expected: '`relayed` or `groundPass` as well',
      message: 'a satellite without a station in view has no way to send its reports',
    });
  }
  const needing = [
    ...(direct === undefined ? [] : ['direct']),
    ...(groundPass === undefined ? [] : ['groundPass']),
  ];
  if (needing.length > 0 && stations?.length === 0) {
    problems.push({
      path: `${at}.stations`,
      value: [],
      expected: 'at least one ground station, or no `stations` for all known ones',
      message: `there is no station for \`${needing.join('` and `')}\``,
    });
  }
  const known = GROUND_STATIONS.map(({ id }) => id);
  return [...problems, ...idListProblems(`${at}.stations`, stations ?? [], 'ground station', known)];
}
