/** Explains a captured SAML message to a person: what it is, what it says, what is wrong with it. */

import { responseElementDefects } from './check.ts';
import { defect, type CheckContext, type Defect } from './context.ts';
import { metadataFacts, requestFacts, responseFacts, type Fact } from './facts.ts';
import { parse } from './parse.ts';
import { decode, type Decoded } from './received.ts';
import { nameOf } from './xml.ts';

export type MessageKind = 'response' | 'authn-request' | 'metadata' | 'logout-request' | 'logout-response' | 'unknown';

export interface Explanation {
  kind: MessageKind;
  decoded: Decoded;
  facts: Fact[];
  defects: Defect[];
}

const kinds = new Map<string, MessageKind>([
  ['samlp:Response', 'response'],
  ['samlp:AuthnRequest', 'authn-request'],
  ['samlp:LogoutRequest', 'logout-request'],
  ['samlp:LogoutResponse', 'logout-response'],
  ['md:EntityDescriptor', 'metadata'],
  ['md:EntitiesDescriptor', 'metadata'],
]);

/**
 * Reads a captured text: raw XML, base64, URL-encoded, deflated, a query string, a form body or a whole address.
 * Checks whose facts are not in the context are not made; without trusted certificates a signature is only checked to be intact.
 */
export function explain(text: string, context: Partial<CheckContext> = {}): Explanation {
  const decoded = decode(text);
  const facts: Fact[] = decoded.relayState === undefined ? [] : [['RelayState', decoded.relayState]];
  if (decoded.xml === '')
    return {
      kind: 'unknown',
      decoded,
      facts,
      defects: [defect('not-base64', 'neither XML nor base64 of XML was found')],
    };
  const parsed = parse(decoded.xml);
  if (parsed.root === undefined) return { kind: 'unknown', decoded, facts, defects: [parsed.defect] };
  const { root } = parsed;
  const kind = kinds.get(nameOf(root)) ?? 'unknown';
  const explained = (own: Fact[], defects: Defect[]): Explanation => ({
    kind,
    decoded,
    facts: [...facts, ...own],
    defects,
  });
  if (kind === 'response') {
    const wrongBinding =
      decoded.binding === 'HTTP-Redirect' ? [defect('wrong-binding', 'it is deflated as for HTTP-Redirect')] : [];
    return explained(responseFacts(root, context), [...wrongBinding, ...responseElementDefects(root, context)]);
  }
  if (kind === 'metadata') return explained(metadataFacts(root), []);
  if (kind === 'unknown')
    return explained([['Root element', nameOf(root)]], [defect('wrong-root', `found ${nameOf(root)}`)]);
  return explained(requestFacts(root), []);
}
