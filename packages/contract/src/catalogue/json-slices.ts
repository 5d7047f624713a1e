/** One element of a JSON array as it stands in the text, and the line it begins on, from 1. */
export interface JsonSlice {
  readonly text: string;
  readonly line: number;
}

/** The slices, and the line of what follows the list or is missing from its end; `null` when the list ends as it should. */
export interface JsonSlices {
  readonly slices: readonly JsonSlice[];
  readonly brokenAtLine: number | null;
}

/**
 * Cuts a JSON array into its elements without reading them, so that one broken element leaves the others readable and each has its line. What
 * is no array is one element. Only brackets and strings are looked at: whether an element is JSON is for its reader to say.
 */
export function jsonSlices(text: string): JsonSlices {
  const open = /^\s*\[/.exec(text)?.[0].length;
  if (open === undefined)
    return { slices: [sliceOf(text, 0, text.length, lineCounter(text))], brokenAtLine: null };
  const lineAt = lineCounter(text);
  const slices: JsonSlice[] = [];
  const token = /"(?:[^"\\\n]|\\.)*"?|[[\]{},]/g;
  token.lastIndex = open;
  let depth = 1;
  let start = open;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [each] = match;
    if (each === '[' || each === '{') depth += 1;
    else if (each === ']' || each === '}') depth -= 1;
    if (depth === 0 || (depth === 1 && each === ',')) {
      const slice = sliceOf(text, start, match.index, lineAt);
      if (depth === 1 || slices.length > 0 || slice.text !== '') slices.push(slice);
      start = token.lastIndex;
    }
    if (depth === 0) {
      const rest = text.slice(start);
      const isClosed = each === ']' && rest.trim() === '';
      return {
        slices,
        brokenAtLine: isClosed ? null : lineAt(start + rest.length - rest.trimStart().length),
      };
    }
  }
  const last = sliceOf(text, start, text.length, lineAt);
  if (last.text !== '') slices.push(last);
  return { slices, brokenAtLine: lineAt(text.length) };
}

function sliceOf(text: string, start: number, end: number, lineAt: (at: number) => number): JsonSlice {
  const slice = text.slice(start, end);
  return { text: slice.trim(), line: lineAt(start + slice.length - slice.trimStart().length) };
}

/** The line of a place, from 1. Places must be asked for from front to back. */
function lineCounter(text: string): (at: number) => number {
  let line = 1;
  let counted = 0;
  return (at) => {
    for (let next = text.indexOf('\n', counted); next >= 0 && next < at; next = text.indexOf('\n', counted)) {
      line += 1;
      counted = next + 1;
    }
    return line;
  };
}
