/** What a golden file holds of a value. The last digits of sines may differ between machines. */
export function goldenText(value: unknown): string {
  return `${JSON.stringify(value, rounded, 2)}\n`;
}

function rounded(_: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(12)) : value;
}
