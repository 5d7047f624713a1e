export * from './problem-table.ts';
