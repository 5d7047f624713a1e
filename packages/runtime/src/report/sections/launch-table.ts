import { NO_LAUNCH_YET, launchAfter } from '@cupola/core/custody';
import { sFromUs } from '@cupola/core/foundation';
import type { FlightEnd, Track } from '@cupola/core/messages';
import { CLASSES_TOLD_APART } from '@cupola/core/vehicles';
import { escapeText, table } from '../../page/markup.ts';
import { MISSING, decimal, percent, placeText, significant } from '../../page/numbers.ts';
import { SCALE_95, impactEllipse, offsetFrom } from '../../scene/impact-ellipse.ts';
import { trackRowsOf } from '../run-view.ts';
import type { ObjectView, RunView } from '../run-view.ts';

/** Where each object was thought to have been launched, as known when it was declared, or at the last row of its tracks. */
export function launchTable(view: RunView): string {
  const rows = view.objects.flatMap((object) => {
    const launch = launchOf(view, object);
    if (launch === null) return [];
    const ellipse = impactEllipse(launch, SCALE_95);
    const [eastM, northM] = offsetFrom(object.record.flight.launch, launch);
    return [
      [
        escapeText(object.id),
        decimal(sFromUs(launch.asOfUs) - object.launchS, 0),
        placeText(launch),
        significant(Math.hypot(eastM, northM) / 1000),
        `${significant(ellipse.semiMajorM / 1000)}\u00a0×\u00a0${significant(ellipse.semiMinorM / 1000)}`,
        decimal(sFromUs(launch.atUs) - object.launchS, 1),
        launch.atSigmaS === null ? MISSING : decimal(launch.atSigmaS, 1),
        escapeText(sitesText(object)),
      ],
    ];
  });
  if (rows.length === 0) return '';
  return table(
    'Launch estimates: the best at declaration, or at the end where nothing was declared',
    [
      'object',
      'worked out (s since launch)',
      'estimated launch',
      'off by (km)',
      '95 % half-axes (km)',
      'time off by (s)',
      'its sigma (s)',
      'from which site',
    ],
    rows,
  );
}

/** The known sites it may have come from, by the last decision that has any. */
function sitesText({ record }: ObjectView): string {
  const sites = record.decisions.findLast(({ launch }) => launch !== null)?.launch?.sites ?? [];
  const elsewhere = 1 - sites.reduce((sum, { prob }) => sum + prob, 0);
  const named = sites.slice(0, 3).map(({ title, prob }) => `${title} ${percent(prob)}`);
  return [...named, `elsewhere ${percent(Math.max(0, elsewhere))}`].join(', ');
}

/** The estimate of the object's first track that has one. */
function launchOf(view: RunView, object: ObjectView): FlightEnd | null {
  const { declaredAtS } = object.record;
  const rows = trackRowsOf(view, object).filter(
    ({ atUs }) => declaredAtS === null || sFromUs(atUs) <= declaredAtS,
  );
  for (const [, ofTrack] of Map.groupBy(rows, (row) => row.id)) {
    const launch = bestLaunch(ofTrack, view.earth);
    if (launch !== null) return launch;
  }
  return null;
}

function bestLaunch(rows: readonly Track[], earth: RunView['earth']): FlightEnd | null {
  let memory = NO_LAUNCH_YET;
  for (const row of rows) memory = launchAfter(memory, row, { classes: CLASSES_TOLD_APART, earth });
  return memory.launch;
}
