import { offersCase, readOfferAssumptions, readPriceIndex } from '@cupola/contract';
import type { AcquisitionCase, FittedSlope, OfferTerms } from '@cupola/core/acquisition';
import type { Problem } from '@cupola/core/scenario';
import { loadAcquisitionCase } from '../cost/load-case.ts';
import { caseByDeployment } from '../deployment/case-by-deployment.ts';
import { loadDeployment } from '../deployment/load-deployment.ts';
import { programData } from '../program-data.ts';

/** A case with the contracts that are compared. */
export interface OffersCase {
  readonly acquisition: AcquisitionCase;
  readonly terms: OfferTerms;
  /** Where the satellites in service by date are from. */
  readonly dates: 'even growth' | 'deployment';
}

export interface OffersWish {
  readonly settings: readonly string[];
  /** Satellites in service by date from the section `deployment`, instead of even growth. */
  readonly byDeployment: boolean;
}

export type LoadedOffers =
  | { readonly ok: true; readonly asked: OffersCase; readonly fitted: FittedSlope }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads an acquisition file that has offers, and the registers it stands on. */
export function loadOffers(file: string, { settings, byDeployment }: OffersWish): LoadedOffers {
  const loaded = loadAcquisitionCase(file, settings);
  if (!loaded.ok) return loaded;
  const terms = offersCase(
    loaded.file,
    readOfferAssumptions(programData('offers.yaml')),
    readPriceIndex(programData('price-index.yaml')),
  );
  const deployment = byDeployment ? loadDeployment(file, { settings, custody: false }) : null;
  const problems = [
    ...(terms === null ? [noOffers(file)] : []),
    ...(deployment?.ok === false ? deployment.problems : []),
  ];
  if (terms === null || problems.length > 0 || deployment?.ok === false) return { ok: false, problems };
  const { acquisition, fitted } = loaded;
  if (deployment === null) return { ok: true, asked: { acquisition, terms, dates: 'even growth' }, fitted };
  const dated = caseByDeployment(acquisition, deployment.loaded);
  const { wanted = [] } = dated.plan;
  if (wanted.every((_, year) => (wanted[year - terms.subscription.delayYears] ?? 0) === 0))
    return { ok: false, problems: [neverInService(file)] };
  return {
    ok: true,
    asked: {
      acquisition: dated,
      terms,
      dates: 'deployment',
    },
    fitted,
  };
}

function noOffers(file: string): Problem {
  return {
    file,
    path: 'offers',
    value: null,
    expected: 'a section `offers` (docs/acquire.md)',
    message: 'this case has no contracts to compare',
  };
}

function neverInService(file: string): Problem {
  return {
    file,
    path: 'deployment',
    value: null,
    expected: 'satellites in service within the years of the case, the delay of the subscription counted',
    message: 'no satellite of this deployment serves in time',
  };
}
