import { closest } from '@cupola/core/scenario';

/** Unit endings of keys and of what people write instead of them, longest first. */
const UNIT_ENDINGS = [
  'NauticalMiles',
  'WPerCm2',
  'RevPerDay',
  'Kilometers',
  'Kilometres',
  'Microrad',
  'Degrees',
  'Minutes',
  'Seconds',
  'Meters',
  'Metres',
  'Hours',
  'Miles',
  'Urad',
  'Mrad',
  'Mins',
  'Days',
  'Feet',
  'Deg',
  'Rad',
  'Min',
  'Sec',
  'Km',
  'Nm',
  'Mi',
  'Ms',
  'Ft',
  'M',
  'S',
  'H',
  'D',
] as const;

/** What was probably meant by an unknown key: the known key with another unit, or the nearest spelling; null when there is none. */
export function meantKey(key: string, known: readonly string[]): string | null {
  const stem = withoutUnit(key).toLowerCase();
  const sameStem = known.find((candidate) => withoutUnit(candidate).toLowerCase() === stem);
  return sameStem ?? closest(key, known);
}

/** `altitudeKm` and `altitude_m` are both `altitude`. */
function withoutUnit(key: string): string {
  const plain = key.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const ending = UNIT_ENDINGS.find((unit) => plain.length > unit.length && plain.endsWith(unit));
  return ending === undefined ? plain : plain.slice(0, -ending.length);
}
