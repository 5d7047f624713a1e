/** A field as `queryhelp` tells of it. `time`: an instant in UTC; `list` and `object` cannot be asked for. */
export interface UdlField {
  readonly name: string;
  readonly type: 'time' | 'number' | 'flag' | 'text' | 'list' | 'object';
  readonly unit: string | null;
  readonly text: string;
}

function field(type: UdlField['type'], unit: string | null = null): (name: string, text: string) => UdlField {
  return (name, text) => ({ name, type, unit, text });
}

const time = field('time');
const text = field('text');
const flag = field('flag');
const list = field('list');
const object = field('object');
const degrees = field('number', 'degrees');
const km = field('number', 'kilometers');
const kmPerS = field('number', 'kilometers per second');
const metres = field('number', 'meters');
const metresPerS = field('number', 'meters per second');
const percent = field('number', 'percent');
const share = field('number', '0 to 1');
const count = field('number');

const HEAD: readonly UdlField[] = [
  text('classificationMarking', 'Always U'),
  text('dataMode', 'SIMULATED, EXERCISE or TEST, as the service; there is no REAL here'),
  text('source', 'Always CUPOLA'),
];
const CONTEXT: readonly UdlField[] = [
  list('contextKeys', 'Names of what the format has no field for: custody, threat, holders'),
  list('contextValues', 'What they are, in the same order'),
];
const IDENTITY: readonly UdlField[] = [
  text('env', 'AIR below 100 km, SPACE above'),
  text(
    'objIdent',
    'HOSTILE: a threat is declared. SUSPECT: rather a weapon. UNKNOWN: neither. PENDING: not judged yet',
  ),
  text('objType', 'The likeliest known class; absent while anything else is likelier'),
];

export const MISSILE_TRACK_FIELDS: readonly UdlField[] = [
  ...HEAD,
  text('id', 'Session, track and microsecond'),
  time('ts', 'When it was so'),
  text('trackId', 'The same as long as the object is followed'),
  text('muidSrc', 'The session in which trackId is unique'),
  text('muidSrcTrk', 'trackId again'),
  ...IDENTITY,
  percent('objTypeConf', 'Probability of objType'),
  text('acftSubType', 'SRBM, MRBM, IRBM, ICBM or SLBM where the class is one of these'),
  text('mslStatus', 'FLYING; LOST while custody under the first requirement is'),
  text('alert', 'HIT while a threat is declared'),
  flag('boosting', 'Is thrust the likeliest?'),
  flag('lostTrkInd', 'Is custody under the first requirement lost?'),
  share('trkConf', 'Probability that there is an object at all'),
  percent('containment', 'Of aouRptData, launchAouData and impactAouData'),
  text('aouRptType', 'ELLIPSE'),
  list('aouRptData', 'Where it is above the ground: degrees, km, km'),
  time('launchTime', 'Estimated'),
  degrees('launchLat', 'Estimated'),
  degrees('launchLon', 'Estimated'),
  degrees('launchAz', 'From the launch point to where it is'),
  text('launchAouType', 'ELLIPSE'),
  list('launchAouData', 'Degrees, km, km'),
  time('impactTime', 'Predicted; absent under thrust and lift, when nothing is predicted'),
  degrees('impactLat', 'Predicted'),
  degrees('impactLon', 'Predicted'),
  text('impactAouType', 'ELLIPSE'),
  list('impactAouData', 'Degrees, km, km'),
  ...CONTEXT,
  list('vectors', 'One: state and covariance at ts, Earth-fixed, km and km/s'),
];

export const TRACK_FIELDS: readonly UdlField[] = [
  ...HEAD,
  text('id', 'Session, track and microsecond'),
  time('ts', 'When it was so'),
  text('trkId', 'The same as long as the object is followed'),
  ...IDENTITY,
  degrees('lat', 'WGS 84'),
  degrees('lon', 'WGS 84'),
  metres('alt', 'Above the ellipsoid'),
  metresPerS('spd', 'Against the rotating Earth'),
  degrees('course', 'Over the ground'),
  list('ecefPos', 'Metres'),
  list('ecefVel', 'Metres per second'),
  list('errEllp', 'Metres, metres, degrees; 95 %'),
  share('trkConf', 'Probability that there is an object at all'),
  flag('multiSource', 'Always: no track is confirmed by one satellite alone'),
  ...CONTEXT,
];

export const LAUNCH_DETECTION_FIELDS: readonly UdlField[] = [
  ...HEAD,
  text('id', 'Of the launch: one record, replaced as it is known better'),
  text('eventId', 'Session and launch'),
  text('messageType', 'LAUNCH'),
  count('sequenceNumber', 'Whole seconds since the epoch of the service'),
  time('observationTime', 'Of the newest state of a track of it; of the launch when none is followed'),
  degrees('observationLatitude', 'Where it is then'),
  degrees('observationLongitude', 'Where it is then'),
  km('observationAltitude', 'Where it is then; absent when nothing of it is followed'),
  time('launchTime', 'Estimated'),
  degrees('launchLatitude', 'Estimated'),
  degrees('launchLongitude', 'Estimated'),
  degrees('launchAzimuth', 'From the launch point to where it is'),
  flag('stereoFlag', 'Always: no track is confirmed by one satellite alone'),
  text('descriptor', 'Names its tracks'),
];

