export * from './detection-reader.ts';
export * from './track-line.ts';
