export * from './plan.ts';
export * from './read-plan.ts';