export const EO_OBSERVATION_FIELDS: readonly UdlField[] = [
  ...HEAD,
  text('id', 'Of the scan, the sensor and the place in it; as in /v1/detections'),
  time('obTime', 'Of the scan'),
  text('idSensor', 'Of a sensor on one satellite'),
  text('origSensorId', 'The kind of sensor'),
  text('trackId', 'The track that took it; absent while none did'),
  text('type', 'OPTICAL_IR'),
  text('referenceFrame', 'ITRF: angles are Earth-fixed at obTime'),
  degrees('ra', 'In the equator of that frame, from its x axis: an Earth-fixed angle, none of the stars'),
  degrees('declination', 'Above the equator of that frame'),
  degrees('raUnc', 'One sigma'),
  degrees('declinationUnc', 'One sigma'),
  flag('raMeasured', 'Always'),
  flag('declinationMeasured', 'Always'),
  field('number', 'microradians')('losUnc', 'One sigma, each of the two angles'),
  text('senReferenceFrame', 'ITRF'),
  km('senx', 'Predicted place of the satellite'),
  km('seny', 'Predicted place of the satellite'),
  km('senz', 'Predicted place of the satellite'),
];

export const STATE_VECTOR_FIELDS: readonly UdlField[] = [
  ...HEAD,
  text('idStateVector', 'Satellite and epoch'),
  text('idOnOrbit', 'The satellite'),
  text('origObjectId', 'The satellite'),
  time('epoch', 'The newest second'),
  text('pedigree', 'PROPAGATION: predicted, not measured'),
  text('referenceFrame', 'ITRF'),
  km('xpos', 'Earth-fixed'),
  km('ypos', 'Earth-fixed'),
  km('zpos', 'Earth-fixed'),
  kmPerS('xvel', 'Earth-fixed'),
  kmPerS('yvel', 'Earth-fixed'),
  kmPerS('zvel', 'Earth-fixed'),
];

export const ELSET_FIELDS: readonly UdlField[] = [
  ...HEAD,
  text('idElset', 'Satellite and epoch'),
  text('idOnOrbit', 'The satellite'),
  text('origObjectId', 'The satellite'),
  count('satNo', 'Catalogue number; designed satellites have numbers of analyst objects'),
  time('epoch', 'Of the elements'),
  count('ephemType', '0: SGP4, mean motion of Kozai'),
  field('number', 'revolutions per day')('meanMotion', 'Kozai'),
  count('eccentricity', 'Mean'),
  degrees('inclination', 'Mean, TEME of date'),
  degrees('raan', 'Mean, TEME of date'),
  degrees('argOfPerigee', 'Mean'),
  degrees('meanAnomaly', 'Mean'),
  field('number', 'inverse Earth radii')('bStar', 'Drag term'),
  field('number', 'revolutions per day squared')('meanMotionDot', 'As published'),
  field('number', 'revolutions per day cubed')('meanMotionDDot', 'As published'),
  field('number', 'minutes')('period', 'Of one revolution'),
];

export const SENSOR_FIELDS: readonly UdlField[] = [
  ...HEAD,
  text('idSensor', 'Of a sensor on one satellite'),
  text('sensorName', 'idSensor again'),
  text('shortName', 'The kind of sensor'),
  flag('active', 'Belongs to the satellites in service'),
  text('idEntity', 'The satellite'),
  object('entity', 'The satellite'),
  object('sensorType', 'Infrared, space-based'),
  list('sensorcharacteristics', 'Band and greatest range, km'),
  list('sensorlimitsCollection', 'Empty: they are of sites on the ground'),
];

export const NOTIFICATION_FIELDS: readonly UdlField[] = [
  ...HEAD,
  text('id', 'Session and alert'),
  time('createdAt', 'When it was raised'),
  text('msgType', 'THREAT-DECLARED, CUSTODY-LOST or BOUND-REACHED'),
  text('msgBody', 'In words'),
  list('tags', 'Level, track, open or closed, what was done about it'),
];

export const COLLECT_REQUEST_FIELDS: readonly UdlField[] = [
  ...HEAD,
  text('id', 'Task and place in it'),
  text('taskId', 'The same for all sensors that are asked at once'),
  text('type', 'OBJECT'),
  text('obType', 'IR'),
  time('msgCreateDate', 'When it was issued'),
  time('startTime', 'From when it is to look'),
  time('endTime', 'Until when it is to look'),
  text('idSensor', 'Who is to look'),
  text('origObjectId', 'The track to look at'),
  text('notes', 'When a narrow field is to start turning'),
  object('stateVector', 'Where the track will be, km, Earth-fixed'),
];
