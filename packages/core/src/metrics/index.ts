export * from './cramer-rao.ts';
export type * from './run-record.ts';
