import { dirname, resolve } from 'node:path';
import type { Region } from '@cupola/core/physics';
import { defendedArea } from '@cupola/core/scenario';
import type { Problem, RegionChoice } from '@cupola/core/scenario';
import { readGeojsonAreas } from '@cupola/contract/geojson';
import { shortDigest } from '../mission/digest.ts';
import { inFile, missingFile, textOf } from '../mission/load-scenario.ts';
import { loadUsRegions } from './us-regions.ts';

/** The defended regions of a scenario, in its order, and the hash of each file they stand in, as the scenario names it. */
export interface DefendedRegions {
  readonly regions: readonly Region[];
  readonly data: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
}

/**
 * Reads the outlines of a scenario's regions: known ones, GeoJSON files relative to the scenario's folder, polygons written into it.
 *
 * @param choices - As the rules of the scenario let them pass.
 */
export function loadDefendedRegions(choices: readonly RegionChoice[], scenarioFile: string): DefendedRegions {
  const known = loadUsRegions();
  const data: Record<string, string> = {};
  const problems: Problem[] = [];
  const regions = choices.flatMap((choice, index): readonly Region[] => {
    const { id, region, file, polygon, marginKm = 0 } = defendedArea(choice);
    const margin = marginKm > 0 ? { marginM: marginKm * 1000 } : null;
    const path = `regions.${index}`;
    if (region !== undefined) {
      return known.filter((each) => each.id === region).map((each) => ({ ...each, id, ...margin }));
    }
    const found =
      file === undefined
        ? polygonOf(polygon ?? [], path, scenarioFile)
        : fileOf(file, typeof choice === 'string' ? path : `${path}.file`, scenarioFile, data);
    problems.push(...found.problems);
    return found.polygons.length === 0 ? [] : [{ id, title: id, polygons: found.polygons, ...margin }];
  });
  return { regions, data, problems };
}

interface Outline {
  readonly polygons: Region['polygons'];
  readonly problems: readonly Problem[];
}

function polygonOf(coordinates: unknown, path: string, scenarioFile: string): Outline {
  const outcome = readGeojsonAreas(JSON.stringify({ type: 'Polygon', coordinates }));
  if (outcome.ok) return { polygons: outcome.polygons, problems: [] };
  const problems = outcome.problems.map((problem) => ({
    ...problem,
    path: `${path}.polygon${problem.path.replace(/^coordinates/, '')}`,
  }));
  return { polygons: [], problems: inFile(problems, scenarioFile) };
}

function fileOf(name: string, path: string, scenarioFile: string, data: Record<string, string>): Outline {
  const file = resolve(dirname(scenarioFile), name);
  const text = textOf(file);
  if (text === null)
    return { polygons: [], problems: [{ ...missingFile(file), path, value: name, file: scenarioFile }] };
  data[name] = shortDigest([text]);
  const outcome = readGeojsonAreas(text);
  return outcome.ok
    ? { polygons: outcome.polygons, problems: [] }
    : { polygons: [], problems: inFile(outcome.problems, file) };
}
