import type { Command } from 'commander';
import { expect, it } from 'vitest';
import { program } from './command-line.ts';

/** Every command and group, with the words that call it. */
function commandsOf(
  command: Command,
  words: readonly string[] = [],
): readonly (readonly [string, Command])[] {
  return command.commands.flatMap((each) => {
    const own = [...words, each.name()];
    return [[own.join(' '), each] as const, ...commandsOf(each, own)];
  });
}

/** What stands below the help of a command, as somebody reads it. */
function helpOf(command: Command): string {
  let text = '';
  command.configureOutput({ writeOut: (more) => (text += more) }).outputHelp();
  return text;
}

function examplesIn(help: string): readonly string[] {
  const [, after = ''] = help.split(/\nExamples?:\n/);
  return after.split('\n').flatMap((line) => /^ {2}(cupola .+)$/.exec(line)?.[1] ?? []);
}

/** As a shell would split it; what is sent elsewhere is not for the program. */
function wordsOf(line: string): readonly string[] {
  const [own = ''] = line.split(/ [>|] /);
  return [...own.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)]
    .map(([, double, single, bare]) => double ?? single ?? bare ?? '')
    .slice(1);
}

const ALL = commandsOf(program());

it('knows all commands', () => {
  expect(ALL.length).toBeGreaterThan(60);
  expect(ALL.map(([name]) => name)).toEqual(
    expect.arrayContaining(['run', 'keys', 'keys create', 'tenants', 'invoices verify', 'webhooks replay']),
  );
});

it.each(ALL.map(([name]) => [name]))(
  'the help of "%s" shows an example of it that is understood',
  async (name) => {
    const help = helpOf(new Map(ALL).get(name)!);
    const examples = examplesIn(help);
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) {
      expect(example.startsWith(`cupola ${name}`)).toBe(true);
      const fresh = program();
      const called: string[] = [];
      for (const [own, command] of commandsOf(fresh)) {
        command.exitOverride().configureOutput({ writeErr: () => {} });
        if (command.commands.length === 0) command.action(() => void called.push(own));
      }
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await fresh.parseAsync(wordsOf(example), { from: 'user' });
      expect(called).toHaveLength(1);
      expect([name, called[0]?.startsWith(name)]).toEqual([name, true]);
    }
  },
);
