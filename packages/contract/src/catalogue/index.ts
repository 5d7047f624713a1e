export type * from './catalogue-outcome.ts';
export * from './read-catalogue.ts';
