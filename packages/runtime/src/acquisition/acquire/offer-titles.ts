import type { OfferId } from '@cupola/core/acquisition';

/** Offers as a reader meets them. */
export const OFFER_TITLES: Readonly<Record<OfferId, string>> = {
  subscription: 'Subscription',
  'contractor-operated': 'Government-owned, contractor-operated',
  'government-operated': 'Government-owned, government-operated',
};
