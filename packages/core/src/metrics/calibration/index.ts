export * from './binomial-interval.ts';
export * from './bootstrap.ts';
export * from './brier.ts';
export * from './event-count.ts';
export * from './forecasts.ts';
export * from './operating-curve.ts';
export * from './quantile-interval.ts';
export * from './reliability.ts';
