/** What is sold apart: the kinds of records that a plan may give. Nothing that a plan does not name is given. */
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

/** What a plan has or has not: doing things about alerts, being told by webhooks, short-lived tokens in place of keys. */
export const FEATURES = ['actions', 'webhooks', 'tokens', 'nats'] as const;
export type Feature = (typeof FEATURES)[number];

/** What is counted against a quota: requests that were let in; records told, in answers and in streams. */
export const METERS = ['requests', 'records'] as const;
export type Meter = (typeof METERS)[number];

/** Calendar days and months of UTC. */
export const PERIODS = ['day', 'month'] as const;
export type Period = (typeof PERIODS)[number];

export type QuotaKind = 'hard' | 'soft';

export interface Quota {
  readonly meter: Meter;
  readonly limit: number;
  readonly per: Period;
  /** Beyond a hard one nothing is told; beyond a soft one everything is, and counted. */
  readonly kind: QuotaKind;
}

/** A defended region by its id, or a box: west, south, east, north, degrees; west may be greater than east, over the 180th meridian. */
export type PlanArea = string | readonly [west: number, south: number, east: number, north: number];

/** What somebody is sold. A version of a plan never changes; a tenant is subscribed to one from a time on. */
export interface Plan {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly products: readonly Product[];
  readonly regions: 'everywhere' | readonly PlanArea[];
  /** Everything is told as it was so long ago. */
  readonly latencyS: number;
  /** What happened longer ago is not told. */
  readonly historyS: 'all' | number;
  readonly features: readonly Feature[];
  /** Requests a second in the long run, and how many at once; of all keys of a tenant together. */
  readonly rate: { readonly perS: number; readonly burst: number };
  /** At once. */
  readonly limits: { readonly streams: number; readonly keys: number };
  readonly quotas: readonly Quota[];
}
