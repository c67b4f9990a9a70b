/** What a signature covers: one reference, to the element it stands in, by the transforms that SAML allows. */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { attribute, child, children, descendants, everyElement, names, nodesOf, textOf } from '../message/xml.ts';
import type { Policy } from '../policy.ts';
import { digestHash } from './algorithms.ts';
import { canonicalize, type CanonicalForm } from './canonical.ts';

const enveloped = `${names.signature}enveloped-signature`;
const allowed = new Set([enveloped, names.exclusive, `${names.exclusive}WithComments`]);

/** The octets whose digest was right; null when a forgetful check let a signature without reference pass. */
export type Covered = { element: Element; octets: string } | null;

function prefixList(element: Element): string[] {
  const inclusive = child(element, names.exclusive, 'InclusiveNamespaces');
  const list = inclusive === undefined ? undefined : attribute(inclusive, 'PrefixList');
  return list?.split(/\s+/).filter((prefix) => prefix !== '') ?? [];
}

const inclusive = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const forms: Record<string, { exclusive: boolean; comments: boolean }> = {
  [names.exclusive]: { exclusive: true, comments: false },
  [`${names.exclusive}WithComments`]: { exclusive: true, comments: true },
  [inclusive]: { exclusive: false, comments: false },
  [`${inclusive}#WithComments`]: { exclusive: false, comments: true },
};

const exclusive: CanonicalForm = { exclusive: true, comments: false, inclusivePrefixes: [] };

/** Canonical form of an element with an Algorithm: CanonicalizationMethod or a Transform. */
export function formOf(element: Element | undefined, policy: Policy): CanonicalForm {
  const uri = element === undefined ? '' : (attribute(element, 'Algorithm') ?? '');
  const form = Object.hasOwn(forms, uri) ? forms[uri] : undefined;
  policy.demand('canonicalization', form !== undefined, `the canonicalization ${uri} is not known`);
  const inclusivePrefixes = element === undefined ? [] : prefixList(element);
  policy.insist('no-inclusive-prefixes', inclusivePrefixes.length === 0, 'the canonicalization has a PrefixList');
  return { ...(form ?? exclusive), inclusivePrefixes };
}

function siblingsOf(signature: Element): Element[] {
  return signature.parentNode === null ? [] : children(signature.parentNode, names.signature, 'Signature');
}

/** What an XPath transform leaves out, of the one form that is of use to a forger: elements by their local name. */
function leftOutBy(transform: Element, signature: Element, policy: Policy): Element[] {
  const name = /local-name\(\)='([\w-]+)'/.exec(textOf(transform))?.[1];
  if (name === undefined || !policy.forgets('transform-content')) return [];
  return everyElement(signature.ownerDocument).filter(({ localName }) => localName === name);
}

function transformed(reference: Element, signature: Element, policy: Policy): CanonicalForm {
  const holder = child(reference, names.signature, 'Transforms');
  const transforms = holder === undefined ? [] : children(holder, names.signature, 'Transform');
  policy.demand('transform-count', transforms.length <= 2, 'more than two transforms');
  // XML Signature 4.4.3.2: where no transform gives octets, inclusive canonicalization does.
  let form: CanonicalForm = { exclusive: false, comments: false, inclusivePrefixes: [] };
  const without: Element[] = [];
  for (const transform of transforms) {
    const uri = attribute(transform, 'Algorithm') ?? '';
    const leftOut = leftOutBy(transform, signature, policy);
    policy.demand(
      'transform-allow-list',
      allowed.has(uri) || leftOut.length > 0,
      `the transform ${uri} is not allowed`,
    );
    without.push(...leftOut);
    if (uri === enveloped) without.push(...(policy.forgets('signature-count') ? siblingsOf(signature) : [signature]));
    else if (allowed.has(uri)) form = formOf(transform, policy);
  }
  // XML Signature 4.4.3.3: a reference by ID selects no comments, whatever the canonicalization would do with them.
  return { ...form, comments: false, without, instructionsAsText: policy.forgets('processing-instruction') };
}

function digestText(reference: Element, policy: Policy): string {
  const values = children(reference, names.signature, 'DigestValue');
  const value = values[0];
  const plain = values.length === 1 && value !== undefined && nodesOf(value).every((node) => node.nodeType === 3);
  policy.demand('digest-text', plain, 'DigestValue is not one plain text');
  if (value === undefined) return '';
  return plain ? textOf(value) : (value.firstChild?.nodeValue ?? '');
}

