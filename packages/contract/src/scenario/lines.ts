import { isMap, isNode, isScalar, isSeq } from 'yaml';
import type { Document, LineCounter } from 'yaml';

/** Keys and list positions from the root. */
export type DocumentPath = readonly (string | number)[];

/** Line of the value at a path, or, when there is none, of the nearest thing around it; null for what was set from outside. */
export function lineOf(document: Document.Parsed, lines: LineCounter, path: DocumentPath): number | null {
  let node: unknown = document.contents;
  let offset = offsetOf(node);
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && item.key.value === step);
      if (pair === undefined) break;
      node = pair.value;
      offset = offsetOf(pair.key);
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      offset = offsetOf(node) ?? offset;
    } else break;
  }
  return offset === null ? null : lines.linePos(offset).line;
}

function offsetOf(node: unknown): number | null {
  return isNode(node) ? (node.range?.[0] ?? null) : null;
}
