/** What the honest request shows of the service provider's settings and the profile does not say; each is a case more to be asked. */

import type { ReceivedRequest } from '../idp/protocol/types.ts';
import type { Target } from './target.ts';

/** Sentences for the doctor; none where the profile says it already. */
export function hintsOf(
  { capabilities, sp }: Pick<Target, 'capabilities' | 'sp'>,
  received: ReceivedRequest | undefined,
): string[] {
  if (received === undefined) return [];
  const { request, signature } = received;
  const hints: string[] = [];
  if (request.forceAuthn === true && !capabilities.includes('force-authn')) {
    hints.push(
      'its request asks for a fresh sign-in (ForceAuthn); add force-authn to capabilities, and its cases are asked',
    );
  }
  const signed = signature !== undefined || request.hasSignature;
  if (signed && sp.authnRequestsSigned !== true && !capabilities.includes('signed-requests')) {
    hints.push('its request is signed; add signed-requests to capabilities, and its cases are asked');
  }
  return hints;
}
