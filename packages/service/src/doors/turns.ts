/** Deeds of one and the same come one after the other, so that two of them are not both let in by the last place there is. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  async of<Outcome>(who: string, work: () => Promise<Outcome>): Promise<Outcome> {
    const before = this.#last.get(who) ?? Promise.resolve();
    const own = before.then(work, work);
    this.#last.set(who, own);
    try {
      return await own;
    } finally {
      if (this.#last.get(who) === own) this.#last.delete(who);
    }
  }
}
