import type { MeanElements } from '@cupola/core/constellation';
import { OMM_FRAME, OMM_ORIGINATOR, OMM_VERSION, ommValues } from './omm-values.ts';

/** A list with one record a line, keys as CelesTrak has them. */
export function writeOmmJson(elements: readonly MeanElements[]): string {
  return `[\n${elements.map((each) => JSON.stringify(ommValues(each))).join(',\n')}\n]\n`;
}

/** A header and one object a line; a name with a comma or a quotation mark is quoted. */
export function writeOmmCsv(elements: readonly MeanElements[]): string {
  const rows = elements.map((each) => Object.values(ommValues(each)).map(csvCell).join(','));
  const header = elements.slice(0, 1).map((each) => Object.keys(ommValues(each)).join(','));
  return `${[...header, ...rows].join('\n')}\n`;
}

function csvCell(value: string | number): string {
  const text = String(value);
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One message after another, an empty line between them. `createdAt`: UTC, as CCSDS writes it. */
export function writeOmmKvn(elements: readonly MeanElements[], createdAt: string): string {
  return elements.map((each) => kvnMessage(each, createdAt)).join('\n');
}

function kvnMessage(elements: MeanElements, createdAt: string): string {
  const { OBJECT_NAME, OBJECT_ID, ...rest } = ommValues(elements);
  const header = { CCSDS_OMM_VERS: OMM_VERSION, CREATION_DATE: createdAt, ORIGINATOR: OMM_ORIGINATOR };
  const lines = Object.entries({ ...header, OBJECT_NAME, OBJECT_ID, ...OMM_FRAME, ...rest });
  return lines
    .map(([key, value]) => `${key} = ${value}`.trimEnd())
    .join('\n')
    .concat('\n');
}

/** All messages in one `ndm`. `createdAt`: UTC, as CCSDS writes it. */
export function writeOmmXml(elements: readonly MeanElements[], createdAt: string): string {
  const schema =
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="https://sanaregistry.org/r/ndmxml_unqualified/ndmxml-3.0.0-master-3.0.xsd"';
  const messages = elements.map((each) => xmlMessage(each, createdAt)).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<ndm ${schema}>\n${messages}</ndm>\n`;
}

function xmlMessage(elements: MeanElements, createdAt: string): string {
  const { OBJECT_NAME, OBJECT_ID, ...rest } = ommValues(elements);
  const orbit = Object.entries(rest).slice(0, 7);
  const tle = Object.entries(rest).slice(7);
  const metadata = Object.entries({ OBJECT_NAME, OBJECT_ID, ...OMM_FRAME });
  const header = xmlValues([
    ['CREATION_DATE', createdAt],
    ['ORIGINATOR', OMM_ORIGINATOR],
  ]);
  const body = `<metadata>\n${xmlValues(metadata)}</metadata>\n<data>\n<meanElements>\n${xmlValues(orbit)}</meanElements>\n<tleParameters>\n${xmlValues(tle)}</tleParameters>\n</data>`;
  return `<omm id="CCSDS_OMM_VERS" version="${OMM_VERSION}">\n<header>\n${header}</header>\n<body>\n<segment>\n${body}\n</segment>\n</body>\n</omm>\n`;
}

function xmlValues(values: readonly (readonly [key: string, value: string | number | undefined])[]): string {
  return values.map(([key, value]) => `<${key}>${xmlText(String(value))}</${key}>\n`).join('');
}

function xmlText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
