import { sFromUs } from '@cupola/core/foundation';
import type { ClockMark, Decision } from '@cupola/core/messages';
import { escapeText, table } from '../../page/markup.ts';
import { MISSING, decimal, duration, percent } from '../../page/numbers.ts';
import type { ObjectView, RunView } from '../run-view.ts';

const MARK_TITLES: Readonly<Record<ClockMark['mark'], string>> = {
  detected: 'detected',
  tracked: 'tracked',
  'class-known': 'class known',
  'earliest-useful': 'earliest useful time',
  excluded: 'regions excluded',
  declared: 'declared a threat',
  'latest-useful': 'latest useful time',
};
/** More objects than this are not told mark by mark. */
const TOLD_OBJECTS_MAX = 24;

/** The last decision about an object; null when nobody ever judged it. */
export function lastDecision(object: ObjectView): Decision | null {
  return object.record.decisions.at(-1) ?? null;
}

/** When each object was detected, tracked, known, excluded or declared, and why, in the operator's words. */
export function clockTable(view: RunView): string {
  const rows = view.objects
    .slice(0, TOLD_OBJECTS_MAX)
    .flatMap((object) =>
      (lastDecision(object)?.clock ?? []).map(({ mark, atUs, reason }) => [
        escapeText(object.id),
        MARK_TITLES[mark],
        atUs === null ? MISSING : duration(sFromUs(atUs) - object.launchS),
        escapeText(reason),
      ]),
    );
  if (rows.length === 0) return '';
  const left = view.objects.length - TOLD_OBJECTS_MAX;
  const which = left > 0 ? ` (the first ${TOLD_OBJECTS_MAX} of ${view.objects.length} objects)` : '';
  return table(`Decision clock, time since launch${which}`, ['object', 'mark', 'at', 'why'], rows);
}

/** The reasons, and what else told the classes apart most. */
function whyText({ reasons, discriminants }: Decision): string {
  const said = discriminants.map(({ text }) => text).filter((text) => !reasons.includes(text));
  return [...reasons, ...said.slice(0, 2)].join('; ');
}

/** What was said last of each object: verdict, likeliest classes, and why. */
export function verdictTable(view: RunView): string {
  const rows = view.objects.flatMap((object) => {
    const decision = lastDecision(object);
    if (decision === null) return [];
    const { declared, excluded, classes, otherProb, jointProb, atUs } = decision;
    const likely = classes.toSorted((a, b) => b.prob - a.prob).filter(({ prob }) => prob >= 0.02);
    const named = likely.slice(0, 4).map(({ vehicleId, prob }) => `${vehicleId} ${percent(prob)}`);
    if (otherProb >= 0.02) named.push(`none known ${percent(otherProb)}`);
    return [
      [
        escapeText(object.id),
        duration(sFromUs(atUs) - object.launchS),
        declared ? 'threat' : excluded ? 'no threat' : 'open',
        decimal(jointProb, 3),
        escapeText(named.join(', ')),
        escapeText(whyText(decision)),
      ],
    ];
  });
  if (rows.length === 0) return '';
  return table(
    'The last word on each object',
    ['object', 'at (since launch)', 'verdict', 'probability', 'possible classes', 'why'],
    rows,
  );
}
