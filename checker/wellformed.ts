/** A strict reading of XML 1.0 and Namespaces, because the DOM parser below forgives what SAML must not. */

/** Why a text is not an acceptable document, or null. */
export type Complaint = { code: 'not-well-formed' | 'dtd-present' | 'too-deep'; message: string } | null;

/** No SAML message of an honest identity provider comes near; recursion below stays safe. */
const deepest = 200;

const nameStart =
  'A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD';
const ncName = `[${nameStart}][${nameStart}\\-.0-9\\u00B7\\u0300-\\u036F\\u203F\\u2040]*`;
const qName = `(?:${ncName}:)?${ncName}`;
// XML 1.0 §2.2 Char: control characters, lone surrogates, U+FFFE and U+FFFF are excluded.
const illegal = new RegExp('[^\\t\\n\\r\\u0020-\\uD7FF\\uE000-\\uFFFD\\u{10000}-\\u{10FFFF}]', 'u');
const tokens = {
  comment: /<!--((?:(?!--)[^])*)-->/y,
  cdata: /<!\[CDATA\[(?:(?!\]\]>)[^])*\]\]>/y,
  instruction: new RegExp(`<\\?(${ncName})(?:\\s(?:(?!\\?>)[^])*)?\\?>`, 'y'),
  end: new RegExp(`</(${qName})\\s*>`, 'y'),
  start: new RegExp(`<(${qName})`, 'y'),
  attribute: new RegExp(`\\s+(${qName})\\s*=\\s*("[^<"]*"|'[^<']*')`, 'y'),
  startEnd: /\s*(\/?)>/y,
  text: /[^<]+/y,
};
const declaration =
  /^<\?xml\s+version\s*=\s*(["'])1\.\d\1(?:\s+encoding\s*=\s*(["'])([A-Za-z][\w.-]*)\2)?(?:\s+standalone\s*=\s*(["'])(?:yes|no)\4)?\s*\?>/;

function referencesWrong(text: string): string | null {
  for (const [whole, , decimal, hex] of text.matchAll(
    /&(?:(amp|lt|gt|quot|apos)|#(\d{1,9})|#x([\da-fA-F]{1,8}));|&/g,
  )) {
    if (whole === '&') return 'an ampersand begins no known reference';
    if (decimal === undefined && hex === undefined) continue;
    const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    if (point > 0x10ffff || illegal.test(String.fromCodePoint(point))) return `${whole} is no XML character`;
  }
  return null;
}

interface Scope {
  name: string;
  prefixes: Map<string, string>;
}

function openElement(name: string, attributes: [string, string][], outer: Map<string, string>): Scope | string {
  const prefixes = new Map(outer);
  for (const [attributeName, value] of attributes) {
    if (!attributeName.startsWith('xmlns:')) continue;
    const prefix = attributeName.slice(6);
    if (value === '') return `the prefix ${prefix} is undeclared (Namespaces 1.0 §5)`;
    if (prefix === 'xmlns' || (prefix === 'xml') !== (value === 'http://www.w3.org/XML/1998/namespace'))
      return `the prefix ${prefix} may not be bound to ${value}`;
    prefixes.set(prefix, value);
  }
  const expand = (qualified: string): string | null => {
    const [prefix, local] = qualified.split(':');
    if (local === undefined) return qualified;
    const uri = prefixes.get(prefix ?? '');
    return uri === undefined ? null : `{${uri}}${local}`;
  };
  if (expand(name) === null) return `the prefix of <${name}> is not bound`;
  const seen = new Set<string>();
  for (const [attributeName] of attributes) {
    const expanded = attributeName.startsWith('xmlns:') ? attributeName : expand(attributeName);
    if (expanded === null) return `the prefix of the attribute ${attributeName} is not bound`;
    if (seen.has(expanded)) return `the attribute ${attributeName} stands twice on <${name}>`;
    seen.add(expanded);
  }
  return { name, prefixes };
}

function wrong(message: string, at: number): Complaint {
  return { code: 'not-well-formed', message: `${message}, at character ${at}` };
}

/**
 * Reads a whole document.
 * @returns the first reason to stop reading, or null for a well-formed document without a document type.
 */
export function complaintOf(xml: string): Complaint {
  const bad = illegal.exec(xml);
  if (bad !== null) return wrong('a character that XML does not allow', bad.index);
  let at = declaration.exec(xml)?.[0].length ?? 0;
  const open: Scope[] = [];
  const root = new Map([['xml', 'http://www.w3.org/XML/1998/namespace']]);
  let rootSeen = false;
  const take = (token: RegExp): RegExpExecArray | null => {
    token.lastIndex = at;
    const found = token.exec(xml);
    if (found !== null) at = token.lastIndex;
    return found;
  };
  while (at < xml.length) {
    const from = at;
    if (xml[at] !== '<') {
      const text = take(tokens.text)?.[0] ?? '';
      if (open.length === 0 && text.trim() !== '') return wrong('text outside the root element', from);
      if (text.includes(']]>')) return wrong('«]]>» in text', from);
      const reference = referencesWrong(text);
      if (reference !== null) return wrong(reference, from);
    } else if (xml.startsWith('<!DOCTYPE', at)) {
      return { code: 'dtd-present', message: `found «${xml.slice(at, at + 60)}»` };
    } else if (xml.startsWith('<!--', at)) {
      if (take(tokens.comment) === null) return wrong('a comment that does not end, or holds «--»', from);
    } else if (xml.startsWith('<![CDATA[', at)) {
      if (open.length === 0 || take(tokens.cdata) === null) return wrong('a CDATA section that may not stand', from);
    } else if (xml.startsWith('<?', at)) {
      const target = take(tokens.instruction)?.[1];
      if (target === undefined || /^xml$/i.test(target)) return wrong('a malformed processing instruction', from);
    } else if (xml.startsWith('</', at)) {
      const name = take(tokens.end)?.[1];
      const expected = open.pop()?.name;
      if (name === undefined || name !== expected) return wrong(`expected </${expected ?? ''}>`, from);
    } else {
      const name = take(tokens.start)?.[1];
      if (name === undefined) return wrong('«<» begins no markup', from);
      if (open.length === 0 && rootSeen) return wrong(`a second root element <${name}>`, from);
      const attributes: [string, string][] = [];
      for (let found = take(tokens.attribute); found !== null; found = take(tokens.attribute)) {
        const value = (found[2] ?? '').slice(1, -1);
        const reference = referencesWrong(value);
        if (reference !== null) return wrong(reference, from);
        attributes.push([found[1] ?? '', value]);
      }
      const closed = take(tokens.startEnd)?.[1];
      if (closed === undefined) return wrong(`the start tag <${name}> is malformed`, at);
      const scope = openElement(name, attributes, open.at(-1)?.prefixes ?? root);
      if (typeof scope === 'string') return wrong(scope, from);
      rootSeen = true;
      if (closed === '') open.push(scope);
      if (open.length > deepest) return { code: 'too-deep', message: `more than ${deepest} levels` };
    }
  }
  if (open.length > 0) return wrong(`<${open.at(-1)?.name ?? ''}> is not closed`, at);
  return rootSeen ? null : wrong('there is no root element', at);
}
