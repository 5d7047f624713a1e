export { PLACE_WEIGHT } from './gather.ts';
export { leftoverOfGroup, leftoversAfter } from './leftovers.ts';
export { birthHypotheses } from './birth-hypotheses.ts';
export { chooseDisjoint } from './disjoint.ts';
export { satellitesOf } from './fit-motion.ts';
export type { Candidate } from './fit-motion.ts';
export { newObjects } from './new-objects.ts';
export type { Leftover, NewObject } from './new-objects.ts';
export { isMissileLike } from './physical-gates.ts';
