import type { CalibrationAt } from '@cupola/core/campaign';

const NAMES: Readonly<Record<CalibrationAt['group'], string>> = {
  all: 'all objects',
  held: 'held in long-wave coast',
  'near-border': 'within 3 sigma of a border',
  'boost-only': 'seen under thrust only',
  manoeuvring: 'manoeuvring',
};

export function groupName(group: CalibrationAt['group']): string {
  return NAMES[group];
}
