import { radians } from '../foundation/index.ts';
import type { Region } from '../physics/index.ts';
import type { Campaign, MixKind } from './campaign.ts';

/** A defended box of 20 by 10 degrees. */
export const BOX: Region = {
  id: 'box',
  title: 'Box',
  polygons: [
    [
      [
        [-105, 35],
        [-85, 35],
        [-85, 45],
        [-105, 45],
      ].map(([lon, lat]): [number, number] => [radians(lon ?? 0), radians(lat ?? 0)]),
    ],
  ],
};

export function mixKind(changed: Partial<MixKind> = {}): MixKind {
  return {
    id: 'deep',
    weight: 1,
    perYear: null,
    vehicles: ['icbm-solid'],
    launch: [{ latDeg: 40, lonDeg: 127, radiusKm: 100 }],
    flight: {
      kind: 'aimed',
      aim: { kind: 'border', insideKm: [100, 3000] },
      trajectories: ['minimum-energy'],
    },
    objects: null,
    count: 1,
    spacingS: 10,
    ...changed,
  };
}

export function campaign(changed: Partial<Campaign> = {}): Campaign {
  return {
    campaign: 1,
    title: 'Small campaign',
    scenario: 'base.yaml',
    set: {},
    seeds: { from: 11, count: 3 },
    sweep: [],
    epochWithinDays: 0,
    mix: [],
    end: null,
    ...changed,
  };
}
