/** Of what a client has sent and is not yet whole; an event of a display is a few kB. */
const MOST_WAITING = 64 * 1024;

export type Incoming = { readonly kind: 'ping' } | { readonly kind: 'other' } | { readonly kind: 'too-much' };

/** Takes apart what a client sends: events one after another. Nothing of it is acted on but pings. */
export class IncomingEvents {
  #rest = '';
  readonly #decoder = new TextDecoder('utf-8');

  take(bytes: Uint8Array): readonly Incoming[] {
    const parts = (this.#rest + this.#decoder.decode(bytes, { stream: true })).split('</event>');
    this.#rest = parts.pop() ?? '';
    const found = parts.map((text): Incoming => {
      const [, type] = /<event\b[^>]*\stype=["']([^"']*)["']/.exec(text) ?? [];
      return { kind: type === 't-x-c-t' ? 'ping' : 'other' };
    });
    return this.#rest.length > MOST_WAITING ? [...found, { kind: 'too-much' }] : found;
  }
}
