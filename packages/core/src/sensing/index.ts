export * from './downlink.ts';
export * from './narrow-fields.ts';
export { Arrivals } from './network-paths.ts';
export type { NetworkPaths, PathDelay } from './network-paths.ts';
export { observe } from './observe.ts';
export type * from './observed-block.ts';
export type * from './sensed-world.ts';
