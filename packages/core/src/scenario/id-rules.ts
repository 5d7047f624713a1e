import type { Problem } from './problem.ts';
import { closest } from './suggestion.ts';

export function unknownId(path: string, value: string, what: string, known: readonly string[]): Problem {
  const meant = closest(value, known);
  const suggestion = meant === null ? '' : `; did you mean "${meant}"?`;
  return {
    path,
    value,
    expected: `one of ${known.join(', ')}`,
    message: `unknown ${what} "${value}"${suggestion}`,
  };
}

/** Two items of a list with one id; `list` is the path of the list. */
export function duplicateIdProblems(
  list: string,
  items: readonly ({ readonly id?: string | null | undefined } | null)[],
): Problem[] {
  const firstIndex = new Map<string, number>();
  const problems: Problem[] = [];
  for (const [index, item] of items.entries()) {
    const id = item?.id ?? null;
    if (id === null) continue;
    const first = firstIndex.get(id);
    if (first === undefined) {
      firstIndex.set(id, index);
      continue;
    }
    problems.push({
      path: `${list}.${index}.id`,
      value: id,
      expected: 'an id used once',
      message: `${list}.${first} has the id "${id}" already`,
    });
  }
  return problems;
}

/** Each of these must be known, and stand there once. */
export function idListProblems(
  list: string,
  ids: readonly (string | null)[],
  what: string,
  known: readonly string[],
): Problem[] {
  return ids.flatMap((id, index) => {
    if (id === null) return [];
    const path = `${list}.${index}`;
    if (!known.includes(id)) return [unknownId(path, id, what, known)];
    if (ids.indexOf(id) === index) return [];
    return [{ path, value: id, expected: `each ${what} once`, message: `"${id}" is listed twice` }];
  });
}
