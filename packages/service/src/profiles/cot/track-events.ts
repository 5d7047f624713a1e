import { identityOf } from '../identity.ts';
import type { GroundPoint, TrackRecord } from '../../picture/records.ts';
import { ellipseOf, placeErrors } from '../ground-errors.ts';
import type { GroundEnds } from '../ground-errors.ts';
import { UNKNOWN_ERROR_M, ownElement, uidOf } from './cot-event.ts';
import type { CotEvent, CotSetting } from './cot-event.ts';
import type { XmlElement } from './xml.ts';

/** Square root of the 95 % quantile of chi-square with two degrees of freedom. */
const SCALE_95 = 2.447_746_830_680_816_6;

/** A track as a missile: where it is, how well that is known, who holds it, what it threatens. It is stale when its lease ends. */
export function trackEvent(track: TrackRecord, { missileType }: CotSetting): CotEvent {
  const { horizontalM, verticalM } = placeErrors(track);
  return {
    dataMode: track.dataMode,
    uid: `track.${track.id}`,
    type: missileType.replace('{aff}', affiliationOf(track)),
    how: 'm-f',
    at: track.at,
    staleAt: track.expiresAt,
    point: {
      latitudeDeg: track.latitudeDeg,
      longitudeDeg: track.longitudeDeg,
      altitudeHaeM: track.altitudeKm * 1000,
      horizontalErrorM: horizontalM,
      verticalErrorM: verticalM,
    },
    callsign: track.id,
    remarks: sentences(track),
    detail: [
      {
        name: 'track',
        attributes: {
          course: track.courseDeg.toFixed(2),
          speed: (track.speedKmPerS * 1000).toFixed(1),
        },
      },
      ownElement('track', { dataMode: track.dataMode, id: track.id, phase: track.phase }, [
        ...covarianceOf(track),
        ...custodyOf(track),
        ...threatOf(track),
      ]),
    ],
  };
}

/** In types the identity is its first letter. */
function affiliationOf(track: TrackRecord): string {
  return identityOf(track).slice(0, 1);
}

function sentences({ phase, custody, threat }: TrackRecord): string {
  const held =
    custody === null ? '' : ` Custody ${custody.level}, ${custody.satelliteIds.length} satellites.`;
  const decided =
    threat === null
      ? ''
      : ` ${threat.declared ? 'Threat declared' : threat.excluded ? 'Regions out of reach' : 'Not declared'}, probability ${threat.jointProb.toFixed(3)}${threat.regionId === null ? '' : `, most likely ${threat.regionId}`}${threat.vehicleClass === null ? '' : `, class ${threat.vehicleClass}`}.`;
  return `Phase ${phase}.${held}${decided}`;
}

/** Upper triangle, row by row, of position and velocity, Earth-fixed, m and m/s. */
function covarianceOf({ covarianceItrf }: TrackRecord): readonly XmlElement[] {
  const text = covarianceItrf.map((value) => Number(value.toPrecision(6))).join(' ');
  return [{ name: 'cupola:covariance', attributes: { frame: 'ITRF', unit: 'm m/s' }, content: text }];
}

function custodyOf({ custody }: TrackRecord): readonly XmlElement[] {
  if (custody === null) return [];
  const { level, requirementId, satelliteIds, missed } = custody;
  const attributes = { level, requirement: requirementId, satellites: satelliteIds.join(' ') };
  return [
    {
      name: 'cupola:custody',
      attributes: { ...attributes, ...(missed.length === 0 ? {} : { missed: missed.join(' ') }) },
    },
  ];
}

function threatOf({ threat }: TrackRecord): readonly XmlElement[] {
  if (threat === null) return [];
  const attributes = {
    probability: threat.jointProb.toPrecision(6),
    declared: String(threat.declared),
    ...(threat.regionId === null ? {} : { region: threat.regionId }),
    ...(threat.vehicleClass === null ? {} : { class: threat.vehicleClass }),
  };
  return [{ name: 'cupola:threat', attributes }];
}

/** Where a track was launched and where it comes down, as areas that hold it with 95 %. Their lease is the track's. */
export function areaEvents(
  track: TrackRecord,
  ends: GroundEnds,
  { session }: CotSetting,
): readonly CotEvent[] {
  const { impact, launch } = ends;
  const area = (kind: 'impact' | 'launch', point: GroundPoint, words: string): CotEvent => {
    const { majorM, minorM, majorAzimuthRad } = ellipseOf(point);
    return {
      dataMode: track.dataMode,
      uid: `track.${track.id}.${kind}`,
      type: 'u-d-c-c',
      how: 'm-p',
      at: ends.at,
      staleAt: track.expiresAt,
      point: {
        latitudeDeg: point.latitudeDeg,
        longitudeDeg: point.longitudeDeg,
        altitudeHaeM: 0,
        horizontalErrorM: majorM,
        verticalErrorM: UNKNOWN_ERROR_M,
      },
      callsign: `${track.id} ${kind}`,
      remarks: `${words} of ${track.id}, 95 % area, at ${point.at}.`,
      detail: [
        {
          name: 'shape',
          content: [
            {
              name: 'ellipse',
              attributes: {
                major: (SCALE_95 * majorM).toFixed(1),
                minor: (SCALE_95 * minorM).toFixed(1),
                angle: ((majorAzimuthRad * 180) / Math.PI).toFixed(2),
              },
            },
          ],
        },
        {
          name: 'link',
          attributes: { uid: uidOf(session, `track.${track.id}`), relation: 'p-p', type: 'a-u-A-W-M' },
        },
        ownElement('area', { dataMode: track.dataMode, track: track.id, kind, at: point.at }),
      ],
    };
  };
  return [
    ...(impact === null
      ? []
      : [
          area(
            'impact',
            impact,
            impact.kind === 'prediction'
              ? 'Impact'
              : 'Transit point if thrust or lift ended now, no prediction,',
          ),
        ]),
    ...(launch === null ? [] : [area('launch', launch, 'Launch')]),
  ];
}
