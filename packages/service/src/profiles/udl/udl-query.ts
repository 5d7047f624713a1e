import type { FieldProblem } from '@cupola/contract';
import type { UdlField } from './udl-fields.ts';
import type { UdlRecord } from './udl-record.ts';

/** What a list is asked for. */
export interface UdlQuery {
  readonly firstResult: number;
  readonly maxResults: number;
  /** Of a tuple; null: all of them. */
  readonly columns: readonly string[] | null;
  readonly conditions: readonly Condition[];
}

/** One thing that a field has to be. */
export interface Condition {
  readonly field: string;
  readonly isMet: (value: unknown) => boolean;
  /** Of an instant: it is met from the one to the other and nowhere else, whole microseconds since 1970. Null when it says something else. */
  readonly span: readonly [fromUs: number, untilUs: number] | null;
}

export type UdlQueryOutcome =
  | { readonly ok: true; readonly query: UdlQuery }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

export interface QueryRules {
  readonly fields: readonly UdlField[];
  /** The time that a list has to be asked by; null when there is none. */
  readonly requiredTime: string | null;
  readonly wantsColumns: boolean;
  /** What `now` means, microseconds since 1970. */
  readonly nowUs: number;
}

/** A page holds at most so many records, whatever is asked for: the pager asks on until a page is empty. */
export const MOST_RESULTS = 1_000;

const US_OF_UNIT: Readonly<Record<string, number>> = {
  second: 1e6,
  minute: 60e6,
  hour: 3_600e6,
  day: 86_400e6,
};

/** Reads the parameters of a list, a count or a tuple, and tells everything that is wrong with them. */
export function readUdlQuery(
  parameters: Readonly<Record<string, string | readonly string[] | undefined>>,
  { fields, requiredTime, wantsColumns, nowUs }: QueryRules,
): UdlQueryOutcome {
  const problems: FieldProblem[] = [];
  const byName = new Map(fields.map((field) => [field.name, field]));
  const wrong = (path: string, message: string): void => void problems.push({ path, message });
  const whole = (name: string, usual: number, least: number): number => {
    const text = lastOf(parameters[name]);
    if (text === undefined) return usual;
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least) return value;
    wrong(name, `is "${text}", not a whole number of at least ${least}`);
    return usual;
  };
  const firstResult = whole('firstResult', 0, 0);
  const maxResults = Math.min(whole('maxResults', MOST_RESULTS, 1), MOST_RESULTS);

  const columnsText = lastOf(parameters['columns']);
  const columns = columnsText?.split(',').map((each) => each.trim()) ?? null;
  if (wantsColumns && columns === null) wrong('columns', 'names the fields that are wanted, with commas');
  if (!wantsColumns && columns !== null) wrong('columns', 'belongs to tuple');
  for (const name of columns ?? []) {
    if (!byName.has(name)) wrong('columns', `"${name}" is no field of this`);
  }

  if (requiredTime !== null && parameters[requiredTime] === undefined) {
    wrong(requiredTime, 'is required, such as >now-5 hours or 2026-01-01T00:00:00Z..2026-01-02T00:00:00Z');
  }
  const conditions: Condition[] = [];
  for (const [name, given] of Object.entries(parameters)) {
    if (['firstResult', 'maxResults', 'columns'].includes(name) || given === undefined) continue;
    const field = byName.get(name);
    if (field === undefined) {
      wrong(name, 'is no field of this; see queryhelp');
      continue;
    }
    for (const text of typeof given === 'string' ? [given] : given) {
      const asked = conditionOf(text, field, nowUs);
      if (typeof asked === 'string') wrong(name, asked);
      else conditions.push({ field: name, ...asked });
    }
  }
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, query: { firstResult, maxResults, columns, conditions } };
}

export function matches(record: UdlRecord, conditions: readonly Condition[]): boolean {
  return conditions.every(({ field, isMet }) => isMet(record[field]));
}

/** The fields that were asked for, and always the marking and the mode. */
export function columnsOf(record: UdlRecord, columns: readonly string[]): Readonly<Record<string, unknown>> {
  const names = ['classificationMarking', 'dataMode', ...columns];
  return Object.fromEntries(names.filter((name) => name in record).map((name) => [name, record[name]]));
}

type Asked = Pick<Condition, 'isMet' | 'span'>;
type Scalar = string | number | boolean;

