/**
 * Takes one figure out of a report as a picture of its own, for pages that cannot show the report.
 *
 *   node tools/extract-figure.ts RUN_FOLDER/report.html FIGURE out.svg      e.g. map-desk, timeline-desk, decisions-desk
 */
import { readFileSync, writeFileSync } from 'node:fs';

const [reportFile, figure, outFile] = process.argv.slice(2);
if (reportFile === undefined || figure === undefined || outFile === undefined) {
  process.stderr.write('usage: node tools/extract-figure.ts RUN_FOLDER/report.html FIGURE out.svg\n');
  process.exit(2);
}
const page = readFileSync(reportFile, 'utf8');
const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1];
const svg = new RegExp(
  `<svg class="[^"]*" role="img" viewBox="([^"]*)" aria-labelledby="${figure}-title[^>]*>([\\s\\S]*?)</svg>`,
).exec(page);
if (style === undefined || svg === null) {
  process.stderr.write(`${reportFile} has no figure '${figure}'\n`);
  process.exit(2);
}
const [, viewBox = '', body = ''] = svg;
const [, , width = '960', height = '480'] = viewBox.split(' ');
writeFileSync(
  outFile,
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}" width="${width}" height="${height}" role="img"><style>${style}svg{background:var(--paper)}</style><rect width="100%" height="100%" fill="#fff"/>${body}</svg>\n`,
);
