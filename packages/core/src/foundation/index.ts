export * from './angles.ts';
export * from './assert.ts';
export * from './assignment.ts';
export * from './frames.ts';
export * from './linalg.ts';
export * from './normal-distribution.ts';
export * from './random.ts';
export * from './time.ts';
