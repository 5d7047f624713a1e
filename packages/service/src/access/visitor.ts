import type { ApiKey } from '../keys/api-key.ts';
import type { Entitlement } from './entitlement.ts';
import type { DoorNeed } from './products.ts';

/** Whoever runs the service: keys without another tenant are the house's, and the house sees everything. */
export const HOUSE = 'operator';

/** Somebody who was let in, and as whom. */
export interface Visitor {
  readonly key: ApiKey;
  readonly tenantId: string;
  readonly entitlement: Entitlement;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null until the door has let somebody in, and at doors for everybody. */
    visitor: Visitor | null;
    /** What the door needs of whoever asks; null as long as it has not said. */
    need: DoorNeed | null;
  }
}
