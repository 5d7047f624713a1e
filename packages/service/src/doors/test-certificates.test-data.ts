import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A certificate and its key, PEM. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
}

/** Is there the `openssl` that docs/service/profiles.md makes certificates with? */
export function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** An authority of its own in a folder, by the commands of docs/service/profiles.md. */
export class TestAuthority {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.#openssl(
      'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -keyout ca.key -out ca.pem',
      '/CN=Cupola test CA',
    );
  }

  get certificate(): string {
    return this.#read('ca.pem');
  }

  /** @param extension - Such as `subjectAltName=IP:127.0.0.1`. */
  identity(name: string, extension: string): Identity {
    this.#openssl(
      `req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout ${name}.key -out ${name}.csr -addext ${extension}`,
      `/CN=${name}`,
    );
    this.#openssl(
      `x509 -req -in ${name}.csr -CA ca.pem -CAkey ca.key -CAcreateserial -copy_extensions copy -days 2 -out ${name}.pem`,
    );
    return { cert: this.#read(`${name}.pem`), key: this.#read(`${name}.key`) };
  }

  #openssl(words: string, subject?: string): void {
    const args = [...words.split(' '), ...(subject === undefined ? [] : ['-subj', subject])];
    execFileSync('openssl', args, { cwd: this.#folder, stdio: 'ignore' });
  }

  #read(name: string): string {
    return readFileSync(join(this.#folder, name), 'utf8');
  }
}