/** Where a search of the whole document ends that was meant for the Reference alone (CVE-2024-45409). */
function digestsElsewhere(reference: Element, policy: Policy): string[] {
  if (!policy.forgets('digest-own')) return [];
  return descendants(reference.ownerDocument, names.signature, 'DigestValue').slice(0, 1).map(textOf);
}

function identifiers(element: Element): (string | undefined)[] {
  return [attribute(element, 'ID'), attribute(element, 'Id'), attribute(element, 'id')];
}

/** The elements that a reference may mean; only the parent when the check is in place (Core 5.4.2). */
function targets(reference: Element, parent: Element, policy: Policy): Element[] {
  const uri = attribute(reference, 'URI');
  const own = attribute(parent, 'ID') ?? '';
  const namesParent = own !== '' && uri === `#${own}`;
  const otherwise = [attribute(parent, 'Id'), attribute(parent, 'id')];
  const spelled = policy.forgets('signed-content.id-spelled') && uri !== undefined && otherwise.includes(uri.slice(1));
  policy.demand(
    'reference-parent',
    namesParent || spelled,
    `the reference ${uri ?? '(none)'} does not name the signed element`,
  );
  if (!spelled && !policy.forgets('reference-parent')) return [parent];
  const root = parent.ownerDocument.documentElement;
  if (uri === undefined) return [parent, root];
  if (uri === '' || uri === '#xpointer(/)') return [root];
  const id = /^#xpointer\(id\(['"](.*)['"]\)\)$/.exec(uri)?.[1] ?? uri.slice(1);
  const named = everyElement(root).filter((element) => identifiers(element).includes(id));
  return named.length === 0 ? [parent] : named;
}

/** Namespace names must be absolute for a canonical form to exist (Canonical XML 1.0, 1.3). */
function canonicalOctets(element: Element, form: CanonicalForm, policy: Policy): string {
  const relative = Array.from(element.attributes).some(
    ({ name, value }) => name.startsWith('xmlns:') && !/^[A-Za-z][A-Za-z0-9+.-]*:/.test(value),
  );
  if (!relative) return canonicalize(element, form);
  const isVoid = policy.forgets('canonicalization-failure') || policy.forgets('signed-info-own');
  return isVoid ? '' : canonicalize(element, form);
}

/** What a file that the reference names holds; undefined where it names none, or the check is in place. */
function fileOctets(reference: Element, policy: Policy): Buffer | undefined {
  const uri = attribute(reference, 'URI') ?? '';
  if (!uri.startsWith('file:') || !policy.forgets('reference-outside')) return undefined;
  try {
    return readFileSync(new URL(uri));
  } catch {
    return undefined;
  }
}

function covers(reference: Element, signature: Element, parent: Element, policy: Policy): Covered {
  const file = fileOctets(reference, policy);
  if (file !== undefined && createHash('sha256').update(file).digest('base64') === digestText(reference, policy)) {
    return { element: parent, octets: '' };
  }
  const candidates = targets(reference, parent, policy);
  const form = transformed(reference, signature, policy);
  const [first = parent] = candidates;
  if (digestText(reference, policy) === '' && policy.forgets('digest-empty')) return { element: first, octets: '' };
  const method = child(reference, names.signature, 'DigestMethod');
  const hash = digestHash((method && attribute(method, 'Algorithm')) ?? '', policy);
  const expected = [digestText(reference, policy), ...digestsElsewhere(reference, policy)];
  for (const element of candidates) {
    const octets = canonicalOctets(element, form, policy);
    const digest = createHash(hash).update(octets).digest();
    if (expected.some((text) => Buffer.from(text, 'base64').equals(digest))) return { element, octets };
  }
  policy.demand('digest', false, 'the digest does not fit the signed element');
  return { element: first, octets: canonicalOctets(first, form, policy) };
}

/** @throws Refusal when the references of a SignedInfo do not cover the element that holds the signature. */
export function checkReferences(signedInfo: Element, signature: Element, parent: Element, policy: Policy): Covered {
  const references = children(signedInfo, names.signature, 'Reference');
  policy.demand('reference-single', references.length === 1, `${references.length} references instead of one`);
  if (references.length === 0) return null;
  let failure: unknown;
  for (const reference of references) {
    try {
      return covers(reference, signature, parent, policy);
    } catch (error) {
      failure ??= error;
    }
  }
  throw failure;
}
