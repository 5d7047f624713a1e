/** What only the page of calibration draws. */
export const CALIBRATION_STYLE: string = `
svg .bin-dot{stroke:var(--c);stroke-width:6.5;stroke-linecap:round}svg .bin-bar{stroke:var(--c);stroke-width:1.6}
svg .off{--c:var(--warn)}
svg .reference{stroke:var(--ink);stroke-width:1;stroke-dasharray:5 3}
#checks tbody th,#scores tbody th,#declared tbody th{white-space:normal;font-weight:400}#scores table{font-size:12.5px}#checks th:first-child{width:50%}
`;
