import { engagementSection } from './engagement/engagement-section.ts';
import { classesFigure } from './figures/classes-figure.ts';
import { decisionFigure } from './figures/decision-figure.ts';
import { errorFigure } from './figures/error-figure.ts';
import { footprintFigures } from './figures/footprint-figure.ts';
import { impactFigure } from './figures/impact-figure.ts';
import { mapFigures } from './figures/map-figure.ts';
import { observersFigure } from './figures/observers-figure.ts';
import { causeGlossary, timelineFigure } from './figures/timeline-figure.ts';
import { dataScript, element, escapeText } from '../page/markup.ts';
import { decimal } from '../page/numbers.ts';
import { renderPage } from '../page/page.ts';
import type { Section } from '../page/page.ts';
import { drawnRegion } from './regions-drawn.ts';
import type { ReportInput } from './report-input.ts';
import { countOf, viewRun } from './run-view.ts';
import { watchFigure } from './figures/watch-figure.ts';
import { ACQUISITION_STYLE, acquisitionSections } from './sections/acquisition-sections.ts';
import { assumptions } from './sections/assumptions.ts';
import { clockTable, verdictTable } from './sections/decision-clock.ts';
import { headlines } from './sections/headlines.ts';
import { launchTable } from './sections/launch-table.ts';
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
import { lossesSection } from './sections/losses-section.ts';
import { qualityTable, requirementTable } from './sections/requirement-tables.ts';
import { eventsList, reproduction, trackingTable } from './sections/run-notes.ts';
import { transitsOf } from './transit.ts';
import { loadWorldLand } from '../page/world-land.ts';

/** Vertices of region outlines closer than this are dropped for drawing, deg: under a pixel on the largest map. */
const REGION_SPACING_DEG = 0.2;

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
  const land = loadWorldLand();
  const satellites = record.groups.reduce((sum, group) => sum + group.satellites, 0);
  const designed = record.groups.reduce(
    (sum, group, index) => sum + (scenario.satellites[index]?.catalogue === undefined ? group.satellites : 0),
    0,
  );
  const sections: readonly Section[] = [
    { id: 'where', title: 'Where', body: mapFigures(view, land, drawn) },
    {
      id: 'when',
      title: 'Seen, held, lost',
      body:
        timelineFigure(view) +
        element('p', { class: 'small' }, `Causes of gaps. ${causeGlossary()}.`) +
        timesTable(view) +
        watchFigure(view),
    },
    {
      id: 'custody',
      title: 'What it held and what it could not',
      body:
        custodyTable(view) +
        requirementTable(view) +
        qualityTable(view) +
        details('Watched by sensor kind', custodyBySensorTable(view)) +
        details('All gaps', gapsTable(view)),
    },
    ...(input.engagement === undefined
      ? []
      : [{ id: 'second-fleet', title: 'The second fleet', body: engagementSection(input.engagement) }]),
    ...(input.losses === undefined
      ? []
      : [{ id: 'losses-section', title: 'With satellites lost', body: lossesSection(input.losses) }]),
    {
      id: 'decision',
      title: 'The decision',
      body: [
        decisionFigure(view, transits),
        classesFigure(view),
        details('Decision clock of each object', clockTable(view)),
        verdictTable(view),
        footprintFigures(view, land, drawn),
        impactFigure(view),
        impactTable(view),
        launchTable(view),
      ].join(''),
    },
    { id: 'accuracy', title: 'Accuracy and consistency', body: errorFigure(view) + errorTable(view) },
    {
      id: 'looks',
      title: 'Observers and background',
      body: observersFigure(view) + looksTable(view) + stagesTable(view),
    },
    ...(input.acquisition === undefined ? [] : acquisitionSections(input.acquisition, designed)),
    { id: 'assumptions', title: 'Assumptions', body: assumptions(input) },
    {
      id: 'run',
      title: 'Tracking, events, and how to reproduce',
      body: trackingTable(record) + eventsList(record) + reproduction(input),
    },
  ];
  return renderPage({
    title: scenario.title,
    about: `${decimal(satellites, 0)} satellites, ${countOf(view.objects.length, 'object')}, ${decimal(scenario.durationMin, 0)} minutes from ${escapeText(scenario.epoch)}, seed ${scenario.seed}. Run <code>${escapeText(input.runId)}</code>`,
    headlines: [...headlines(view, transits), ...(input.engagement?.why.slice(0, 1) ?? [])],
    sections,
    style: input.acquisition === undefined ? '' : ACQUISITION_STYLE,
    data: dataScript('manifest', { runId: input.runId, ...input.manifest }),
  });
}
