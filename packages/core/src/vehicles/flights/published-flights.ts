import type { Claim, ClaimedQuantity, NamedPlace, PublishedFlight } from './published-flight.ts';

const DEGREE = Math.PI / 180;
const MILE_M = 1609.344;
const FOOT_M = 0.3048;

/** Near Pyongyang; the reports name other places, or none, all on the peninsula. As in the published cases. */
const NORTH_KOREA = place('near Pyongyang', 39.2, 125.7);
const KUSONG = place('Kusong', 39.98, 125.24);
const VANDENBERG = place('Vandenberg', 34.74, -120.57);
const KWAJALEIN = place('Kwajalein', 9.4, 167.5);
/** Towards the sea; the bearing is not reported. */
const EASTWARD_RAD = 60 * DEGREE;

function place(name: string, latDeg: number, lonDeg: number): NamedPlace {
  return { name, latitudeRad: latDeg * DEGREE, longitudeRad: lonDeg * DEGREE };
}

function read(quantity: ClaimedQuantity, value: number, text: string, source: string): Claim {
  return { quantity, value, text, source, evidence: 'read' };
}

function recalled(quantity: ClaimedQuantity, value: number, text: string, source: string): Claim {
  return { quantity, value, text, source, evidence: 'recalled' };
}

function lofted(launch: NamedPlace, apogeeKm: number, rangeKm: number): PublishedFlight['flown'] {
  return {
    kind: 'lofted',
    launch,
    azimuthRad: EASTWARD_RAD,
    apogeeM: apogeeKm * 1000,
    rangeM: rangeKm * 1000,
  };
}

