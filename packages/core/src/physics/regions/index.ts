export * from './border.ts';
export type * from './region.ts';
export * from './region-index.ts';
export { isClosedRing, roughAreaM2 } from './rings.ts';
export * from './ring-crossing.ts';
