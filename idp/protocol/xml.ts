/** The one door to the XML parser, with its limits, and the two ways to escape a value. */

import { ParseOption, XmlDocument, XmlLibError } from 'libxml2-wasm';

/** Why a text was not read: `too-large`, `doctype` or `not-well-formed` (which includes nesting beyond 256 levels). */
export type XmlRefusal = 'too-large' | 'doctype' | 'not-well-formed';

/** The text was refused; the process is unharmed. */
export class XmlRefused extends Error {
  readonly code: XmlRefusal;
  constructor(code: XmlRefusal, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'XmlRefused';
    this.code = code;
  }
}

/** The parser's WebAssembly module trapped: everything parsed from now on is unreliable and the process must be restarted. */
export class XmlFatal extends Error {
  readonly code = 'xml-engine-trapped';
  constructor(cause: unknown) {
    super('The XML engine trapped and can no longer be trusted: restart samlproof with the same state folder.', {
      cause,
    });
    this.name = 'XmlFatal';
  }
}

export interface XmlLimits {
  /** Largest text in UTF-8 bytes. */
  maxBytes: number;
  /** Only for messages that we composed: keeps the DOCTYPE and replaces its internal entities. Nothing external is ever loaded. */
  allowDoctype?: boolean;
}

/** For everything that came from outside. */
export const received: XmlLimits = { maxBytes: 256 * 1024 };
/** For messages that we composed; a deviation may carry a DOCTYPE or be large. */
export const ours: XmlLimits = { maxBytes: 8 * 1024 * 1024, allowDoctype: true };

let trapped: unknown;

/**
 * Parses `text`, hands the document to `fn` and frees it. `fn` must be synchronous and must not keep any node.
 * Throws XmlRefused for text that is not taken, XmlFatal when the engine itself broke.
 */
export function withXml<T>(text: string, limits: XmlLimits, fn: (doc: XmlDocument) => T): T {
  if (trapped !== undefined) throw new XmlFatal(trapped);
  const bytes = Buffer.byteLength(text);
  if (bytes > limits.maxBytes) {
    throw new XmlRefused('too-large', `The XML has ${bytes} bytes; at most ${limits.maxBytes} are read.`);
  }
  try {
    return inDocument(text, limits, fn);
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError)) throw error;
    trapped = error;
    throw new XmlFatal(error);
  }
}

function inDocument<T>(text: string, limits: XmlLimits, fn: (doc: XmlDocument) => T): T {
  const document = parse(text, limits.allowDoctype === true);
  try {
    if (document.dtd !== null && limits.allowDoctype !== true) {
      throw new XmlRefused('doctype', 'The XML carries a DOCTYPE; SAML messages have none, and it is never read.');
    }
    return fn(document);
  } finally {
    document.dispose();
  }
}

function parse(text: string, replaceEntities: boolean): XmlDocument {
  // C14N 1.0 section 2.1: entity references are replaced before canonicalization. Nothing external is loaded either
  // way: the library reads no file and no URL unless a provider for it was registered (measured).
  const option = replaceEntities ? ParseOption.XML_PARSE_NOENT : ParseOption.XML_PARSE_NO_XXE;
  try {
    return XmlDocument.fromString(text, { option });
  } catch (error) {
    if (!(error instanceof XmlLibError)) throw error;
    throw new XmlRefused('not-well-formed', `The text is not well-formed XML: ${error.message.trim()}`, error);
  }
}

/** Characters outside XML 1.0 production [2]; no reference may stand for them either. */
const notXml = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
/** A quick look, without the cost of code points: control characters, any surrogate, and the two non-characters. */
const suspicious = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD]/;
/** The same with what is to be escaped: most values, certificates above all, are passed after one look. */
const textToEscape = /[^\t\n\x20-%'-;=?-\uD7FF\uE000-\uFFFD]/;
const attributeToEscape = /[^\x20!#-%'-;=-\uD7FF\uE000-\uFFFD]/;
const references: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};

/** Replaces what XML cannot carry at all by U+FFFD, so that hostile directory data still gives a well-formed message. */
export function xmlCharacters(value: string): string {
  return suspicious.test(value) ? value.replace(notXml, '\uFFFD') : value;
}

/** Escapes element text exactly as canonical XML writes it (C14N 1.0 section 2.3). */
export function escapeText(value: string): string {
  if (!textToEscape.test(value)) return value;
  return xmlCharacters(value).replace(/[&<>\r]/g, (character) => references[character] ?? character);
}

/** Escapes a value for a double-quoted attribute exactly as canonical XML writes it. */
export function escapeAttribute(value: string): string {
  if (!attributeToEscape.test(value)) return value;
  return xmlCharacters(value).replace(/[&<"\t\n\r]/g, (character) => references[character] ?? character);
}
