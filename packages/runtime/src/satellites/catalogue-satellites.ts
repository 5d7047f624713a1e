import type { MeanElements } from '@cupola/core/constellation';
import { catalogueSatellites, groupSatellites } from '@cupola/core/mission';
import type { CheckedInterval, SatellitesOutcome } from '@cupola/core/mission';
import type { CatalogueGroup, Problem, Selection } from '@cupola/core/scenario';
import { inFile } from '../mission/load-scenario.ts';

/** A catalogue by itself as a group without a name, so that its satellites are called as they are in the catalogue. */
export function groupOfCatalogue(file: string, select: Selection): CatalogueGroup {
  return { id: '', sensors: [], catalogue: file, select };
}

/**
 * The satellites of a catalogue by itself.
 *
 * @param select - As of a scenario's group; null for every object.
 * @returns Problems by the flags of the command line, with the file.
 */
export function satellitesOfCatalogue(
  file: string,
  elements: readonly MeanElements[],
  select: Selection | null,
  interval: CheckedInterval,
): SatellitesOutcome {
  const epoch = interval.from;
  const path = 'satellites.0';
  const { satellites, problems } =
    select === null
      ? catalogueSatellites('', elements, epoch, interval, { path: `${path}.catalogue`, catalogue: file })
      : groupSatellites(groupOfCatalogue(file, select), path, {
          catalogues: new Map([[file, elements]]),
          epoch,
          interval,
        });
  const told = problems.map((problem) => asFlag(problem, file));
  return { satellites, problems: inFile(told, file) };
}

/** What such a group lacks was missing on the command line, and the file's name stands before the problem already. */
function asFlag(problem: Problem, file: string): Problem {
  const [, key = ''] = /^satellites\.0\.select(.*)$/.exec(problem.path) ?? [];
  const path = problem.path.endsWith('.catalogue') ? '' : `--select${key.replace('.', ' ')}`;
  const expected = problem.expected.replace('maxElementAgeDays', '--max-age-days');
  return { ...problem, path, expected, message: problem.message.replace(`${file}: `, '') };
}
