export * from './cramer-rao.ts';
export type * from './detection-rows.ts';
export type { RecordedObject } from './object-judgement.ts';
export * from './run-recorder.ts';
export type * from './run-record.ts';
