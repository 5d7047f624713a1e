import { readFileSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';
import type { Command, Option } from 'commander';
import { inLineOrder, plainValue, yamlText } from '@cupola/contract/scenario';
import { closest } from '@cupola/core/scenario';
import type { Problem } from '@cupola/core/scenario';

/** Of the only argument, which the file may name too. */
const SCENARIO = 'scenario';
/** These are said when the service is started and nowhere else. */
const NEVER_IN_FILE: readonly string[] = ['config', 'printConfig', 'json', 'help'];

export interface ConfigFile {
  readonly problems: readonly Problem[];
  /** Null when the file does not name one. */
  readonly scenario: string | null;
}

/**
 * Settings of a service from a YAML file: its keys are the flags' names as one word (`keepLogHours`). What stands in the command line or in the
 * environment is not touched.
 */
export class ConfigReader {
  readonly #command: Command;
  /** As they are before anybody wraps them: here each problem belongs to a line. */
  readonly #parsers: ReadonlyMap<string, Option['parseArg']>;

  constructor(command: Command, parsers: ReadonlyMap<string, Option['parseArg']>) {
    this.#command = command;
    this.#parsers = parsers;
  }

  read(file: string): ConfigFile {
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { problems: [problem('--config', file, 'a file of settings', message)], scenario: null };
    }
    const yaml = yamlText(text);
    const told = (problems: readonly Problem[]): ConfigFile => ({
      problems: problems.map((each) => ({ file, ...each })),
      scenario: null,
    });
    if (yaml.problems.length > 0) return told(yaml.problems);
    const settings = plainValue(yaml.document) ?? {};
    if (typeof settings !== 'object' || Array.isArray(settings)) {
      return told([problem('', settings, 'settings by name', 'it is no list of names with values')]);
    }
    const problems: Problem[] = [];
    let scenario: string | null = null;
    for (const [key, value] of Object.entries(settings)) {
      if (key === SCENARIO) {
        if (typeof value === 'string') scenario = value;
        else problems.push(problem(key, value, 'the path of a scenario', 'it is no text'));
        continue;
      }
      const option = this.#options().find((each) => each.attributeName() === key);
      const wrong = option === undefined ? unknownKey(key, this.#names()) : this.#take(option, value);
      if (wrong !== null) problems.push(problem(key, shown(key, value), wrong.expected, wrong.message));
    }
    if (problems.length > 0) return told(inLineOrder(problems, yaml));
    return { problems: [], scenario };
  }

  #options(): readonly Option[] {
    return this.#command.options.filter((each) => !NEVER_IN_FILE.includes(each.attributeName()));
  }

  #names(): readonly string[] {
    return [SCENARIO, ...this.#options().map((each) => each.attributeName())];
  }

  #take(option: Option, value: unknown): Wrong | null {
    const name = option.attributeName();
    const source = this.#command.getOptionValueSource(name);
    const outcome = valueOf(option, this.#parsers.get(name), value);
    if (!outcome.ok) return outcome.wrong;
    if (source !== 'cli' && source !== 'env') {
      this.#command.setOptionValueWithSource(name, outcome.value, 'config');
    }
    return null;
  }
}

function problem(path: string, value: unknown, expected: string, message: string): Problem {
  return { path, value, expected, message };
}

interface Wrong {
  readonly expected: string;
  readonly message: string;
}

type Outcome = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly wrong: Wrong };

function valueOf(option: Option, parse: Option['parseArg'], value: unknown): Outcome {
  if (option.isBoolean()) {
    if (typeof value !== 'boolean') return refused('true or false', 'it is neither');
    return { ok: true, value: value ? true : undefined };
  }
  const isList = Array.isArray(option.defaultValue);
  const each: unknown[] = Array.isArray(value) ? value : [value];
  if (!isList && Array.isArray(value)) return refused('one value', 'it is a list');
  if (!each.every((item) => typeof item === 'string' || typeof item === 'number')) {
    return refused(isList ? 'a list of texts' : 'a text or a number', 'it is something else');
  }
  try {
    let read: unknown = isList ? [] : undefined;
    for (const item of each) read = parse === undefined ? String(item) : parse(String(item), read);
    return { ok: true, value: read };
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    const expected = error.message.replace(/^(?:Expected|Allowed choices are) /, '').replace(/\.$/, '');
    return refused(expected, 'it is not that');
  }
}

function refused(expected: string, message: string): Outcome {
  return { ok: false, wrong: { expected, message } };
}

function unknownKey(key: string, names: readonly string[]): Wrong {
  const meant = closest(
    key.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
    names,
  );
  const hint = meant === null ? '' : `; did you mean "${meant}"?`;
  return {
    expected: 'a setting as `cupola serve --help` tells it',
    message: `there is no setting "${key}"${hint}`,
  };
}

/** Addresses may hold passwords: their values are not repeated. */
function shown(key: string, value: unknown): unknown {
  return ADDRESSES.includes(key) ? null : value;
}

export const ADDRESSES: readonly string[] = ['postgres', 'nats'];
