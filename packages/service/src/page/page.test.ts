import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it, vi } from 'vitest';

const fileOf = (name: string): string => readFileSync(fileURLToPath(new URL(name, import.meta.url)), 'utf8');

/** As much of an element as the page uses. */
class Drawn {
  children: readonly unknown[] = [];
  hidden = false;
  textContent = '';
  parentElement: { hidden: boolean } = { hidden: false };
  /** Of a form. */
  readonly elements = { key: { value: '' } };
  append(...children: readonly unknown[]): void {
    this.children = [...this.children, ...children];
  }
  replaceChildren(...children: readonly unknown[]): void {
    this.children = children;
  }
  addEventListener(): void {}
}

/** Lets the page run against a service. @returns Its elements by id. */
function opened(answer: (url: string) => Promise<Response>): (id: string) => Drawn {
  const elements = new Map<string, Drawn>();
  const elementOf = (id: string): Drawn => {
    const element = elements.get(id) ?? new Drawn();
    elements.set(id, element);
    return element;
  };
  const given: Readonly<Record<string, unknown>> = {
    document: { getElementById: elementOf, createElement: () => new Drawn() },
    location: { hash: '', pathname: '/' },
    history: {},
    sessionStorage: { getItem: () => 'key' },
    fetch: answer,
    addEventListener: () => {},
    requestAnimationFrame: () => {},
    setInterval: () => 0,
    setTimeout: () => 0,
  };
  // oxlint-disable-next-line typescript/no-implied-eval, no-new-func -- the page as it is served, with a browser of ours
  const run = new Function(...Object.keys(given), fileOf('page.js'));
  run(...Object.values(given));
  return elementOf;
}

const served = {
  dataMode: 'TEST',
  title: 'A layer',
  session: 'live-0001',
  feed: 'live',
  state: 'serving',
  satellites: 2,
  tracks: 0,
  now: null,
  finalThrough: null,
};

it('shows the newest events, however many there are', async () => {
  const COUNT = 2_345;
  const element = opened((url) => {
    const { pathname, searchParams } = new URL(url, 'http://service');
    if (pathname === '/v1') return Promise.resolve(Response.json(served));
    if (pathname === '/v1/events') {
      const after = Number(searchParams.get('cursor') ?? 0);
      const through = Math.min(COUNT, after + Number(searchParams.get('limit')));
      const items = Array.from({ length: through - after }, (_, index) => ({
        kind: `number-${after + index + 1}`,
        at: '2026-07-24T00:00:00.000000Z',
        trackId: null,
        detail: {},
      }));
      return Promise.resolve(Response.json({ items, next: through < COUNT ? String(through) : null }));
    }
    if (pathname === '/v1/stream') return new Promise(() => {});
    return Promise.resolve(new Response(null, { status: 403 }));
  });
  await vi.waitFor(() => expect(element('events').children).toHaveLength(30), { timeout: 10_000 });
  const told = JSON.stringify(element('events').children);
  expect(told).toContain(`number ${COUNT}`);
  expect(told).toContain(`number ${COUNT - 29}`);
  expect(told).not.toContain('"number 30"');
});

it('says why it is refused', async () => {
  const element = opened((url) =>
    Promise.resolve(
      url === '/v1'
        ? Response.json({ detail: 'the tenant is suspended' }, { status: 403 })
        : new Response(null, { status: 404 }),
    ),
  );
  await vi.waitFor(() => expect(element('trouble').textContent).toBe('the tenant is suspended'), {
    timeout: 10_000,
  });
});

it('has a unit over every column of numbers, and the time scale over every column of times', () => {
  const headings = [...fileOf('page.html').matchAll(/<th scope="col"( class="number")?>([^<]+)</g)];
  const numbers = headings.filter(([, isNumber]) => isNumber !== undefined).map(([, , text]) => text);
  expect(numbers.length).toBeGreaterThan(8);
  for (const text of numbers) expect(text).toMatch(/, (?:°|km|km\/s|probability)$|^Satellites$/);
  const times = headings
    .map(([, , text = '']) => text)
    .filter((text) => /^(?:Since|At|Last seen)/.test(text));
  expect(times.length).toBeGreaterThan(2);
  for (const text of times) expect(text).toMatch(/, UTC$/);
});
