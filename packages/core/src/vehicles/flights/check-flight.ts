import {
  EARTH_MU_M3_PER_S2,
  arcThroughApogee,
  groundDistanceM,
  minimumEnergyArc,
} from '../../physics/index.ts';
import { vehicleClass } from '../vehicle-classes.ts';
import type { Claim, ClaimedQuantity, PublishedFlight } from './published-flight.ts';

/** A relation between figures that were published of one flight, and whether they keep it. */
export interface FlightCheck {
  readonly relation: FlightRelation;
  readonly holds: boolean;
  /** What was compared, in words with figures. */
  readonly finding: string;
}

export type FlightRelation =
  /** One flight has one time, one range, one apogee. */
  | 'one-value'
  /** No flight between two heights is shorter than the free arc through its apogee and range, nor longer by more than its climb can be slow. */
  | 'kepler-time'
  /** A range is the distance of its places. */
  | 'places'
  /** A speed at burnout carries no farther than the least-energy arc of that speed. */
  | 'speed-reaches-range'
  /** A ceiling beside a range is that of the least-energy arc. */
  | 'ceiling-of-range'
  /** A Mach number is a speed over that of sound, which in the air is 270 to 345 m/s. */
  | 'mach';

/** The sphere of the closed forms, m. */
const RADIUS_M = 6_371_000;
/** Values of one quantity that differ by more than this share are two values. Half a minute in half an hour is 2 %. */
const ONE_VALUE_SHARE = 0.02;
/** Shares within which places and ceilings count as agreeing: the figures are round. */
const PLACES_SHARE = 0.03;
const CEILING_SHARE = 0.06;
/** The ground moves at up to 0.46 km/s, which an eastward flight is given and a speed against the ground leaves out: 0.33 of 6.8 km/s at 45 degrees. */
const SPEED_SHARE = 0.05;
/** Height at burnout for the energy of a speed, m; solids burn out at about 200 km. */
const BURNOUT_HEIGHT_M = 200_000;
/** Speeds of sound between the ground and 90 km, m/s. [USSA-1976] table I. */
const SOUND_M_PER_S = { low: 270, high: 345 } as const;
/** A nautical mile over a statute one. */
const NAUTICAL: number = 1852 / 1609.344;

/** All relations that the published figures allow to be tested; none where they allow none. */
export function checkFlight(flight: PublishedFlight): readonly FlightCheck[] {
  return [
    ...oneValue(flight, 'apogee'),
    ...oneValue(flight, 'range'),
    ...oneValue(flight, 'time'),
    ...keplerTime(flight),
    ...places(flight),
    ...speedReachesRange(flight),
    ...ceilingOfRange(flight),
    ...mach(flight),
  ];
}

function of(flight: PublishedFlight, quantity: ClaimedQuantity): readonly Claim[] {
  return flight.claims.filter((claim) => claim.quantity === quantity);
}

function oneValue(flight: PublishedFlight, quantity: 'apogee' | 'range' | 'time'): FlightCheck[] {
  const claims = of(flight, quantity);
  if (claims.length < 2) return [];
  const values = claims.map((claim) => claim.value);
  const spread = Math.max(...values) / Math.min(...values) - 1;
  const said = claims.map((claim) => `${claim.text} (${claim.source})`).join(' and ');
  const finding = `${quantity}: ${said} differ by ${(100 * spread).toFixed(1)} %`;
  return [{ relation: 'one-value', holds: spread <= ONE_VALUE_SHARE, finding }];
}

/**
 * A powered climb is slower than the arc it stands in for, by at most what the whole boost takes. The ground turns away under a lofted flight, which is worth
 * seconds.
 */
