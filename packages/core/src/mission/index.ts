export * from './after-action.ts';
export { FILE_EARTH } from './file-earth.ts';
export * from './group-satellites.ts';
export * from './look-book.ts';
export * from './operate.ts';
export * from './own-outages.ts';
export * from './plan.ts';
export * from './run.ts';
export * from './track-file.ts';
