import { TOPICS } from '../profiles/udl/mailbox.ts';
import type { UdlField } from '../profiles/udl/udl-fields.ts';
import { MOST_RESULTS } from '../profiles/udl/udl-query.ts';
import { UDL_RESOURCES } from '../profiles/udl/udl-resources.ts';
import type { UdlResource } from '../profiles/udl/udl-resources.ts';
import { NOT_FOUND, answer, pathParameter, queryParameter } from './operation-nodes.ts';
import type { OperationNode, Paths } from './operation-nodes.ts';

const PREFIX = '/compat/udl';
const JSON_TYPE = 'application/json';
const COMMON = { tags: ['udl'], security: [{ key: [] }, { login: [] }] } as const;

const JSON_OF: Readonly<Record<UdlField['type'], object>> = {
  time: { type: 'string', format: 'date-time' },
  number: { type: 'number' },
  flag: { type: 'boolean' },
  text: { type: 'string' },
  list: { type: 'array', items: {} },
  object: { type: 'object' },
};

/** Doors of the Unified Data Library, from the same tables as `queryhelp`. */
export function udlPaths(): Paths {
  return Object.fromEntries(
    [...UDL_RESOURCES.map(resourcePaths), messagePaths()].flatMap(Object.entries<Paths[string]>),
  );
}

export function udlSchemas(): Readonly<Record<string, object>> {
  return Object.fromEntries(UDL_RESOURCES.map((each) => [`Udl${each.schema}`, recordSchema(each)]));
}

function recordSchema({ fields, description }: UdlResource): object {
  return {
    type: 'object',
    description,
    required: fields.slice(0, 3).map(({ name }) => name),
    properties: Object.fromEntries(
      fields.map(({ name, type, text, unit }) => [
        name,
        { ...JSON_OF[type], description: unit === null ? text : `${text}; ${unit}` },
      ]),
    ),
  };
}

function get(text: string, node: Omit<OperationNode, 'tags' | 'description' | 'security'>): Paths[string] {
  return {
    get: { ...COMMON, description: text, ...node },
  };
}

function resourcePaths(resource: UdlResource): Paths {
  const { path, schema, description, idField } = resource;
  const at = `${PREFIX}/udl/${path}`;
  const record = { $ref: `#/components/schemas/Udl${schema}` };
  const pageParameters = [
    queryParameter('firstResult', 'So many are passed over', false, { type: 'integer', minimum: 0 }),
    queryParameter('maxResults', `At most ${MOST_RESULTS} whatever is asked for`, false, {
      type: 'integer',
      minimum: 1,
    }),
  ];
  const columns = queryParameter('columns', 'Fields that are wanted, with commas', true);
  const conditions = conditionsOf(resource);
  const help = path === 'elset/current' ? `${PREFIX}/udl/currentelset/queryhelp` : `${at}/queryhelp`;
  return {
    [at]: get(`${schema}: ${description}`, {
      parameters: [...pageParameters, ...conditions],
      responses: { 200: answer(JSON_TYPE, { type: 'array', maxItems: MOST_RESULTS, items: record }) },
    }),
    [`${at}/tuple`]: get(`${schema}, only some fields of each, the marking and the mode always`, {
      parameters: [columns, ...pageParameters, ...conditions],
      responses: {
        200: answer(JSON_TYPE, { type: 'array', maxItems: MOST_RESULTS, items: { type: 'object' } }),
      },
    }),
    [`${at}/count`]: get(`${schema}: how many there are`, {
      parameters: [...pageParameters, ...conditions],
      responses: { 200: answer('text/plain', { type: 'string', pattern: '^[0-9]+$' }) },
    }),
    [help]: get(`${schema}: its fields, and by which it can be asked for`, {
      responses: { 200: answer(JSON_TYPE, { type: 'object' }) },
    }),
    ...(idField === null
      ? {}
      : {
          [`${at}/{id}`]: get(`${schema}: one of them`, {
            parameters: [pathParameter('id', `Its \`${idField}\``)],
            responses: { 200: answer(JSON_TYPE, record), ...NOT_FOUND },
          }),
        }),
  };
}

/** Every field but lists and objects can be asked for. */
function conditionsOf({ fields, requiredTime }: UdlResource): readonly object[] {
  return fields
    .filter(({ type }) => type !== 'list' && type !== 'object')
    .map(({ name, text }) =>
      queryParameter(
        name,
        `${text}: a value or several with commas, \`~\`, \`>\`, \`<\`, \`a..b\``,
        name === requiredTime,
      ),
    );
}

function messagePaths(): Paths {
  const at = `${PREFIX}/sm`;
  const topic = {
    ...pathParameter('topic', 'Of listTopics'),
    schema: { enum: TOPICS.map(({ name }) => name) },
  };
  const details = {
    type: 'object',
    required: ['topic', 'description', 'udlOpenAPISchema', 'minPos', 'maxPos'],
    properties: {
      topic: { type: 'string' },
      description: { type: 'string' },
      udlOpenAPISchema: { type: 'string' },
      minPos: { type: 'integer', description: 'Offset of the oldest message that is kept' },
      maxPos: { type: 'integer', description: 'The next offset' },
    },
  };
  const next = {
    KAFKA_NEXT_OFFSET: { description: 'What to ask for next', schema: { type: 'string' } },
  };
  return {
    [`${at}/listTopics`]: {
      get: {
        ...COMMON,
        description: 'Topics of messages that the plan includes',
        responses: { 200: answer(JSON_TYPE, { type: 'array', items: details }) },
      },
    },
    [`${at}/describeTopic/{topic}`]: {
      get: {
        ...COMMON,
        description: 'One topic',
        parameters: [topic],
        responses: { 200: answer(JSON_TYPE, details), ...NOT_FOUND },
      },
    },
    [`${at}/getLatestOffset/{topic}`]: {
      get: {
        ...COMMON,
        description: 'The next offset of a topic',
        parameters: [topic],
        responses: { 200: answer('text/plain', { type: 'string', pattern: '^[0-9]+$' }), ...NOT_FOUND },
      },
    },
    [`${at}/getMessages/{topic}/{offset}`]: {
      get: {
        ...COMMON,
        description: 'Messages from an offset on; -1 is the end',
        parameters: [
          topic,
          { ...pathParameter('offset', 'Whole number'), schema: { type: 'integer', minimum: -1 } },
        ],
        responses: {
          200: answer(JSON_TYPE, { type: 'array', items: { type: 'object' } }, next),
          ...NOT_FOUND,
        },
      },
    },
  };
}
