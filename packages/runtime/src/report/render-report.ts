import { decisionFigure } from './figures/decision-figure.ts';
import { errorFigure } from './figures/error-figure.ts';
import { impactFigure } from './figures/impact-figure.ts';
import { mapFigures } from './figures/map-figure.ts';
import { observersFigure } from './figures/observers-figure.ts';
import { causeGlossary, timelineFigure } from './figures/timeline-figure.ts';
import { dataScript, element, escapeText } from './markup.ts';
import { decimal } from './numbers.ts';
import { PAGE_STYLE } from './page-style.ts';
import { drawnRegion } from './regions-drawn.ts';
import type { ReportInput } from './report-input.ts';
import { viewRun } from './run-view.ts';
import { assumptions } from './sections/assumptions.ts';
import { headlines } from './sections/headlines.ts';
import {
  custodyBySensorTable,
  custodyTable,
  errorTable,
  gapsTable,
  impactTable,
  looksTable,
  stagesTable,
  timesTable,
} from './sections/object-tables.ts';
import { eventsList, reproduction, trackingTable } from './sections/run-notes.ts';
import { transitsOf } from './transit.ts';
import { loadWorldLand } from './world-land.ts';

/** Vertices of region outlines closer than this are dropped for drawing, deg: under a pixel on the largest map. */
const REGION_SPACING_DEG = 0.2;

interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: string;
}

function details(summary: string, body: string): string {
  return element('details', {}, element('summary', {}, escapeText(summary)), body);
}

/**
 * The report of a run as one HTML page: self-contained, without outside requests, the same bytes for the same input.
 *
 * Reads map data from the installed atlas packages; otherwise a pure function of its input.
 */
export function renderReport(input: ReportInput): string {
  const { scenario, record, regions } = input;
  const view = viewRun(record, scenario, regions);
  const drawn = regions.map((region) => drawnRegion(region, REGION_SPACING_DEG));
  const transits = new Map(view.objects.map((object) => [object.id, transitsOf(view, object, drawn)]));
  const satellites = record.groups.reduce((sum, group) => sum + group.satellites, 0);
  const sections: readonly Section[] = [
    { id: 'where', title: 'Where', body: mapFigures(view, loadWorldLand(), drawn) },
    {
      id: 'when',
      title: 'Seen, held, lost',
      body:
        timelineFigure(view) +
        element('p', { class: 'small' }, `Causes of gaps. ${causeGlossary()}.`) +
        timesTable(view),
    },
    {
      id: 'custody',
      title: 'What it held and what it could not',
      body:
        custodyTable(view) +
        details('Watched by sensor kind', custodyBySensorTable(view)) +
        details('All gaps', gapsTable(view)),
    },
    {
      id: 'decision',
      title: 'The decision',
      body: decisionFigure(view, transits) + impactFigure(view) + impactTable(view),
    },
    { id: 'accuracy', title: 'Accuracy and consistency', body: errorFigure(view) + errorTable(view) },
    {
      id: 'looks',
      title: 'Observers and background',
      body: observersFigure(view) + looksTable(view) + stagesTable(view),
    },
    { id: 'assumptions', title: 'Assumptions', body: assumptions(input) },
    {
      id: 'run',
      title: 'Tracking, events, and how to reproduce',
      body: trackingTable(record) + eventsList(record) + reproduction(input),
    },
  ];
  const main = element(
    'main',
    {},
    element('h1', {}, escapeText(scenario.title)),
    element(
      'p',
      { class: 'run' },
      `${decimal(satellites, 0)} satellites, ${view.objects.length} objects, ${decimal(scenario.durationMin, 0)} minutes from ${escapeText(scenario.epoch)}, seed ${scenario.seed}. Run <code>${escapeText(input.runId)}</code>`,
    ),
    element(
      'ul',
      { class: 'headlines' },
      ...headlines(view, transits).map((sentence) => element('li', {}, escapeText(sentence))),
    ),
    element(
      'nav',
      { 'aria-label': 'Contents' },
      ...sections.map(({ id, title }) => element('a', { href: `#${id}` }, escapeText(title))),
    ),
    ...sections.map(({ id, title, body }) =>
      element(
        'section',
        { id, 'aria-labelledby': `${id}-heading` },
        element('h2', { id: `${id}-heading` }, escapeText(title)),
        body,
      ),
    ),
  );
  const head = [
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    element('title', {}, `${escapeText(scenario.title)} – simulated`),
    `<style>${PAGE_STYLE}</style>`,
  ].join('');
  const banner = element('div', { class: 'banner', role: 'note' }, 'SIMULATED: generic, cited parameters');
  const manifest = dataScript('manifest', { runId: input.runId, ...input.manifest });
  return `<!doctype html>\n<html lang="en"><head>${head}</head><body>${banner}${main}${manifest}</body></html>\n`;
}
