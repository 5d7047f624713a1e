export * from './cramer-rao.ts';
export type * from './detection-rows.ts';
export * from './run-recorder.ts';
export type * from './run-record.ts';
