export * from './closed-form/absentee.ts';
export * from './closed-form/bunching.ts';
export * from './closed-form/credible-objects.ts';
export * from './closed-form/fly-out.ts';
export * from './closed-form/footprint.ts';
export * from './closed-form/generations.ts';
export * from './closed-form/odds.ts';
export * from './closed-form/shots.ts';
