/** EncryptedAssertion opened by hand on `node:crypto`, and put back into the namespaces where it stood. */

import { constants, createDecipheriv, createHash, privateDecrypt } from 'node:crypto';

import { inheritedNamespaces } from './canonical.ts';
import { defect, type Defect } from './context.ts';
import { fromBase64 } from './encoding.ts';
import { parse } from './parse.ts';
import { attribute, child, elementsOf, is, pathOf, selfAndDescendants, textOf } from './xml.ts';

const xenc = 'http://www.w3.org/2001/04/xmlenc#';
const xenc11 = 'http://www.w3.org/2009/xmlenc11#';
const ciphers = new Map([
  [`${xenc}aes128-cbc`, { cipher: 'aes-128-cbc', iv: 16, tag: 0 }],
  [`${xenc}aes192-cbc`, { cipher: 'aes-192-cbc', iv: 16, tag: 0 }],
  [`${xenc}aes256-cbc`, { cipher: 'aes-256-cbc', iv: 16, tag: 0 }],
  [`${xenc11}aes128-gcm`, { cipher: 'aes-128-gcm', iv: 12, tag: 16 }],
  [`${xenc11}aes192-gcm`, { cipher: 'aes-192-gcm', iv: 12, tag: 16 }],
  [`${xenc11}aes256-gcm`, { cipher: 'aes-256-gcm', iv: 12, tag: 16 }],
]);

function mgf1(seed: Buffer, length: number, hash: string): Buffer {
  const blocks: Buffer[] = [];
  for (let counter = 0; Buffer.concat(blocks).length < length; counter += 1) {
    const suffix = Buffer.alloc(4);
    suffix.writeUInt32BE(counter);
    blocks.push(createHash(hash).update(seed).update(suffix).digest());
  }
  return Buffer.concat(blocks).subarray(0, length);
}

function xor(left: Buffer, right: Buffer): Buffer {
  return Buffer.from(left.map((byte, index) => byte ^ (right[index] ?? 0)));
}

/** EME-OAEP decoding (RFC 8017 §7.1.2): Node cannot combine a digest with another hash in the mask, XML Encryption does. */
function unpadOaep(block: Buffer, hash: string, maskHash: string, label: Buffer): Buffer {
  const empty = createHash(hash).update(label).digest();
  const maskedSeed = block.subarray(1, 1 + empty.length);
  const maskedData = block.subarray(1 + empty.length);
  const seed = xor(maskedSeed, mgf1(maskedData, empty.length, maskHash));
  const data = xor(maskedData, mgf1(seed, maskedData.length, maskHash));
  const one = data.indexOf(1, empty.length);
  const filled = data.subarray(empty.length, one).every((byte) => byte === 0);
  if (block[0] !== 0 || one < 0 || !filled || !data.subarray(0, empty.length).equals(empty))
    throw new Error('OAEP padding');
  return data.subarray(one + 1);
}

function unpadPkcs1(block: Buffer): Buffer {
  const zero = block.indexOf(0, 2);
  if (block[0] !== 0 || block[1] !== 2 || zero < 10) throw new Error('PKCS#1 padding');
  return block.subarray(zero + 1);
}

function hashNamed(uri: string | undefined): string {
  return /(?:#|mgf1)(sha(?:1|224|256|384|512))$/.exec(uri ?? '#sha1')?.[1] ?? 'unknown';
}

function cipherValue(parent: Element): Buffer {
  const data = child(parent, 'xenc:CipherData');
  const value = data && child(data, 'xenc:CipherValue');
  const bytes = value && fromBase64(textOf(value));
  if (!bytes) throw new Error('CipherValue is absent, empty or not base64');
  return bytes;
}

function contentKey(encryptedKey: Element, privateKey: string): Buffer {
  const method = child(encryptedKey, 'xenc:EncryptionMethod');
  const algorithm = (method && attribute(method, 'Algorithm')) ?? '';
  const block = privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, cipherValue(encryptedKey));
  if (algorithm === `${xenc}rsa-1_5`) return unpadPkcs1(block);
  if (method === undefined || (algorithm !== `${xenc}rsa-oaep-mgf1p` && algorithm !== `${xenc11}rsa-oaep`))
    throw new Error(`unknown key transport «${algorithm}»`);
  const part = (name: string): Element | undefined => elementsOf(method).find((element) => element.localName === name);
  const uriOf = (name: string): string | undefined => {
    const element = part(name);
    return element && attribute(element, 'Algorithm');
  };
  const parameters = part('OAEPparams');
  const label = parameters ? Buffer.from(textOf(parameters), 'base64') : Buffer.alloc(0);
  return unpadOaep(block, hashNamed(uriOf('DigestMethod')), hashNamed(uriOf('MGF')), label);
}

