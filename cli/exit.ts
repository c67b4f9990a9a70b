/** Exit codes, and who is blamed for an error: the target, the profile or command line, or ourselves. */

/** contracts.md §2. */
export const exitCodes = { ok: 0, conformance: 1, inconclusive: 2, usage: 3, harness: 4 } as const;

/** Errors that the other rooms throw carry one of these as `code`; anything else is a fault of ours. */
const usage = new Set<string>();
const inconclusive = new Set<string>();

export function exitCodeOf(error: unknown): number {
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string' && usage.has(code)) return exitCodes.usage;
  if (typeof code === 'string' && inconclusive.has(code)) return exitCodes.inconclusive;
  return exitCodes.harness;
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
