/** Paths of a description with their operations, as plain JSON. */
export type Paths = Readonly<Record<string, Readonly<Record<string, object>>>>;

export interface OperationNode {
  readonly tags: readonly string[];
  readonly description: string;
  readonly parameters?: readonly object[];
  readonly requestBody?: object;
  readonly security?: readonly object[];
  readonly responses: Readonly<Record<string, object>>;
}

/** Media types of an answer, by one of them. */
export function okWith(type: string, schema: object): Readonly<Record<string, object>> {
  return { [type]: { schema } };
}

export function answer(type: string, schema: object, headers?: Readonly<Record<string, object>>): object {
  return { description: '', ...(headers === undefined ? {} : { headers }), content: okWith(type, schema) };
}

export function pathParameter(name: string, description: string, example?: string): object {
  return {
    name,
    in: 'path',
    required: true,
    description,
    schema: { type: 'string', ...(example === undefined ? {} : { examples: [example] }) },
  };
}

export function queryParameter(
  name: string,
  description: string,
  required = false,
  schema: object = TEXT,
): object {
  return { name, in: 'query', required, description, schema };
}

const TEXT = { type: 'string' };
/** What is answered with problems beside those that any door has. */
export const NOT_FOUND = { 404: {} } as const;
