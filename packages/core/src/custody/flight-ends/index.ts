export * from './flight-end-log.ts';
export * from './flight-ends.ts';
export { groundOffsetM } from './ground-moments.ts';
