import { walkerEphemeris } from '@cupola/core/constellation';
import { coverageAnswer, coverageMeter } from '@cupola/core/coverage';
import type { CoverageAnswer, CoverageQuestion } from '@cupola/core/coverage';
import { radians, usFromS } from '@cupola/core/foundation';
import { coverageReport } from '../coverage-report.ts';
import type { CoverageStudy } from './coverage-study.ts';

/** 24 satellites at 70 degrees over three hours: gaps towards the equator, none at the poles. */
const SMALL: CoverageQuestion = {
  ephemeris: walkerEphemeris({
    kind: 'delta',
    count: 24,
    planes: 6,
    phasing: 1,
    altitudeM: 1_000_000,
    inclinationRad: radians(70),
  }),
  earth: { angleAtEpochRad: 1 },
  surface: { kind: 'wgs84' },
  grid: 'rows',
  cellCount: 300,
  sight: { kind: 'elevation', minElevationRad: radians(20) },
  stereo: null,
  fromUs: 0,
  stepUs: usFromS(120),
  sampleCount: 90,
};

function answerTo(question: CoverageQuestion): CoverageAnswer {
  const meter = coverageMeter(question, 0, question.sampleCount);
  for (let sample = 0; sample < question.sampleCount; sample++) meter.measure(sample);
  return coverageAnswer(question, [meter.part]);
}

export function smallStudy(changes: Partial<CoverageQuestion> = {}): CoverageStudy {
  const question = { ...SMALL, ...changes };
  const answer = answerTo(question);
  const report = coverageReport(answer, question, { catalogueObjects: null, skipped: [] });
  const { surface, grid, cellCount, sight, stereo, stepUs, sampleCount, area, sensor } = question;
  return {
    title: 'Coverage by 24 satellites: a <b> & "c".yaml',
    report,
    told: report,
    cells: answer.cellTable,
    gapLengths: answer.gapLengths,
    settings: {
      surface,
      grid,
      cellCount,
      sight,
      stereo,
      stepUs,
      sampleCount,
      ...(area === undefined ? {} : { area }),
      ...(sensor === undefined ? {} : { sensor }),
    },
    from: '2026-07-24T00:00:00Z',
    provenance: {
      cupola: '0.1.0',
      simulated: true,
      command: 'npx cupola coverage small.yaml --hours 3',
      satellitesFile: 'small.yaml',
      satellitesHash: '0123456789abcdef',
      sourceHash: 'fedcba9876543210',
    },
  };
}
