export * from './json-schema.ts';
export * from './read-campaign.ts';
