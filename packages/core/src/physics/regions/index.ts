export * from './border.ts';
export type * from './region.ts';
export * from './region-index.ts';
export { isClosedRing } from './rings.ts';
export * from './ring-crossing.ts';
