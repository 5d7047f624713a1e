/* What every host that runs this package (Node, browsers) has. */

/** Named by zod's own declarations. */
interface URL {
  readonly href: string;
}
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}
declare class TextDecoder {
  constructor(label: 'utf-8', options: { readonly fatal: boolean });
  decode(bytes: Uint8Array): string;
}
declare function atob(text: string): string;
declare function btoa(binary: string): string;
