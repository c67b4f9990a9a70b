/** One Signature, read strictly: its own defects, what it names, and whether it holds. */

import type { KeyObject } from 'node:crypto';

import { defect, type Defect } from './context.ts';
import { digestDefects } from './reference.ts';
import { valueDefects } from './signature-value.ts';
import { ancestors, attribute, children, elementsOf, nameOf, pathOf, selfAndDescendants } from './xml.ts';

/** What is known about a Signature after reading it. */
export interface SignatureFinding {
  signature: Element;
  defects: Defect[];
  /** The element that the one Reference names; undefined when there is none or it cannot be told. */
  target: Element | undefined;
  /** True when it covers its parent and nothing is wrong with it except, perhaps, too weak an algorithm or key. */
  holds: boolean;
}

/** Elements of one ID, by SAML's ID and by the Id of XML Signature. */
function elementsWithId(root: Element, id: string): Element[] {
  return [...selfAndDescendants(root)].filter(
    (element) => attribute(element, 'ID') === id || attribute(element, 'Id') === id,
  );
}

/**
 * Reads one Signature that is a child of a Response or an Assertion.
 * @param trusted keys of the identity provider; undefined when nothing is known and KeyInfo is taken at its word.
 */
export function readSignature(signature: Element, root: Element, trusted: KeyObject[] | undefined): SignatureFinding {
  const where = pathOf(signature);
  const parent = signature.parentNode as Element;
  const finding = (defects: Defect[], target?: Element): SignatureFinding => ({
    signature,
    defects,
    target,
    holds:
      target === parent && defects.every(({ code }) => code === 'signature-algorithm-weak' || code === 'key-too-short'),
  });
  const signedInfos = elementsOf(signature).filter((element) => element.localName === 'SignedInfo');
  const signedInfo = signedInfos[0];
  if (signedInfos.length !== 1 || signedInfo === undefined || nameOf(signedInfo) !== 'ds:SignedInfo')
    return finding([defect('signed-info-count', `found ${signedInfos.length}`, where)]);
  const defects = valueDefects(signature, signedInfo, trusted);

  const references = children(signedInfo, 'ds:Reference');
  const reference = references[0];
  if (references.length !== 1 || reference === undefined)
    return finding([...defects, defect('reference-count', `found ${references.length}`, where)]);
  const uri = attribute(reference, 'URI');
  const objects = children(signature, 'ds:Object');
  const object = objects.length > 0 ? [defect('signature-object', undefined, where)] : [];
  // A parent without an ID cannot be named: that fault is reported where it stands.
  const nameless = !attribute(parent, 'ID') && (uri === undefined || uri === '' || uri === '#');
  if (!nameless && (uri === undefined || uri === ''))
    return finding([...defects, ...object, defect('reference-uri-empty', undefined, where)]);
  const named = uri?.startsWith('#') === true ? elementsWithId(root, uri.slice(1)) : [];
  // Where an ID stands twice, the parent is taken: the doubled ID is a defect of its own.
  const target = nameless || named.includes(parent) ? parent : named[0];
  if (target === undefined)
    return finding([
      ...defects,
      ...object,
      defect('reference-dangling', `expected #${attribute(parent, 'ID') ?? ''}, found ${uri ?? ''}`, where),
    ]);
  if (target !== parent) {
    const inObject = objects.some((holder) => holder === target || ancestors(target).includes(holder));
    const astray = defect(
      'reference-not-parent',
      `the Signature stands in ${pathOf(parent)} and names ${pathOf(target)}`,
      where,
    );
    return finding([...defects, ...(inObject ? object : [...object, astray])], target);
  }
  return finding([...defects, ...object, ...digestDefects(signature, reference, target)], target);
}