/** Test flights and fact sheets of the open record, in order of date. Read in news pages unless marked as recalled: copies, unverified. */
export const PUBLISHED_FLIGHTS: readonly PublishedFlight[] = [
  {
    id: 'minuteman-3-fact-sheet',
    title: 'Minuteman III, fact sheet',
    vehicleId: 'icbm-solid',
    flown: null,
    claims: [
      recalled('least-range', 9_650_000, '9,650 km and more (6,000 miles)', 'U.S. Air Force fact sheet'),
      recalled('ceiling', 700 * MILE_M, '1,120 km (700 miles)', 'U.S. Air Force fact sheet'),
      recalled('burnout-speed', 15_000 * (MILE_M / 3600), 'about 15,000 mph', 'U.S. Air Force fact sheet'),
    ],
  },
  {
    id: 'minuteman-3-kwajalein',
    title: 'Minuteman III, Vandenberg to Kwajalein, a usual test',
    vehicleId: 'icbm-solid',
    flown: { kind: 'minimum-energy', launch: VANDENBERG, aim: KWAJALEIN },
    claims: [
      read('range', 6_760_000, '6,760 km (4,200 miles)', 'armedforcesconnect.org, independent.com'),
      read('time', 1800, 'about 30 min', 'armedforcesconnect.org, independent.com'),
    ],
  },
  {
    id: 'trident-2-fact-file',
    title: 'Trident II (D5), fact file',
    vehicleId: 'slbm',
    flown: null,
    claims: [
      recalled('least-range', 7_400_000, 'more than 7,400 km (4,000 nautical miles)', 'U.S. Navy fact file'),
      recalled(
        'burnout-speed',
        20_000 * FOOT_M,
        'more than 20,000 ft/s, about 2 min after third-stage ignition',
        'U.S. Navy fact file',
      ),
    ],
    remark: 'the speed is told as a lower bound: it may lie below what the range asks for',
  },
  {
    id: 'htv-2-2011-08-11',
    title: 'HTV-2, boost-glide test of 11 August 2011',
    vehicleId: 'boost-glide',
    flown: null,
    claims: [
      read('mach', 20, 'Mach 20', 'alaska-native-news.com'),
      read('burnout-speed', 13_000 * (MILE_M / 3600), '13,000 mph', 'alaska-native-news.com'),
    ],
  },
  {
    id: 'hwasong-12-2017-05-14',
    title: 'Hwasong-12, 14 May 2017',
    vehicleId: 'irbm',
    flown: lofted(KUSONG, 2111.5, 787),
    claims: [
      read('apogee', 2_111_500, '2,111.5 km', 'strategicstudyindia.com'),
      read('range', 700_000, 'about 700 km', 'strategicstudyindia.com'),
      recalled('range', 787_000, '787 km', 'KCNA'),
      read('time', 1800, '30 min', 'strategicstudyindia.com'),
    ],
  },
  {
    id: 'hwasong-14-2017-07-04',
    title: 'Hwasong-14, 4 July 2017',
    vehicleId: 'icbm-liquid',
    flown: lofted(NORTH_KOREA, 2802, 933),
    claims: [
      recalled('apogee', 2_802_000, '2,802 km', 'KCNA; CSIS 2,800 km'),
      read('range', 933_000, '933 km', 'missilethreat.csis.org; 930 km in strategicstudyindia.com'),
      read('time', 2340, '39 min', 'KCNA, in missilethreat.csis.org'),
      read('time', 2220, '37 min', 'U.S. Pacific Command, in strategicstudyindia.com'),
    ],
  },
  {
    id: 'hwasong-14-2017-07-28',
    title: 'Hwasong-14, 28 July 2017',
    vehicleId: 'icbm-liquid',
    flown: lofted(NORTH_KOREA, 3724.9, 998),
    claims: [
      read('apogee', 3_724_900, '3,724.9 km', 'janes.com, tass.com, missilethreat.csis.org'),
      read('range', 998_000, '998 km', 'janes.com, tass.com, missilethreat.csis.org'),
      read('time', 2832, '47 min 12 s', 'janes.com, tass.com, missilethreat.csis.org'),
    ],
  },
  {
    id: 'hwasong-15-2017-11-29',
    title: 'Hwasong-15, 29 November 2017',
    vehicleId: 'icbm-liquid',
    flown: lofted(NORTH_KOREA, 4475, 950),
    claims: [
      read('apogee', 4_475_000, '4,475 km', 'defence-industries.com'),
      read('range', 950_000, '950 km', 'defence-industries.com'),
      read('time', 3180, '53 min', 'defence-industries.com'),
    ],
  },
  {
    id: 'hwasong-15-2023-02-18',
    title: 'Hwasong-15, 18 February 2023',
    vehicleId: 'icbm-liquid',
    flown: lofted(NORTH_KOREA, 5768.5, 989),
    claims: [
      read('apogee', 5_768_500, '5,768.5 km', 'urdupoint.com'),
      read('range', 989_000, '989 km', 'urdupoint.com'),
      recalled('time', 4015, '4,015 s', 'KCNA'),
      read('time', 3960, '66 min', 'Ministry of Defense of Japan, in urdupoint.com'),
    ],
  },
  {
    id: 'hwasong-18-2023-07-12',
    title: 'Hwasong-18, 12 July 2023',
    vehicleId: 'icbm-solid',
    flown: lofted(NORTH_KOREA, 6648.4, 1001.2),
    claims: [
      read('apogee', 6_648_400, '6,648.4 km', 'shine.cn'),
      read('range', 1_001_200, '1,001.2 km', 'shine.cn'),
      read('time', 4491, '4,491 s', 'shine.cn'),
      read('time', 4440, '74 min', 'Ministry of Defense of Japan, in shine.cn'),
    ],
  },
  {
    id: 'minuteman-3-extended',
    title: 'Minuteman III, extended-range test to Guam',
    vehicleId: 'icbm-solid',
    flown: { kind: 'minimum-energy', launch: VANDENBERG, aim: place('near Guam', 13.5, 144.8) },
    claims: [read('range', 5100 * MILE_M, 'about 8,200 km (5,100 miles)', 'af.mil 131391')],
  },
];

/** The flight of that id; `undefined` when there is none. */
export function publishedFlight(id: string): PublishedFlight | undefined {
  return PUBLISHED_FLIGHTS.find((candidate) => candidate.id === id);
}
