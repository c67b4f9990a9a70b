/** Takes a captured message out of whatever it was copied in: XML, base64, a query, a form body, a whole address. */

import { fromBase64, inflated, xmlTextOf } from './encoding.ts';

/** How a captured text was understood. */
export interface Decoded {
  /** The binding that the encoding speaks of; null for bare XML. */
  binding: 'HTTP-POST' | 'HTTP-Redirect' | null;
  deflated: boolean;
  /** Empty when no XML could be found. */
  xml: string;
  relayState?: string;
}

function parameterOf(text: string): { value: string; relayState?: string } | null {
  if (!/(?:^|[?&#])SAML(?:Response|Request)=/.test(text)) return null;
  const query = text.slice(text.search(/SAML(?:Response|Request)=|RelayState=/));
  const fields = new URLSearchParams(query.replace(/\s+/g, ''));
  // A plus sign that nobody percent-encoded arrives as a space.
  const value = (fields.get('SAMLResponse') ?? fields.get('SAMLRequest') ?? '').replace(/ /g, '+');
  const relayState = fields.get('RelayState');
  return relayState === null ? { value } : { value, relayState };
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Never throws; a text that holds no message gives an empty `xml`. */
export function decode(text: string): Decoded {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  if (trimmed.startsWith('<')) return { binding: null, deflated: false, xml: trimmed };
  const parameter = parameterOf(trimmed);
  const packed = parameter?.value ?? (trimmed.includes('%') ? percentDecoded(trimmed) : trimmed);
  const relayState = parameter?.relayState === undefined ? {} : { relayState: parameter.relayState };
  const bytes = fromBase64(packed);
  const plain = bytes && xmlTextOf(bytes);
  if (
    plain
      ?.replace(/^\uFEFF/, '')
      .trimStart()
      .startsWith('<') === true
  )
    return { binding: 'HTTP-POST', deflated: false, xml: plain, ...relayState };
  const grown = bytes && inflated(bytes);
  const xml = grown === 'bomb' ? null : grown && xmlTextOf(grown);
  if (xml) return { binding: 'HTTP-Redirect', deflated: true, xml, ...relayState };
  return { binding: null, deflated: false, xml: '', ...relayState };
}
