export * from './read-areas.ts';
