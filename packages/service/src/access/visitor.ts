import type { ApiKey, Scope } from '../keys/api-key.ts';
import type { RateState } from './allowances.ts';
import type { Entitlement } from './entitlement.ts';
import type { DoorNeed } from './products.ts';

/** Whoever runs the service: keys without another tenant are the house's, and the house sees everything. */
export const HOUSE = 'operator';

/** Somebody who was let in, and as whom. */
export interface Visitor {
  readonly key: ApiKey;
  readonly tenantId: string;
  readonly entitlement: Entitlement;
  /** What was shown in place of the key; null: the key itself. */
  readonly token: ShownToken | null;
}

/** What a token says that was signed here. */
export interface ShownToken {
  readonly keyId: string;
  readonly scopes: readonly Scope[];
  /** Wall clock. */
  readonly untilUs: number;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null until the door has let somebody in, and at doors for everybody. */
    visitor: Visitor | null;
    /** What the door needs of whoever asks; null as long as it has not said. */
    need: DoorNeed | null;
    /** The token that was shown, checked; null when none was, or none of this service. */
    token: ShownToken | null;
    /** What is left of the tenant's rate; null: unlimited, or nobody was let in. */
    rate: RateState | null;
  }
}
