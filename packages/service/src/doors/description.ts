import { PROBLEMS } from '@cupola/contract/problems';
import { z } from 'zod';
import { ANSWER_EXAMPLES, REQUEST_EXAMPLES } from './examples.ts';
import { LOGIN_SCHEME, OTHER_FORMS, profilePaths, profileSchemas } from './profile-descriptions.ts';
import { problem } from './schemas.ts';

/** A JSON object of the description; what stands in it is looked at as it is, since many hands wrote it. */
interface Node {
  [key: string]: unknown;
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;
const PROBLEM_TYPE = 'application/problem+json';
const PROBLEM_REF = { $ref: '#/components/schemas/Problem' };
/** Answers that any door may give, beside its own. */
const ANYWHERE = [400, 401, 403, 500];
/** Doors for everybody, which need no key. */
const OPEN = [400, 500];

/** What each tag is about. */
const TAGS: Readonly<Record<string, string>> = {
  service: 'What is served',
  'own side': 'Own satellites and their sensors',
  picture: 'What is known now, and what happened',
  detections: 'What satellites saw lately',
  launches: 'Launches that were seen, and what came of them',
  engagements: 'Whom a second fleet could meet, and when',
  alerts: 'What somebody has to know, and the audit',
  actions: 'What operators ask of operations',
  exercises: 'What is played',
  library: 'Finished runs and scenarios',
  ingest: 'Reports from outside',
  stream: 'What changes, as it does',
  usage: 'What was used, what it costs, how well it was served',
  webhooks: 'Messages to where a tenant wants them',
  watch: 'For the machine room',
  access: 'Plan, keys, and tokens for keys',
  profiles: 'The same for globes, maps and orbit readers',
  udl: 'The same for clients of the Unified Data Library, in its forms; its problems are those of the service',
  osdk: "The same as objects for Palantir's object client, in its forms",
  mcp: 'The same for assistants',
};

/**
 * The description as clients are made from it: every operation has a name that stays and a summary, says which problems it answers with and in which
 * form, and the bodies of actions have examples. Doors need not say these things one by one.
 */
export function described(document: object): object {
  const plain = nodeOf(structuredClone(document)) ?? {};
  const paths = { ...nodeOf(plain['paths']), ...structuredClone(profilePaths()) };
  const tagsUsed = new Set<string>();
  for (const [path, item] of Object.entries(paths)) {
    for (const method of METHODS) {
      const operation = nodeOf(nodeOf(item)?.[method]);
      if (operation === null) continue;
      describeOperation(operation, method, path);
      for (const tag of listOf(operation['tags'])) tagsUsed.add(String(tag));
    }
  }
  const components = nodeOf(plain['components']) ?? {};
  const schemas = nodeOf(components['schemas']) ?? {};
  return {
    ...plain,
    paths,
    tags: [...tagsUsed].toSorted().map((name) => ({ name, description: TAGS[name] ?? name })),
    components: {
      ...components,
      securitySchemes: { ...nodeOf(components['securitySchemes']), ...LOGIN_SCHEME },
      schemas: { ...schemas, ...profileSchemas(), Problem: problemSchema() },
    },
  };
}

function describeOperation(operation: Node, method: string, path: string): void {
  operation['operationId'] ??= operationIdOf(method, path);
  operation['summary'] ??= summaryOf(operation, method, path);
  const isOpen = Array.isArray(operation['security']) && operation['security'].length === 0;
  const responses = nodeOf(operation['responses']) ?? {};
  operation['responses'] = responses;
  for (const status of isOpen ? OPEN : ANYWHERE) responses[status] ??= {};
  if (!Object.keys(responses).some((status) => status.startsWith('2'))) {
    // Written by hand, line by line, so that its door has no schema of it.
    const stream = { schema: { type: 'string' } };
    responses[200] = {
      description: 'Events, until either side ends it',
      content: { 'text/event-stream': stream },
    };
  }
  for (const [status, response] of Object.entries(responses)) {
    responses[status] = describedResponse(Number(status), nodeOf(response) ?? {});
  }
  const shown = nodeOf(responses[200]);
  if (shown !== null) shown['content'] = { ...nodeOf(shown['content']), ...OTHER_FORMS[`${method} ${path}`] };
  const example = REQUEST_EXAMPLES[`${method} ${path}`];
  const media = nodeOf(nodeOf(nodeOf(operation['requestBody'])?.['content'])?.['application/json']);
  if (example !== undefined && media !== null) media['example'] = example;
  const answer = ANSWER_EXAMPLES[`${method} ${path}`];
  const told = nodeOf(nodeOf(nodeOf(responses[200])?.['content'])?.['application/json']);
  if (answer !== undefined && told !== null) told['example'] = answer;
}

function describedResponse(status: number, response: Node): Node {
  const content = nodeOf(response['content']);
  const schemas = Object.values(content ?? {}).map((media) => nodeOf(nodeOf(media)?.['schema']));
  const isProblem = status >= 400 && schemas.every((schema) => schema?.['description'] === PROBLEM_NOTE);
  const description =
    typeof response['description'] === 'string' && !UNTOLD.has(response['description'])
      ? response['description']
      : descriptionOf(status);
  if (!isProblem) return { ...response, description };
  return { ...response, description, content: { [PROBLEM_TYPE]: { schema: PROBLEM_REF } } };
}

/** What a description says when nobody wrote one. */
const UNTOLD: ReadonlySet<string> = new Set(['', 'Default Response']);
const PROBLEM_NOTE = 'RFC 9457';

function problemSchema(): object {
  const { $schema: _, ...schema } = z.toJSONSchema(problem);
  const { status, title } = PROBLEMS['not-found'];
  const example = {
    type: 'urn:cupola:problem:not-found',
    title,
    status,
    code: 'not-found',
    detail: 'there is no track "T0009" now',
    instance: '0b0e3c0e-9d3f-4c39-9d3c-0d6c4f3d2a51',
  };
  return { ...schema, examples: [example] };
}

function descriptionOf(status: number): string {
  if (status < 300) return status === 202 ? 'Taken; what becomes of it is told later' : 'As asked';
  if (status === 304) return 'As it was';
  const titles = Object.values(PROBLEMS).filter((each) => each.status === status);
  return titles.length === 0 ? 'Refused' : titles.map(({ title }) => title).join('; ');
}

/** `get /v1/tracks/{id}/custody` is `getTracksByIdCustody`. */
function operationIdOf(method: string, path: string): string {
  const words = path
    .split(/[/.]/)
    .filter((part) => part !== '' && part !== 'v1')
    .map((part) => (part.startsWith('{') ? `by-${part.slice(1, -1)}` : part));
  return `${method}${(words.length === 0 ? ['service'] : words).map(capitalised).join('')}`;
}

function capitalised(words: string): string {
  return words
    .split(/[^A-Za-z0-9]+/)
    .map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`)
    .join('');
}

/** The first sentence of the description, or what is asked of what. */
function summaryOf({ description }: Node, method: string, path: string): string {
  if (typeof description === 'string' && description !== '') return description.split(/[.:;] /)[0] ?? path;
  const what = path
    .replace('/v1', '')
    .replaceAll(/[/{}]+/g, ' ')
    .trim();
  return `${method === 'get' ? 'Read' : capitalised(method)} ${what === '' ? 'what is served' : what}`;
}

function nodeOf(value: unknown): Node | null {
  return isNode(value) ? value : null;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
