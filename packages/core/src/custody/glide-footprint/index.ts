export * from './footprint.ts';
export * from './glide-law.ts';
export * from './landings.ts';
export * from './rings.ts';
