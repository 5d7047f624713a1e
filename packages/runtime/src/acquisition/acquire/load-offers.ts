import { offersCase, readOfferAssumptions, readPriceIndex } from '@cupola/contract';
import type { AcquisitionCase, FittedSlope, OfferTerms } from '@cupola/core/acquisition';
import type { Problem } from '@cupola/core/scenario';
import { loadAcquisitionCase } from '../cost/load-case.ts';
import { programData } from '../program-data.ts';

/** A case with the contracts that are compared. */
export interface OffersCase {
  readonly acquisition: AcquisitionCase;
  readonly terms: OfferTerms;
}

export type LoadedOffers =
  | { readonly ok: true; readonly asked: OffersCase; readonly fitted: FittedSlope }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads an acquisition file that has offers, and the registers it stands on. */
export function loadOffers(file: string, settings: readonly string[] = []): LoadedOffers {
  const loaded = loadAcquisitionCase(file, settings);
  if (!loaded.ok) return loaded;
  const { acquisition, fitted } = loaded;
  const terms = offersCase(
    loaded.file,
    readOfferAssumptions(programData('offers.yaml')),
    readPriceIndex(programData('price-index.yaml')),
  );
  if (terms !== null) return { ok: true, asked: { acquisition, terms }, fitted };
  const problem = {
    file,
    path: 'offers',
    value: undefined,
    expected: 'a section `offers`; see docs/acquire.md',
    message: 'the case has no offers to compare',
  };
  return { ok: false, problems: [problem] };
}
