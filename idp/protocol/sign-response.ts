/** Signs a planned response: assertions first, then the response, each Signature directly behind the Issuer. */

import { canonicalization, transforms } from './algorithms.ts';
import { signText } from './sign-text.ts';
import { digest, signatureTree, signatureValue, signatureValueAside, signedInfoTree } from './sign.ts';
import type { Keyring, ResponsePlan, SignaturePlan, Style } from './types.ts';
import type { Element } from './xml-tree.ts';
import { canonical, isElement, written } from './xml-tree.ts';

/** What waits for a signature; the value is handed back as base64. */
interface ToSign {
  plan: SignaturePlan;
  canonicalInfo: string;
}
type Signing<T> = Generator<ToSign, T, string>;

/**
 * The signed response as text. Where the plan signs as SAML wants it, digests come from the tree's own canonical form
 * (measured: 2,500 a second against 1,500 through a parser); anything unusual goes through the parser.
 */
export function signResponse(tree: Element, plan: ResponsePlan, keyring: Keyring): string {
  const signing = signedTree(tree, plan, keyring);
  let step = signing.next();
  while (step.done !== true) step = signing.next(signatureValue(step.value.plan, step.value.canonicalInfo, keyring));
  return asText(step.value, tree, plan, keyring);
}

/** The same text, signed by another thread: a server that answers many at a time is held up by RSA most of all. */
export async function signResponseAside(tree: Element, plan: ResponsePlan, keyring: Keyring): Promise<string> {
  const signing = signedTree(tree, plan, keyring);
  let step = signing.next();
  while (step.done !== true) {
    step = signing.next(await signatureValueAside(step.value.plan, step.value.canonicalInfo, keyring));
  }
  return asText(step.value, tree, plan, keyring);
}

function asText(signed: Element | undefined, tree: Element, plan: ResponsePlan, keyring: Keyring): string {
  return signed === undefined ? signText(written(tree, plan.style), plan, keyring) : written(signed, plan.style);
}

function* signedTree(tree: Element, plan: ResponsePlan, keyring: Keyring): Signing<Element | undefined> {
  const children = [];
  for (const child of tree.children) {
    const signed = isElement(child, 'Assertion')
      ? yield* enveloping(child, plan.signing.assertion, plan.style, keyring)
      : child;
    if (signed === undefined) return undefined;
    children.push(signed);
  }
  return yield* enveloping({ ...tree, children }, plan.signing.response, plan.style, keyring);
}

/** The element with its Signature inside; undefined when its canonical form is not known by construction. */
function* enveloping(
  element: Element,
  plan: SignaturePlan | undefined,
  style: Style,
  keyring: Keyring,
): Signing<Element | undefined> {
  if (plan === undefined) return element;
  const id = element.attributes.find(([name]) => name === 'ID')?.[1];
  if (id === undefined || id === '' || !isUsual(plan)) return undefined;
  const text = canonical(element, style);
  if (text === undefined) return undefined;
  const { digestMethod } = plan;
  const reference = {
    uri: `#${id}`,
    transforms: plan.transforms,
    digestMethod,
    digestValue: digest(digestMethod, text),
  };
  const signedInfo = signedInfoTree(plan, [reference]);
  const canonicalInfo = canonical(signedInfo, style);
  if (canonicalInfo === undefined) return undefined;
  const signature = signatureTree(plan, signedInfo, yield { plan, canonicalInfo }, keyring);
  const behindIssuer = element.children.findIndex((child) => isElement(child, 'Issuer')) + 1;
  return { ...element, children: element.children.toSpliced(behindIssuer, 0, signature) };
}

/** SAML Core section 5.4: one reference, enveloped signature, exclusive canonicalization. */
function isUsual(plan: SignaturePlan): boolean {
  return (
    plan.references === undefined &&
    plan.inclusivePrefixes === undefined &&
    plan.canonicalization === canonicalization.exclusive &&
    plan.transforms.length === 2 &&
    plan.transforms[0] === transforms.enveloped &&
    plan.transforms[1] === canonicalization.exclusive
  );
}
