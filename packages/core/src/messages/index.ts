export type * from './detection-table.ts';
export * from './custody-state.ts';
export * from './decision.ts';
export * from './look-stage.ts';
export * from './operate-event.ts';
export * from './scan-reports.ts';
export * from './tasking.ts';
export * from './track.ts';
