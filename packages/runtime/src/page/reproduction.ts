import { element, escapeText, table } from './markup.ts';

/** What made an answer. Nothing in it depends on when, where or how fast. */
export interface Provenance {
  readonly cupola: string;
  readonly simulated: true;
  /** That gives the same answer. */
  readonly command: string;
  readonly sourceHash: string;
}

/**
 * How to get the same bytes again.
 *
 * @param inputs - What else it was made from: name and value.
 * @param beside - Sentence about the files beside the page.
 */
export function reproductionOf(
  { command, cupola, sourceHash }: Provenance,
  inputs: readonly (readonly [string, string])[],
  beside: string,
): string {
  const rows = [...inputs, ['program', `cupola ${cupola}, sources ${sourceHash}`] as const];
  return [
    element(
      'p',
      {},
      'The same satellites, question and program give the same bytes, on any number of threads:',
    ),
    element('pre', {}, escapeText(command)),
    table(
      'Made from',
      ['what', 'which'],
      rows.map((row) => row.map(escapeText)),
    ),
    element('p', { class: 'small' }, `${escapeText(beside)} Cupola is open source under Apache-2.0.`),
  ].join('');
}
