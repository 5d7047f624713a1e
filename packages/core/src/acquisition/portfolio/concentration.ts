import { assert } from '../../foundation/index.ts';

export interface Concentration {
  /** Herfindahl-Hirschman index: sum of squared shares in percent, 10,000 / n for n equal vendors to 10,000 for one. */
  readonly hhi: number;
  /** How many equal vendors would be as concentrated. */
  readonly effectiveVendors: number;
}

/** Concentration of amounts by vendor; any unit, none negative, not all zero. */
export function concentration(amounts: readonly number[]): Concentration {
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  assert(total > 0 && amounts.every((amount) => amount >= 0), 'shares are of a positive whole');
  const hhi = amounts.reduce((sum, amount) => sum + ((100 * amount) / total) ** 2, 0);
  return { hhi, effectiveVendors: 10_000 / hhi };
}
