interface Address {
  readonly isSecure: boolean;
  readonly place: string;
  readonly user: string;
  readonly password: string;
}

/** Why an address cannot be one of a NATS server; null when it can. Never repeats what may be a password. */
export function addressProblem(text: string): string | null {
  if (!URL.canParse(text)) return 'it is no address';
  const { protocol, hostname } = new URL(text);
  if (protocol !== 'nats:' && protocol !== 'tls:') return 'it begins with neither nats:// nor tls://';
  return hostname === '' ? 'it names no host' : null;
}

export function addressOf(text: string): Address {
  const { protocol, hostname, port, username, password } = new URL(text);
  return {
    isSecure: protocol === 'tls:',
    place: `${hostname}:${port === '' ? '4222' : port}`,
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
  };
}

/** Addresses as they may be shown: without users and passwords. */
export function placesOf(urls: readonly string[]): string {
  return urls.map((each) => addressOf(each).place).join(', ');
}
