import type { LayerAcquisition } from '../../acquisition/layer-acquisition.ts';
import { breakEvenFigure, offerCurvesFigure } from '../../acquisition/acquire/acquire-figures.ts';
import { acquireHeadlines } from '../../acquisition/acquire/acquire-words.ts';
import { sCurveFigure, sandFigure, tornadoFigure } from '../../acquisition/cost/cost-figures.ts';
import { costHeadlines } from '../../acquisition/cost/render-cost.ts';
import {
  coverageFigure,
  ganttFigure,
  serviceFigure,
} from '../../acquisition/deployment/deployment-figures.ts';
import { deploymentWords } from '../../acquisition/deployment/deployment-words.ts';
import { element, escapeText } from '../../page/markup.ts';
import { decimal } from '../../page/numbers.ts';
import type { Section } from '../../page/page.ts';

/** Rules that the figures of cost need. */
export const ACQUISITION_STYLE = 'svg .fill{fill:var(--c)}svg .whisker{stroke:var(--ink);stroke-width:1.2}';

/** What the layer costs, how it gets into orbit and what is offered, by the case that the scenario names. */
export function acquisitionSections(
  { cost, deployment, offers }: LayerAcquisition,
  designed: number,
): readonly Section[] {
  const { satellites } = cost.acquisition.plan;
  const another =
    satellites === designed
      ? []
      : [
          `The case is of ${decimal(satellites, 0)} satellites; the run flies ${decimal(designed, 0)} of its own design.`,
        ];
  return [
    {
      id: 'cost',
      title: 'What it costs',
      body:
        sentences([...another, ...costHeadlines(cost)]) +
        sCurveFigure(cost) +
        sandFigure(cost) +
        tornadoFigure(cost),
    },
    ...(deployment === null
      ? []
      : [
          {
            id: 'deployment',
            title: 'How it gets into orbit',
            body:
              sentences(deploymentWords(deployment)) +
              serviceFigure(deployment) +
              coverageFigure(deployment) +
              ganttFigure(deployment),
          },
        ]),
    ...(offers === null
      ? []
      : [
          {
            id: 'offers',
            title: 'Subscribe or own',
            body: sentences(acquireHeadlines(offers)) + offerCurvesFigure(offers) + breakEvenFigure(offers),
          },
        ]),
  ];
}

function sentences(texts: readonly string[]): string {
  return element('ul', {}, ...texts.map((text) => element('li', {}, escapeText(text))));
}
