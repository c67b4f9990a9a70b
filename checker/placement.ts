/** Which element may stand where, how often and in which order: the schema as far as processing depends on it. */

import { defect, type Defect } from './context.ts';
import type { Coverage } from './coverage.ts';
import type { Message } from './message.ts';
import { elementsOf, nameOf, pathOf } from './xml.ts';

/** Children in schema order: names separated by `|`; a trailing `*` allows repetition. */
const schema = new Map<string, string[]>(
  Object.entries({
    // Several Signature or Status children have codes of their own, so repetition is not reported twice.
    'samlp:Response': [
      'saml:Issuer',
      'ds:Signature*',
      'samlp:Extensions',
      'samlp:Status*',
      'saml:Assertion|saml:EncryptedAssertion*',
    ],
    'samlp:Status': ['samlp:StatusCode', 'samlp:StatusMessage', 'samlp:StatusDetail'],
    'samlp:StatusCode': ['samlp:StatusCode'],
    'samlp:StatusMessage': [],
    'saml:Assertion': [
      'saml:Issuer',
      'ds:Signature*',
      'saml:Subject',
      'saml:Conditions',
      'saml:Advice',
      'saml:Statement|saml:AuthnStatement|saml:AuthzDecisionStatement|saml:AttributeStatement*',
    ],
    'ds:Signature': ['ds:SignedInfo*', 'ds:SignatureValue*', 'ds:KeyInfo', 'ds:Object*'],
    'saml:Issuer': [],
    'saml:Subject': ['saml:BaseID|saml:NameID|saml:EncryptedID', 'saml:SubjectConfirmation*'],
    'saml:NameID': [],
    'saml:SubjectConfirmation': ['saml:BaseID|saml:NameID|saml:EncryptedID', 'saml:SubjectConfirmationData'],
    'saml:AudienceRestriction': ['saml:Audience*'],
    'saml:Audience': [],
    'saml:AttributeStatement': ['saml:Attribute|saml:EncryptedAttribute*'],
    'saml:Attribute': ['saml:AttributeValue*'],
    'saml:AuthnStatement': ['saml:SubjectLocality', 'saml:AuthnContext'],
    'saml:AuthnContext': [
      'saml:AuthnContextClassRef',
      'saml:AuthnContextDecl|saml:AuthnContextDeclRef',
      'saml:AuthenticatingAuthority*',
    ],
  }),
);

/** Only an Assertion gives these a meaning, so they have none in content that is open to all. */
const identity = new Set([
  'saml:Subject',
  'saml:NameID',
  'saml:Attribute',
  'saml:AttributeStatement',
  'saml:AuthnStatement',
]);
const open = new Set(['samlp:Extensions', 'samlp:StatusDetail', 'ds:KeyInfo', 'ds:Object']);

function bareIdentity(container: Element): Element[] {
  return elementsOf(container).flatMap((element) => {
    if (nameOf(element) === 'saml:Assertion') return [];
    return identity.has(nameOf(element)) ? [element] : bareIdentity(element);
  });
}

export function placementDefects({ response, roots }: Message, { holding, astray }: Coverage): Defect[] {
  const excused = (element: Element): boolean =>
    // A signed element in an odd place is the bait of a wrapping, and a look-alike leaves the message unsigned: both are
    // reported for what they do, not for where they stand.
    holding.has(element) ||
    astray.has(element) ||
    element.localName === 'Signature' ||
    element.localName === 'SignedInfo';
  const visit = (parent: Element): Defect[] => {
    if (open.has(nameOf(parent)))
      return bareIdentity(parent).map((element) =>
        defect('element-misplaced', `found ${nameOf(element)}`, pathOf(element)),
      );
    const places = schema.get(nameOf(parent));
    if (places === undefined) return [];
    const defects: Defect[] = [];
    const seen = new Set<number>();
    let latest = 0;
    for (const element of elementsOf(parent)) {
      const place = places.findIndex((names) => names.replace('*', '').split('|').includes(nameOf(element)));
      if (place < 0 || (seen.has(place) && !places[place]?.endsWith('*'))) {
        if (!excused(element))
          defects.push(defect('element-misplaced', `found ${nameOf(element)} in ${nameOf(parent)}`, pathOf(element)));
        continue;
      }
      if (place < latest) defects.push(defect('child-order', `${nameOf(element)} stands too late`, pathOf(element)));
      seen.add(place);
      latest = Math.max(latest, place);
      defects.push(...visit(element));
    }
    return defects;
  };
  return [...visit(response), ...roots.slice(1).flatMap((root) => elementsOf(root).flatMap(visit))];
}
