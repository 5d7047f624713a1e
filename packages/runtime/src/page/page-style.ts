/** Colours of the page by light and dark; figures use them through classes. Chosen so that neighbours differ in lightness too. */
const LIGHT = `--paper:#fff;--panel:#f5f6f8;--ink:#17202a;--soft:#566273;--grid:#e1e5ea;--axis:#8b96a5;
--kind0:#1f6fc4;--kind1:#c2560a;--kind2:#17825f;--kind3:#8a3ea8;--kind4:#9a7b00;--kind5:#b3246b;
--sea:#eef3f8;--land:#d5d9de;--region:#a9c7ea;--edge:#a7b1bd;
--held:#2c8f5f;--degraded:#e3b341;--lost:#c23b3b;--warn:#b3261e;--flight:#b3261e;--peaceful:#17825f;--ellipse:#7a2fb0;
--p0:#c9cfd7;--p1:#f0a35e;--p2:#a9c7ea;--p3:#8fcfa8;--p4:#e88a8a;--bar-ink:#17202a;
--c-outage:#7b8794;--c-geometry:#9b8bd6;--c-limb:#5fb0c9;--c-sun:#e6c229;--c-range:#c98bb9;--c-signal:#e07b53;--c-saturation:#b5a77e;--c-tasking:#86b36b;--c-association:#d65f7a;
--transit:#f3d9a4;--expected:#d8ecdf`;
const DARK = `--paper:#12161b;--panel:#1b2128;--ink:#e6eaef;--soft:#a4afbc;--grid:#2c343d;--axis:#6f7b89;
--kind0:#5aa5f2;--kind1:#f0944d;--kind2:#43bd92;--kind3:#c58ae0;--kind4:#d3b53c;--kind5:#ee77ad;
--sea:#182029;--land:#39434e;--region:#31598a;--edge:#566270;
--held:#3fae79;--degraded:#d9a92f;--lost:#e06060;--warn:#ff8a80;--flight:#ff7b72;--peaceful:#43bd92;--ellipse:#c79bf2;
--p0:#59636f;--p1:#d98b45;--p2:#5d86b8;--p3:#4f9a6c;--p4:#cf6d6d;--bar-ink:#0c0f12;
--c-outage:#8d99a6;--c-geometry:#a99ae0;--c-limb:#68bdd6;--c-sun:#e6c93f;--c-range:#d39bc4;--c-signal:#ea8a63;--c-saturation:#c4b78f;--c-tasking:#97c57b;--c-association:#e47d94;
--transit:#5a4a22;--expected:#1f3a2c`;

const PAGE = `
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif}
main{max-width:1000px;margin:0 auto;padding:0 20px 48px}
.banner{background:var(--warn);color:var(--paper);font-weight:600;text-align:center;padding:6px 12px;font-size:14px}
h1{font-size:28px;line-height:1.2;margin:24px 0 4px}h2{font-size:21px;margin:44px 0 8px;padding-top:12px;border-top:1px solid var(--grid)}
h3{font-size:16px;margin:20px 0 6px}p{margin:8px 0}
.run,.small,figcaption{color:var(--soft);font-size:14px}.run code{font-size:13px;overflow-wrap:anywhere}
.headlines{list-style:none;padding:0;margin:18px 0}.headlines li{background:var(--panel);border-left:4px solid var(--kind0);padding:8px 14px;margin:8px 0}
.headlines li:first-child{font-size:18px;font-weight:600}
nav{font-size:14px;margin:12px 0;display:flex;flex-wrap:wrap;gap:4px 16px}a{color:var(--kind0)}
figure{margin:20px 0;break-inside:avoid}figure svg[role]{display:block;width:100%;height:auto;background:var(--paper)}
figure svg.phone{display:none}#map-path svg[role]{max-width:620px;margin:0 auto}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:2px 18px;padding:0;margin:4px 0 8px;font-size:13px;color:var(--soft)}
.legend li{display:flex;align-items:center;gap:6px}
.scroll{overflow-x:auto;margin:0 0 16px;background:linear-gradient(90deg,var(--paper) 60%,transparent) local 0 0/28px 100% no-repeat,linear-gradient(270deg,var(--paper) 60%,transparent) local 100% 0/28px 100% no-repeat,linear-gradient(90deg,var(--edge),transparent) scroll 0 0/10px 100% no-repeat,linear-gradient(270deg,var(--edge),transparent) scroll 100% 0/10px 100% no-repeat}.scroll:focus-visible{outline:2px solid var(--kind0)}
table{border-collapse:collapse;font-size:14px;width:100%}
.caption{font-size:14px;font-weight:600;margin:20px 0 4px}
th,td{text-align:left;vertical-align:top;padding:4px 10px 4px 0;border-bottom:1px solid var(--grid)}
thead th{color:var(--soft);font-weight:600;font-size:13px;vertical-align:bottom}tbody th{font-weight:600;white-space:nowrap}
td{font-variant-numeric:tabular-nums}
pre{background:var(--panel);padding:10px 14px;overflow-x:auto;font-size:14px}
details{margin:16px 0}summary{cursor:pointer;font-weight:600}
.two{display:grid;grid-template-columns:1fr 1fr;gap:0 32px}.two ul{padding-left:20px;margin:4px 0}.two li{margin:4px 0}
`;

