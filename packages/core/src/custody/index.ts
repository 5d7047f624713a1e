export { likelyBurn } from './burn-ahead/likely-burn.ts';
export * from './custody-requirement.ts';
export * from './custody-state.ts';
export * from './decision/index.ts';
export * from './flight-ends/index.ts';
export * from './glide-footprint/index.ts';
export * from './tasking/index.ts';
