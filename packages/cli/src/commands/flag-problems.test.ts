import { Command, InvalidArgumentError, Option } from 'commander';
import { afterEach, expect, it, vi } from 'vitest';
import { noteWrongFlags } from './flag-problems.ts';
import type { WrongFlag } from './flag-problems.ts';

afterEach(() => void vi.unstubAllEnvs());

function refuse(): never {
  throw new InvalidArgumentError('Expected a whole number.');
}

function wrongPlaces(...words: readonly string[]): readonly string[] {
  const wrong: WrongFlag[] = [];
  const port = new Option('--port <n>').env('CUPOLA_TEST_PORT').argParser(refuse);
  const command = new Command().exitOverride().addOption(port);
  noteWrongFlags(command, wrong);
  command.parse(words, { from: 'user' });
  return wrong.map(({ problem }) => problem.path);
}

it('names the flag, or the variable of the environment, that a wrong value comes from', () => {
  expect(wrongPlaces('--port', 'abc')).toEqual(['--port']);
  vi.stubEnv('CUPOLA_TEST_PORT', 'xyz');
  expect(wrongPlaces()).toEqual(['CUPOLA_TEST_PORT']);
  expect(wrongPlaces('--port', 'abc')).toEqual(['--port']);
});
