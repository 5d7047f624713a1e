export * from './operate.ts';
export * from './plan.ts';
export * from './run.ts';
export * from './track-file.ts';
