import { ONTOLOGY_RID } from '../profiles/osdk/metadata.ts';
import { OBJECT_TYPES } from '../profiles/osdk/object-types.ts';
import { answer, pathParameter } from './operation-nodes.ts';
import type { Paths } from './operation-nodes.ts';

const AT = '/compat/osdk/api/v2/ontologies/{ontology}';
const JSON_TYPE = 'application/json';
const ONTOLOGY = pathParameter('ontology', 'The one that there is', ONTOLOGY_RID);

/** The form that the client makes its errors of. */
const ERROR = {
  type: 'object',
  required: ['errorCode', 'errorName', 'errorInstanceId', 'parameters'],
  properties: {
    errorCode: { type: 'string' },
    errorName: { type: 'string' },
    errorInstanceId: { type: 'string' },
    errorDescription: { type: 'string' },
    message: { type: 'string' },
    parameters: { type: 'object' },
  },
};
const REFUSALS = Object.fromEntries(
  [400, 401, 403, 404, 429, 500].map((status) => [status, answer(JSON_TYPE, ERROR)]),
);

/** The two requests of Palantir's object client. */
export function osdkPaths(): Paths {
  const types = [...OBJECT_TYPES.keys()];
  return {
    [`${AT}/objectTypes/{type}/fullMetadata`]: {
      get: {
        tags: ['osdk'],
        description: 'What objects of a type are: properties, links, primary key',
        parameters: [ONTOLOGY, { ...pathParameter('type', 'Of objects'), schema: { enum: types } }],
        responses: { 200: answer(JSON_TYPE, { type: 'object' }), ...REFUSALS },
      },
    },
    [`${AT}/objectSets/loadObjects`]: {
      post: {
        tags: ['osdk'],
        description: 'One page of the objects of a set; nothing is changed',
        parameters: [ONTOLOGY],
        requestBody: {
          required: true,
          content: {
            [JSON_TYPE]: {
              schema: {
                type: 'object',
                required: ['objectSet'],
                properties: {
                  objectSet: {
                    type: 'object',
                    description:
                      '`base`, `filter`, `searchAround`, `union`, `intersect`, `subtract` in one another',
                    required: ['type'],
                    properties: { type: { type: 'string' } },
                    additionalProperties: true,
                  },
                  orderBy: { type: 'object' },
                  select: { type: 'array', items: { type: 'string' } },
                  selectV2: { type: 'array', items: { type: 'object' } },
                  pageSize: { type: 'integer', minimum: 1 },
                  pageToken: { type: 'string' },
                },
              },
              example: { objectSet: { type: 'base', objectType: 'Track' }, pageSize: 100 },
            },
          },
        },
        responses: {
          200: answer(JSON_TYPE, {
            type: 'object',
            required: ['data', 'totalCount'],
            properties: {
              data: { type: 'array', items: { type: 'object' } },
              nextPageToken: { type: 'string' },
              totalCount: { type: 'string' },
              propertySecurities: { type: 'array', items: { type: 'object' } },
            },
          }),
          ...REFUSALS,
        },
      },
    },
  };
}
