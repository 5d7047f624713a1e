import { describe, expect, it } from 'vitest';
import { present, usFromS } from '../foundation/index.ts';
import { SPEED_OF_LIGHT_M_PER_S } from '../physics/index.ts';
import { LookBook } from './look-book.ts';
import { reportsOf, smallPlan } from './small-mission.test-data.ts';

describe('LookBook', () => {
  const plan = smallPlan();
  const reports = present(reportsOf(plan, 0).find((each) => each.detectionCount > 0));
  const report = Array.from({ length: reports.reportCount }, (_, row) => row).find(
    (row) => reports.detectionStart[row + 1]! > reports.detectionStart[row]!,
  );
  const row = present(report);
  const look = {
    trackId: 'T0001',
    channelIndex: reports.channelIndex[row]!,
    scanAtUs: reports.scanAtUs[row]!,
    detectionIndex: reports.detectionStart[row]!,
  };

  it('says from where and in which direction a look was taken, inertial', () => {
    const book = new LookBook();
    book.take(reports, plan.ownSide);
    const measured = present(book.measured([look])[0]);
    const { satelliteIndex } = present(plan.ownSide.channels[look.channelIndex]);
    const positions = new Float64Array(3 * plan.ownSide.satelliteIds.length);
    plan.ownSide.ephemeris.positionsInertialInto(positions, look.scanAtUs);
    expect(measured.satelliteId).toBe(plan.ownSide.satelliteIds[satelliteIndex]);
    expect(measured.satelliteM).toEqual(positions.slice(3 * satelliteIndex, 3 * satelliteIndex + 3));
    expect(Math.hypot(...measured.los)).toBeCloseTo(1, 12);
    // A turn about the Earth's axis leaves the third component alone.
    expect(measured.los[2]).toBe(reports.losItrf[3 * look.detectionIndex + 2]);
    expect(measured.lightSpeedMPerS).toBe(SPEED_OF_LIGHT_M_PER_S);
  });

  it('keeps the first of two reports of one channel and scan, as the tracker does', () => {
    const book = new LookBook();
    book.take(reports, plan.ownSide);
    book.take({ ...reports, sigmaRad: reports.sigmaRad.map(() => 1) }, plan.ownSide);
    expect(book.measured([look])[0]?.sigmaRad).toBe(reports.sigmaRad[look.detectionIndex]);
  });

  it('forgets what is final, and leaves out what it does not know', () => {
    const book = new LookBook();
    book.take(reports, plan.ownSide);
    expect(book.measured([{ ...look, scanAtUs: look.scanAtUs + usFromS(1) }])).toEqual([]);
    book.forgetBefore(look.scanAtUs);
    expect(book.measured([look])).toHaveLength(1);
    book.forgetBefore(look.scanAtUs + 1);
    expect(book.measured([look])).toEqual([]);
  });
});
