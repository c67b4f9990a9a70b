/** Claims that cannot be issued: Entra refuses the sign-in with one of these codes. */

/** What a claim can fail with: a missing mandatory input, an invalid input, a regular expression that takes too long. */
export type ClaimErrorNumber = '501241' | '50124' | '501621';

/** Carries Entra's number; `code` is the number with its prefix. */
export class ClaimError extends Error {
  readonly number: ClaimErrorNumber;
  readonly code: string;

  constructor(number: ClaimErrorNumber, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ClaimError';
    this.number = number;
    this.code = `AADSTS${number}`;
  }
}
