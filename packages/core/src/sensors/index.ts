export type * from './own-side.ts';
export type * from './sensor-spec.ts';
