/** Token encryption: every Assertion of a signed response becomes an EncryptedAssertion. Random by nature, so not reproducible. */

import { encrypt, type EncryptOptions } from 'xml-encryption';
import { hashOf } from './algorithms.ts';
import { signText } from './sign-text.ts';
import type { EncryptionPlan, Keyring, ResponsePlan } from './types.ts';
import { namespaces } from './uris.ts';
import type { Span } from './xml-text.ts';
import { attributesIn, childrenOf, insertAt, localName, outerOf, replaceSpan, rootOf } from './xml-text.ts';

/** What an assertion became, so that an untouched one is the same ciphertext again. */
type Ciphertexts = Map<string, string>;

/**
 * Encrypts a response that was signed and then, perhaps, deviated from. A signature of the response covers ciphertext
 * (Entra signs, encrypts, then signs the response), so it is made over the undisturbed message and put where the plain
 * one stands: whatever the deviation left alone stays validly signed, whatever it touched does not.
 * @param signed the text as the signing stage made it; equal to `deviated` on the honest path
 */
export async function encryptResponse(
  signed: string,
  deviated: string,
  plan: ResponsePlan,
  keyring: Keyring,
): Promise<string> {
  const { encryption, signing } = plan;
  if (encryption === undefined) return deviated;
  const ciphertexts: Ciphertexts = new Map();
  const encrypted = await encryptAssertions(deviated, encryption, ciphertexts);
  const signature = responseSignature(signed);
  if (signing.response === undefined || signature === undefined) return encrypted;
  const bare = signed.replace(signature, '');
  const sealed = signText(
    await encryptAssertions(bare, encryption, ciphertexts),
    { ...plan, signing: { response: signing.response } },
    keyring,
  );
  return encrypted.replace(signature, () => responseSignature(sealed) ?? '');
}

function children(xml: string): Span[] {
  const root = rootOf(xml);
  return root === undefined ? [] : childrenOf(xml, root);
}

function responseSignature(xml: string): string | undefined {
  const span = children(xml).find((child) => localName(child.name) === 'Signature');
  return span && outerOf(xml, span);
}

async function encryptAssertions(xml: string, plan: EncryptionPlan, ciphertexts: Ciphertexts): Promise<string> {
  let result = xml;
  const assertions = children(xml).filter((child) => localName(child.name) === 'Assertion');
  for (const span of assertions.toReversed()) {
    const plain = standalone(xml, span);
    const cipher = ciphertexts.get(plain) ?? (await encryptedAssertion(plain, plan));
    ciphertexts.set(plain, cipher);
    result = replaceSpan(result, span, cipher);
  }
  return result;
}

/** The assertion with the declarations of its Response that it uses: it will be parsed on its own. */
function standalone(xml: string, span: Span): string {
  const assertion = outerOf(xml, span);
  const root = rootOf(xml);
  const own = new Set(attributesIn(xml, span).map(({ name }) => name));
  const inherited = (root === undefined ? [] : attributesIn(xml, root)).filter(
    ({ name }) => (name === 'xmlns' || name.startsWith('xmlns:')) && !own.has(name),
  );
  const used = inherited.filter(
    ({ name }) => name === 'xmlns' || assertion.includes(`${name.slice('xmlns:'.length)}:`),
  );
  const declarations = used.map(({ name, value }) => ` ${name}="${value}"`).join('');
  return insertAt(assertion, 1 + span.name.length, declarations);
}

interface Options extends Omit<EncryptOptions, 'encryptionAlgorithm' | 'keyEncryptionAlgorithm'> {
  encryptionAlgorithm: string;
  keyEncryptionAlgorithm: string;
  keyEncryptionDigest?: string;
}

async function encryptedAssertion(assertion: string, plan: EncryptionPlan): Promise<string> {
  const options: Options = {
    rsa_pub: plan.certificate,
    pem: plan.certificate,
    encryptionAlgorithm: plan.contentAlgorithm,
    keyEncryptionAlgorithm: plan.keyAlgorithm,
    // CBC and RSA 1.5 are what SPs support; the library refuses them unless told (measured).
    disallowEncryptionWithInsecureAlgorithm: false,
    warnInsecureAlgorithm: false,
    ...(plan.digestMethod === undefined ? {} : { keyEncryptionDigest: hashOf(plan.digestMethod) }),
  };
  const data = await new Promise<string>((resolve, reject) => {
    encrypt(assertion, options as EncryptOptions, (error: Error | null, result) => {
      if (error === null) resolve(result);
      else reject(error);
    });
  });
  return `<EncryptedAssertion xmlns="${namespaces.saml}">${data.trim()}</EncryptedAssertion>`;
}
