import type { SimTimeUs } from '../foundation/index.ts';
import type { MeasuredLook } from '../messages/index.ts';
import type { Law } from './motion.ts';

/** One instant of a flight that is to be reconstructed: by which law it arrives there, and what was seen of it there. */
export interface Instant {
  readonly atUs: SimTimeUs;
  readonly law: Law;
  readonly looks: readonly MeasuredLook[];
}
