/** A message that is written again between verifying and reading, as REXML writes a DOCTYPE: with other quotes (CVE-2025-25291). */

import type { Policy } from '../policy.ts';
import type { TrustedKeys } from '../signature/keys.ts';
import { verifyElement } from '../signature/verify.ts';
import { readAssertion, type AssertionFacts } from './assertion.ts';
import { reopen } from './document.ts';
import { withoutDoctype } from './entities.ts';
import { descendants, names } from './xml.ts';

function rewritten(text: string): string {
  return text.replace(/^(<!DOCTYPE\s+\S+\s+SYSTEM\s+)'([^']*)'/, '$1"$2"');
}

function holds(root: Element, trusted: TrustedKeys, policy: Policy): boolean {
  return [root, ...descendants(root, names.assertion, 'Assertion')].some((element) => {
    try {
      return verifyElement(element, trusted, policy) !== undefined;
    } catch {
      return false;
    }
  });
}

/** What a forgetful service provider believes: the one text's assertion, once the other text's signature is right. */
export function fromOtherText(sent: string, trusted: TrustedKeys, policy: Policy): AssertionFacts | undefined {
  if (!policy.forgets('text-as-received') || rewritten(sent) === sent) return undefined;
  const [first, second] = [sent, rewritten(sent)].map((text) => reopen(withoutDoctype(text)));
  if (first === undefined || second === undefined) return undefined;
  const read = holds(first, trusted, policy) ? second : holds(second, trusted, policy) ? first : undefined;
  const assertion = read && descendants(read, names.assertion, 'Assertion')[0];
  return assertion && readAssertion(assertion, assertion.ownerDocument, policy);
}
