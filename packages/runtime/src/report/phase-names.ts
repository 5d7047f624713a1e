import { CUSTODY_PHASES } from '@cupola/core/custody';
import type { CustodyPhase } from '@cupola/core/custody';
import type { FlightPhase } from '@cupola/core/truth';
import type { RunView } from './run-view.ts';

export const PHASE_TITLES: Readonly<Record<FlightPhase | CustodyPhase, string>> = {
  'under-cloud': 'under cloud',
  boost: 'boost',
  midcourse: 'midcourse',
  glide: 'glide',
  reentry: 're-entry',
  ended: 'ended',
};

/** The phases that the tables have columns for: glide only when something glided. */
export function phasesShown(view: Pick<RunView, 'objects'>): readonly CustodyPhase[] {
  const glided = view.objects.some((object) => object.record.continuity.glide !== null);
  return CUSTODY_PHASES.filter((phase) => phase !== 'glide' || glided);
}