function plaintext(encryptedData: Element, encryptedKey: Element, privateKey: string): string {
  const method = child(encryptedData, 'xenc:EncryptionMethod');
  const algorithm = ciphers.get((method && attribute(method, 'Algorithm')) ?? '');
  if (algorithm === undefined) throw new Error('unknown content encryption algorithm');
  const key = contentKey(encryptedKey, privateKey);
  const bytes = cipherValue(encryptedData);
  if (bytes.length <= algorithm.iv + algorithm.tag) throw new Error('CipherValue is too short');
  const decipher = createDecipheriv(algorithm.cipher, key, bytes.subarray(0, algorithm.iv));
  const body = bytes.subarray(algorithm.iv, bytes.length - algorithm.tag);
  if (algorithm.tag > 0)
    (decipher as ReturnType<typeof createDecipheriv> & { setAuthTag: (tag: Buffer) => void }).setAuthTag(
      bytes.subarray(-algorithm.tag),
    );
  // XML Encryption pads CBC with arbitrary bytes and a length, which PKCS#7 checking would refuse.
  else decipher.setAutoPadding(false);
  const text = Buffer.concat([decipher.update(body), decipher.final()]);
  const padding = algorithm.tag > 0 ? 0 : (text.at(-1) ?? 0);
  if (algorithm.tag === 0 && (padding < 1 || padding > 16)) throw new Error('CBC padding');
  return new TextDecoder('utf-8', { fatal: true }).decode(text.subarray(0, text.length - padding));
}

function escaped(value: string): string {
  return value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}

/** Opens one EncryptedAssertion; the assertion, when there is one, stands below an element of its own document. */
export function decryptAssertion(
  encrypted: Element,
  privateKey: string | undefined,
): { assertion?: Element; defects: Defect[] } {
  const where = pathOf(encrypted);
  const failed = (why: string): { defects: Defect[] } => ({ defects: [defect('decryption-failed', why, where)] });
  if (privateKey === undefined) return failed('no decryption key was given');
  const data = child(encrypted, 'xenc:EncryptedData');
  const key = [...selfAndDescendants(encrypted)].find((element) => is(element, 'xenc:EncryptedKey'));
  if (data === undefined || key === undefined) return failed('EncryptedData or EncryptedKey is absent');
  const method = child(key, 'xenc:EncryptionMethod');
  const weak =
    method && attribute(method, 'Algorithm') === `${xenc}rsa-1_5`
      ? [defect('key-transport-weak', undefined, where)]
      : [];
  let text: string;
  try {
    text = plaintext(data, key, privateKey);
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
  const declarations = [...inheritedNamespaces(data)].map(
    ([prefix, uri]) => ` xmlns${prefix === '' ? '' : `:${prefix}`}="${escaped(uri)}"`,
  );
  const parsed = parse(`<decrypted${declarations.join('')}>${text.replace(/^\uFEFF?<\?xml[^>]*\?>/, '')}</decrypted>`);
  if (parsed.root === undefined) {
    if (parsed.defect.code === 'dtd-present') return { defects: [parsed.defect] };
    return { defects: [...weak, defect('encrypted-content', parsed.defect.message, where)] };
  }
  const content = elementsOf(parsed.root);
  const assertion = content[0];
  if (
    content.length !== 1 ||
    assertion === undefined ||
    !is(assertion, 'saml:Assertion') ||
    textOf(parsed.root).trim() !== ''
  )
    return { defects: [...weak, defect('encrypted-content', `found ${content.length} element(s)`, where)] };
  return { assertion, defects: weak };
}
