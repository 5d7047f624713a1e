import { unreachable } from '@cupola/core/foundation';
import type { CaseValue, PublishedCase, Tolerance } from '@cupola/contract';
import type { CaseActual } from './case-runner.ts';

/** Does every expected key agree, element by element? A key that is missing, or has another shape, does not. */
export function agrees(
  expected: PublishedCase['expected'],
  actual: CaseActual,
  tolerance: Tolerance,
): boolean {
  return Object.entries(expected).every(([key, value]) => {
    const ours = actual[key];
    return ours !== undefined && valuesAgree(value, ours, tolerance);
  });
}

function valuesAgree(expected: CaseValue, actual: CaseActual[string], tolerance: Tolerance): boolean {
  if (typeof expected === 'boolean') return actual === expected;
  if (typeof expected === 'number') {
    return typeof actual === 'number' && numbersAgree(expected, actual, tolerance);
  }
  return (
    Array.isArray(actual) &&
    actual.length === expected.length &&
    expected.every((number, index) => numbersAgree(number, Number(actual[index]), tolerance))
  );
}

/** NaN agrees with nothing. In a band the expected number is only where it lies; the band decides. */
function numbersAgree(expected: number, actual: number, tolerance: Tolerance): boolean {
  switch (tolerance.kind) {
    case 'absolute':
      return Math.abs(actual - expected) <= tolerance.value;
    case 'relative':
      return Math.abs(actual - expected) <= tolerance.value * Math.abs(expected);
    case 'exact':
      return actual === expected;
    case 'band':
      return actual >= tolerance.value[0] && actual <= tolerance.value[1];
    default:
      return unreachable(tolerance);
  }
}
