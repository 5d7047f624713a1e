import type { ObjectType } from './object-type.ts';

export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly isMissing: boolean; readonly detail: string };

export function noProperty(type: ObjectType, name: string): Outcome<never> {
  return invalid(`${type.apiName} has no property "${name}"`);
}

export function invalid(detail: string): Outcome<never> {
  return { ok: false, isMissing: false, detail };
}
