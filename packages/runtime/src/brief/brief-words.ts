import type { Brief, BriefNumber } from './brief.ts';

/** Headings of both forms of a brief. */
export const SECTION_TITLES = {
  answer: 'What comes out',
  asked: 'What was asked',
  limits: 'Limits',
  reproduce: 'How to reproduce',
  numbers: 'Every number, its source and its grade',
} as const;

export const NUMBER_HEADINGS: readonly string[] = ['what', 'value', 'range', 'source', 'grade'];

export const notice =
  'Simulated, unclassified, on generic published figures. A computed number names the weakest grade of what it rests on.';

export function gradeText({ grade, restsOn }: BriefNumber): string {
  return grade === 'computed' ? `computed (${restsOn})` : grade;
}

export function leftOutText({ leftOut }: Brief): string {
  const grades =
    'Grades: primary, a primary source that was read; two-independent, two others that were; published, a public reference is named; notional, a judgement or a figure without such a source.';
  return leftOut === 0 ? grades : `${grades} ${leftOut} more numbers stand in the files named.`;
}
