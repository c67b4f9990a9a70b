/** Which signature covers what: defects of the signatures, and of the assertions that none of them covers. */

import type { KeyObject } from 'node:crypto';

import { defect, type Defect } from './context.ts';
import type { Message } from './message.ts';
import { readSignature } from './signature.ts';
import { ancestors, children, is, pathOf, selfAndDescendants } from './xml.ts';

export interface Coverage {
  defects: Defect[];
  /** Elements whose own signature holds. */
  holding: Set<Element>;
  /** Elements that a Signature names though it stands elsewhere: their odd place is part of that defect. */
  astray: Set<Element>;
  /** Whether a signature that holds covers the assertion. */
  covers: (assertion: Element) => boolean;
}

/** Inside of another assertion, but not inside of its Signature. */
function nested(assertion: Element): boolean {
  const nearest = ancestors(assertion).find((element) => is(element, 'saml:Assertion') || is(element, 'ds:Signature'));
  return nearest !== undefined && is(nearest, 'saml:Assertion');
}

/** Whether the enveloped signature of `holder` leaves the element out: it stands in that very Signature (XML Signature 6.6.4). */
function leavesOut(holder: Element, element: Element): boolean {
  return ancestors(element).some((one) => is(one, 'ds:Signature') && one.parentNode === holder);
}

/**
 * Reads every Signature of a Response or Assertion. Only those of the response and of its direct assertions are reported;
 * the others matter only in so far as a genuine one beside an uncovered assertion is what wrapping looks like.
 */
export function readCoverage(message: Message, trusted: KeyObject[] | undefined): Coverage {
  const { response, assertions, roots } = message;
  const defects: Defect[] = [];
  const signed = new Set<Element>();
  const holding = new Set<Element>();
  const astray = new Set<Element>();
  const everyElement = roots.map((root) => [...selfAndDescendants(root)]);
  for (const [index, elements] of everyElement.entries()) {
    for (const element of elements) {
      if (!is(element, 'samlp:Response') && !is(element, 'saml:Assertion')) continue;
      const signatures = children(element, 'ds:Signature');
      const reported = element === response || assertions.includes(element);
      if (signatures.length > 0) signed.add(element);
      if (signatures.length > 1 && reported)
        defects.push(defect('signature-count', `found ${signatures.length}`, pathOf(element)));
      if (signatures.length !== 1 || signatures[0] === undefined) continue;
      const finding = readSignature(signatures[0], roots[index] ?? response, trusted);
      if (reported) defects.push(...finding.defects);
      if (finding.holds) holding.add(element);
      if (finding.target !== undefined && finding.target !== element) astray.add(finding.target);
    }
  }

  /** The element and all that encloses it, out of a decrypted document into the response. */
  const enclosing = (element: Element): Element[] => [element, ...ancestors(element), response];
  const covers = (assertion: Element): boolean =>
    enclosing(assertion).some((element) => holding.has(element) && !leavesOut(element, assertion));
  const blamed = (assertion: Element): boolean =>
    enclosing(assertion).some((element) => (signed.has(element) && !holding.has(element)) || astray.has(element));

  for (const assertion of everyElement.flat().filter((element) => is(element, 'saml:Assertion'))) {
    if (covers(assertion) || blamed(assertion) || nested(assertion)) continue;
    defects.push(defect(signed.size > 0 ? 'assertion-not-covered' : 'unsigned', undefined, pathOf(assertion)));
  }
  return { defects, holding, astray, covers };
}
