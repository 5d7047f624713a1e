export * from './latitude-meter.ts';
export type * from './latitude-statistics.ts';
export * from './pareto-front.ts';
export { rowsWithin } from './row-points.ts';
export type * from './row-points.ts';
export * from './walker-latitudes.ts';
