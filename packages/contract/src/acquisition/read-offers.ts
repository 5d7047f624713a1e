import { OFFER_RANGES, byOfferInput } from '@cupola/core/acquisition';
import type { OfferAssumptions, OfferTerms, PriceIndex } from '@cupola/core/acquisition';
import { withChanges } from './case-changes.ts';
import { escalatorFrom } from './offers-schema.ts';
import type { CaseFile } from './case-schema.ts';
import { readRegister } from './read-register.ts';

/** The part of the register that offers rest on. The file is part of the program: one that is wrong throws. */
export function readOfferAssumptions(text: string): OfferAssumptions {
  return readRegister(text, 'offers', byOfferInput, OFFER_RANGES);
}

/** The terms of a case's offers with years counted from 0; null where it has none. */
export function offersCase(
  { offers: file, firstFiscalYear, baseYear }: CaseFile,
  register: OfferAssumptions,
  index: PriceIndex,
): OfferTerms | null {
  if (file === undefined) return null;
  const { escalation, take, payments, termination, buyOut, ...rest } = file.subscription;
  const dated = <T extends { readonly fiscalYear: number; readonly usdM: number }>({
    fiscalYear,
    ...entry
  }: T) => ({
    ...entry,
    year: fiscalYear - firstFiscalYear,
  });
  return {
    residual: file.residual,
    subscription: {
      ...rest,
      escalation: { during: escalatorFrom(escalation.during), after: escalatorFrom(escalation.after) },
      take:
        take === null
          ? { share: 1, fromYear: 0 }
          : { share: take.share, fromYear: take.fromFiscalYear - firstFiscalYear },
      payments: payments.map(dated),
      liability: termination.map(dated),
      buyOut: buyOut.map(dated).toSorted((a, b) => a.year - b.year),
    },
    owned: {
      'contractor-operated': file.contractorOperated,
      'government-operated': file.governmentOperated,
    },
    assumptions: withChanges(register, file.assumptions, byOfferInput, { baseYear, index }),
  };
}
