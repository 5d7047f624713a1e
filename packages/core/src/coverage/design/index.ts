export { bestPhasings, phasingSamples, usualPhasing } from './best-phasing.ts';
export * from './latitude-meter.ts';
export type * from './latitude-statistics.ts';
export * from './pareto-front.ts';
export { rowsWithin } from './row-points.ts';
export type * from './row-points.ts';
export type { RowTally } from './row-tally.ts';
export * from './walker-latitudes.ts';
export { keepStep } from './walker-slice.ts';
