import { degrees, usFromS } from '@cupola/core/foundation';
import { geodeticFromItrf } from '@cupola/core/physics';
import type { AlertRecord, DecisionRecord, TaskingRecord, TrackRecord } from '../../picture/records.ts';
import { satelliteStates } from '../satellite-states.ts';
import { geopoint } from './object-type.ts';
import type { ObjectProperties, ObjectType, ObjectView } from './object-type.ts';

const DATA_MODE = {
  type: 'string',
  text: 'SIMULATED, EXERCISE or TEST; there is no real thing here',
} as const;

const SATELLITE: ObjectType = {
  apiName: 'Satellite',
  plural: 'Satellites',
  description: 'An own satellite, where it is predicted to be now',
  product: 'satellites',
  primaryKey: 'satelliteId',
  properties: {
    satelliteId: { type: 'string', text: 'Its name' },
    dataMode: DATA_MODE,
    group: { type: 'string', text: 'The group it was designed or chosen in' },
    location: { type: 'geopoint', text: 'Below it' },
    altitudeKm: { type: 'double', text: 'Above the ellipsoid' },
    at: { type: 'timestamp', text: 'When it is there' },
  },
  links: {
    sensors: { to: 'Sensor', ownProperty: 'satelliteId', theirProperty: 'satelliteId', cardinality: 'MANY' },
  },
  objects: satellites,
};

const SENSOR: ObjectType = {
  apiName: 'Sensor',
  plural: 'Sensors',
  description: 'A sensor on one satellite',
  product: 'satellites',
  primaryKey: 'sensorId',
  properties: {
    sensorId: { type: 'string', text: 'Satellite and kind' },
    dataMode: DATA_MODE,
    satelliteId: { type: 'string', text: 'Who carries it' },
    kind: { type: 'string', text: 'Its kind, which many satellites carry' },
    band: { type: 'string', text: 'swir, mwir or lwir' },
    gaze: { type: 'string', text: 'stare, sweep or point' },
    sigmaRad: { type: 'double', text: 'One-sigma noise of each of the two angles' },
    framePeriodS: { type: 'double', text: 'Time from frame to frame' },
  },
  links: {
    satellite: {
      to: 'Satellite',
      ownProperty: 'satelliteId',
      theirProperty: 'satelliteId',
      cardinality: 'ONE',
    },
  },
  objects: ({ ownSide, dataMode }) =>
    ownSide.channels.map(({ satelliteIndex, sensor }) => {
      const satelliteId = ownSide.satelliteIds[satelliteIndex] ?? '';
      return {
        sensorId: `${satelliteId}.${sensor.id}`,
        dataMode,
        satelliteId,
        kind: sensor.id,
        band: sensor.band,
        gaze: sensor.gaze.kind,
        sigmaRad: sensor.sigmaRad,
        framePeriodS: sensor.framePeriodS,
      };
    }),
};

