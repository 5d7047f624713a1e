export * from './flights/check-flight.ts';
export * from './flights/fly-published.ts';
export type * from './flights/published-flight.ts';
export * from './flights/published-flights.ts';
export * from './launch-activity.ts';
export * from './launch-sites.ts';
export * from './released.ts';
export * from './vehicle-class.ts';
export * from './vehicle-classes.ts';
