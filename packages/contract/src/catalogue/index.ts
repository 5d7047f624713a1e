export * from './catalogue-outcome.ts';
export * from './read-catalogue.ts';
export * from './write-catalogue.ts';
