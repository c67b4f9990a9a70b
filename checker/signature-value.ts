/** The SignatureValue of one Signature: is the algorithm acceptable, does it fit, and whose key is it. */

import type { KeyObject } from 'node:crypto';

import { signatureFits, signatureStanding } from './algorithms.ts';
import { canonicalize, isCanonicalization, prefixListOf } from './canonical.ts';
import { defect, type Defect } from './context.ts';
import { fromBase64 } from './encoding.ts';
import { embeddedKeys } from './keys.ts';
import { attribute, child, children, pathOf, textOf } from './xml.ts';

/**
 * @param trusted keys of the identity provider; undefined when nothing is known and KeyInfo is taken at its word.
 */
export function valueDefects(signature: Element, signedInfo: Element, trusted: KeyObject[] | undefined): Defect[] {
  const where = pathOf(signature);
  const values = children(signature, 'ds:SignatureValue');
  if (values.length !== 1) return [defect('signature-value-count', `found ${values.length}`, where)];
  const algorithmOf = (name: string): string | undefined => {
    const element = child(signedInfo, name);
    return element && attribute(element, 'Algorithm');
  };
  const canonicalization = algorithmOf('ds:CanonicalizationMethod') ?? '';
  if (!isCanonicalization(canonicalization))
    return [
      defect('canonicalization-forbidden', `expected exclusive canonicalization, found «${canonicalization}»`, where),
    ];
  const method = algorithmOf('ds:SignatureMethod') ?? '';
  const standing = signatureStanding(method);
  if (standing === 'forbidden')
    return [
      defect('signature-algorithm-forbidden', `expected RSA or ECDSA with SHA-256 or better, found «${method}»`, where),
    ];
  const defects = standing === 'weak' ? [defect('signature-algorithm-weak', `found ${method}`, where)] : [];

  const canonicalizationMethod = child(signedInfo, 'ds:CanonicalizationMethod');
  const text = canonicalize(signedInfo, {
    algorithm: canonicalization,
    comments: true,
    inclusivePrefixes: canonicalizationMethod ? prefixListOf(canonicalizationMethod) : [],
  });
  const value = fromBase64(textOf(values[0] as Element));
  const fits = (key: KeyObject): boolean => value !== null && signatureFits(method, key, text, value);
  const embedded = embeddedKeys(child(signature, 'ds:KeyInfo'));
  const accepted = trusted ?? embedded;
  const verifying = accepted.find(fits);
  if (verifying !== undefined) {
    const bits = verifying.asymmetricKeyDetails?.modulusLength;
    if (bits !== undefined && bits < 2048) defects.push(defect('key-too-short', `found ${bits} bits`, where));
  } else if (embedded.some(fits)) {
    defects.push(
      defect('untrusted-key', 'it verifies only with the key that the message itself brings in KeyInfo', where),
    );
  } else if (trusted !== undefined || embedded.length > 0) {
    defects.push(
      defect('signature-value-invalid', `verified with ${accepted.length} trusted key(s), none fits`, where),
    );
  }
  return defects;
}
