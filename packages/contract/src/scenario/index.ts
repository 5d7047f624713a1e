export * from './json-schema.ts';
export * from './read-scenario.ts';
export * from './read-selection.ts';
export * from './write-scenario.ts';
export * from './read-selection.ts';
export { inLineOrder, plainValue, yamlText } from './yaml-text.ts';
