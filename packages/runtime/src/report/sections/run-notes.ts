import { sFromUs, unreachable } from '@cupola/core/foundation';
import type { OperateEvent } from '@cupola/core/messages';
import { element, escapeText, table } from '../../page/markup.ts';
import { decimal, percent } from '../../page/numbers.ts';
import type { ReportInput, ReportRecord } from '../report-input.ts';
import { fewNames } from '../run-view.ts';

/** Events listed in the page; the run's `events.jsonl` has all. */
const LISTED_EVENTS_MAX = 400;

/** Counts of what the sensors sent and what the tracker made of it. */
export function trackingTable(record: ReportRecord): string {
  const { tracking } = record;
  const rows: (readonly string[])[] = [
    ['scans that arrived', decimal(tracking.scans, 0)],
    ['detections', decimal(tracking.detections, 0)],
    ['of these, false alarms', decimal(tracking.falseAlarms, 0)],
    ['detections associated with a track', decimal(tracking.associated, 0)],
    [
      'associated, share of the true detections',
      percent(
        tracking.detections > tracking.falseAlarms
          ? tracking.associated / (tracking.detections - tracking.falseAlarms)
          : null,
      ),
    ],
    ['tracks confirmed', decimal(tracking.tracksConfirmed, 0)],
    ['of these, of no true object', decimal(tracking.falseTracks, 0)],
    ['identity switches', decimal(tracking.identitySwitches, 0)],
    ['rows of tracks and detections kept: one second in', decimal(tracking.rowsEveryS, 0)],
    ...tracking.boundsReached.map(({ bound, limit, times }) => [
      escapeText(`limit reached: ${bound}, ${decimal(limit, 0)} at most`),
      `in ${decimal(times, 0)} scans`,
    ]),
  ];
  return table('Tracking summary', ['what', 'count'], rows);
}

/** Names told of holders and of those who look next; the rest is counted. */
const NAMES_TOLD = 6;

function names(ids: readonly string[]): string {
  return fewNames(ids, NAMES_TOLD);
}

function lookersText({ holders, next }: Extract<OperateEvent, { kind: 'custody-changed' }>): string {
  const who = holders.length === 0 ? 'Nobody looked.' : `Looks by ${names(holders)}.`;
  return next === null || next.satelliteIds.length === 0
    ? who
    : `${who} Next from ${decimal(sFromUs(next.fromUs), 0)} s: ${names(next.satelliteIds)}.`;
}

/** An event in words. */
export function eventText(event: OperateEvent): string {
  switch (event.kind) {
    case 'track-confirmed':
      return `confirmed in ${event.phase} with ${event.satellites} satellites: ${event.reason}`;
    case 'track-reacquired':
      return `found again by ${event.satellites} satellites: ${event.reason}`;
    case 'tracks-merged':
      return `${event.mergedId} is merged into it: ${event.reason}`;
    case 'track-dropped':
      return event.reason;
    case 'phase-changed':
      return `${event.from} to ${event.to} (probability ${decimal(event.prob, 3)}): ${event.reason}`;
    case 'custody-changed':
      return `${event.from} to ${event.to} (${event.requirementId}): ${event.reason}. ${lookersText(event)}`;
    case 'declared':
    case 'revoked':
    case 'excluded':
    case 'reopened':
      return `probability ${decimal(event.prob, 3)}: ${event.reasons.join(' ')}`;
    case 'class-known':
      return `${event.vehicleId} (probability ${decimal(event.prob, 3)}): ${event.reason}`;
    case 'bias-known':
      return `${event.satelliteId}: ${event.reason}`;
    case 'command-obeyed':
    case 'command-refused':
      return `${event.command}: ${event.reason}`;
    case 'reports-late':
      return `${decimal(event.count, 0)} reports: ${event.reason}`;
    case 'bound-reached':
      return `${event.bound} at its limit of ${decimal(event.limit, 0)}: ${event.reason}`;
    default:
      return unreachable(event);
  }
}

export function eventsList(record: ReportRecord): string {
  const shown = record.events.slice(0, LISTED_EVENTS_MAX);
  const rows = shown.map((event) => [
    decimal(sFromUs(event.atUs), 0),
    event.kind,
    escapeText('trackId' in event ? event.trackId : ''),
    escapeText(eventText(event)),
  ]);
  const left = record.events.length - shown.length;
  const rest = left > 0 ? element('p', {}, `${decimal(left, 0)} further events are in events.jsonl.`) : '';
  return element(
    'details',
    { class: 'long' },
    element('summary', {}, `Events as the operator was told them (${decimal(record.events.length, 0)})`),
    table('Events, s since the epoch', ['at (s)', 'kind', 'track', 'what and why'], rows),
    rest,
  );
}

function manifestRows(value: unknown, prefix: string): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) {
    return [
      [escapeText(prefix), escapeText(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))],
    ];
  }
  return Object.entries(value).flatMap(([key, inner]) =>
    manifestRows(inner, prefix === '' ? key : `${prefix}.${key}`),
  );
}

/** The flags that ask for the table of losses again. */
function lossFlags(losses: ReportInput['losses']): string {
  if (losses === undefined) return '';
  const lost = losses.levels.map((level) => level.lost).join(',');
  return ` --losses ${lost} --draws ${losses.draws} --continuity ${losses.continuity}`;
}

export function reproduction(input: ReportInput): string {
  const path = input.scenarioPath ?? 'scenario.yaml';
  const command = `npx cupola run ${path} --seed ${input.scenario.seed}${lossFlags(input.losses)}`;
  return [
    element(
      'p',
      {},
      'The same scenario, seed, program and data give the same run id and the same bytes. The canonical scenario lies beside this page as scenario.yaml:',
    ),
    element('pre', {}, escapeText(command)),
    table(
      'Manifest of the run',
      ['key', 'value'],
      [['run id', escapeText(input.runId)], ...manifestRows(input.manifest, '').slice(0, 200)],
    ),
    element(
      'p',
      { class: 'small' },
      'Cupola is open source under Apache-2.0. Map data: Natural Earth and United States Census Bureau, public domain. Numbers behind every figure are embedded in this page as JSON, one block per figure.',
    ),
  ].join('');
}
