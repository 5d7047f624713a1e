/** The answer of another command, read again: any key may be missing, since a newer or older program may have written it. */
export class AnswerFile {
  readonly #raw: unknown;

  constructor(raw: unknown) {
    this.#raw = raw;
  }

  has(key: string): boolean {
    return this.#at(key) !== undefined;
  }

  is(path: string): boolean {
    return this.#at(path) === true;
  }

  number(path: string): number | null {
    const value = this.#at(path);
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
  }

  text(path: string): string {
    const value = this.#at(path);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  }

  texts(path: string): readonly string[] {
    const value = this.#at(path);
    return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
  }

  list(path: string): readonly AnswerFile[] {
    const value = this.#at(path);
    return Array.isArray(value) ? value.map((each: unknown) => new AnswerFile(each)) : [];
  }

  #at(path: string): unknown {
    let value = this.#raw;
    for (const step of path.split('.')) {
      if (typeof value !== 'object' || value === null) return undefined;
      value = Object.getOwnPropertyDescriptor(value, step)?.value;
    }
    return value;
  }
}
