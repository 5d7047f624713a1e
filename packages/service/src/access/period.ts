import type { Period } from '@cupola/contract';

export interface Span {
  readonly fromUs: number;
  /** Not included. */
  readonly throughUs: number;
}

/** The calendar day or month of UTC that an instant of the wall clock lies in. */
export function periodAt(period: Period, atUs: number): Span {
  const at = new Date(atUs / 1000);
  const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()];
  return period === 'day'
    ? { fromUs: Date.UTC(year, month, day) * 1000, throughUs: Date.UTC(year, month, day + 1) * 1000 }
    : { fromUs: Date.UTC(year, month) * 1000, throughUs: Date.UTC(year, month + 1) * 1000 };
}
