export * from './flight-log.ts';
export * from './flight-state.ts';
export * from './fly-event.ts';
export { REENTRY_HEIGHT_M } from './fly-object.ts';
export type * from './launch-event.ts';
