/** The units in which CCSDS 502.0-B-3 fixes the values that are read here. A file may state them; other ones it may not. */
const UNITS: Readonly<Record<string, string>> = {
  MEAN_MOTION: 'rev/day',
  INCLINATION: 'deg',
  RA_OF_ASC_NODE: 'deg',
  ARG_OF_PERICENTER: 'deg',
  MEAN_ANOMALY: 'deg',
  BSTAR: '1/ER',
  MEAN_MOTION_DOT: 'rev/day**2',
  MEAN_MOTION_DDOT: 'rev/day**3',
};

/** The unit that a key has, when a file states another; `null` when what it states is right or does not matter. */
export function unitInstead(key: string, stated: string): string | null {
  const unit = Object.hasOwn(UNITS, key) ? UNITS[key] : undefined;
  return unit === undefined || unit.toLowerCase() === stated.trim().toLowerCase() ? null : unit;
}

/** Is a key one that may stand several times in a message, and says nothing about the elements? */
export function isRemark(key: string): boolean {
  return key === 'COMMENT' || key.startsWith('USER_DEFINED');
}

/** Editions 1 to 3 of the standard spell the keys that are read here alike. */
export function isKnownVersion(version: string): boolean {
  return /^[123]\.0$/.test(version.trim());
}

export const KNOWN_VERSIONS = 'version 1.0, 2.0 or 3.0';
