import { sFromUs } from '@cupola/core/foundation';
import { decimal, duration, percent, span } from '../../page/numbers.ts';
import type { CustodyPhase } from '@cupola/core/custody';
import { PHASE_TITLES, phasesShown } from '../phase-names.ts';
import { regionName } from '../regions-drawn.ts';
import { countOf, listText, trackRowsOf } from '../run-view.ts';
import type { EventGroup, ObjectView, RunView } from '../run-view.ts';
import type { Transit } from '../transit.ts';

/** Was this object a threat in truth: a weapon that comes down in a defended region? */
function isThreat(object: ObjectView): boolean {
  return object.record.weapon && object.record.inRegions.length > 0;
}

/** Mean of what is there; null when nothing is. */
function meanOf(values: readonly (number | null)[]): number | null {
  const present = values.filter((value) => value !== null);
  return present.length === 0 ? null : present.reduce((sum, value) => sum + value, 0) / present.length;
}

function declaredSentence(group: EventGroup): string | null {
  const declared = group.objects.filter((object) => object.record.declaredAtS !== null);
  if (declared.length === 0) return null;
  const afterCutoff = declared.map((object) => (object.record.declaredAtS ?? 0) - object.burnoutS);
  const afterLaunch = declared.map((object) => (object.record.declaredAtS ?? 0) - object.launchS);
  const warning = declared.flatMap((object) =>
    object.impactS === null ? [] : [object.impactS - (object.record.declaredAtS ?? 0)],
  );
  const all = declared.length === group.objects.length;
  const who =
    group.objects.length === 1
      ? `${group.id} was`
      : `${all ? (group.objects.length === 2 ? 'Both' : `All ${group.objects.length}`) : `${declared.length} of ${group.objects.length}`} ${group.id} objects were`;
  const early = Math.min(...afterCutoff) < 0 ? ' (negative: before cut-off)' : '';
  const left = warning.length === 0 ? '' : `; least warning time left: ${duration(Math.min(...warning))}`;
  return `${who} declared a threat ${span(afterCutoff, 0)} s after cut-off${early}, ${span(afterLaunch, 0)} s after launch${left}.`;
}

function falseSentence(view: RunView): string | null {
  const wrong = view.objects.filter((object) => object.record.firstDeclaredAtS !== null && !isThreat(object));
  return wrong.length === 0 ? null : `False declaration: ${listText(wrong.map((object) => object.id))}.`;
}

function revokedSentence(view: RunView): string | null {
  const revoked = view.objects.filter((object) => object.record.revocations > 0);
  if (revoked.length === 0) return null;
  const items = revoked.map(({ id, launchS, record }) => {
    const first =
      record.firstDeclaredAtS === null
        ? ''
        : ` (first declared ${decimal(record.firstDeclaredAtS - launchS, 0)} s after launch)`;
    return `${id}${first}`;
  });
  return `Declared and revoked on the way: ${listText(items)}. Times are those of the declarations still in force at the end.`;
}

function notDeclaredSentence(
  view: RunView,
  transits: ReadonlyMap<string, readonly Transit[]>,
): string | null {
  const rest = view.groups.filter((group) =>
    group.objects.some((object) => object.record.firstDeclaredAtS === null && !isThreat(object)),
  );
  if (rest.length === 0) return null;
  const items = rest.map((group) => {
    const objects = group.objects.filter(
      (object) => object.record.firstDeclaredAtS === null && !isThreat(object),
    );
    const crossings = objects.flatMap((object) => transits.get(object.id) ?? []);
    const seconds = crossings.reduce((sum, transit) => sum + transit.toS - transit.fromS, 0);
    if (seconds === 0) return group.id;
    const names = [...new Set(crossings.flatMap((transit) => transit.regionIds))].map((id) =>
      regionName(id, view.regions),
    );
    const where = names.length === 0 ? 'a defended region' : listText(names);
    return `${group.id} (its impact point, had thrust ended, crossed ${where} for ${decimal(seconds, 0)} s)`;
  });
  return `Not declared, and no threat: ${listText(items)}.`;
}

function missedSentence(view: RunView): string | null {
  const missed = view.objects.filter((object) => object.record.declaredAtS === null && isThreat(object));
  if (missed.length === 0) return null;
  return `Missed: ${listText(missed.map((object) => object.id))} ${missed.length === 1 ? 'was a threat that was' : 'were threats that were'} not declared within the scenario.`;
}

function neverTrackedSentence(view: RunView): string | null {
  const never = view.objects.filter((object) => object.record.confirmedAtS === null);
  return never.length === 0
    ? null
    : `Never under a confirmed track: ${listText(never.map((object) => object.id))}.`;
}

/** The sensor kind that watched an event's objects for the largest share of a phase. */
function bestKind(
  view: RunView,
  group: EventGroup,
  phase: CustodyPhase,
): { readonly kind: string; readonly share: number } | null {
  let best: { kind: string; share: number } | null = null;
  for (const kind of view.record.sensorKinds) {
    const share = meanOf(
      group.objects.map((object) => object.record.continuityBySensor[kind]?.[phase] ?? null),
    );
    if (share !== null && share > (best?.share ?? 0)) best = { kind, share };
  }
  return best;
}

function custodySentence(view: RunView, group: EventGroup): string | null {
  const phases = phasesShown(view).flatMap((phase) => {
    const share = meanOf(group.objects.map((object) => object.record.continuity[phase]));
    if (share === null) return [];
    const best = bestKind(view, group, phase);
    const by = best === null || share === 0 ? '' : ` (watched by ${best.kind} ${percent(best.share)})`;
    return [`${PHASE_TITLES[phase]} ${percent(share)}${by}`];
  });
  return phases.length === 0 ? null : `Custody of ${group.id}, share of time held: ${phases.join('; ')}.`;
}

function longestGapSentence(view: RunView): string | null {
  const gaps = view.objects.flatMap((object) => object.record.gaps.map((gap) => ({ id: object.id, gap })));
  if (gaps.length === 0) return 'No object was without custody between cloud break and impact or end.';
  const longest = gaps.reduce((a, b) => (b.gap.toS - b.gap.fromS > a.gap.toS - a.gap.fromS ? b : a));
  const { gap } = longest;
  return `Longest gap: ${longest.id}, ${duration(gap.toS - gap.fromS)} in ${PHASE_TITLES[gap.phase]}, cause ${gap.cause}. ${countOf(gaps.length, 'gap')} in all.`;
}

/** What the run says, in sentences with numbers, most important first. */
export function headlines(
  view: RunView,
  transits: ReadonlyMap<string, readonly Transit[]>,
): readonly string[] {
  const threatGroups = view.groups.filter((group) => group.objects.some(isThreat));
  const sentences = [
    missedSentence(view),
    ...view.groups.map(declaredSentence),
    falseSentence(view),
    revokedSentence(view),
    notDeclaredSentence(view, transits),
    ...(threatGroups.length > 0 ? threatGroups : view.groups).map((group) => custodySentence(view, group)),
    longestGapSentence(view),
    neverTrackedSentence(view),
  ];
  return sentences.filter((sentence) => sentence !== null);
}

/** When the operator's first confirmed track of an object saw thrust end, s; null when it never did. */
export function operatorCutoffS(view: RunView, object: ObjectView): number | null {
  const first = trackRowsOf(view, object).find(({ cutoffAtUs }) => cutoffAtUs !== null);
  return first === undefined || first.cutoffAtUs === null ? null : sFromUs(first.cutoffAtUs);
}
