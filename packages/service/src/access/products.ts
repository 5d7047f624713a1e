/** What is sold apart: the kinds of records that a plan may give. Nothing that is not named is given. */
export const PRODUCTS = [
  'satellites',
  'detections',
  'tracks',
  'custody',
  'decisions',
  'events',
  'alerts',
  'taskings',
  'launches',
  'engagements',
  'runs',
  'usage',
] as const;
export type Product = (typeof PRODUCTS)[number];

/** What a door needs: a product; nothing but to be let in (`service`); or to be the house itself (`house`: reports, audit, tenants, measures). */
export type DoorNeed = Product | 'service' | 'house';