function keplerTime(flight: PublishedFlight): FlightCheck[] {
  const [apogee] = of(flight, 'apogee');
  const boostS = vehicleClass(flight.vehicleId)?.boostDurationS.max;
  if (apogee === undefined || boostS === undefined) return [];
  return of(flight, 'range').flatMap((range) => {
    const arcS = arcThroughApogee(apogee.value, range.value, RADIUS_M).timeS;
    return of(flight, 'time').map((time): FlightCheck => {
      const overS = time.value - arcS;
      const finding = `time: ${time.text} is ${overS.toFixed(0)} s more than the ${arcS.toFixed(0)} s of the free arc through ${apogee.text} and ${range.text}; a boost of ${boostS} s allows 0 to ${boostS} s`;
      return { relation: 'kepler-time', holds: overS >= 0 && overS <= boostS, finding };
    });
  });
}

function places(flight: PublishedFlight): FlightCheck[] {
  const { flown } = flight;
  if (flown?.kind !== 'minimum-energy') return [];
  const apartM = groundDistanceM(flown.launch, flown.aim);
  return of(flight, 'range').map((range): FlightCheck => {
    const holds = agrees(range.value, apartM, PLACES_SHARE);
    const nautical = agrees(range.value * NAUTICAL, apartM, PLACES_SHARE)
      ? '; it fits if its miles are nautical'
      : '';
    const finding = `range: ${range.text} against ${km(apartM)} km from ${flown.launch.name} to ${flown.aim.name}${holds ? '' : nautical}`;
    return { relation: 'places', holds, finding };
  });
}

/** The energy of the least-energy arc of the range, at the height of burnout, over an Earth at rest. */
function speedReachesRange(flight: PublishedFlight): FlightCheck[] {
  const [range] = of(flight, 'least-range');
  if (range === undefined) return [];
  return of(flight, 'burnout-speed').map((speed): FlightCheck => {
    const surface = minimumEnergyArc(range.value, RADIUS_M).speedMPerS;
    const spentM2PerS2 = 2 * EARTH_MU_M3_PER_S2 * (1 / RADIUS_M - 1 / (RADIUS_M + BURNOUT_HEIGHT_M));
    const neededMPerS = Math.sqrt(surface * surface - spentM2PerS2);
    const finding = `speed: ${speed.text} (${kmPerS(speed.value)} km/s) against ${kmPerS(neededMPerS)} km/s, the least at 200 km for ${range.text} over an Earth at rest`;
    return {
      relation: 'speed-reaches-range',
      holds: speed.value >= neededMPerS * (1 - SPEED_SHARE),
      finding,
    };
  });
}

function ceilingOfRange(flight: PublishedFlight): FlightCheck[] {
  const [range] = of(flight, 'least-range');
  if (range === undefined) return [];
  const apogeeM = minimumEnergyArc(range.value, RADIUS_M).apogeeM;
  return of(flight, 'ceiling').map((ceiling): FlightCheck => {
    const holds = agrees(ceiling.value, apogeeM, CEILING_SHARE);
    const nautical = agrees(ceiling.value * NAUTICAL, apogeeM, CEILING_SHARE)
      ? '; it fits if its miles are nautical'
      : '';
    const finding = `ceiling: ${ceiling.text} against ${km(apogeeM)} km, the apogee of the least-energy arc of ${range.text}${holds ? '' : nautical}`;
    return { relation: 'ceiling-of-range', holds, finding };
  });
}

function mach(flight: PublishedFlight): FlightCheck[] {
  const [number] = of(flight, 'mach');
  if (number === undefined) return [];
  return of(flight, 'burnout-speed').map((speed): FlightCheck => {
    const soundMPerS = speed.value / number.value;
    const finding = `speed: ${speed.text} at ${number.text} is a speed of sound of ${soundMPerS.toFixed(0)} m/s; the air below 90 km has ${SOUND_M_PER_S.low} to ${SOUND_M_PER_S.high} m/s`;
    const holds = soundMPerS >= SOUND_M_PER_S.low && soundMPerS <= SOUND_M_PER_S.high;
    return { relation: 'mach', holds, finding };
  });
}

function agrees(a: number, b: number, share: number): boolean {
  return Math.abs(a / b - 1) <= share;
}

function km(metres: number): string {
  return (metres / 1000).toFixed(0);
}

function kmPerS(metresPerS: number): string {
  return (metresPerS / 1000).toFixed(2);
}
