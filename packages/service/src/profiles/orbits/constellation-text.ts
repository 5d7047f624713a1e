import { writeCatalogue } from '@cupola/contract/catalogue';
import type { WrittenCatalogue } from '@cupola/contract';
import type { NamedElements } from '@cupola/core/mission';
import type { DataMode } from '../../picture/records.ts';
import { modeSentence } from '../mode-words.ts';

/** The ways CelesTrak asks for element sets, with the type of each and the ending of a file. */
export const ELEMENT_FORMS = {
  json: { mediaType: 'application/json', ending: 'json' },
  'json-pretty': { mediaType: 'application/json', ending: 'json' },
  csv: { mediaType: 'text/csv', ending: 'csv' },
  kvn: { mediaType: 'text/plain', ending: 'kvn' },
  xml: { mediaType: 'application/xml', ending: 'xml' },
  tle: { mediaType: 'text/plain', ending: 'tle' },
  '3le': { mediaType: 'text/plain', ending: 'tle' },
  '2le': { mediaType: 'text/plain', ending: 'tle' },
} as const;
export type ElementForm = keyof typeof ELEMENT_FORMS;

export const ELEMENT_FORM_NAMES: readonly [ElementForm, ...ElementForm[]] = [
  'json',
  'json-pretty',
  'csv',
  'kvn',
  'xml',
  'tle',
  '3le',
  '2le',
];

/**
 * Element sets as their readers know them. The mode stands behind each name, and in `COMMENT` where the form has that; two lines have neither.
 *
 * @param createdAt - UTC such as `2026-07-24T00:00:00`, for the header of KVN and XML.
 * @returns Every object that two lines cannot hold, by its name.
 */
export function constellationText(
  satellites: readonly NamedElements[],
  form: ElementForm,
  dataMode: DataMode,
  createdAt: string,
): WrittenCatalogue {
  const elements = satellites.map((each) => ({
    ...each.elements,
    objectName: `${each.elements.objectName} [${dataMode}]`,
  }));
  switch (form) {
    case 'csv':
      return writeCatalogue(elements, 'omm-csv', createdAt);
    case 'json':
    case 'json-pretty':
      return rewritten(writeCatalogue(elements, 'omm-json', createdAt), (text) =>
        jsonText(text, dataMode, form === 'json-pretty'),
      );
    case 'kvn':
      return rewritten(writeCatalogue(elements, 'omm-kvn', createdAt), (text) =>
        text.replaceAll(/^(CCSDS_OMM_VERS = .*)$/gm, `$1\nCOMMENT ${modeSentence(dataMode)}`),
      );
    case 'xml':
      return rewritten(writeCatalogue(elements, 'omm-xml', createdAt), (text) =>
        text.replaceAll('<header>\n', `<header>\n<COMMENT>${modeSentence(dataMode)}</COMMENT>\n`),
      );
    case 'tle':
    case '3le':
      return writeCatalogue(elements, 'tle', createdAt);
    case '2le':
      return rewritten(writeCatalogue(elements, 'tle', createdAt), withoutNames);
    default:
      return form satisfies never;
  }
}

function rewritten(written: WrittenCatalogue, by: (text: string) => string): WrittenCatalogue {
  return written.ok ? { ok: true, text: by(written.text) } : written;
}

/** The keys of each record with a comment behind them, which readers of element sets pass over. */
function jsonText(text: string, dataMode: DataMode, isPretty: boolean): string {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as it was written just now
  const records = JSON.parse(text) as readonly Readonly<Record<string, unknown>>[];
  const commented = records.map((each) => ({ ...each, COMMENT: modeSentence(dataMode) }));
  return isPretty ? `${JSON.stringify(commented, null, 4)}\n` : `${JSON.stringify(commented)}\n`;
}

function withoutNames(text: string): string {
  return text
    .split('\n')
    .filter((_, k) => k % 3 !== 0 || k === text.split('\n').length - 1)
    .join('\n');
}
