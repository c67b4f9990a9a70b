/** A response by GET beside another message that the signature of the query covers (CVE-2025-27773). */

import { inflateRawSync } from 'node:zlib';
import { readAssertion, type AssertionFacts } from '../message/assertion.ts';
import { reopen } from '../message/document.ts';
import { descendants, names } from '../message/xml.ts';
import type { Policy } from '../policy.ts';
import { signatureVerifier } from './algorithms.ts';
import type { TrustedKeys } from './keys.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function assertionIn(message: string, policy: Policy): AssertionFacts | undefined {
  const root = reopen(inflateRawSync(Buffer.from(message, 'base64'), { maxOutputLength: 512 * 1024 }).toString());
  const assertion = descendants(root, names.assertion, 'Assertion')[0];
  return assertion && readAssertion(assertion, root.ownerDocument, policy);
}

/** What a forgetful service provider believes: any assertion of the query, once its signature covers one of the messages. */
export function fromSignedQuery(
  query: Record<string, unknown>,
  { keys, secrets }: TrustedKeys,
  policy: Policy,
): AssertionFacts | undefined {
  if (!policy.forgets('redirect-signature') || query['Signature'] === undefined) return undefined;
  const algorithm = text(query['SigAlg']);
  const verify = signatureVerifier(algorithm, policy);
  const value = Buffer.from(text(query['Signature']), 'base64');
  const messages = ['SAMLRequest', 'SAMLResponse'].flatMap((name) =>
    [query[name] ?? []].flat().map((message) => ({ name, message: text(message) })),
  );
  const covered = messages.some(({ name, message }) => {
    const octets = `${name}=${encodeURIComponent(message)}&SigAlg=${encodeURIComponent(algorithm)}`;
    return verify(Buffer.from(octets), value, keys, secrets);
  });
  if (!covered) return undefined;
  return messages.map(({ message }) => assertionIn(message, policy)).find((found) => found !== undefined);
}
