/** A text with several root elements, which no XML document has (XML 1.0, 2.1; CVE-2022-39299). */

import type { Policy } from '../policy.ts';
import type { TrustedKeys } from '../signature/keys.ts';
import { verifyElement } from '../signature/verify.ts';
import { readAssertion, type AssertionFacts } from './assertion.ts';
import { reopen } from './document.ts';
import { descendants, names } from './xml.ts';

const response = /<((?:[\w-]+:)?Response)[\s>][\s\S]*?<\/\1>/g;

/** What a forgetful service provider believes: the assertion in the last root, once the first root's signature is right. */
export function fromLastRoot(text: string, trusted: TrustedKeys, policy: Policy): AssertionFacts | undefined {
  if (!policy.forgets('single-root')) return undefined;
  const roots = text.match(response) ?? [];
  const [first, last] = [roots[0], roots.at(-1)];
  if (roots.length < 2 || first === undefined || last === undefined) return undefined;
  if (verifyElement(reopen(first), trusted, policy) === undefined) return undefined;
  const root = reopen(last);
  const assertion = descendants(root, names.assertion, 'Assertion')[0];
  return assertion && readAssertion(assertion, root.ownerDocument, policy);
}
