import {
  STUDIES,
  accelerationOfG,
  closedFormSize,
  contradictionsOf,
  impliedFlyOutS,
  inOrbitIfBought,
} from '@cupola/core/engagement';
import type { Contradiction, FleetDemand, Study } from '@cupola/core/engagement';
import { assert, radians } from '@cupola/core/foundation';
import { sizeReport } from './size-report.ts';
import type { SizeQuestion, SizeReport } from './size-report.ts';

/** A study beside what this program makes of its inputs. */
export interface StudyReport extends SizeReport {
  readonly study: string;
  readonly title: string;
  readonly source: string;
  readonly evidence: Study['evidence'];
  readonly theirs: Study['published'];
  /** Inputs that the study does not print, with the reason for the value taken. */
  readonly assumed: Study['assumed'];
  readonly contradictions: readonly Contradiction[];
}

/** The whole Earth, where no launch area is named: every five degrees, both signs being alike. */
export function worldLatitudes(maxLatitudeDeg: number): readonly number[] {
  const latitudes: number[] = [];
  for (let latitude = 0; latitude < maxLatitudeDeg; latitude += 5) latitudes.push(latitude);
  return [...latitudes, maxLatitudeDeg];
}

/** @param study - One that can be run. @param confidence - That enough are in reach, for the numbers with real orbits. */
export function studyReport(study: Study, confidence: number): StudyReport {
  const question = studyQuestion(study, confidence);
  const report = sizeReport(question);
  const { inputs, published } = study;
  assert(inputs !== null, 'a study that is run has inputs');
  const orbit = { altitudeM: question.altitudeM, inclinationRad: radians(report.realOrbits.inclinationDeg) };
  const contradictions = contradictionsOf(
    study,
    closedFormSize(question.demand, orbit, question.maxLatitudeRad),
  );
  return {
    ...report,
    study: study.id,
    title: study.title,
    source: study.source,
    evidence: study.evidence,
    theirs: published,
    assumed: study.assumed,
    contradictions,
    why: [...againstTheirs(study, question, report), ...report.why],
  };
}

/** A study's inputs as a question of ours. */
export function studyQuestion({ inputs, areas }: Study, confidence: number): SizeQuestion {
  assert(inputs !== null, 'a study that is run has inputs');
  const places =
    areas.length > 0
      ? areas
      : worldLatitudes(inputs.maxLatitudeDeg).map((latDeg) => ({ title: `latitude ${latDeg}`, latDeg }));
  const demand: FleetDemand = {
    missiles: inputs.missiles,
    shotsPerTarget: inputs.shotsPerTarget,
    flyOut: { speedMPerS: 1000 * inputs.speedKmS, accelerationMPerS2: accelerationOfG(inputs.accelG) },
    flyOutS: inputs.flyoutS,
    interceptAltitudeM: 1000 * inputs.interceptKm,
    confidence,
    latitudesRad: places.map(({ latDeg }) => radians(latDeg)),
  };
  return {
    demand,
    titles: places.map(({ title }) => title),
    altitudeM: 1000 * inputs.orbitKm,
    inclinationRad: inputs.inclinationDeg === null ? null : radians(inputs.inclinationDeg),
    maxLatitudeRad: radians(inputs.maxLatitudeDeg),
    surface: { kind: 'wgs84' },
    altitudesM: [],
    inclinationsRad: [],
    extraDecisionsS: [],
  };
}

/** Studies that can be run, and those that cannot. */
export function runnableStudies(): readonly Study[] {
  return STUDIES.filter((study) => study.inputs !== null);
}

function againstTheirs(study: Study, question: SizeQuestion, report: SizeReport): readonly string[] {
  const { published, inputs } = study;
  const { interceptors: theirs } = published;
  if (theirs === null || inputs === null || report.interceptors === null) return [];
  const lines = [
    `theirs to ours by their method: x ${(report.interceptors / theirs).toFixed(2)}${Object.keys(study.assumed).length === 0 ? '' : `, with ${Object.keys(study.assumed).length} inputs that are ours (${Object.keys(study.assumed).join(', ')})`}`,
  ];
  const implied = impliedFlyOutS(question.demand, question.altitudeM, question.maxLatitudeRad, theirs);
  if (implied !== null) {
    lines.push(
      `time: by the flat relations their number means a fly-out of ${implied.toFixed(0)} s; taken here are ${inputs.flyoutS} s`,
    );
  }
  const perTarget = theirs / inputs.missiles;
  lines.push(
    `shots: theirs are ${perTarget.toFixed(0)} for each missile, ${(perTarget / (report.absenteeRatio ?? Number.NaN)).toFixed(2)} times the flat ratio; taken here are ${inputs.shotsPerTarget}`,
  );
  const inOrbit = inOrbitIfBought(study);
  if (inOrbit !== null) {
    lines.push(
      `unit: whether ${theirs} are in orbit or bought over ${published.periodYears} years is unclear; if bought, at ${published.lifeYears} years of life, ${inOrbit} are in orbit`,
    );
  }
  return lines;
}
