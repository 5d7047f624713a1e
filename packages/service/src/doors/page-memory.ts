import type { Picture } from '../picture/picture.ts';

/** Pages kept of one picture: clients ask the same questions again and again. */
const MOST_PAGES = 64;

/** Pages made of a view, so that whoever asks the same of it gets the same page, written once. Forgotten with the view, which is replaced, never changed. */
export class PageMemory<Page extends object> {
  readonly #pages = new WeakMap<Picture, Map<string, Page>>();

  /** @param question - All that the page depends on beside the view. */
  pageOf(view: Picture, question: string, make: () => Page): Page {
    const known = this.#pages.get(view) ?? new Map<string, Page>();
    this.#pages.set(view, known);
    const page = known.get(question) ?? make();
    if (known.size < MOST_PAGES) known.set(question, page);
    return page;
  }
}
