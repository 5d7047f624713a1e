import { CUSTODY_PHASES } from '@cupola/core/custody';
import type { PhaseShares } from '@cupola/core/metrics';
import { escapeText, table } from '../../page/markup.ts';
import { decimal, percent, significant } from '../../page/numbers.ts';
import { qualityByPhase } from '../../summary/custody-quality-summary.ts';
import { PHASE_TITLES, phasesShown } from '../phase-names.ts';
import type { RunView } from '../run-view.ts';

/** Custody of every object under every requirement, as it was believed and as the truth would have it. */
export function requirementTable(view: RunView): string {
  const phases = phasesShown(view);
  const cells = (believed: PhaseShares, byTruth: PhaseShares): readonly string[] =>
    phases.map((phase) => `${percent(believed[phase])} / ${percent(byTruth[phase])}`);
  const rows = view.objects.flatMap((object) =>
    object.record.custodyUnder.map((under) => [
      escapeText(object.id),
      escapeText(under.requirement.id),
      ...cells(under.continuity, under.continuityByTruth),
      decimal(under.gaps.length, 0),
      decimal(Math.max(0, ...under.gaps.map((gap) => gap.toS - gap.fromS)), 0),
    ]),
  );
  return table(
    'Custody under each requirement: share of the phase held, by what the tracker believed / by the true error',
    ['object', 'requirement', ...phases.map((phase) => PHASE_TITLES[phase]), 'gaps', 'longest gap (s)'],
    rows,
  );
}

/** How good custody of weapons was while it was held, in each phase under each requirement. */
export function qualityTable(view: RunView): string {
  const weapons = view.objects.filter((object) => object.record.weapon).map((object) => object.record);
  const rows = view.record.requirements.flatMap((requirement, index) => {
    const quality = qualityByPhase(weapons, index);
    return CUSTODY_PHASES.flatMap((phase) => {
      const found = quality[phase];
      if (found === null) return [];
      const within = found.shareWithin.find((each) => each.ofLimit === 1);
      const half = found.shareWithin.find((each) => each.ofLimit === 0.1);
      const spread = ({ p50, p95, max }: typeof found.latencyS): string =>
        [p50, p95, max].map(significant).join(' / ');
      return [
        [
          escapeText(requirement.id),
          escapeText(PHASE_TITLES[phase]),
          decimal(found.heldS, 0),
          spread(found.trueErrorKm),
          spread(found.believedErrorKm),
          significant(requirement.positionErrorM[phase] / 1000),
          percent(within?.trueShare ?? null),
          percent(half?.trueShare ?? null),
          spread(found.latencyS),
        ],
      ];
    });
  });
  if (rows.length === 0) return '';
  return table(
    'Quality while held, all weapons together: median / 95 % / largest',
    [
      'requirement',
      'phase',
      'held (s)',
      'true error (km)',
      'believed error (km)',
      'limit (km)',
      'truly within the limit',
      'within a tenth of it',
      'age of the newest look (s)',
    ],
    rows,
  );
}
