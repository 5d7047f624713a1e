import type { ObjectSummary, PhaseNumbers, RunSummary } from '@cupola/runtime';
import { textTable } from '../../text-table.ts';
import { engagementText } from './engagement-text.ts';
import { lossText } from './loss-text.ts';
import { requirementText } from './requirement-text.ts';

/** A run's answer for people: a line per object, then the sentences that matter. */
export function summaryText(summary: RunSummary): string {
  const glided = summary.events.some((object) => object.custody.glide !== null);
  const header = [
    'object',
    'vehicle',
    'detected',
    'declared',
    'probability',
    'boost',
    'midcourse',
    ...(glided ? ['glide'] : []),
    're-entry',
    'longest gap',
    'error km',
  ];
  const rows = summary.events.map((object) => [
    object.id,
    object.kind,
    sinceLaunch(object, object.firstDetectedAtS),
    sinceLaunch(object, object.declaredAtS),
    object.probability === null ? '-' : object.probability.toFixed(3),
    percent(object.custody.boost),
    percent(object.custody.midcourse),
    ...(glided ? [percent(object.custody.glide)] : []),
    percent(object.custody.reentry),
    longestGap(object),
    object.positionErrorKm.midcourse?.toFixed(2) ?? '-',
  ]);
  const table = rows.length === 0 ? 'No events.' : textTable(header, rows);
  const paragraphs = [
    `${summary.title} (simulated)`,
    table,
    headlines(summary).join('\n'),
    ...(summary.engagement === undefined ? [] : [engagementText(summary.engagement)]),
    ...lossParagraph(summary),
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

/** What was bounded, where something was. */
function limits({ rowsEveryS, boundsReached }: RunSummary['tracking']): readonly string[] {
  const thinned =
    rowsEveryS === 1
      ? []
      : [
          `Too many objects for all rows: tracks and detections are kept of every ${rowsEveryS}th second; the answers have all.`,
        ];
  return [
    ...thinned,
    ...boundsReached.map(
      ({ bound, limit, times }) => `Limit reached: ${bound}, ${limit} at most, in ${times} scans.`,
    ),
  ];
}

function lossParagraph({ losses }: RunSummary): readonly string[] {
  return losses === undefined ? [] : [lossText(losses)];
}

function headlines(summary: RunSummary): string[] {
  const { decision, custody, tracking, requirements } = summary;
  const after =
    decision.medianDeclaredAfterBurnoutS === null
      ? ''
      : `, half of them within ${decision.medianDeclaredAfterBurnoutS} s of burnout`;
  const others = decision.declaredOthers === 0 ? 'nothing else' : `${decision.declaredOthers} others wrongly`;
  return [
    `Declared: ${decision.declaredThreats} of ${decision.threats} threats${after}; ${others}.`,
    ...inTheSea(summary.events),
    `Custody of weapons, mean share held: ${phases(custody.meanShare)}.`,
    ...Object.entries(custody.meanShareBySensor).map(
      ([kind, shares]) => `  by ${kind} alone: ${phases(shares)}.`,
    ),
    `Tracks: ${tracking.tracksConfirmed} confirmed, ${tracking.falseTracks} false, ${tracking.identitySwitches} identity switches.`,
    ...limits(tracking),
    requirementText(requirements),
  ];
}

/** A test into the sea is lawful, and no threat to anybody's land. */
function inTheSea(objects: readonly ObjectSummary[]): string[] {
  const ids = objects
    .filter((object) => object.weapon && object.aimInSea === true)
    .map((object) => object.id);
  return ids.length === 0 ? [] : [`Aimed into the sea: ${ids.join(', ')}.`];
}

function phases(shares: PhaseNumbers): string {
  return `boost ${percent(shares.boost)}, midcourse ${percent(shares.midcourse)}, ${shares.glide === null ? '' : `glide ${percent(shares.glide)}, `}re-entry ${percent(shares.reentry)}`;
}

/** Times in the table count from the object's own launch. */
function sinceLaunch(object: ObjectSummary, atS: number | null): string {
  return atS === null ? '-' : `+${Math.round(atS - object.launchedAtS)} s`;
}

function percent(share: number | null): string {
  return share === null ? '-' : `${(100 * share).toFixed(1)} %`;
}

function longestGap(object: ObjectSummary): string {
  const longest = object.gaps.toSorted((a, b) => b.toS - b.fromS - (a.toS - a.fromS))[0];
  return longest === undefined ? '-' : `${longest.toS - longest.fromS} s (${longest.cause})`;
}
