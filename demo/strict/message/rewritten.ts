/**
 * A message that is written again between verifying and reading, as REXML writes a DOCTYPE: with other quotes (CVE-2025-25291), and as
 * encoding/xml of Go writes names and declarations: with a colon or a comment less (CVE-2020-29509, -29510, -29511).
 */

import type { Policy } from '../policy.ts';
import type { TrustedKeys } from '../signature/keys.ts';
import { verifyElement } from '../signature/verify.ts';
import { readAssertion, type AssertionFacts } from './assertion.ts';
import { reopen } from './document.ts';
import { withoutDoctype } from './entities.ts';
import { descendants, names } from './xml.ts';

const declarations = '<! <<!-- -->!-->"--> " ><! ">" ';

/** How such a library reads the message as it came: odd names are names like others, and a declaration is passed by. */
function asReceived(text: string): string {
  const at = text.indexOf(declarations);
  const end = text.indexOf('>>', at) + '>>'.length;
  const passed = at < 0 ? text : text.slice(0, at) + text.slice(end);
  return passed.replaceAll(/(<\/?| )::/g, '$1odd.');
}

function rewritten(text: string): string {
  return text
    .replace(/^(<!DOCTYPE\s+\S+\s+SYSTEM\s+)'([^']*)'/, '$1"$2"')
    .replace(declarations, '')
    .replaceAll(/(<\/?)::/g, '$1')
    .replaceAll(/ xmlns="[^"]*" ::xmlns=/g, ' xmlns=');
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
  const [first, second] = [asReceived(sent), rewritten(sent)].map((text) => reopen(withoutDoctype(text)));
  if (first === undefined || second === undefined) return undefined;
  const read = holds(first, trusted, policy) ? second : holds(second, trusted, policy) ? first : undefined;
  const assertion = read && descendants(read, names.assertion, 'Assertion')[0];
  return assertion && readAssertion(assertion, assertion.ownerDocument, policy);
}
