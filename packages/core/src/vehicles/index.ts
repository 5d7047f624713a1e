export * from './released.ts';
export * from './vehicle-class.ts';
export * from './vehicle-classes.ts';