const TRACK: ObjectType = {
  apiName: 'Track',
  plural: 'Tracks',
  description: 'An object that is followed, as it is known now',
  product: 'tracks',
  primaryKey: 'trackId',
  properties: {
    trackId: { type: 'string', text: 'The same as long as the object is followed' },
    dataMode: DATA_MODE,
    at: { type: 'timestamp', text: 'When it was so' },
    phase: { type: 'string', text: 'boost, coast, reentry or glide' },
    location: { type: 'geopoint', text: 'Below it' },
    latitudeDeg: { type: 'double', text: 'WGS 84' },
    longitudeDeg: { type: 'double', text: 'WGS 84' },
    altitudeKm: { type: 'double', text: 'Above the ellipsoid' },
    speedKmPerS: { type: 'double', text: 'Against the rotating Earth' },
    courseDeg: { type: 'double', text: 'Over the ground, clockwise from north' },
    positionSigmaKm: { type: 'double', text: 'Root of the trace of the covariance of the position' },
    existenceProb: { type: 'double', text: 'That there is an object at all' },
    firstDetectedAt: { type: 'timestamp', text: 'First detection that is taken as its' },
    lastDetectedAt: { type: 'timestamp', text: 'Newest detection that is taken as its' },
    expiresAt: { type: 'timestamp', text: 'It lapses then unless it is told anew' },
    custodyLevel: { type: 'string', text: 'none, held, degraded or lost, under the first requirement' },
    custodySatelliteIds: { type: 'strings', text: 'Who holds it' },
    declared: { type: 'boolean', text: 'Is a threat declared?' },
    excluded: { type: 'boolean', text: 'Are the regions out of reach?' },
    threatProb: { type: 'double', text: 'That it is a weapon and comes down in a region' },
    weaponProb: { type: 'double', text: 'That it is a weapon' },
    regionId: { type: 'string', text: 'The region it most likely comes down in' },
    vehicleClass: { type: 'string', text: 'The likeliest known class' },
    vehicleClassProb: { type: 'double', text: 'Of that class' },
    launchLocation: { type: 'geopoint', text: 'Estimated' },
    launchAt: { type: 'timestamp', text: 'Estimated' },
    impactLocation: { type: 'geopoint', text: 'Predicted; absent under thrust and lift' },
    impactAt: { type: 'timestamp', text: 'Predicted' },
  },
  links: {
    alerts: { to: 'Alert', ownProperty: 'trackId', theirProperty: 'trackId', cardinality: 'MANY' },
    tasking: { to: 'Tasking', ownProperty: 'trackId', theirProperty: 'trackId', cardinality: 'ONE' },
    holders: {
      to: 'Satellite',
      ownProperty: 'custodySatelliteIds',
      theirProperty: 'satelliteId',
      cardinality: 'MANY',
    },
  },
  objects: ({ picture: { second, tracks, decisions }, utc }) => {
    const now = second === null ? '' : utc(usFromS(second));
    return [...tracks.values()]
      .filter((each) => each.expiresAt > now)
      .map((each) => trackObject(each, decisions.get(each.id)));
  },
};

const ALERT: ObjectType = {
  apiName: 'Alert',
  plural: 'Alerts',
  description: 'Something that somebody has to know, with what was done about it',
  product: 'alerts',
  primaryKey: 'alertId',
  properties: {
    alertId: { type: 'string', text: 'Its name' },
    dataMode: DATA_MODE,
    at: { type: 'timestamp', text: 'When it was raised' },
    kind: { type: 'string', text: 'threat-declared, custody-lost or bound-reached' },
    level: { type: 'string', text: 'high, medium or low' },
    trackId: { type: 'string', text: 'What it is about' },
    text: { type: 'string', text: 'In words' },
    isOpen: { type: 'boolean', text: 'Does its cause last?' },
    closedAt: { type: 'timestamp', text: 'When its cause went away' },
    acknowledgedBy: { type: 'string', text: 'Who has seen it' },
    acknowledgedAt: { type: 'timestamp', text: 'When, wall clock' },
    shelvedUntil: { type: 'timestamp', text: 'Not to be shown until then, wall clock' },
    note: { type: 'string', text: 'Of whoever acknowledged or shelved it' },
  },
  links: {
    track: { to: 'Track', ownProperty: 'trackId', theirProperty: 'trackId', cardinality: 'ONE' },
  },
  objects: ({ picture, alertRecord }) =>
    [...picture.alerts.values()].map((each) => alertObject(alertRecord(each))),
};

const TASKING: ObjectType = {
  apiName: 'Tasking',
  plural: 'Taskings',
  description: 'Who is asked to look at a track',
  product: 'taskings',
  primaryKey: 'trackId',
  properties: {
    trackId: { type: 'string', text: 'The track to look at' },
    dataMode: DATA_MODE,
    at: { type: 'timestamp', text: 'When it was issued' },
    validFrom: { type: 'timestamp', text: 'From when it holds' },
    validUntil: { type: 'timestamp', text: 'Until when it holds' },
    satelliteIds: { type: 'strings', text: 'Who is asked' },
  },
  links: {
    track: { to: 'Track', ownProperty: 'trackId', theirProperty: 'trackId', cardinality: 'ONE' },
    satellites: {
      to: 'Satellite',
      ownProperty: 'satelliteIds',
      theirProperty: 'satelliteId',
      cardinality: 'MANY',
    },
  },
  objects: ({ picture }) => [...picture.taskings.values()].map(taskingObject),
};

