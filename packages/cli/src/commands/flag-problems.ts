import { InvalidArgumentError } from 'commander';
import type { Command, Option } from 'commander';
import type { Problem } from '@cupola/core/scenario';

/** A flag with a wrong value, and the name under which its command keeps it. */
export interface WrongFlag {
  readonly name: string;
  readonly problem: Problem;
}

/** Has every flag with a wrong value, of a command and all below it, noted instead of thrown one by one. */
export function noteWrongFlags(command: Command, wrong: WrongFlag[]): void {
  for (const option of command.options) {
    const parse = option.parseArg;
    if (parse === undefined) continue;
    option.parseArg = (text, previous) => {
      try {
        return parse(text, previous);
      } catch (error) {
        if (!(error instanceof InvalidArgumentError)) throw error;
        const problem = problemOf(placeOf(option, text), text, error.message);
        wrong.push({ name: option.attributeName(), problem });
        return previous;
      }
    };
  }
  for (const each of command.commands) noteWrongFlags(each, wrong);
}

/** Where the value stands: the environment is read only where the flag is not given. */
function placeOf({ envVar, long, flags }: Option, text: string): string {
  return envVar !== undefined && process.env[envVar] === text ? envVar : (long ?? flags);
}

/** `Expected a whole number from 1 to 64.` as what was expected. */
function problemOf(path: string, value: string, message: string): Problem {
  return {
    path,
    value,
    expected: message.replace(/^Expected /, '').replace(/\.$/, ''),
    message: value.trim() === '' ? 'it says nothing' : `"${value}" is not that`,
  };
}

/** What the command line itself has no words for: an unknown flag or command, a flag without its value. */
export function commandLineProblem(message: string): Problem {
  return {
    path: 'command line',
    value: null,
    expected: 'a command as cupola --help tells it',
    message: message.replace(/^error: /, ''),
  };
}
