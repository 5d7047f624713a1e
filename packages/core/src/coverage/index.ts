export * from './cap.ts';
export * from './ground-coverage.ts';
export * from './latitude-density.ts';
export * from './surface-points.ts';
