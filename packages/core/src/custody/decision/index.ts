export * from './class-likelihood.ts';
export * from './decide.ts';
export * from './decision-memory.ts';
export * from './motion-features.ts';
export * from './region-probability.ts';
