import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const FOLDERS = ['docs', 'examples', 'simtest', 'benchmarks', 'validation', 'data', 'changes'];

function pages(): readonly string[] {
  const inFolders = FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  );
  return [...readdirSync(ROOT), ...inFolders].filter((name) => name.endsWith('.md'));
}

/** Without blocks of code, in which brackets and `#` mean something else. */
const textOf = (page: string): string =>
  readFileSync(join(ROOT, page), 'utf8').replaceAll(/```[\s\S]*?```/g, '');

/** What a heading is called in an address, as GitHub makes it. */
function anchorsOf(page: string): ReadonlySet<string> {
  const headings = [...textOf(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading);
  return new Set(
    headings.map((heading) =>
      heading
        .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
        .trim()
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}_\- ]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

it('every link among the pages leads to a file and a heading that are there', () => {
  const dead: string[] = [];
  let links = 0;
  for (const page of pages()) {
    for (const [, link = ''] of textOf(page).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(link)) continue;
      links++;
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? page : normalize(join(dirname(page), path));
      const isThere = existsSync(join(ROOT, target));
      const hasHeading =
        anchor === undefined || !isThere || !target.endsWith('.md') || anchorsOf(target).has(anchor);
      if (!isThere || !hasHeading) dead.push(`${page}: ${link}`);
    }
  }
  expect(links).toBeGreaterThan(100);
  expect(dead).toEqual([]);
});
