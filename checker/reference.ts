/** The one Reference of a Signature: its transforms and its digest over the element that it names. */

import { digest, digestStanding } from './algorithms.ts';
import { canonicalize, isCanonicalization, prefixListOf } from './canonical.ts';
import { defect, type Defect } from './context.ts';
import { fromBase64 } from './encoding.ts';
import { attribute, child, children, ns, pathOf, textOf } from './xml.ts';

const enveloped = `${ns.ds}enveloped-signature`;
/** What applies when octets are wanted and no transform canonicalizes (XML Signature 1.1 §4.4.3.2). */
const fallback = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';

function transformDefects(transforms: Element[], where: string): Defect[] {
  const algorithms = transforms.map((transform) => attribute(transform, 'Algorithm') ?? '');
  const found = `found ${algorithms.length === 0 ? 'none' : algorithms.slice(0, 4).join(', ')}`;
  if (algorithms.some((algorithm) => algorithm !== enveloped && !isCanonicalization(algorithm)))
    return [defect('transform-forbidden', found, where)];
  if (algorithms.length > 2)
    return [defect('transform-count', `expected at most 2, found ${algorithms.length}`, where)];
  if (!algorithms.includes(enveloped)) return [defect('transform-missing', found, where)];
  if (algorithms[0] !== enveloped) return [defect('transform-order', found, where)];
  return [];
}

/** Compares DigestValue with the digest of the target, computed without the Signature itself. */
export function digestDefects(signature: Element, reference: Element, target: Element): Defect[] {
  const where = pathOf(signature);
  const method = child(reference, 'ds:DigestMethod');
  const algorithm = (method && attribute(method, 'Algorithm')) ?? '';
  const standing = digestStanding(algorithm);
  if (standing === 'forbidden') return [defect('digest-algorithm-forbidden', `found «${algorithm}»`, where)];
  const defects = standing === 'weak' ? [defect('signature-algorithm-weak', `found ${algorithm}`, where)] : [];

  const values = children(reference, 'ds:DigestValue');
  const value = values[0];
  const plain =
    values.length === 1 && value !== undefined && Array.from(value.childNodes).every((node) => node.nodeType === 3);
  const claimed = plain ? fromBase64(textOf(value)) : null;
  if (claimed === null) return [...defects, defect('digest-value-malformed', undefined, where)];

  const container = child(reference, 'ds:Transforms');
  const transforms = container ? children(container, 'ds:Transform') : [];
  const wrongTransforms = transformDefects(transforms, where);
  if (wrongTransforms.length > 0) return [...defects, ...wrongTransforms];

  const canonicalization = transforms.find((transform) => attribute(transform, 'Algorithm') !== enveloped);
  const computed = (instructionsAsText: boolean): string =>
    digest(
      algorithm,
      canonicalize(target, {
        algorithm: (canonicalization && attribute(canonicalization, 'Algorithm')) ?? fallback,
        inclusivePrefixes: canonicalization ? prefixListOf(canonicalization) : [],
        without: signature,
        instructionsAsText,
      }),
    );
  const expected = claimed.toString('base64');
  // A digest that fits only when instructions are read as text is the attack on that reading: the instruction is the fault.
  if (computed(false) !== expected && computed(true) !== expected)
    defects.push(defect('digest-mismatch', `DigestValue ${expected}, computed ${computed(false)}`, where));
  return defects;
}
