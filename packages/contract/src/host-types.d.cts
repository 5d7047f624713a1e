/** Named by zod's own declarations; every host that runs this package (Node, browsers) has it. */
interface URL {
  readonly href: string;
}
