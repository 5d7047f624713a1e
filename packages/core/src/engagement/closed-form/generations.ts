/**
 * How often a fleet is bought over a period: max(1, ⌊years / life⌋). Relation R10.
 *
 * @see [Harrison-2025]; [CBO-2026] fits four in 20 years at five years of life.
 */
export function generations(periodYears: number, lifeYears: number): number {
  return Math.max(1, Math.floor(periodYears / lifeYears + 1e-9));
}
