/**
 * How a target stands to a fleet that may be ordered against it:
 *
 * - `in-reach`: somebody can be ordered in time, while orders are given.
 * - `orders-closed`: somebody can be ordered in time, but not while orders are given.
 * - `too-late`: the last that could be ordered had to be before the first order, or the phases in which the fleet meets targets are over.
 * - `out-of-reach`: nobody comes into reach.
 * - `not-foretold`: its way ahead is not known.
 */
export const REACH_STATES = [
  'in-reach',
  'orders-closed',
  'too-late',
  'out-of-reach',
  'not-foretold',
] as const;
export type ReachState = (typeof REACH_STATES)[number];
