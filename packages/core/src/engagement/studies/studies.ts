import { AEI_STUDIES } from './aei-studies.ts';
import { APS_STUDIES } from './aps-studies.ts';
import { CBO_STUDIES } from './cbo-studies.ts';
import { OTHER_STUDIES } from './other-studies.ts';
import type { Study } from './study.ts';

/** The public studies, by who made them. Figures and their evidence as of docs/models/engagement-size.md. */
export const STUDIES: readonly Study[] = [...OTHER_STUDIES, ...APS_STUDIES, ...CBO_STUDIES, ...AEI_STUDIES];

/** The study of that id; `undefined` when there is none. */
export function studyOf(id: string): Study | undefined {
  return STUDIES.find((study) => study.id === id);
}
