import { degrees } from '../foundation/index.ts';

/** A number with a comma between thousands: 1930.4 with no decimals is `1,930`. */
export function grouped(value: number, decimals = 0): string {
  const [whole = '', share] = Math.abs(value).toFixed(decimals).split('.');
  const sign = value < 0 && /[1-9]/.test(whole + (share ?? '')) ? '-' : '';
  const groups = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return sign + groups + (share === undefined ? '' : `.${share}`);
}

/** A length for reading: metres below 10 km, whole kilometres above. */
export function lengthText(lengthM: number): string {
  return lengthM < 10_000 ? `${grouped(lengthM)} m` : `${grouped(lengthM / 1000)} km`;
}

/** A place for reading: `38.9 N 77.0 W`. */
export function placeText(latitudeRad: number, longitudeRad: number): string {
  const latitudeDeg = degrees(latitudeRad);
  const longitudeDeg = degrees(longitudeRad);
  return (
    `${Math.abs(latitudeDeg).toFixed(1)} ${latitudeDeg < 0 ? 'S' : 'N'} ` +
    `${Math.abs(longitudeDeg).toFixed(1)} ${longitudeDeg < 0 ? 'W' : 'E'}`
  );
}

/** A probability for reading, never rounded up to certainty: `0.99`, `more than 0.999`. */
export function probText(prob: number): string {
  if (prob > 0.999) return 'more than 0.999';
  if (prob < 0.001) return 'less than 0.001';
  return prob.toFixed(prob > 0.99 || prob < 0.01 ? 3 : 2);
}
