export * from './ground-ellipse.ts';
export * from './predict-impact.ts';
export * from './two-body-impact.ts';
