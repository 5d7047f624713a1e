export * from './gaze.ts';
export * from './ground-stations.ts';
export * from './local-axes.ts';
export * from './look.ts';
export type * from './own-side.ts';
export * from './sensor-kinds.ts';
export type * from './sensor-spec.ts';
