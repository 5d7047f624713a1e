export * from './earth-rotation.ts';
export * from './earth.ts';
