export * from './catalogue-ephemeris.ts';
export * from './check-elements.ts';
export * from './circular-ephemeris.ts';
export * from './combine.ts';
export type * from './mean-elements.ts';
export * from './select-satellites.ts';
export * from './sgp4.ts';
export * from './walker.ts';
export * from './working-satellites.ts';
