/** Keeps a number and its unit on one line. */
const NBSP = '\u00a0';

/** Numbers as a reader of the report meets them. A missing value is a dash. */
export const MISSING = '–';

/** `digits` decimals, with thousands separated; a dash for null and NaN. */
export function decimal(value: number | null, digits: number): string {
  if (value === null || Number.isNaN(value)) return MISSING;
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '-∞';
  const [whole = '0', share] = Math.abs(value).toFixed(digits).split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  const text = share === undefined ? grouped : `${grouped}.${share}`;
  return value < 0 && Number(value.toFixed(digits)) !== 0 ? `-${text}` : text;
}

/** `1 launch`, `2,500 launches`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${decimal(count, 0)} ${count === 1 ? one : many}`;
}

/** A share in [0, 1] as a percentage. What is not all is never rounded up to 100 %, nor what is not nothing down to 0 %. */
export function percent(share: number | null): string {
  if (share === null || Number.isNaN(share)) return MISSING;
  const rounded = Math.round(share * 1000) / 10;
  if (share < 1 && rounded >= 100) return `over 99.9${NBSP}%`;
  if (share > 0 && rounded <= 0) return `under 0.1${NBSP}%`;
  return `${decimal(rounded, Number.isInteger(rounded) ? 0 : 1)}${NBSP}%`;
}

/** `181-224` or, where both round to the same, `181`. */
export function span(values: readonly number[], digits: number): string {
  if (values.length === 0) return MISSING;
  const low = decimal(Math.min(...values), digits);
  const high = decimal(Math.max(...values), digits);
  return low === high ? low : `${low}–${high}`;
}

/** Three significant digits with thousands separated: for quantities that run over decades. */
export function significant(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return MISSING;
  if (value === 0) return '0';
  const digits = 2 - Math.floor(Math.log10(Math.abs(value)));
  return decimal(Number(value.toPrecision(3)), Math.max(0, Math.min(6, digits)));
}

/** `2 min 05 s`, `45 s`. */
export function duration(s: number | null): string {
  if (s === null || Number.isNaN(s)) return MISSING;
  if (s < 0) return `-${duration(-s)}`;
  if (s < 120) return `${decimal(Math.round(s), 0)}${NBSP}s`;
  const whole = Math.round(s);
  return `${Math.floor(whole / 60)}${NBSP}min${NBSP}${String(whole % 60).padStart(2, '0')}${NBSP}s`;
}

/** `39.20 N 125.70 E`. */
export function placeText(place: { readonly latitudeRad: number; readonly longitudeRad: number }): string {
  const lat = (place.latitudeRad * 180) / Math.PI;
  const lon = (place.longitudeRad * 180) / Math.PI;
  return `${Math.abs(lat).toFixed(2)}° ${lat < 0 ? 'S' : 'N'}, ${Math.abs(lon).toFixed(2)}° ${lon < 0 ? 'W' : 'E'}`;
}

/** For embedded data: four significant digits, null for what is not a number. */
export function embedded(value: number): number | null {
  return Number.isFinite(value) ? Number(value.toPrecision(4)) : null;
}
