export * from './binary-form.ts';
export * from './jws-form.ts';
export * from './scan-batch.ts';
