/** The checker's door: lists every defect of a SAML response, as a service provider that forgets nothing would see it. */

import { assertionDefects, togetherDefects } from './assertion.ts';
import { claimDefects } from './claims.ts';
import { defect, distinct, type CheckContext, type Defect, type Known } from './context.ts';
import { readCoverage } from './coverage.ts';
import { differentialDefects } from './differential.ts';
import { fromBase64, inflated, xmlTextOf } from './encoding.ts';
import { idDefects } from './ids.ts';
import { keyOfCertificate } from './keys.ts';
import { takeApart } from './message.ts';
import { parse } from './parse.ts';
import { placementDefects } from './placement.ts';
import { responseDefects } from './response.ts';
import { is, nameOf } from './xml.ts';

export type { CheckContext, Defect } from './context.ts';

/** Defects of a parsed response; checks whose facts are unknown are not made. */
export function responseElementDefects(response: Element, context: Known): Defect[] {
  const { message, defects } = takeApart(response, context);
  const trusted = context.trustedCertificates?.flatMap((certificate) => keyOfCertificate(certificate) ?? []);
  const coverage = readCoverage(message, trusted);
  const covered = message.assertions.filter(coverage.covers);
  return distinct([
    ...defects,
    ...idDefects(message),
    ...placementDefects(message, coverage),
    ...differentialDefects(message),
    ...coverage.defects,
    ...responseDefects(message, context),
    ...message.assertions.flatMap((assertion) => assertionDefects(assertion, response, context)),
    ...togetherDefects(message.assertions, coverage.covers),
    ...claimDefects(covered.length > 0 ? covered : message.assertions, context),
  ]);
}

/**
 * Lists the defects of a response's XML text: its root causes, each code at most once. A syntactic defect ends the reading;
 * a defect of a signature does not hide what else is wrong.
 */
export function checkMessage(xml: string, context: CheckContext): Defect[] {
  const parsed = parse(xml);
  if (parsed.root === undefined) return [parsed.defect];
  if (!is(parsed.root, 'samlp:Response')) return [defect('wrong-root', `found ${nameOf(parsed.root)}`)];
  return responseElementDefects(parsed.root, context);
}

/** How a response travelled: the fields of the form or of the query, and the address when it is known. */
export interface Delivery {
  method: 'post' | 'get';
  fields: [name: string, value: string][];
  /** Where the form was sent; a SAMLResponse in its query counts as sent as well. */
  action?: string;
}

function queryValues(action: string | undefined): string[] {
  const query = action?.split('#')[0]?.split('?').slice(1).join('?');
  return query === undefined ? [] : new URLSearchParams(query).getAll('SAMLResponse');
}

/** Lists the defects of a response as it was delivered; those of the transport alone end the reading. */
export function checkDelivery(delivery: Delivery, context: CheckContext): Defect[] {
  const inFields = delivery.fields.filter(([name]) => name === 'SAMLResponse').map(([, value]) => value);
  const values = [...inFields, ...(delivery.method === 'post' ? queryValues(delivery.action) : [])];
  const value = values[0] ?? '';
  if (values.length > 1) return [defect('parameter-duplicated', `found ${values.length}`)];
  if (value.trim() === '') return [defect('parameter-missing')];
  // Profiles §4.1.2: a Response never travels by HTTP-Redirect, whatever it says.
  if (delivery.method === 'get') return [defect('wrong-binding', 'found a GET')];
  const bytes = fromBase64(value);
  if (bytes === null) return [defect('not-base64', `found «${value.slice(0, 40)}»`)];
  const xml = xmlTextOf(bytes);
  if (
    xml === null ||
    !xml
      .trimStart()
      .replace(/^\uFEFF/, '')
      .startsWith('<')
  ) {
    const grown = inflated(bytes);
    if (grown === 'bomb') return [defect('message-deflated'), defect('too-large', 'when it is inflated')];
    if (grown?.toString('latin1').trimStart().startsWith('<')) return [defect('message-deflated')];
  }
  if (xml === null)
    return [defect('not-well-formed', 'the bytes are not text in the encoding that the document declares')];
  return checkMessage(xml, context);
}
