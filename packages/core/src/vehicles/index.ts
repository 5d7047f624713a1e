export * from './flights/published-flights.ts';
export type * from './flights/published-flight.ts';
export * from './launch-activity.ts';
export * from './launch-sites.ts';
export * from './released.ts';
export * from './vehicle-class.ts';
export * from './vehicle-classes.ts';
