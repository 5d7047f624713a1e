import { assert } from '../../foundation/index.ts';
import { reliability } from '../reliability/weibull.ts';
import type { Weibull } from '../reliability/weibull.ts';

/** Mean failures a year of a satellite over its design life. */
export function failuresPerYear(failures: Weibull, lifeYears: number): number {
  return (1 - reliability(failures, lifeYears)) / lifeYears;
}

/**
 * Probability that more satellites of a plane fail while a replacement is on its way than it has spares: failures come one by one, at a steady rate.
 *
 * @param failuresPerLead - Mean number of failures in the plane from an order to its arrival.
 */
export function shortageProb(failuresPerLead: number, spares: number): number {
  assert(failuresPerLead >= 0 && spares >= 0, 'a plane has no fewer than no failures and spares');
  let term = Math.exp(-failuresPerLead);
  let enough = 0;
  for (let failures = 0; failures <= spares; failures++) {
    enough += term;
    term *= failuresPerLead / (failures + 1);
  }
  return Math.max(0, 1 - enough);
}

/** Satellites a year that keep a number in orbit when each lasts its design life and a share never works: N / (L (1 - f)). */
export function replacementsPerYear(satellites: number, lifeYears: number, infantShare: number): number {
  assert(lifeYears > 0 && infantShare < 1, 'some satellites work for some time');
  return satellites / (lifeYears * (1 - infantShare));
}
