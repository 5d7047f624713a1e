import type { Problem } from '@cupola/core/scenario';
import { isMap, isSeq, parseDocument } from 'yaml';
import type { Document } from 'yaml';

/**
 * Puts `path=value` settings into a document, in order, before it is checked. Values are read as YAML: `network.latencyS=2`,
 * `satellites.0.sensors=[wide-mwir]`. A path may create a key, never a list element: whether the key exists is for the schema to say.
 */
export function applySettings(document: Document, settings: readonly string[]): Problem[] {
  return settings.flatMap((setting) => settingProblem(document, setting) ?? []);
}

function settingProblem(document: Document, setting: string): Problem | null {
  const equals = setting.indexOf('=');
  const path = equals < 0 ? [] : setting.slice(0, equals).trim().split('.');
  if (path.length === 0 || path.includes('')) {
    return {
      path: '',
      value: setting,
      expected: 'path=value, such as satellites.0.walker.count=100',
      message: `the setting "${setting}" has no path`,
    };
  }
  const value = parseDocument(setting.slice(equals + 1));
  if (value.errors.length > 0) {
    return {
      path: path.join('.'),
      value: setting.slice(equals + 1),
      expected: 'a value in YAML: a number, a text, [a, list] or { key: value }',
      message: `the value of the setting "${setting}" cannot be read`,
    };
  }
  const dead = deadEnd(document, path);
  if (dead !== null) return dead;
  document.setIn(path.map(stepOf), document.createNode(value.toJS()));
  return null;
}

/** A list position is a number in the document; keys never consist of digits. */
function stepOf(step: string): string | number {
  return /^\d+$/.test(step) ? Number(step) : step;
}

/** Does the path lead through something that is neither an object nor an existing list element? */
function deadEnd(document: Document, path: readonly string[]): Problem | null {
  let node: unknown = document.contents;
  for (const [depth, step] of path.entries()) {
    const at = path.slice(0, depth).join('.');
    if (isSeq(node)) {
      const length = node.items.length;
      if (!/^\d+$/.test(step) || Number(step) >= length) {
        return {
          path: path.join('.'),
          value: step,
          expected: length === 0 ? 'another path: the list is empty' : `a position from 0 to ${length - 1}`,
          message: `the list ${at} has ${length} elements, and none called "${step}"`,
        };
      }
      node = node.items[Number(step)];
    } else if (isMap(node)) {
      const next = node.get(step, true);
      if (next === undefined) return null;
      node = next;
    } else {
      return {
        path: path.join('.'),
        value: step,
        expected: 'a path through objects and lists',
        message: `${at === '' ? 'the document' : at} is a plain value and has nothing inside`,
      };
    }
  }
  return null;
}
