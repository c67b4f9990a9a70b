/** Signatures in which something is missing: parts of them, the name of an algorithm, a digest, an issuer that is known. */

import type { Mutation, SignaturePlan } from '../protocol/types.ts';
import { edit, editInner } from './elements.ts';
import { referencing } from './references.ts';
import { forgedWith } from './signatures.ts';
import { withVictimContent } from './victim.ts';

const byStranger: Partial<SignaturePlan> = { key: 'stranger', keyInfo: 'none' };

/** Names the victim; of each Signature only the tags are left. */
export function emptySignature(): Mutation {
  return { ...forgedWith(byStranger), afterSigning: (xml) => editInner(xml, 'Signature', () => '') };
}

/** Names the victim, with right digests, and a SignatureValue that is empty or not there. */
export function withoutValue(what: 'value' | 'element'): Mutation {
  const hollow = (xml: string): string =>
    what === 'element' ? edit(xml, 'SignatureValue', () => '') : editInner(xml, 'SignatureValue', () => '');
  return { ...forgedWith(byStranger), afterSigning: hollow };
}

/** Names the victim, is signed by a stranger, and does not say by which algorithm. */
export function withoutMethod(what: 'name' | 'element'): Mutation {
  if (what === 'name') return forgedWith({ ...byStranger, signatureMethod: '' });
  return { ...forgedWith(byStranger), afterSigning: (xml) => edit(xml, 'SignatureMethod', () => '') };
}

/** Signed with an empty DigestValue; afterwards the content is the victim's. @param digestMethod the usual one when absent */
export function emptyDigest(digestMethod?: string): Mutation {
  return {
    ...referencing({ digestValue: '', ...(digestMethod !== undefined && { digestMethod }) }),
    afterSigning: (xml, facts) => withVictimContent(xml, facts),
  };
}
