/** Text to document: a strict parser decides whether it is XML at all, then it is read. */

import { DOMParser } from '@xmldom/xmldom';
import { XmlDocument } from 'libxml2-wasm';
import { Refusal, type Policy } from '../policy.ts';
import { everyElement, nodesOf } from './xml.ts';

function isWellFormed(text: string): boolean {
  try {
    XmlDocument.fromString(text).dispose();
    return true;
  } catch {
    return false;
  }
}

function parse(text: string, forgiving: boolean): Document | undefined {
  const complain = (message: string): void => {
    if (!forgiving) throw new Error(message);
  };
  try {
    const parser = new DOMParser({ errorHandler: { warning: complain, error: complain, fatalError: complain } });
    return parser.parseFromString(text, 'text/xml');
  } catch {
    return undefined;
  }
}

/** Cuts an assertion out of text that no parser reads, as regular expressions in real service providers do. */
function salvage(text: string): Document | undefined {
  const match = /<((?:[\w-]+:)?Assertion)[\s>][\s\S]*<\/\1>/.exec(text);
  const start = /<((?:[\w-]+:)?Response)(?:\s[^<>]*)?>/.exec(text);
  if (match === null) return undefined;
  if (start === null) return parse(match[0], true);
  const head = text.slice(start.index, match.index);
  return parse(`${head}${match[0]}</${start[1] ?? ''}>`, true);
}

const emptyKey = /<(?:\w+:)?(?:KeyInfo|X509Data|X509Certificate|Modulus)(?:\s[^<>]*)?>(?:c2FtbHByb29m)?<\//;

const space = ' '.repeat(50_000);
const attribute = / [\w:]+="[^"<]*"/y;

/** Attributes of the element with the most, as they are written. */
function mostAttributes(text: string): number {
  let most = 0;
  for (const { index, 0: name } of text.matchAll(/<[\w:]+/g)) {
    attribute.lastIndex = index + name.length;
    let count = 0;
    while (attribute.test(text)) count += 1;
    most = Math.max(most, count);
  }
  return most;
}

/** Whether some parser in use fails on the text: thousands of attributes or blanks in a tag, or a key that is none. */
export function failsOn(text: string): boolean {
  return emptyKey.test(text) || text.includes(space) || mostAttributes(text) > 5_000;
}

/** Deeper than any honest message; a parser with its own limit (libxml2: 256) is not asked beyond it. */
const deepest = 100;

/** Levels of elements, roughly: tags are counted as they are written. */
function depthOf(text: string): number {
  let [depth, most] = [0, 0];
  for (const [, end, empty] of text.matchAll(/<(\/?)[A-Za-z_][^<>]*?(\/?)>/g)) {
    depth += end === '/' ? -1 : empty === '/' ? 0 : 1;
    most = Math.max(most, depth);
  }
  return most;
}

/** @throws Refusal when the text is not well-formed, or holds processing instructions. */
export function openDocument(text: string, policy: Policy): Document {
  const isDeep = depthOf(text) > deepest;
  policy.demand('message-depth', !isDeep, 'elements are nested too deep');
  const wellFormed = isDeep ? parse(text, false) !== undefined : isWellFormed(text);
  policy.demand('well-formed', wellFormed, 'the message is not well-formed XML');
  const document = wellFormed ? parse(text, false) : (salvage(text) ?? parse(text, true));
  if (!document?.documentElement) throw new Refusal('well-formed', 'the message cannot be read');
  const holds = holdsInstruction(document.documentElement) && !policy.forgets('instruction-text');
  policy.demand('processing-instruction', !holds, 'a processing instruction');
  return document;
}

function holdsInstruction(top: Node): boolean {
  return everyElement(top).some((element) => nodesOf(element).some(({ nodeType }) => nodeType === 7));
}

/** Reads octets that were canonicalized a moment ago. */
export function reopen(canonical: string): Element {
  const document = parse(canonical, true);
  if (!document?.documentElement) throw new Refusal('well-formed', 'the signed octets cannot be read');
  return document.documentElement;
}
