import type { ObjectType, PropertyType } from './object-type.ts';

export const ONTOLOGY_RID = 'ri.ontology.main.ontology.cupola';

/** What the client is told of a kind of objects. */
export function fullMetadata({
  apiName,
  plural,
  description,
  primaryKey,
  properties,
  links,
}: ObjectType): Readonly<Record<string, unknown>> {
  const rid = `ri.ontology.main.object-type.cupola-${apiName}`;
  return {
    objectType: {
      apiName,
      displayName: apiName,
      pluralDisplayName: plural,
      description,
      status: 'ACTIVE',
      visibility: 'NORMAL',
      icon: { type: 'blueprint', name: 'cube', color: '#4C90F0' },
      primaryKey,
      titleProperty: primaryKey,
      rid,
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, { type, text }]) => [
          name,
          {
            displayName: name,
            description: text,
            dataType: DATA_TYPES[type],
            nullable: name !== primaryKey,
            rid: `${rid}.${name}`,
            status: { type: 'active' },
            visibility: 'NORMAL',
            typeClasses: [],
          },
        ]),
      ),
    },
    linkTypes: Object.entries(links).map(([name, { to, cardinality }]) => ({
      apiName: name,
      displayName: name,
      status: 'ACTIVE',
      objectTypeApiName: to,
      cardinality,
      linkTypeRid: `ri.ontology.main.link-type.cupola-${apiName}-${name}`,
    })),
    implementsInterfaces: [],
    implementsInterfaces2: {},
    sharedPropertyTypeMapping: {},
  };
}

const DATA_TYPES: Readonly<Record<PropertyType, Readonly<Record<string, unknown>>>> = {
  string: { type: 'string' },
  double: { type: 'double' },
  boolean: { type: 'boolean' },
  timestamp: { type: 'timestamp' },
  geopoint: { type: 'geopoint' },
  strings: { type: 'array', subType: { type: 'string' } },
};
