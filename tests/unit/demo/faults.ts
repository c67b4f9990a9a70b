/** One message per check that no case of the catalogue names yet: a single fault each. */

import type { CheckName } from '../../../demo/index.ts';
import type { AssertionPlan, Conditions, Mutation, ResponsePlan, SignaturePlan } from '../../../idp/protocol/types.ts';

const enveloped = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const far = '2100-01-01T00:00:00.000Z';
const past = '2001-01-01T00:00:00.000Z';

const plan = (change: (own: ResponsePlan) => Partial<ResponsePlan>): Mutation => ({
  plan: (own) => ({ ...own, ...change(own) }),
});

const assertion = (change: (own: AssertionPlan) => Partial<AssertionPlan>): Mutation =>
  plan((own) => ({ assertions: own.assertions.map((one) => ({ ...one, ...change(one) })) }));

const conditions = (change: (own: Conditions) => Partial<Conditions>): Mutation =>
  assertion(({ conditions: own }) => ({ conditions: own && { ...own, ...change(own) } }));

const signature = (change: (own: SignaturePlan) => Partial<SignaturePlan>): Mutation =>
  plan(({ signing }) => ({
    signing: {
      assertion: signing.assertion && { ...signing.assertion, ...change(signing.assertion) },
      response: signing.response && { ...signing.response, ...change(signing.response) },
    },
  }));

type Data = NonNullable<NonNullable<AssertionPlan['subject']>['confirmations'][number]['data']>;

const confirmation = (change: ((own: Data) => Partial<Data>) | undefined): Mutation =>
  assertion(({ subject }) => ({
    subject: subject && {
      ...subject,
      confirmations: subject.confirmations.map(({ method, data }) => ({
        method,
        data: change === undefined ? undefined : { ...data, ...change(data ?? {}) },
      })),
    },
  }));

const after = (afterSigning: (xml: string) => string): Mutation => ({ afterSigning });

const email = (values: string[]): Mutation =>
  assertion((own) => ({
    attributes: (own.attributes ?? []).map((one) => (one.name === 'email' ? { ...one, values } : one)),
  }));

interface Fault {
  mutation: Mutation;
  shape?: { signing: 'response' | 'both' };
  /** The check that says no, where the forgotten one only decides whether it is heard. */
  refusedBy?: CheckName;
}

export const faults: Partial<Record<CheckName, Fault>> = {
  'parameter-single': {
    mutation: { delivery: (post) => ({ ...post, fields: [['SAMLResponse', 'PHg+'], ...post.fields] }) },
  },
  'processing-instruction': {
    mutation: after((xml) => xml.replace('@contoso.com</NameID>', '<?part @contoso.com?></NameID>')),
  },
  version: { mutation: plan(() => ({ version: '1.1' })) },
  'digest-algorithm': { mutation: after((xml) => xml) },
  canonicalization: { mutation: signature(() => ({ canonicalization: 'urn:unknown' })) },
  'transform-count': {
    mutation: signature(() => ({ transforms: [enveloped, exclusive, exclusive, exclusive] })),
  },
  'signature-count': {
    mutation: after((xml) =>
      xml.replace(
        /<((?:\w+:)?Signature)[\s>][\s\S]*?<\/\1>/,
        (own) => own.replace(/(SignatureValue>)../, '$1AA') + own,
      ),
    ),
  },
  'every-signature': {
    shape: { signing: 'both' },
    refusedBy: 'signature-value',
    mutation: after((xml) => xml.replace(/(<(?:\w+:)?SignatureValue>)../, '$1AA')),
  },
  'signed-content.attributes': {
    mutation: after((xml) =>
      xml.replace(
        '<samlp:Status>',
        '<samlp:Extensions><Attribute xmlns="urn:oasis:names:tc:SAML:2.0:assertion" Name="role"><AttributeValue>' +
          'admin</AttributeValue></Attribute></samlp:Extensions><samlp:Status>',
      ),
    ),
  },
  'status-required': { mutation: plan(() => ({ status: undefined })) },
  'assertion-id': { mutation: assertion(() => ({ id: undefined })), shape: { signing: 'response' } },
  'subject-required': { mutation: assertion(() => ({ subject: undefined })) },
  'name-id': {
    mutation: assertion(({ subject }) => ({ subject: subject && { ...subject, nameId: { value: ' ' } } })),
  },
  'authn-statement': { mutation: assertion(() => ({ authnStatements: [] })) },
  'session-expiry': {
    mutation: assertion(({ authnStatements }) => ({
      authnStatements: authnStatements.map((one) => ({ ...one, sessionNotOnOrAfter: past })),
    })),
  },
  'issue-instant': { mutation: assertion(() => ({ issueInstant: far })) },
  'condition-known': { mutation: conditions(() => ({ extra: '<x:Moon xmlns:x="urn:x"/>' })) },
  'instant-format': { mutation: conditions(() => ({ notOnOrAfter: 'tomorrow' })) },
  'audience-every-restriction': {
    mutation: conditions(({ audienceRestrictions }) => ({
      audienceRestrictions: [...audienceRestrictions, ['https://another.example/']],
    })),
  },
  'confirmation-data': { mutation: confirmation(undefined) },
  'confirmation-not-yet': { mutation: confirmation(() => ({ notBefore: far })) },
  'destination-required': { mutation: plan(() => ({ destination: undefined })), shape: { signing: 'response' } },
  'issuer-assertion-required': { mutation: assertion(() => ({ issuer: undefined })), shape: { signing: 'response' } },
  'issuer-response': { mutation: plan(() => ({ issuer: 'https://another-idp.example/' })) },
  'in-response-to-response-required': { mutation: plan(() => ({ inResponseTo: undefined })) },
  'in-response-to-confirmation-required': { mutation: confirmation(() => ({ inResponseTo: undefined })) },
  'in-response-to-equal': { mutation: confirmation(() => ({ inResponseTo: '_secondrequest' })) },
  'required-claims-empty': { mutation: email([' ']) },
  'required-claims-single': { mutation: email(['a@contoso.com', 'b@contoso.com']) },
};
