import type { Command } from 'commander';
import { ADDRESSES } from './config-file.ts';

export type Origin = 'flag' | 'environment' | 'file' | 'default';

export interface EffectiveSetting {
  readonly name: string;
  readonly value: unknown;
  readonly origin: Origin;
}

const ORIGINS: Readonly<Record<string, Origin>> = { cli: 'flag', env: 'environment', config: 'file' };
const NO_SETTINGS: readonly string[] = ['printConfig', 'json'];

/** What holds and where it comes from, without passwords. */
export function effectiveSettings(
  command: Command,
  scenario: Pick<EffectiveSetting, 'value' | 'origin'>,
): readonly EffectiveSetting[] {
  const settings = command.options
    .filter((each) => !NO_SETTINGS.includes(each.attributeName()))
    .map((option): EffectiveSetting => {
      const name = option.attributeName();
      const value: unknown = command.getOptionValue(name) ?? (option.isBoolean() ? false : null);
      const origin = ORIGINS[command.getOptionValueSource(name) ?? ''] ?? 'default';
      return { name, value: ADDRESSES.includes(name) ? withoutPasswords(value) : value, origin };
    });
  return [{ name: 'scenario', ...scenario }, ...settings];
}

/** As a file that `--config` reads, each line with its origin. */
export function settingsText(settings: readonly EffectiveSetting[]): string {
  const lines = settings.map(({ name, value, origin }) => {
    const isSaid = value !== null && name !== 'config';
    return `${isSaid ? '' : '# '}${name}: ${JSON.stringify(plain(value))} # ${origin}\n`;
  });
  return lines.join('');
}

/** `max` of a pace is no number that JSON knows. */
function plain(value: unknown): unknown {
  return value === Number.POSITIVE_INFINITY ? 'max' : value;
}

export function settingsDocument(settings: readonly EffectiveSetting[]): object {
  return { settings: settings.map((each) => ({ ...each, value: plain(each.value) })) };
}

/** Everything between the two slashes and the last @ of each address may be secret. */
function withoutPasswords(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return value
    .split(',')
    .map((address) =>
      address.replace(/\/\/.*@/, '//***@').replace(/([?&](?:password|sslpassword)=)[^&]*/gi, '$1***'),
    )
    .join(',');
}