const FIGURES = `
svg text{font:12px system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif;fill:var(--ink)}
svg .tick{font-size:11px;fill:var(--soft)}svg .axis-title{font-size:11.5px;fill:var(--soft)}svg .strong{font-weight:600}
svg .in-bar{font-size:10px;fill:var(--bar-ink)}svg .halo{paint-order:stroke;stroke:var(--paper);stroke-width:3px;stroke-linejoin:round}
svg path{fill:none}
.grid{stroke:var(--grid);stroke-width:1}.axis{stroke:var(--axis);stroke-width:1}.faint{opacity:.45}
.break{stroke:var(--axis);stroke-width:1;stroke-dasharray:2 3}
.k0{--c:var(--kind0)}.k1{--c:var(--kind1)}.k2{--c:var(--kind2)}.k3{--c:var(--kind3)}.k4{--c:var(--kind4)}.k5{--c:var(--kind5)}
svg .series{stroke:var(--c);stroke-width:1.8;stroke-linejoin:round;stroke-linecap:round}
.dash1{stroke-dasharray:7 3}.dash2{stroke-dasharray:2 3.5}.dash3{stroke-dasharray:9 3 2 3}.dash4{stroke-dasharray:4 2}.dash5{stroke-dasharray:1 5}
svg .band{fill:var(--c);fill-opacity:.2;stroke:none}svg .sigma{stroke:var(--ink);stroke-width:1.6;stroke-dasharray:5 3}
.class-area{stroke:var(--paper);stroke-width:.5}svg .c0{fill:var(--kind0)}svg .c1{fill:var(--kind1)}svg .c2{fill:var(--kind2)}svg .c3{fill:var(--kind3)}svg .c4{fill:var(--kind4)}svg .c5{fill:var(--kind5)}
.lane{fill:var(--c);fill-opacity:.75}svg .dot{stroke-width:6}
.strip{stroke:var(--c);stroke-width:10}.s1{opacity:.3}.s2{opacity:.52}.s3{opacity:.76}.s4{opacity:1}
.phase-0{fill:var(--p0)}.phase-1{fill:var(--p1)}.phase-2{fill:var(--p2)}.phase-3{fill:var(--p3)}.phase-4{fill:var(--p4)}
.custody-1{fill:var(--held)}.custody-2{fill:var(--degraded)}.custody-3{fill:var(--lost)}
.gap-bar{fill:var(--c-outage)}.cause-geometry{fill:var(--c-geometry)}.cause-limb{fill:var(--c-limb)}.cause-Sun{fill:var(--c-sun)}.cause-range{fill:var(--c-range)}
.cause-signal{fill:var(--c-signal)}.cause-saturation{fill:var(--c-saturation)}.cause-tasking{fill:var(--c-tasking)}.cause-association{fill:var(--c-association)}
svg .mark-dot{stroke:var(--ink);stroke-width:7;stroke-linecap:round}.mark-ring{fill:var(--paper);stroke:var(--ink);stroke-width:1.6}
svg .mark-cross{stroke:var(--ink);stroke-width:2}svg .mark-triangle{fill:var(--warn);stroke:var(--paper);stroke-width:1}
svg .mark-launch{fill:var(--ink);stroke:var(--paper);stroke-width:1}
svg .cutoff{stroke:var(--ink);stroke-width:1;stroke-dasharray:4 2}svg .declared{stroke:var(--warn);stroke-width:1}
svg .threshold{stroke:var(--warn);stroke-width:1;stroke-dasharray:6 4}.transit{fill:var(--transit)}.expected{fill:var(--expected)}
svg .curve-joint{stroke:var(--kind0);stroke-width:2.2;stroke-linejoin:round}
svg .curve-union{stroke:var(--kind2);stroke-width:1.5;stroke-dasharray:6 3}svg .curve-weapon{stroke:var(--kind1);stroke-width:1.5;stroke-dasharray:2 3}
svg .sea{fill:var(--sea)}svg .graticule{stroke:var(--grid);stroke-width:.6}svg .land{fill:var(--land)}
svg .region{fill:var(--region);stroke:var(--edge);stroke-width:.5}svg .map-edge{stroke:var(--edge);stroke-width:1}
svg .satellite{stroke-width:3.2;stroke-linecap:round;opacity:.7}svg .satellite.big{stroke-width:6;opacity:1}
svg .g0{stroke:var(--kind0)}svg .g1{stroke:var(--kind1)}svg .g2{stroke:var(--kind2)}svg .g3{stroke:var(--kind3)}
svg .flight{stroke-width:1.8;stroke-linejoin:round}svg .weapon{stroke:var(--flight)}svg .peaceful{stroke:var(--peaceful);stroke-dasharray:6 3}
svg .footprint{fill:none;stroke-width:1.8}svg .reach{fill:none;stroke-width:1.2;stroke-dasharray:1 4;stroke-linecap:round}svg .moment-0{stroke:var(--kind0)}svg .moment-1{stroke:var(--kind1);stroke-dasharray:7 3}svg .moment-2{stroke:var(--kind3);stroke-dasharray:2 3}svg path.reach{stroke-dasharray:1 4}
svg .ellipse{fill:none;stroke:var(--ellipse);stroke-width:1.5}svg .stage-1{stroke-dasharray:6 3}svg .stage-2{stroke:var(--kind1);stroke-width:2}
`;

