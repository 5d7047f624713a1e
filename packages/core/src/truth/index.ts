export * from './flight-log.ts';
