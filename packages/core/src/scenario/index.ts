export * from './canonical.ts';
export * from './defaults.ts';
export type * from './draft.ts';
export * from './memory.ts';
export type * from './problem.ts';
export * from './rules.ts';
export type * from './scenario.ts';
export * from './sensor-specs.ts';
export * from './suggestion.ts';
