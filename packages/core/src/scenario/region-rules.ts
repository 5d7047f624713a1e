import type { KnownIds, ScenarioParts } from './draft.ts';
import { unknownId } from './id-rules.ts';
import type { Problem } from './problem.ts';
import type { DefendedArea, RegionChoice } from './scenario.ts';

/** Does the text name a file and no known region? */
const FILE = /\.(?:geo)?json$/i;

/** A choice in its long form, with the id that reports and decisions call it by. */
export function defendedArea(choice: RegionChoice): DefendedArea & { readonly id: string } {
  if (typeof choice !== 'string') return { ...choice, id: areaId(choice) };
  return FILE.test(choice) ? { id: fileId(choice), file: choice } : { id: choice, region: choice };
}

function areaId({ id, region, file }: DefendedArea): string {
  return id ?? region ?? (file === undefined ? 'area' : fileId(file));
}

/** `maps/east coast.geojson` is called `east-coast`. */
function fileId(file: string): string {
  const name = file.split(/[/\\]/).at(-1) ?? file;
  return name.replace(FILE, '').replaceAll(/[^A-Za-z0-9]+/g, '-');
}

type AreaParts = Exclude<NonNullable<NonNullable<ScenarioParts['regions']>[number]>, string>;

/** Regions that nobody knows, that are named in no way or in two, or twice. */
export function regionProblems(parts: ScenarioParts, known: Pick<KnownIds, 'regions'>): Problem[] {
  const ids: string[] = [];
  return (parts.regions ?? []).flatMap((choice, index) => {
    if (choice === null) return [];
    const path = `regions.${index}`;
    const problems =
      typeof choice === 'string' ? nameProblems(path, choice, known) : areaProblems(path, choice, known);
    if (problems.length > 0) return problems;
    const id = typeof choice === 'string' ? defendedArea(choice).id : (choice.id ?? areaId(present(choice)));
    if (!ids.includes(id)) {
      ids.push(id);
      return [];
    }
    return [{ path, value: id, expected: 'each region once', message: `"${id}" is listed twice` }];
  });
}

/** What is left of an area whose values may be wrong. */
function present({ region, file }: AreaParts): DefendedArea {
  return {
    ...(typeof region === 'string' ? { region } : null),
    ...(typeof file === 'string' ? { file } : null),
  };
}

function nameProblems(path: string, name: string, known: Pick<KnownIds, 'regions'>): Problem[] {
  if (FILE.test(name) || known.regions.includes(name)) return [];
  const problem = unknownId(path, name, 'region', known.regions);
  return [{ ...problem, expected: `${problem.expected}, or a GeoJSON file` }];
}

function areaProblems(path: string, area: AreaParts, known: Pick<KnownIds, 'regions'>): Problem[] {
  const named = (['region', 'file', 'polygon'] as const).filter((key) => area[key] !== undefined);
  if (named.length !== 1)
    return [
      {
        path,
        value: named.join(', '),
        expected: 'one of region, file and polygon',
        message: named.length === 0 ? 'no area is named' : `${named.join(' and ')} name an area each`,
      },
    ];
  if (typeof area.region === 'string' && !known.regions.includes(area.region))
    return [unknownId(`${path}.region`, area.region, 'region', known.regions)];
  if (area.polygon !== undefined && area.id === undefined)
    return [
      { path, value: null, expected: 'an id', message: 'a polygon has no name of its own: `id` is missing' },
    ];
  return [];
}
