export type { CoastFit } from './fit-coast.ts';
export type { FlightRow } from './laws.ts';
export * from './reconstruct.ts';
export type { ResidualSum } from './residuals.ts';
export { summed } from './residuals.ts';
