/** What an honest sign-in shows and the profile does not say or cannot tell; each is a case more that can be asked or judged. */

import type { ReceivedRequest } from '../idp/protocol/types.ts';
import { fieldsShowing } from './judge-identity.ts';
import type { ExchangeFacts } from './observation.ts';
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

/** A sentence where the page tells two people apart but not a name from one that looks like it; else null. */
export function identityHint({ protectedPage, transcript }: ExchangeFacts): string | null {
  const shown = protectedPage?.identity;
  const plan = transcript?.answers.at(-1)?.plan;
  if (!shown || plan === undefined || fieldsShowing(shown, plan).length > 0) return null;
  return (
    `«${shown}» is none of the values that were sent, so cases that sign in somebody whose name only resembles ` +
    'another stay inconclusive; point protectedPage.identity at the raw NameID or a claim where a page shows it'
  );
}
