const place = { latitudeDeg: 40.9, longitudeDeg: 129.3, altitudeKm: 10 };

/** A body of each action, as the description shows it. */
export const REQUEST_EXAMPLES: Readonly<Record<string, object>> = {
  'post /v1/alerts/{id}/acknowledge': { note: 'seen by the night shift' },
  'post /v1/alerts/{id}/shelve': { until: '2026-07-24T06:00:00Z', note: 'an announced test' },
  'post /v1/tracks/{id}/confirm': { reason: 'reported from the ground' },
  'post /v1/tracks/{id}/drop': { reason: 'an aircraft with its afterburner lit' },
  'post /v1/tracks/{id}/retask': { durationS: 60, priority: 5, reason: 'heads for the mainland' },
  'post /v1/satellites/{id}/retask': { track: 'T0001', durationS: 60, reason: 'a better crossing angle' },
  'post /v1/sensors/{id}/retask': { place, durationS: 300, reason: 'a launch is announced' },
  'post /v1/exercises/{id}/pace': { pace: 60 },
  'post /v1/webhooks': { url: 'https://watch.example/cupola', types: ['alert'], name: 'night shift' },
  'post /v1/webhooks/{id}/rotate': { overlapHours: 24 },
  'post /v1/webhooks/{id}/replay': { messages: null },
};

const engagement = {
  dataMode: 'EXERCISE',
  atUs: 252_000_000,
  at: '2026-07-24T00:04:12.000Z',
  trackId: 'T0002',
  state: 'in-reach',
  commitOn: 'declared',
  committedAt: '2026-07-24T00:04:10.000Z',
  orders: { from: '2026-07-24T00:04:42.000Z', until: '2026-07-24T00:05:42.000Z' },
  interceptorsInReach: 2,
  firstOrderAt: '2026-07-24T00:04:42.000Z',
  firstMeetingAt: '2026-07-24T00:08:03.000Z',
  latestOrderAt: '2026-07-24T00:12:31.000Z',
  lateByS: -469,
  phases: [{ phase: 'midcourse', from: '2026-07-24T00:04:12.000Z', until: '2026-07-24T00:30:20.000Z' }],
  inReach: [
    { from: '2026-07-24T00:04:12.000Z', interceptors: 2 },
    { from: '2026-07-24T00:12:32.000Z', interceptors: 0 },
  ],
  why: '2 interceptors could be ordered in time.',
};
const fleet = {
  interceptors: 200,
  ready: 200,
  parts: [
    {
      id: 'second',
      kind: 'generic-midcourse',
      interceptors: 200,
      ready: 200,
      phases: ['midcourse'],
      speedKmPerS: 6,
      accelerationG: 15,
      sources: { flyOut: '6 km/s: copy of [Harrison-2025], midcourse tier, unverified' },
    },
  ],
  policy: { commitOn: 'declared', decisionDelayS: 30, commandLatencyS: 2, orderWindowS: 60 },
};
const window = {
  interceptorId: 'second-017',
  orderFrom: '2026-07-24T00:04:12.000Z',
  orderUntil: '2026-07-24T00:12:31.000Z',
  meetingAt: '2026-07-24T00:07:40.000Z',
};

/** Answers that are shown because their fields alone do not say what they look like. */
export const ANSWER_EXAMPLES: Readonly<Record<string, object>> = {
  'get /v1/engagements': {
    dataMode: 'EXERCISE',
    note: 'Simulated opportunities by published relations, from the estimates of tracks. Nobody is assigned, guided or aimed, and each track is asked about by itself.',
    fleet,
    items: [engagement],
    next: null,
  },
  'get /v1/engagements/{id}': { ...engagement, windows: [window], windowsLeftOut: 0 },
};
