import type { Command } from 'commander';
import { example } from '../option-parsers.ts';
import { storeOptions } from '../store/store-options.ts';
import type { CertificateFlags } from './certificates.ts';

/** Adds `cupola certificates`. */
export function certificateCommandLines(parent: Command): void {
  const certificates = parent
    .command('certificates')
    .description('certificates of displays, each bound to a key: bind, list, revoke')
    .addHelpText('after', example('certificates bind display-1.pem --key 0123456789ab'));
  certificates
    .command('bind')
    .description('let whoever holds a certificate in as a key; docs/service/profiles.md makes one')
    .argument('<certificate>', 'of the client, PEM')
    .requiredOption('--key <id>', 'as which it is let in (cupola keys list)')
    .option('--json', 'one JSON document on standard output')
    .addHelpText('after', example('certificates bind display-1.pem --key 0123456789ab'))
    .action(async (file: string, flags: CertificateFlags) => {
      const { bindClientCertificate } = await import('./certificates.ts');
      process.exitCode = await bindClientCertificate(file, flags);
    });
  certificates
    .command('list')
    .description('all certificates, with the keys they come as')
    .option('--json', 'one JSON document on standard output')
    .addHelpText('after', example('certificates list'))
    .action(async (flags: CertificateFlags) => {
      const { listClientCertificates } = await import('./certificates.ts');
      process.exitCode = await listClientCertificates(flags);
    });
  certificates
    .command('revoke')
    .description('end a certificate; its connections are closed within a second or two')
    .argument('<fingerprint>', 'SHA-256, hexadecimal')
    .option('--json', 'one JSON document on standard output')
    .addHelpText('after', example('certificates revoke 1f0c...'))
    .action(async (fingerprint: string, flags: CertificateFlags) => {
      const { endClientCertificate } = await import('./certificates.ts');
      process.exitCode = await endClientCertificate(fingerprint, flags);
    });
  for (const each of certificates.commands) storeOptions().forEach((option) => each.addOption(option));
}
