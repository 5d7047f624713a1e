export * from './flight-end-log.ts';
export * from './flight-ends.ts';
export { groundMoments } from './ground-moments.ts';
