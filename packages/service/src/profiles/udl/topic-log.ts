/** One message of a topic. Offsets only go up, also over restarts. */
export interface TopicMessage {
  readonly offset: number;
  readonly text: string;
  /** Of operations, that it was told in. */
  readonly second: number;
}

/** The newest messages of a topic, by number of characters. */
export class TopicLog {
  readonly #mostLength: number;
  readonly #messages: TopicMessage[] = [];
  #length = 0;
  #next: number;

  /** @param firstOffset - Greater than any that was used before. */
  constructor(firstOffset: number, mostLength: number) {
    this.#next = firstOffset;
    this.#mostLength = mostLength;
  }

  /** Of the next message. */
  get next(): number {
    return this.#next;
  }

  /** Of the oldest message that is kept; of the next one when none is. */
  get oldest(): number {
    return this.#messages[0]?.offset ?? this.#next;
  }

  append(text: string, second: number): void {
    this.#messages.push({ offset: this.#next++, text, second });
    this.#length += text.length;
    while (this.#length > this.#mostLength)
      this.#length -= this.#messages.shift()?.text.length ?? this.#length;
  }

  forgetBefore(second: number): void {
    while ((this.#messages[0]?.second ?? Number.POSITIVE_INFINITY) < second)
      this.#length -= this.#messages.shift()?.text.length ?? 0;
  }

  /** From an offset on, or from the oldest when that one is no longer kept. */
  from(offset: number, most: number): readonly TopicMessage[] {
    const begin = Math.max(0, offset - this.oldest);
    return this.#messages.slice(begin, begin + most);
  }
}
