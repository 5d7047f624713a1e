import type { Product } from '@cupola/contract';

/** What a door needs: a product; nothing but to be let in (`service`); or to be the house itself (`house`: reports, audit, tenants, measures). */
export type DoorNeed = Product | 'service' | 'house';
