/** What only the design page draws. */
export const DESIGN_STYLE: string = `
pre{white-space:pre-wrap;overflow-wrap:anywhere}
svg .candidate{stroke:var(--soft);stroke-opacity:.45;stroke-width:4;stroke-linecap:round}
svg .front-dot{stroke:var(--kind0);stroke-width:7;stroke-linecap:round}
svg .error-bar{stroke:var(--kind0);stroke-width:1.4}
.full-ring{fill:none;stroke:var(--kind1);stroke-width:2}.knee-ring{fill:none;stroke:var(--ink);stroke-width:1.6}
svg .given-dot{stroke:var(--kind3);stroke-width:9;stroke-linecap:square}
svg .reference{stroke:var(--ink);stroke-width:1;stroke-dasharray:5 3}
@media print{svg .tick,svg .axis-title{font-size:13px}}
`;
