import { element, escapeText } from '../page/markup.ts';
import { NUMBER_HEADINGS, SECTION_TITLES, gradeText, leftOutText, notice } from './brief-words.ts';
import type { Brief } from './brief.ts';

/** Two sheets of A4: what was asked and answered on the first, every number with its source and how to reproduce it on the second. Also a page by itself. */
export function renderBrief(brief: Brief): string {
  const { title, asked, answer, numbers, limits, reproduce } = brief;
  const first = [
    element('h1', {}, escapeText(title)),
    element('p', { class: 'notice' }, escapeText(notice)),
    heading(SECTION_TITLES.answer),
    list(answer, 'answer'),
    heading(SECTION_TITLES.asked),
    list(asked),
    heading(SECTION_TITLES.limits),
    list(limits),
  ];
  const rows = numbers.map((each) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, escapeText(each.what)),
      ...[each.value, each.range, each.source, gradeText(each)].map((cell) =>
        element('td', {}, escapeText(cell)),
      ),
    ),
  );
  const second = [
    heading(SECTION_TITLES.numbers),
    element(
      'table',
      {},
      element(
        'thead',
        {},
        element('tr', {}, ...NUMBER_HEADINGS.map((text) => element('th', { scope: 'col' }, text))),
      ),
      element('tbody', {}, ...rows),
    ),
    element('p', { class: 'small' }, escapeText(leftOutText(brief))),
    heading(SECTION_TITLES.reproduce),
    element(
      'dl',
      {},
      ...reproduce.flatMap(([name, value]) => [
        element('dt', {}, escapeText(name)),
        element('dd', {}, escapeText(value)),
      ]),
    ),
  ];
  const sheets = [first, second].map((parts) => element('section', { class: 'sheet' }, ...parts)).join('');
  return `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">${element('title', {}, `${escapeText(title)} – brief, simulated`)}<style>${STYLE}</style></head><body>${sheets}</body></html>\n`;
}

function heading(text: string): string {
  return element('h2', {}, escapeText(text));
}

function list(items: readonly string[], className?: string): string {
  return element('ul', { class: className }, ...items.map((item) => element('li', {}, escapeText(item))));
}

/** Sizes that leave room on a sheet for all that a brief may hold. */
const STYLE = `@page{size:A4;margin:14mm 15mm}*{box-sizing:border-box}
body{margin:0;color:#17202a;background:#fff;font:9.4pt/1.36 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif}
.sheet{max-width:180mm;margin:8mm auto}.sheet+.sheet{break-before:page}
h1{font-size:17pt;line-height:1.15;margin:0 0 1mm}h2{font-size:11pt;margin:3.6mm 0 1mm;border-top:.3mm solid #c9cfd7;padding-top:1.4mm}
.notice,.small{color:#566273;font-size:8.4pt;margin:0 0 1mm}ul{margin:0;padding-left:4.6mm}li{margin:.5mm 0;overflow-wrap:anywhere}
.answer{list-style:none;padding:0}.answer li{border-left:1mm solid #1f6fc4;background:#f5f6f8;padding:.7mm 2.4mm;margin:.9mm 0}.answer li:first-child{font-weight:600}
dl{display:grid;grid-template-columns:20mm 1fr;gap:.3mm 3mm;margin:0;font-size:8.2pt}dt{color:#566273}dd{margin:0;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%;font-size:8pt;line-height:1.25}th,td{text-align:left;vertical-align:top;padding:.7mm 2mm .7mm 0;border-bottom:.2mm solid #e1e5ea;overflow-wrap:anywhere}
thead th{color:#566273;font-size:7.8pt}tbody th{font-weight:600;width:52mm}td:nth-child(2){width:18mm}td:nth-child(3){width:27mm}td:nth-child(5){width:31mm}
@media print{.sheet{margin:0;max-width:none}}`;
