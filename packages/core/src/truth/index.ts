export * from './drawn-turns.ts';
export * from './flight-log.ts';
export * from './flight-state.ts';
export * from './fly-entry.ts';
export * from './fly-event.ts';
export { REENTRY_HEIGHT_M } from './logged-flight.ts';
export type * from './launch-event.ts';
export * from './glide-goal.ts';
export * from './launch-objects.ts';
