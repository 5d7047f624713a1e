import type { DataMode } from '../../picture/records.ts';

/** What every record of the Unified Data Library says of itself. */
export interface UdlHead {
  readonly classificationMarking: 'U';
  readonly dataMode: DataMode;
  readonly source: typeof UDL_SOURCE;
}

export const UDL_SOURCE = 'CUPOLA';

/** Records are plain JSON; which fields each has stands in `udl-resources.ts`. */
export type UdlRecord = UdlHead & { readonly [field: string]: unknown };

export function udlHead(dataMode: DataMode): UdlHead {
  return { classificationMarking: 'U', dataMode, source: UDL_SOURCE };
}

/** What is not known is left out, as in the library. */
export type Told<Fields> = {
  readonly [Key in keyof Fields as null extends Fields[Key] ? never : Key]: Fields[Key];
} & {
  readonly [Key in keyof Fields as null extends Fields[Key] ? Key : never]?: Exclude<Fields[Key], null>;
};

export function told<Fields extends object>(fields: Fields): Told<Fields> {
  const known = Object.entries(fields).filter(([, value]) => value !== null);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what `Told` says
  return Object.fromEntries(known) as Told<Fields>;
}

/** What the format has no field for: keys and values side by side. */
export interface UdlContext {
  readonly contextKeys: readonly string[];
  readonly contextValues: readonly string[];
}

export function contextOf(values: Readonly<Record<string, string | number | boolean | null>>): UdlContext {
  const known = Object.entries(values).filter(([, value]) => value !== null);
  return {
    contextKeys: known.map(([key]) => key),
    contextValues: known.map(([, value]) => String(value)),
  };
}

/** Metres as kilometres, and metres per second as kilometres per second. */
export function kilometres([x, y, z]: readonly [number, number, number]): readonly [number, number, number] {
  return [x / 1000, y / 1000, z / 1000];
}
