import { X509Certificate } from 'node:crypto';

/** A client's certificate as it is kept: how to know it, and the key as which it is let in. */
export interface ClientCertificate {
  /** SHA-256 of the whole certificate, hexadecimal. */
  readonly fingerprint: string;
  readonly tenantId: string;
  readonly keyId: string;
  readonly name: string;
  readonly createdAtUs: number;
  readonly expiresAtUs: number;
  readonly revokedAtUs: number | null;
}

/** As Node writes a fingerprint, or a person copies it, without colons and in small letters. */
export function fingerprintOf(text: string): string {
  return text.replaceAll(/[^0-9a-fA-F]/g, '').toLowerCase();
}

/** What a certificate says of itself; null when the text holds none that can be read. */
export function certificateIn(
  pem: string | Buffer,
): { readonly fingerprint: string; readonly name: string; readonly expiresAtUs: number } | null {
  try {
    const { fingerprint256, subject, validToDate } = new X509Certificate(pem);
    return {
      fingerprint: fingerprintOf(fingerprint256),
      name: subject.replaceAll('\n', ', '),
      expiresAtUs: validToDate.getTime() * 1000,
    };
  } catch {
    return null;
  }
}

export function isCertificateInForce(certificate: ClientCertificate, atUs: number): boolean {
  return certificate.revokedAtUs === null && atUs < certificate.expiresAtUs;
}
