/** Exit codes, and who is blamed for an error: the target, the profile or command line, or ourselves. */

/** contracts.md §2. */
export const exitCodes = { ok: 0, conformance: 1, inconclusive: 2, usage: 3, harness: 4 } as const;

/** A mistake on the command line or in a file that it names; exit code 3. */
export class UsageError extends Error {
  readonly code = 'SP_USAGE';
  readonly exitCode = exitCodes.usage;
}

/** Codes of errors that do not carry an `exitCode` themselves: the idp room knows no command line. */
const usage = new Set([
  'state-locked',
  'state-unwritable',
  'state-damaged',
  'identifier-taken',
  'registration-invalid',
  'tenant-file-invalid',
  'port-busy',
  'address-unavailable',
  // SP metadata that cannot be read is the profile's mistake.
  'unreadable',
  'not-metadata',
  'no-sp',
  'several-sps',
  'no-entity-id',
  'no-acs',
  // A result.json that cannot be used.
  'not-json',
  'newer-version',
  'invalid',
  'unwritable',
]);

export function exitCodeOf(error: unknown): number {
  const { exitCode, code } = error as { exitCode?: unknown; code?: unknown };
  if (typeof exitCode === 'number') return exitCode;
  return typeof code === 'string' && usage.has(code) ? exitCodes.usage : exitCodes.harness;
}

/** Prints the error for a person and returns the exit code. A stack is shown only where we are to blame. */
export function reportError(error: unknown): number {
  const exitCode = exitCodeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`samlproof: ${message}\n`);
  if (exitCode === exitCodes.harness && error instanceof Error) {
    process.stderr.write(`${error.stack ?? ''}\nThis is a fault of samlproof itself, not of your service provider.\n`);
  }
  return exitCode;
}