const SMALL = `@media (max-width:640px){main{padding:0 12px 32px}h1{font-size:23px}h2{font-size:19px}
figure svg.desk{display:none}figure svg.phone{display:block}.two{grid-template-columns:1fr}.phone .satellite{stroke-width:1.9}table{font-size:13px}}`;

const PRINT = `@media print{@page{margin:14mm}:root{${LIGHT}}body{font-size:10.5pt}main{max-width:none;padding:0}
figure svg.desk{display:block}figure svg.phone{display:none}nav{display:none}.scroll{overflow:visible;background:none}table,thead th{font-size:8pt}th,td{padding:2px 5px 2px 0}
tr,li,.headlines li{break-inside:avoid}h2,h3,.caption{break-after:avoid}pre{break-before:avoid;break-inside:avoid}details.long{display:none}summary{list-style:none}.run,.small,figcaption{font-size:9pt}p{orphans:3;widows:3}.banner{border:2px solid #000}#map-path svg[role]{max-width:115mm}details:not(.long)::details-content{display:block;content-visibility:visible}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}`;

/** The style sheet of the page: no outside fonts or files. */
export const PAGE_STYLE: string = [
  `:root{color-scheme:light dark;${LIGHT}}`,
  `@media (prefers-color-scheme:dark){:root{${DARK}}}`,
  PAGE,
  FIGURES,
  SMALL,
  PRINT,
].join('\n');
