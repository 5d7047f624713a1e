import { NUMBER_HEADINGS, SECTION_TITLES, gradeText, leftOutText, notice } from './brief-words.ts';
import type { Brief } from './brief.ts';

/** The same brief as Markdown. */
export function briefMarkdown(brief: Brief): string {
  const { title, asked, answer, numbers, limits, reproduce } = brief;
  const rows = numbers.map((each) => [each.what, each.value, each.range, each.source, gradeText(each)]);
  const parts = [
    `# ${inline(title)}`,
    `*${notice}*`,
    section(SECTION_TITLES.answer, list(answer)),
    section(SECTION_TITLES.asked, list(asked)),
    section(SECTION_TITLES.limits, list(limits)),
    section(SECTION_TITLES.reproduce, list(reproduce.map(([name, value]) => `${name}: ${value}`))),
    section(
      SECTION_TITLES.numbers,
      [
        row(NUMBER_HEADINGS),
        row(NUMBER_HEADINGS.map(() => '---')),
        ...rows.map((cells) => row(cells.map(inline))),
      ].join('\n'),
    ),
    leftOutText(brief),
  ];
  return `${parts.join('\n\n')}\n`;
}

function section(title: string, body: string): string {
  return `## ${title}\n\n${body}`;
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${inline(item)}`).join('\n');
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** Text that Markdown takes as text. */
function inline(text: string): string {
  return text.replaceAll(/[\\`*_|<>[\]]/g, String.raw`\$&`).replaceAll('\n', ' ');
}
