/** Subject confirmation: who may present the assertion, where, until when, in answer to what. Profiles 4.1.4.2 and 4.1.4.3. */

import type { Facts, Mutation, SubjectConfirmation } from '../protocol/types.ts';
import { replaceInner } from '../protocol/xml-text.ts';
import { first } from './elements.ts';
import { instant } from './time.ts';
import { eachAssertion } from './victim.ts';

type Data = NonNullable<SubjectConfirmation['data']>;

const keyInfo = '<KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><KeyName>holder</KeyName></KeyInfo>';
const methodPrefix = 'urn:oasis:names:tc:SAML:2.0:cm:';

/** Changes the list of confirmations of every assertion. */
export function confirmations(change: (own: SubjectConfirmation[], facts: Facts) => SubjectConfirmation[]): Mutation {
  return {
    plan: (plan, facts) =>
      eachAssertion(plan, (assertion) => ({
        ...assertion,
        subject: assertion.subject && {
          ...assertion.subject,
          confirmations: change(assertion.subject.confirmations, facts),
        },
      })),
  };
}

/** Changes attributes of every SubjectConfirmationData; `undefined` leaves an attribute out. */
export function confirmationData(change: (facts: Facts) => Partial<Data>): Mutation {
  return confirmations((own, facts) =>
    own.map((confirmation) => ({ ...confirmation, data: { ...confirmation.data, ...change(facts) } })),
  );
}

/** The confirmation ended this many seconds ago. */
export function confirmationExpired(seconds: (facts: Facts) => number): Mutation {
  return confirmationData((facts) => ({ notOnOrAfter: instant(facts, -seconds(facts)) }));
}

/** Every confirmation uses this method, all else stays. */
export function method(name: 'holder-of-key' | 'sender-vouches'): Mutation {
  return methodWritten(methodPrefix + name);
}

/** The same with a method that is none of the standard's. */
export function methodWritten(text: string): Mutation {
  return confirmations((own) => own.map((confirmation) => ({ ...confirmation, method: text })));
}

/** A holder-of-key confirmation, with the KeyInfo that its profile demands, stands before the bearer one. */
export function holderOfKeyFirst(): Mutation {
  const holder: SubjectConfirmation = { method: `${methodPrefix}holder-of-key`, data: {} };
  return {
    ...confirmations((own) => [holder, ...own]),
    // Profiles 3.1: at least one ds:KeyInfo, which the typed plan has no place for.
    beforeSigning: (xml) => replaceInner(xml, first(xml, 'SubjectConfirmationData'), keyInfo),
  };
}

/** Two bearer confirmations, each made from the honest one. */
export function twoBearers(
  first: (own: Data, facts: Facts) => Partial<Data>,
  second: (own: Data, facts: Facts) => Partial<Data>,
): Mutation {
  return confirmations((own, facts) =>
    own.flatMap((one) =>
      [first, second].map((change) => ({ ...one, data: { ...one.data, ...change(one.data ?? {}, facts) } })),
    ),
  );
}
