export * from './detection-reader.ts';
export * from './event-line.ts';
export * from './point-line.ts';
export * from './score-readers.ts';
export * from './track-line.ts';
