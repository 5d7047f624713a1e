import { present } from '../foundation/index.ts';
import type { SimTimeUs } from '../foundation/index.ts';
import type { AssociatedLook, MeasuredLook, ScanReports } from '../messages/index.ts';
import { SPEED_OF_LIGHT_M_PER_S, earthAngleRad } from '../physics/index.ts';
import type { OwnSide } from '../sensors/index.ts';

/** What is kept of the reports of one scan. */
interface KeptScan {
  /** By channel; of two reports of one channel the first to come, as the tracker takes it. */
  readonly reports: Map<number, ScanReports>;
  readonly ownSide: OwnSide;
  /** Inertial positions of all own satellites, m. */
  readonly satellitesM: Float64Array;
}

/** Keeps reports until their looks are final, to say what was measured when a track's looks are named. */
export class LookBook {
  readonly #scans = new Map<SimTimeUs, KeptScan>();

  /** Reports of one scan come with the same own side, however many there are. */
  take(reports: ScanReports, ownSide: OwnSide): void {
    for (let row = 0; row < reports.reportCount; row++) {
      if (reports.detectionStart[row] === reports.detectionStart[row + 1]) continue;
      const atUs = reports.scanAtUs[row]!;
      const scan = this.#scans.get(atUs) ?? newScan(atUs, ownSide);
      this.#scans.set(atUs, scan);
      const channel = reports.channelIndex[row]!;
      if (!scan.reports.has(channel)) scan.reports.set(channel, reports);
    }
  }

  /** Looks whose reports were forgotten or never came are left out. */
  measured(looks: readonly AssociatedLook[]): readonly MeasuredLook[] {
    return looks.flatMap((look) => {
      const scan = this.#scans.get(look.scanAtUs);
      const reports = scan?.reports.get(look.channelIndex);
      return scan === undefined || reports === undefined ? [] : [measuredLook(look, scan, reports)];
    });
  }

  /** Forgets scans before an instant. */
  forgetBefore(atUs: SimTimeUs): void {
    for (const scanAtUs of this.#scans.keys()) if (scanAtUs < atUs) this.#scans.delete(scanAtUs);
  }
}

function newScan(atUs: SimTimeUs, ownSide: OwnSide): KeptScan {
  const satellitesM = new Float64Array(3 * ownSide.satelliteIds.length);
  ownSide.ephemeris.positionsInertialInto(satellitesM, atUs);
  return { reports: new Map(), ownSide, satellitesM };
}

function measuredLook(
  { trackId, channelIndex, scanAtUs, detectionIndex }: AssociatedLook,
  { ownSide, satellitesM }: KeptScan,
  reports: ScanReports,
): MeasuredLook {
  const { satelliteIndex } = present(ownSide.channels[channelIndex]);
  const angle = earthAngleRad(ownSide.earth, scanAtUs);
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  const x = reports.losItrf[3 * detectionIndex]!;
  const y = reports.losItrf[3 * detectionIndex + 1]!;
  return {
    trackId,
    satelliteId: present(ownSide.satelliteIds[satelliteIndex]),
    scanAtUs,
    satelliteM: satellitesM.slice(3 * satelliteIndex, 3 * satelliteIndex + 3),
    los: Float64Array.of(c * x - s * y, s * x + c * y, reports.losItrf[3 * detectionIndex + 2]!),
    sigmaRad: reports.sigmaRad[detectionIndex]!,
    lightSpeedMPerS: reports.instantaneous === true ? Number.POSITIVE_INFINITY : SPEED_OF_LIGHT_M_PER_S,
  };
}
