export * from './campaign/index.ts';
export * from './acquisition/read-headlines.ts';
export * from './catalogue/index.ts';
export * from './neutral/index.ts';
export * from './scenario/index.ts';
export * from './validation/published-cases.ts';
export * from './geojson/read-areas.ts';
