import type { Bid, PortfolioCase } from '@cupola/core/acquisition';

/** Bids as CSV, in the columns that a bids file may have. */
export function bidsCsv({ bids, capabilities, firstFiscalYear, budgetByYearUsdM }: PortfolioCase): string {
  const ids = capabilities.map(({ id }) => id);
  const header = [
    'id',
    'title',
    'members',
    ...budgetByYearUsdM.map((_, year) => `cost_${firstFiscalYear + year}`),
    ...ids.map((id) => `gives_${id}`),
    'risk',
    'trl',
    'monthsToField',
    'smallBusiness',
    'excludes',
    'requires',
    'synergies',
    'growthShare',
    'slipMonths',
    'breakUpProb',
  ];
  const rows = bids.map((bid) => [
    bid.id,
    bid.title,
    bid.members.map(({ member, share }) => `${member}:${share}`).join(';'),
    ...bid.costByYearUsdM.map(orEmpty),
    ...bid.gives.map(orEmpty),
    String(bid.risk),
    String(bid.trl),
    String(bid.monthsToField),
    String(bid.isSmallBusiness),
    bid.excludes.join(';'),
    bid.requires.join(';'),
    synergiesText(bid, ids),
    String(bid.growthShare),
    String(bid.slipMonths),
    String(bid.breakUpProb),
  ]);
  return `${[header, ...rows].map((row) => row.map(quoted).join(',')).join('\n')}\n`;
}

/** One entry a capability, since several may be added by the same bids. */
function synergiesText({ synergies }: Bid, ids: readonly string[]): string {
  return synergies
    .flatMap(({ withBids, adds }) =>
      adds.flatMap((amount, c) => (amount > 0 ? [`${withBids.join('+')}:${ids[c] ?? ''}:${amount}`] : [])),
    )
    .join(';');
}

function orEmpty(amount: number): string {
  return amount === 0 ? '' : String(amount);
}

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
