/** What can be wrong with a state folder or a registration; every error has a stable code that the command line maps to an exit code. */

export type TenantErrorCode =
  | 'state-locked'
  | 'state-unwritable'
  | 'state-damaged'
  | 'identifier-taken'
  | 'registration-invalid'
  | 'tenant-file-invalid'
  | 'certificate-invalid';

/** Carries a stable `code`; the message says what was expected, what was found and what to do. */
export class TenantError extends Error {
  readonly code: TenantErrorCode;

  constructor(code: TenantErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'TenantError';
    this.code = code;
  }
}
