/** A mark on an axis. */
interface Tick {
  readonly value: number;
  readonly label: string;
}

/** Maps values to picture coordinates, px. Values outside the domain are clamped to its ends. */
export interface Scale {
  readonly domain: readonly [number, number];
  readonly range: readonly [number, number];
  readonly ticks: readonly Tick[];
  at(value: number): number;
}

function clamp(value: number, [from, to]: readonly [number, number]): number {
  return value < from ? from : value > to ? to : value;
}

/** The step of 1, 2 or 5 times a power of ten that gives at most about `count` intervals. */
export function niceStep(span: number, count: number): number {
  const rough = span / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  for (const factor of [1, 2, 5]) if (factor * power >= rough * 0.999) return factor * power;
  return 10 * power;
}

/** A tick's text: no more decimals than the step has. */
function tickLabel(value: number, step: number): string {
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return Math.abs(value) < step / 1e6 ? '0' : value.toFixed(Math.min(6, digits));
}

/** Even scale. An empty domain is widened to one unit. */
export function linearScale(
  domain: readonly [number, number],
  range: readonly [number, number],
  tickCount: number,
): Scale {
  const [from, wantedTo] = domain;
  const to = wantedTo > from ? wantedTo : from + 1;
  const step = niceStep(to - from, tickCount);
  const ticks: Tick[] = [];
  const first = Math.ceil(from / step - 1e-9);
  for (let k = first; k * step <= to + step * 1e-9; k++) {
    ticks.push({ value: k * step, label: tickLabel(k * step, step) });
  }
  const perUnit = (range[1] - range[0]) / (to - from);
  return {
    domain: [from, to],
    range,
    ticks,
    at: (value) => range[0] + (clamp(value, [from, to]) - from) * perUnit,
  };
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

function powerLabel(exponent: number): string {
  if (exponent >= -2 && exponent <= 3) return String(10 ** exponent);
  const digits = String(Math.abs(exponent))
    .split('')
    .map((digit) => SUPERSCRIPTS[Number(digit)] ?? '')
    .join('');
  return `10${exponent < 0 ? '⁻' : ''}${digits}`;
}

/** Logarithmic scale over whole decades that hold the domain; both ends above zero. */
export function logScale(domain: readonly [number, number], range: readonly [number, number]): Scale {
  const low = Math.floor(Math.log10(domain[0]) + 1e-9);
  const high = Math.max(low + 1, Math.ceil(Math.log10(domain[1]) - 1e-9));
  const perDecade = (range[1] - range[0]) / (high - low);
  const ends: readonly [number, number] = [10 ** low, 10 ** high];
  const stride = Math.ceil((high - low) / 6);
  const ticks: Tick[] = [];
  for (let k = low; k <= high; k += stride) ticks.push({ value: 10 ** k, label: powerLabel(k) });
  return {
    domain: ends,
    range,
    ticks,
    at: (value) => range[0] + (Math.log10(clamp(value, ends)) - low) * perDecade,
  };
}

/** Is there enough after the first minutes for these to be drawn wider? */
export function hasWiderStart(endS: number, breakS: number): boolean {
  return endS > breakS * 1.5;
}

/**
 * Time since launch, s, with its first minutes drawn wider: `breakS` seconds take `breakShare` of the width, the rest the remainder.
 * Ticks are labelled in minutes.
 */
export function flightTimeScale(
  endS: number,
  breakS: number,
  range: readonly [number, number],
): Scale & { readonly breakAt: number } {
  const [left, right] = range;
  const whole = !hasWiderStart(endS, breakS);
  const breakShare = whole ? 1 : 0.45;
  const splitS = whole ? Math.max(1, endS) : breakS;
  const breakAt = left + (right - left) * breakShare;
  const at = (value: number): number => {
    const s = clamp(value, [0, Math.max(1, endS)]);
    if (s <= splitS) return left + (s / splitS) * (breakAt - left);
    return breakAt + ((s - splitS) / (endS - splitS)) * (right - breakAt);
  };
  const ticks: Tick[] = [];
  const firstStep = Math.max(60, Math.ceil(((splitS / 60) * 26) / (breakAt - left)) * 60);
  for (let s = 0; s <= splitS; s += firstStep) ticks.push({ value: s, label: String(s / 60) });
  if (!whole) {
    const minutes = (endS - splitS) / 60;
    const laterStep = Math.max(1, niceStep(minutes, (right - breakAt) / 28)) * 60;
    for (let s = Math.ceil((splitS + 1) / laterStep) * laterStep; s <= endS; s += laterStep) {
      if (at(s) - breakAt > 18) ticks.push({ value: s, label: String(s / 60) });
    }
  }
  return { domain: [0, endS], range, ticks, at, breakAt };
}
