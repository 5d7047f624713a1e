export * from './ephemeris-pieces.ts';
export { jsonRowsText } from './csv.ts';
export { EPHEMERIS_FRAMES, sampleUtc } from './frame-sampler.ts';
export type { EphemerisFrame, EphemerisRequest } from './frame-sampler.ts';
export { OEM_FRAMES } from './oem.ts';
export { oemCovariances, oemHeader, oemMetadata, oemState, oemTime } from './oem-message.ts';
