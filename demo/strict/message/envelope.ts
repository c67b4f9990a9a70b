/** Several Responses in one message: whoever searches for one to verify and for one to read may find two. */

import type { Policy } from '../policy.ts';
import type { TrustedKeys } from '../signature/keys.ts';
import { verifyElement } from '../signature/verify.ts';
import { readAssertion, type AssertionFacts } from './assertion.ts';
import { reopen } from './document.ts';
import { children, descendants, isNamed, names } from './xml.ts';

function holds(response: Element, trusted: TrustedKeys, policy: Policy): boolean {
  return [response, ...children(response, names.assertion, 'Assertion')].some((element) => {
    try {
      return verifyElement(element, trusted, policy) !== undefined;
    } catch {
      return false;
    }
  });
}

/** What a forgetful service provider believes: another Response's assertion, once some Response below the root is signed. */
export function fromOtherResponse(sent: string, trusted: TrustedKeys, policy: Policy): AssertionFacts | undefined {
  if (!policy.forgets('single-response')) return undefined;
  const root = reopen(sent);
  const document = root.ownerDocument;
  if (isNamed(root, names.protocol, 'Response')) return undefined;
  const responses = descendants(root, names.protocol, 'Response');
  const verified = responses.find((one) => holds(one, trusted, policy));
  const other = responses.find((one) => one !== verified);
  if (verified === undefined || other === undefined) return undefined;
  const [assertion] = children(other, names.assertion, 'Assertion');
  return assertion && readAssertion(assertion, document, policy);
}
