export * from './flight-ends.ts';
export { groundOffsetM } from './ground-moments.ts';
