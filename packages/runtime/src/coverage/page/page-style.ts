import { COLOURS, OUTSIDE_COLOUR } from './colour-scale.ts';

/** What only the coverage page draws: cells in their colours, coast lines that stand out on dark and bright cells. */
export const COVERAGE_STYLE: string = `
pre{white-space:pre-wrap;overflow-wrap:anywhere}
.cells{shape-rendering:crispEdges}
svg .meridians{stroke:#fff;stroke-opacity:.25;stroke-width:.6;vector-effect:non-scaling-stroke}
svg use{stroke-linejoin:round}
svg .coast-under{stroke:#0b1017;stroke-opacity:.75;stroke-width:2}svg .coast{stroke:#fff;stroke-width:.8}
svg .worst-under,svg .worst{stroke-linecap:round;vector-effect:non-scaling-stroke}
svg .worst-under{stroke:#fff;stroke-width:11}svg .worst{stroke:#d7263d;stroke-width:7}
${COLOURS.map((colour, shade) => `.q${shade}{fill:${colour}}`).join('')}.outside{fill:${OUTSIDE_COLOUR}}
.legend rect{stroke:var(--axis);stroke-width:.7}
svg .reference{stroke:var(--ink);stroke-width:1;stroke-dasharray:5 3}
@media print{#where figure svg[role]{max-width:150mm}svg .tick,svg .axis-title{font-size:13px}}
`;
