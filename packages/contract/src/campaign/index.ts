export * from './read-campaign.ts';
