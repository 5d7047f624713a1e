import { INPUT_RANGES, OFFER_RANGES, byLayerInput, byOfferInput } from '@cupola/core/acquisition';
import type { LayerInputId, OfferInputId } from '@cupola/core/acquisition';
import type { Problem } from '@cupola/core/scenario';
import { changeProblems } from './case-changes.ts';
import type { Change, Changes } from './case-changes.ts';
import { offerYearProblems } from './offer-years.ts';
import type { DatedTermParts } from './offer-years.ts';
import { caseMoney } from './read-money.ts';
import type { MoneyTables } from './read-money.ts';

/** A case of which what is wrong in itself is null: what its rules look at. */
export interface RuleParts {
  readonly baseYear?: number | null;
  readonly firstFiscalYear?: number | null;
  readonly years?: number | null;
  readonly satellites?: { readonly firstLaunchFiscalYear?: number | null } | null;
  readonly money?: {
    readonly discountYear?: number | null;
    readonly outlayShares?: readonly (number | null)[] | null;
  } | null;
  readonly assumptions?: Changes<LayerInputId> | null;
  readonly offers?: {
    readonly assumptions?: Changes<OfferInputId> | null;
    readonly subscription?: DatedTermParts | null;
  } | null;
}

/** What does not go together in a case, and what its tables lack. */
export function caseProblems(parts: RuleParts, tables: MoneyTables): readonly Problem[] {
  const { assumptions, offers } = parts;
  return [
    ...moneyProblems(parts, tables),
    ...launchProblems(parts),
    ...offerYearProblems(parts),
    ...changeProblems(whole(assumptions), 'assumptions', byLayerInput, INPUT_RANGES),
    ...changeProblems(whole(offers?.assumptions), 'offers.assumptions', byOfferInput, OFFER_RANGES),
  ];
}

function moneyProblems(
  { baseYear, firstFiscalYear, years, money }: RuleParts,
  tables: MoneyTables,
): readonly Problem[] {
  if (typeof baseYear !== 'number' || typeof firstFiscalYear !== 'number' || typeof years !== 'number')
    return [];
  const shares = money?.outlayShares ?? [1];
  const discountYear = money?.discountYear ?? undefined;
  const found = caseMoney(
    {
      baseYear,
      firstFiscalYear,
      years,
      money: {
        ...(discountYear === undefined ? {} : { discountYear }),
        // A share that is wrong in itself is told already; the sum is not looked at then.
        outlayShares: shares.every((share) => share !== null) ? shares : [1],
      },
    },
    tables,
  );
  return found.ok ? [] : found.problems;
}

function launchProblems({ firstFiscalYear, years, satellites }: RuleParts): readonly Problem[] {
  const firstLaunch = satellites?.firstLaunchFiscalYear;
  if (typeof firstFiscalYear !== 'number' || typeof years !== 'number' || typeof firstLaunch !== 'number')
    return [];
  const lastYear = firstFiscalYear + years - 1;
  if (firstLaunch >= firstFiscalYear && firstLaunch <= lastYear) return [];
  return [
    {
      path: 'satellites.firstLaunchFiscalYear',
      value: firstLaunch,
      expected: `a fiscal year of the estimate, ${firstFiscalYear} to ${lastYear}`,
      message: 'the first launch lies outside the years of the estimate',
    },
  ];
}

/** Changes of which no part is missing. */
function whole<Id extends string>(changes: Changes<Id> | null | undefined): Changes<Id> {
  const kept = Object.entries<Change | undefined | null>(changes ?? {}).filter(
    ([, change]) =>
      typeof change?.value === 'number' &&
      Object.values(change.distribution ?? {}).every((part) => part !== null),
  );
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a part of what it was made from
  return Object.fromEntries(kept) as Changes<Id>;
}
