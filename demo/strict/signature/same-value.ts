/** Signatures that are left out of a digest because their value is that of the one being verified (xml-crypto before 6.2). */

import { readAssertion, type AssertionFacts } from '../message/assertion.ts';
import { reopen } from '../message/document.ts';
import { child, descendants, names, textOf } from '../message/xml.ts';
import type { Policy } from '../policy.ts';
import type { TrustedKeys } from './keys.ts';
import { signaturesOf, verifyElement } from './verify.ts';

function valueOf(signature: Element): string | undefined {
  const value = child(signature, names.signature, 'SignatureValue');
  return value && textOf(value).trim();
}

/** What a forgetful service provider believes: the assertion in such a Signature, once all that is left is right. */
export function fromTwinSignature(text: string, trusted: TrustedKeys, policy: Policy): AssertionFacts | undefined {
  if (!policy.forgets('signed-content.same-value')) return undefined;
  const root = reopen(text);
  const [own] = signaturesOf(root);
  const twins = descendants(root, names.signature, 'Signature').filter(
    (one) => own !== undefined && one !== own && valueOf(one) === valueOf(own),
  );
  const [hidden] = twins.flatMap((twin) => descendants(twin, names.assertion, 'Assertion'));
  if (hidden === undefined) return undefined;
  const believed = readAssertion(hidden, root.ownerDocument, policy);
  for (const twin of twins) twin.parentNode?.removeChild(twin);
  return verifyElement(root, trusted, policy) === undefined ? undefined : believed;
}
