import type { Problem } from '@cupola/core/scenario';
import type { JsonObject } from './fields.ts';

const VERSION = 'detections/1';

/** Is this first line a header? What it says of light time, or what is wrong with it. */
export function detectionsHeader(
  fields: JsonObject,
): { readonly lightTime: boolean } | { readonly problem: Problem } | null {
  const { cupola, lightTime = false } = fields;
  if (cupola === undefined) return null;
  if (cupola !== VERSION) {
    return {
      problem: {
        line: 1,
        path: 'cupola',
        value: cupola,
        expected: `"${VERSION}"`,
        message: 'the header names a format this program does not read',
      },
    };
  }
  if (typeof lightTime !== 'boolean') {
    return {
      problem: {
        line: 1,
        path: 'lightTime',
        value: lightTime,
        expected: 'true or false',
        message: 'the header does not say whether directions contain the light time',
      },
    };
  }
  return { lightTime };
}
