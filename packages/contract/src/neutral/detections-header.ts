import type { Problem } from '@cupola/core/scenario';
import type { JsonObject } from './fields.ts';

const VERSION = 'detections/1';

/** Pointing errors are small angles. */
const LARGEST_BIAS_RAD = 0.01;

/** Is this first line a header? What it says of light time and pointing errors, or what is wrong with it. */
export function detectionsHeader(
  fields: JsonObject,
): { readonly lightTime: boolean; readonly biasSigmaRad: number } | { readonly problem: Problem } | null {
  const { cupola, lightTime = false, biasSigmaRad = 0 } = fields;
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
  if (typeof biasSigmaRad !== 'number' || !(biasSigmaRad >= 0 && biasSigmaRad <= LARGEST_BIAS_RAD)) {
    return {
      problem: {
        line: 1,
        path: 'biasSigmaRad',
        value: biasSigmaRad,
        expected: `a number from 0 to ${LARGEST_BIAS_RAD} rad`,
        message: 'the header gives a pointing error that cannot be',
      },
    };
  }
  return { lightTime, biasSigmaRad };
}
