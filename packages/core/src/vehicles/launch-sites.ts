/** A place from which rockets have gone to space. */
export interface LaunchSite {
  readonly id: string;
  readonly title: string;
  /** Of the middle of its pads, degrees, rounded to a twentieth: a site is some ten kilometres across. */
  readonly latDeg: number;
  readonly lonDeg: number;
}

/** Pads of a site, and what the estimate leaves open beside its ellipse, lie within this of its middle (one sigma), m. Notional. */
export const SITE_SPREAD_M = 15_000;

/**
 * Sites of launches to orbit and of large sounding rockets in the last decades. Places: [McDowell-2025], list of launch sites (recalled, unverified), rounded. Launches from ships and
 * from the air are not among them.
 */
export const LAUNCH_SITES: readonly LaunchSite[] = [
  { id: 'canaveral', title: 'Cape Canaveral and Kennedy', latDeg: 28.5, lonDeg: -80.6 },
  { id: 'vandenberg', title: 'Vandenberg', latDeg: 34.7, lonDeg: -120.6 },
  { id: 'wallops', title: 'Wallops Island', latDeg: 37.85, lonDeg: -75.5 },
  { id: 'starbase', title: 'Starbase, Boca Chica', latDeg: 26.0, lonDeg: -97.15 },
  { id: 'kodiak', title: 'Kodiak', latDeg: 57.45, lonDeg: -152.35 },
  { id: 'baikonur', title: 'Baikonur', latDeg: 45.95, lonDeg: 63.3 },
  { id: 'plesetsk', title: 'Plesetsk', latDeg: 62.9, lonDeg: 40.6 },
  { id: 'vostochny', title: 'Vostochny', latDeg: 51.9, lonDeg: 128.35 },
  { id: 'jiuquan', title: 'Jiuquan', latDeg: 40.95, lonDeg: 100.3 },
  { id: 'xichang', title: 'Xichang', latDeg: 28.25, lonDeg: 102.05 },
  { id: 'taiyuan', title: 'Taiyuan', latDeg: 38.85, lonDeg: 111.6 },
  { id: 'wenchang', title: 'Wenchang', latDeg: 19.6, lonDeg: 110.95 },
  { id: 'haiyang', title: 'Haiyang', latDeg: 36.7, lonDeg: 121.15 },
  { id: 'kourou', title: 'Kourou', latDeg: 5.25, lonDeg: -52.75 },
  { id: 'sriharikota', title: 'Sriharikota', latDeg: 13.7, lonDeg: 80.2 },
  { id: 'tanegashima', title: 'Tanegashima', latDeg: 30.4, lonDeg: 130.95 },
  { id: 'uchinoura', title: 'Uchinoura', latDeg: 31.25, lonDeg: 131.1 },
  { id: 'naro', title: 'Naro', latDeg: 34.45, lonDeg: 127.55 },
  { id: 'sohae', title: 'Sohae', latDeg: 39.65, lonDeg: 124.7 },
  { id: 'tonghae', title: 'Tonghae', latDeg: 40.85, lonDeg: 129.65 },
  { id: 'semnan', title: 'Semnan', latDeg: 35.25, lonDeg: 53.95 },
  { id: 'shahroud', title: 'Shahroud', latDeg: 36.2, lonDeg: 55.35 },
  { id: 'palmachim', title: 'Palmachim', latDeg: 31.9, lonDeg: 34.7 },
  { id: 'white-sands', title: 'White Sands', latDeg: 32.4, lonDeg: -106.3 },
  { id: 'andoya', title: 'Andøya', latDeg: 69.3, lonDeg: 16.0 },
  { id: 'esrange', title: 'Esrange', latDeg: 67.9, lonDeg: 21.1 },
  { id: 'mahia', title: 'Mahia', latDeg: -39.25, lonDeg: 177.85 },
];
