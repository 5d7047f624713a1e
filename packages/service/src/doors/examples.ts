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
