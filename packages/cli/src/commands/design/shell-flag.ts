import type { WalkerShell } from '@cupola/core/constellation';
import { radians } from '@cupola/core/foundation';
import type { Problem } from '@cupola/core/scenario';
import { numberFrom } from '../flag-values.ts';

const EXPECTED =
  'KIND:T/P/F:KM:DEG such as star:66/6/2:780:86.4, KIND delta or star, T a multiple of P, F below P';

/** A Walker shell on the command line, such as `star:66/6/2:780:86.4`; null after a problem. */
export function shellFlag(
  path: string,
  text: string,
  limits: { readonly most: number; readonly lowestKm: number; readonly highestKm: number },
  problems: Problem[],
): WalkerShell | null {
  const refuse = (message: string): null => {
    problems.push({ path, value: text, expected: EXPECTED, message });
    return null;
  };
  const [kind, notation = '', altitude = '', inclination = '', ...rest] = text.split(':');
  const parts = notation.split('/').map(numberFrom);
  const [count = Number.NaN, planes = Number.NaN, phasing = Number.NaN] = parts;
  if ((kind !== 'delta' && kind !== 'star') || rest.length > 0 || parts.length !== 3) {
    return refuse('it is no shell');
  }
  if (![count, planes, phasing].every(Number.isInteger)) return refuse('T, P and F are whole numbers');
  if (planes < 1 || count < 1 || count % planes !== 0)
    return refuse(`${count} is no multiple of ${planes} planes`);
  if (count > limits.most) return refuse(`${count} satellites are more than ${limits.most}`);
  if (phasing < 0 || phasing >= planes) return refuse(`F is not 0 to ${planes - 1}`);
  const altitudeKm = numberFrom(altitude);
  if (!(altitudeKm >= limits.lowestKm && altitudeKm <= limits.highestKm)) {
    return refuse(`its altitude is not ${limits.lowestKm} to ${limits.highestKm} km`);
  }
  const inclinationDeg = numberFrom(inclination);
  if (!(inclinationDeg >= 0 && inclinationDeg <= 180))
    return refuse('its inclination is not 0 to 180 degrees');
  return {
    kind,
    count,
    planes,
    phasing,
    altitudeM: 1000 * altitudeKm,
    inclinationRad: radians(inclinationDeg),
  };
}