export const OBJECT_TYPES: ReadonlyMap<string, ObjectType> = new Map(
  [SATELLITE, SENSOR, TRACK, ALERT, TASKING].map((each) => [each.apiName, each]),
);

function satellites({
  picture: { second },
  ownSide,
  dataMode,
  utc,
}: ObjectView): readonly ObjectProperties[] {
  if (second === null) {
    return ownSide.satelliteIds.map((satelliteId, index) => ({
      satelliteId,
      dataMode,
      group: ownSide.groupIds[index] ?? '',
    }));
  }
  const at = utc(usFromS(second));
  return satelliteStates(ownSide, usFromS(second)).map(({ satelliteId, groupId, positionItrfM }) => {
    const { latitudeRad, longitudeRad, heightM } = geodeticFromItrf(...positionItrfM);
    return {
      satelliteId,
      dataMode,
      group: groupId,
      location: geopoint({ latitudeDeg: degrees(latitudeRad), longitudeDeg: degrees(longitudeRad) }),
      altitudeKm: heightM / 1000,
      at,
    };
  });
}

export function trackObject(track: TrackRecord, decision: DecisionRecord | undefined): ObjectProperties {
  const { custody, threat } = track;
  const launch = decision?.launch ?? null;
  const impact = decision?.impact?.kind === 'prediction' ? decision.impact : null;
  return {
    trackId: track.id,
    dataMode: track.dataMode,
    at: track.at,
    phase: track.phase,
    location: geopoint(track),
    latitudeDeg: track.latitudeDeg,
    longitudeDeg: track.longitudeDeg,
    altitudeKm: track.altitudeKm,
    speedKmPerS: track.speedKmPerS,
    courseDeg: track.courseDeg,
    positionSigmaKm: track.positionSigmaKm,
    existenceProb: track.existenceProb,
    firstDetectedAt: track.firstDetectedAt,
    lastDetectedAt: track.lastDetectedAt,
    expiresAt: track.expiresAt,
    custodyLevel: custody?.level ?? null,
    custodySatelliteIds: custody?.satelliteIds ?? null,
    declared: threat?.declared ?? null,
    excluded: threat?.excluded ?? null,
    threatProb: threat?.jointProb ?? null,
    weaponProb: threat?.weaponProb ?? null,
    regionId: threat?.regionId ?? null,
    vehicleClass: threat?.vehicleClass ?? null,
    vehicleClassProb: threat?.vehicleClassProb ?? null,
    launchLocation: launch === null ? null : geopoint(launch),
    launchAt: launch?.at ?? null,
    impactLocation: impact === null ? null : geopoint(impact),
    impactAt: impact?.at ?? null,
  };
}

export function alertObject(alert: AlertRecord): ObjectProperties {
  return {
    alertId: alert.id,
    dataMode: alert.dataMode,
    at: alert.at,
    kind: alert.kind,
    level: alert.level,
    trackId: alert.trackId,
    text: alert.text,
    isOpen: alert.closedAt === null,
    closedAt: alert.closedAt,
    acknowledgedBy: alert.acknowledgedBy,
    acknowledgedAt: alert.acknowledgedAt,
    shelvedUntil: alert.shelvedUntil,
    note: alert.note,
  };
}

export function taskingObject(tasking: TaskingRecord): ObjectProperties {
  return {
    trackId: tasking.trackId,
    dataMode: tasking.dataMode,
    at: tasking.at,
    validFrom: tasking.validFrom,
    validUntil: tasking.validUntil,
    satelliteIds: [...new Set(tasking.looks.map((look) => look.satelliteId))],
  };
}