/** @returns What is wrong with it, when it cannot be read. */
function conditionOf(text: string, field: UdlField, nowUs: number): Asked | string {
  if (field.type === 'list' || field.type === 'object') return 'is no field that can be asked for';
  const scalar = (part: string): Scalar | null => scalarOf(part.trim(), field, nowUs);
  const unreadable = `"${text}" is no ${NAMED[field.type]}, nor a range of such`;
  const asked = (span: Asked['span'], test: (value: Scalar) => boolean): Asked => ({
    span: field.type === 'time' ? span : null,
    isMet: (value) => {
      const known = valueOf(value, field);
      return known !== null && test(known);
    },
  });

  const range = text.split('..');
  if (range.length === 2) {
    const [from, to] = range.map(scalar);
    if (from === null || to === null || from === undefined || to === undefined) return unreadable;
    return asked([Number(from), Number(to)], (value) => value >= from && value <= to);
  }
  const [, operator = '', rest = ''] = /^(>=|<=|>|<|~)?(.*)$/s.exec(text) ?? [];
  if (operator !== '' && operator !== '~') {
    const bound = scalar(rest);
    if (bound === null) return unreadable;
    const at = Number(bound);
    if (operator === '>') return asked([at + 1, Number.POSITIVE_INFINITY], (value) => value > bound);
    if (operator === '>=') return asked([at, Number.POSITIVE_INFINITY], (value) => value >= bound);
    if (operator === '<') return asked([Number.NEGATIVE_INFINITY, at - 1], (value) => value < bound);
    return asked([Number.NEGATIVE_INFINITY, at], (value) => value <= bound);
  }
  const test = field.type === 'text' && rest.includes('*') ? likeTest(rest) : anyOf(rest, scalar);
  if (test === null) return unreadable;
  if (operator === '~') return asked(null, (value) => !test(value));
  const only = scalar(rest);
  return asked(rest.includes(',') ? null : [Number(only), Number(only)], test);
}

/** `*` stands for anything. */
function likeTest(pattern: string): (value: Scalar) => boolean {
  const parts = pattern.split('*');
  return (value) => {
    const text = String(value);
    const [head = '', ...rest] = parts;
    const tail = rest.pop() ?? '';
    if (!text.startsWith(head) || !text.endsWith(tail) || text.length < head.length + tail.length)
      return false;
    let at = head.length;
    const end = text.length - tail.length;
    for (const part of rest) {
      const found = text.indexOf(part, at);
      if (found < 0 || found + part.length > end) return false;
      at = found + part.length;
    }
    return true;
  };
}

function anyOf(text: string, scalar: (part: string) => Scalar | null): ((value: Scalar) => boolean) | null {
  const wanted = text.split(',').map(scalar);
  return wanted.includes(null) ? null : (value) => wanted.includes(value);
}

const NAMED: Readonly<Record<UdlField['type'], string>> = {
  time: 'instant in UTC',
  number: 'number',
  flag: 'true or false',
  text: 'text',
  list: 'list',
  object: 'object',
};

/** What a record holds, as it is compared: instants in microseconds. */
function valueOf(value: unknown, field: UdlField): Scalar | null {
  if (field.type === 'time') return typeof value === 'string' ? instantUs(value) : null;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function scalarOf(text: string, field: UdlField, nowUs: number): Scalar | null {
  if (text === '') return null;
  if (field.type === 'time') return relativeUs(text, nowUs) ?? instantUs(text);
  if (field.type === 'number') return Number.isFinite(Number(text)) ? Number(text) : null;
  if (field.type === 'flag') return text === 'true' ? true : text === 'false' ? false : null;
  return text;
}

/** `now`, `now-5 hours`. */
function relativeUs(text: string, nowUs: number): number | null {
  const [all, count = '0', unit = 'second'] = /^now(?:\s*-\s*(\d{1,9})\s*([a-z]+?)s?)?$/.exec(text) ?? [];
  const unitUs = US_OF_UNIT[unit];
  return all === undefined || unitUs === undefined ? null : nowUs - Number(count) * unitUs;
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2})?)(\.\d{1,9})?Z?)?$/;

/** Microseconds since 1970 of an instant in UTC, with up to nine decimals; a day alone is its begin. Null when it is none. */
export function instantUs(text: string): number | null {
  const [all, day = '', clock = '00:00:00', decimals = ''] = INSTANT.exec(text) ?? [];
  if (all === undefined) return null;
  const ms = Date.parse(`${day}T${clock.length === 5 ? `${clock}:00` : clock}Z`);
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== day) return null;
  return ms * 1000 + Math.round(Number(`0${decimals}`) * 1e6);
}

function lastOf(given: string | readonly string[] | undefined): string | undefined {
  return typeof given === 'string' ? given : given?.at(-1);
}
