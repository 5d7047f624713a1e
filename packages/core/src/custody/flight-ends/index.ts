export * from './flight-end-log.ts';
export * from './flight-ends.ts';
