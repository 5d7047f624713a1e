/**
 * The stages a look passes, in order; it fails at the first it does not meet. `seen` means that every stage was passed.
 * [DESIGN] section 5, custody.
 */
export const LOOK_STAGES = [
  'outage',
  'geometry',
  'limb',
  'Sun',
  'range',
  'signal',
  'saturation',
  'tasking',
  'association',
  'seen',
] as const;
export type LookStage = (typeof LOOK_STAGES)[number];
export type LookFailure = Exclude<LookStage, 'seen'>;

/** What lies behind the target on the line of sight. */
export const BACKGROUNDS = ['earth', 'limb', 'space'] as const;
export type Background = (typeof BACKGROUNDS)[number];
