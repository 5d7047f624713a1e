export * from './ballistic.ts';
export * from './boost.ts';
export * from './braking.ts';
export * from './fly-glide.ts';
export * from './glide.ts';
export * from './ground-distance.ts';
export * from './reentry-glow.ts';
export * from './solve-trajectory.ts';
export type * from './trajectory.ts';
