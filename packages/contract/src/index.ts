export * from './scenario/index.ts';
export * from './validation/published-cases.ts';
