export { prospectsAfter } from './prospects-after.ts';
export { Crowd } from './crowd-density.ts';
export type { Prospect, ProspectView } from './prospect.ts';
