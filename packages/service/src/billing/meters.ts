/** What is counted. The last five are what service levels are measured by. */
export const METER_IDS = [
  'requests',
  'records',
  'streamed-records',
  'alerts-delivered',
  'detections',
  'satellite-minutes',
  'custody-seconds',
  'tracked-seconds',
  'available-minutes',
  'failed-requests',
  'alert-seconds',
] as const;
export type MeterId = (typeof METER_IDS)[number];

export const METERS: Readonly<Record<MeterId, { readonly unit: string; readonly what: string }>> = {
  requests: { unit: 'requests', what: 'Requests that were answered' },
  records: { unit: 'records', what: 'Records told in answers' },
  'streamed-records': { unit: 'records', what: 'Records told on streams' },
  'alerts-delivered': { unit: 'alerts', what: 'Alerts told on streams and in answers' },
  detections: { unit: 'detections', what: 'Detections taken in' },
  'satellite-minutes': { unit: 'satellite-minutes', what: 'Satellites operated' },
  'custody-seconds': { unit: 'object-seconds', what: 'Custody held of objects in view' },
  'tracked-seconds': { unit: 'object-seconds', what: 'Objects in view' },
  'available-minutes': { unit: 'minutes', what: 'Minutes in which the doors answered' },
  'failed-requests': { unit: 'requests', what: 'Requests that failed here' },
  'alert-seconds': { unit: 's', what: 'Time from the deciding report to its alert' },
};

export const AGGREGATIONS = ['sum', 'count', 'unique-count', 'min', 'max', 'latest'] as const;
export type Aggregation = (typeof AGGREGATIONS)[number];
