import { expect, it, vi } from 'vitest';
import { flightsText } from './flights-text.ts';
import { flightsCommand } from './flights.ts';

async function told(name: string | undefined, json: boolean): Promise<{ code: number; text: string }> {
  let text = '';
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((chunk, ...rest: unknown[]) => {
    text += String(chunk);
    const done = rest.find((each): each is () => void => typeof each === 'function');
    done?.();
    return true;
  });
  try {
    return { code: await flightsCommand(name, { json }), text };
  } finally {
    spy.mockRestore();
  }
}

it('lists all of them and names what cannot be true together', async () => {
  const { code, text } = await told(undefined, false);
  expect(code).toBe(0);
  expect(text).toMatch(/hwasong-18-2023-07-12 +icbm-solid +6,648.4 km/);
  expect(text).toContain('minuteman-3-kwajalein cannot be true together (places)');
  expect(text).toContain('hwasong-14-2017-07-04 cannot be true together (one-value)');
});

it('tells all of one as JSON', async () => {
  const { code, text } = await told('hwasong-14-2017-07-28', true);
  expect(code).toBe(0);
  expect(JSON.parse(text)).toMatchObject({
    flights: [
      { id: 'hwasong-14-2017-07-28', runnable: true, checks: [{ relation: 'kepler-time', holds: true }] },
    ],
    contradictions: 0,
  });
});

it('refuses a name that nobody knows, with the one that was meant', async () => {
  const { code, text } = await told('hwasong-14-2017-07-29', true);
  expect(code).toBe(2);
  expect(text).toContain('did you mean');
});

it('says where nothing can be checked', () => {
  const flight = {
    id: 'x',
    title: 'X',
    vehicle: 'srbm',
    runnable: false,
    published: [],
    checks: [],
    flown: null,
  };
  expect(flightsText([flight], false)).toContain('none possible');
});
