/** Signs elements of any XML text through the parser: for text that was operated on, and for unusual signing plans. */

import { XmlC14NMode, XmlElement } from 'libxml2-wasm';
import { canonicalFormOf, canonicalization } from './algorithms.ts';
import type { Reference } from './sign.ts';
import { digest, signatureTree, signatureValue, signedInfoTree } from './sign.ts';
import type { Keyring, ReferencePlan, ResponsePlan, SignaturePlan, Style } from './types.ts';
import type { Span } from './xml-text.ts';
import * as text from './xml-text.ts';
import type { Scope } from './xml-tree.ts';
import { canonical, written } from './xml-tree.ts';
import { ours, withXml } from './xml.ts';

/** Signs the plan's assertions, then the document element. An element that is no longer there is passed over. */
export function signText(xml: string, plan: ResponsePlan, keyring: Keyring): string {
  const { assertion, response } = plan.signing;
  let signed = xml;
  if (assertion !== undefined) {
    plan.assertions.forEach(({ id }, index) => {
      const target = assertionAt(signed, id, index);
      if (target !== undefined) signed = signElement(signed, target, assertion, plan.style, keyring);
    });
  }
  const root = text.rootOf(signed);
  return response === undefined || root === undefined
    ? signed
    : signElement(signed, root, response, plan.style, keyring);
}

/** The planned assertion by its ID; without one, the assertion that stands at its place below the document element. */
function assertionAt(xml: string, id: string | undefined, index: number): Span | undefined {
  const named = id === undefined ? undefined : text.findById(xml, id);
  if (named !== undefined) return named;
  const root = text.rootOf(xml);
  const children = root === undefined ? [] : text.childrenOf(xml, root);
  return children.filter((child) => text.localName(child.name) === 'Assertion')[index];
}

/**
 * Puts a Signature into one element of the text, behind its Issuer or as its first child. Throws XmlRefused when the text
 * is not well-formed: a signature over something that has no canonical form means nothing.
 */
export function signElement(xml: string, target: Span, plan: SignaturePlan, style: Style, keyring: Keyring): string {
  const references = (plan.references ?? [{}]).map((reference) => referenceOf(xml, target, plan, reference));
  const signedInfo = signedInfoTree(plan, references);
  const scope = scopeAt(xml, target);
  const signatureWith = (value: string): string =>
    written(signatureTree(plan, signedInfo, value, keyring), style, scope);
  const canonicalInfo =
    (plan.canonicalization === canonicalization.exclusive ? canonical(signedInfo, style) : undefined) ??
    canonicalSignedInfo(put(xml, target, signatureWith('')), placeIn(xml, target), plan.canonicalization);
  return put(xml, target, signatureWith(signatureValue(plan, canonicalInfo, keyring)));
}

function placeIn(xml: string, target: Span): number {
  const issuer = text.childrenOf(xml, target).find((child) => text.localName(child.name) === 'Issuer');
  return issuer?.end ?? target.openEnd;
}

function put(xml: string, target: Span, signature: string): string {
  if (target.openEnd === target.end) return text.replaceInner(xml, target, signature);
  return text.insertAt(xml, placeIn(xml, target), signature);
}

function referenceOf(xml: string, target: Span, plan: SignaturePlan, given: ReferencePlan): Reference {
  const id = text.attributeOf(xml, target, 'ID');
  // Without an ID the only Reference that can be verified names the whole document.
  const uri = given.uri === undefined ? (id === undefined || id === '' ? '' : `#${id}`) : given.uri;
  const transforms = given.transforms ?? plan.transforms;
  const digestMethod = given.digestMethod ?? plan.digestMethod;
  const digested = given.digestOf === undefined ? named(xml, uri, target, id) : text.findById(xml, given.digestOf);
  const seen = given.without === undefined ? xml : withoutAll(xml, given.without);
  const digestValue =
    given.digestValue ??
    digest(digestMethod, transformed(seen, digested ?? target, transforms, plan.inclusivePrefixes));
  return { uri, transforms, digestMethod, digestValue };
}

/** The text without the elements of this name; what stands before them stays where it was. */
function withoutAll(xml: string, name: string): string {
  return text.findAll(xml, name).reduceRight((rest, span) => text.removeSpan(rest, span), xml);
}

function named(xml: string, uri: string | null, target: Span, id: string | undefined): Span | undefined {
  if (uri === '') return text.rootOf(xml);
  return uri === null || uri === `#${id}` || !uri.startsWith('#') ? target : text.findById(xml, uri.slice(1));
}

/**
 * What the transforms make of the element. The Signature is not in it yet, which is all that enveloped-signature asks;
 * other transforms stand in the message only. XML Signature 1.1 section 4.4.3.2: no canonicalization named means
 * inclusive C14N 1.0; section 4.4.3.3: a reference by `#id` or the empty URI carries no comments.
 */
function transformed(xml: string, element: Span, transforms: string[], inclusivePrefixes: string[] = []): string {
  const algorithms = transforms.map((each) => /^<[^>]*?Algorithm\s*=\s*["']([^"']*)/.exec(each)?.[1] ?? each);
  const form = algorithms.map(canonicalFormOf).findLast((each) => each !== undefined);
  return canonicalText(xml, element, { ...(form ?? inclusive), comments: false }, inclusivePrefixes);
}

type Form = NonNullable<ReturnType<typeof canonicalFormOf>>;
const inclusive: Form = { exclusive: false, version11: false, comments: false };
const exclusive: Form = { exclusive: true, version11: false, comments: false };

/** The SignedInfo of the Signature that starts at `place`, in the form that the URI names; exclusive when it names none. */
function canonicalSignedInfo(xml: string, place: number, uri: string): string {
  const signedInfo = text.findFirst(xml, 'SignedInfo', place);
  if (signedInfo === undefined)
    throw new Error('The Signature was not found where it was put; this is a fault of samlproof.');
  return canonicalText(xml, signedInfo, canonicalFormOf(uri) ?? exclusive, []);
}

/** Canonical text of one element by the parser. The element is found again by its number in document order. */
export function canonicalText(xml: string, element: Span, form: Form, inclusiveNamespacePrefixes: string[]): string {
  const number = text.elementsOf(xml, 0, element.openEnd).length;
  const mode = form.exclusive
    ? XmlC14NMode.XML_C14N_EXCLUSIVE_1_0
    : form.version11
      ? XmlC14NMode.XML_C14N_1_1
      : XmlC14NMode.XML_C14N_1_0;
  return withXml(xml, ours, (document) => {
    const node = document.get(`(//*)[${number}]`);
    if (!(node instanceof XmlElement))
      throw new Error('The parser counts elements differently; this is a fault of samlproof.');
    return node.canonicalizeToString({ mode, withComments: form.comments, inclusiveNamespacePrefixes });
  });
}

/** The namespace declarations in force inside the element. */
function scopeAt(xml: string, element: Span): Scope {
  const scope: Scope = {};
  const around = text.elementsOf(xml).filter((span) => span.start <= element.start && span.end >= element.end);
  for (const span of around) {
    for (const { name, value } of text.attributesIn(xml, span)) {
      if (name === 'xmlns' || name.startsWith('xmlns:')) scope[name.slice('xmlns:'.length)] = value;
    }
  }
  return scope;
}
