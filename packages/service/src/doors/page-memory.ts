import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** What is made for a page. */
export interface PageText {
  readonly text: string;
  /** Told in it. */
  readonly records: number;
}

/** An answer as it is sent, written once for everybody who asks the same. */
export interface KeptPage {
  readonly bytes: Buffer;
  /** Told in it. */
  readonly records: number;
  /** Of the bytes and nothing else, so that it changes when they do and tells no more than they. */
  readonly tag: string;
  readonly questions: Map<string, KeptPage>;
  readonly question: string;
  packed: Promise<Buffer> | null;
  /** Of all that is kept for it, bytes. */
  size: number;
  usedAtMs: number;
}

/** Bytes of all pages that are kept. */
export const MOST_PAGE_BYTES: number = 64 * 1024 * 1024;
/** Views are replaced every second: what nobody has asked for so long is of one that is gone, ms. */
const FORGOTTEN_AFTER_MS = 10_000;
/** What is kept beside the bytes and the question. */
const BESIDE_BYTES = 1024;
/** Less is not worth packing. */
export const LEAST_PACKED_BYTES: number = 1024;
/** The numbers of records are as good as random: more work, or brotli, shortens them by a twentieth more. */
const GZIP_LEVEL = 3;

const gzipped = promisify(gzip);

/** Pages made of a view, so that whoever asks the same of it gets the same bytes. A view is replaced, never changed, and its pages go with it. */
export class PageMemory {
  readonly #pages = new WeakMap<object, Map<string, KeptPage>>();
  /** In order of their last use. */
  readonly #kept = new Set<KeptPage>();
  readonly #mostBytes: number;
  #bytes = 0;

  constructor(mostBytes: number = MOST_PAGE_BYTES) {
    this.#mostBytes = mostBytes;
  }

  /** Never more than the bound. */
  get keptBytes(): number {
    return this.#bytes;
  }

  /** @param question - All that the page depends on beside the view. */
  pageOf(view: object, question: string, make: () => PageText): KeptPage {
    const questions = this.#pages.get(view) ?? new Map<string, KeptPage>();
    this.#pages.set(view, questions);
    const known = questions.get(question);
    if (known !== undefined) {
      known.usedAtMs = performance.now();
      this.#kept.delete(known);
      this.#kept.add(known);
      return known;
    }
    const { text, records } = make();
    const bytes = Buffer.from(text);
    const page: KeptPage = {
      bytes,
      records,
      tag: tagOf(bytes),
      questions,
      question,
      packed: null,
      size: bytes.length + 2 * question.length + BESIDE_BYTES,
      usedAtMs: performance.now(),
    };
    questions.set(question, page);
    this.#kept.add(page);
    this.#bytes += page.size;
    this.#forget();
    return page;
  }

  /** The bytes as gzip, packed once for everybody who asks for them so. */
  packed(page: KeptPage): Promise<Buffer> {
    page.packed ??= this.#packedAndCounted(page);
    return page.packed;
  }

  async #packedAndCounted(page: KeptPage): Promise<Buffer> {
    const packed = await gzipped(page.bytes, { level: GZIP_LEVEL });
    if (this.#kept.has(page)) {
      page.size += packed.length;
      this.#bytes += packed.length;
      this.#forget();
    }
    return packed;
  }

  /** Of what is over the bound or over its time, what was used longest ago. */
  #forget(): void {
    const freshMs = performance.now() - FORGOTTEN_AFTER_MS;
    for (const page of this.#kept) {
      if (this.#bytes <= this.#mostBytes && page.usedAtMs >= freshMs) return;
      this.#kept.delete(page);
      page.questions.delete(page.question);
      this.#bytes -= page.size;
    }
  }
}

/** Weak: the same however it is packed. */
export function tagOf(answer: string | Buffer): string {
  return `W/"${createHash('sha256').update(answer).digest('base64url').slice(0, 22)}"`;
}
