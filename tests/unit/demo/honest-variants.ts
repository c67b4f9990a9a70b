/** One honest message per over-strict rule that no case of the catalogue names yet. */

import type { StrictnessName } from '../../../demo/index.ts';
import type { ArmSpec, Mutation } from '../../../idp/index.ts';
import type { AttributeValue, Conditions, ResponsePlan, SignaturePlan, Style } from '../../../idp/protocol/types.ts';

const plan = (change: (own: ResponsePlan) => Partial<ResponsePlan>): ArmSpec & { mutation: Mutation } => ({
  mutation: { plan: (own) => ({ ...own, ...change(own) }) },
});
const style = (change: Partial<Style>) => plan((own) => ({ style: { ...own.style, ...change } }));
const signature = (change: Partial<SignaturePlan>) =>
  plan(({ signing: { assertion } }) => ({ signing: { assertion: assertion && { ...assertion, ...change } } }));
const conditions = (change: (own: Conditions) => Partial<Conditions>) =>
  plan(({ assertions }) => ({
    assertions: assertions.map((one) => ({
      ...one,
      conditions: one.conditions && { ...one.conditions, ...change(one.conditions) },
    })),
  }));
const attribute = (values: AttributeValue[], nameFormat?: string) =>
  plan(({ assertions }) => ({
    assertions: assertions.map((one) => ({
      ...one,
      attributes: [...(one.attributes ?? []), { name: 'more', values, ...(nameFormat ? { nameFormat } : {}) }],
    })),
  }));
const format = (value: string) =>
  plan(({ assertions }) => ({
    assertions: assertions.map((one) => ({
      ...one,
      subject: one.subject && { ...one.subject, nameId: { value: 'opaque', format: value } },
    })),
  }));
const wholeSeconds = (text: string): string => text.replace(/\.\d+Z$/, 'Z');

export const honestVariants: Partial<Record<StrictnessName, ArmSpec & { mutation?: Mutation }>> = {
  'key-info-required': signature({ keyInfo: 'none' }),
  'no-inclusive-prefixes': signature({ inclusivePrefixes: ['xs'] }),
  'rsa-sha256-only': signature({ signatureMethod: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512' }),
  'namespaces-on-use': style({ hoistNamespaces: true, prefixes: { samlp: 'samlp', saml: 'saml', ds: 'ds' } }),
  'no-comments': style({ comments: true }),
  'no-character-references': {
    mutation: { afterSigning: (xml) => xml.replace('b.simon@', '&#98;.simon@') },
  },
  'no-base64-line-breaks': {
    mutation: {
      delivery: (post) => ({
        ...post,
        fields: post.fields.map(([name, value]) => [name, value.replace(/(.{76})/g, '$1\r\n')]),
      }),
    },
  },
  'fractional-instants': conditions(({ notBefore = '', notOnOrAfter = '' }) => ({
    notBefore: wholeSeconds(notBefore),
    notOnOrAfter: wholeSeconds(notOnOrAfter),
  })),
  'single-restriction': conditions(({ audienceRestrictions: own }) => ({ audienceRestrictions: [...own, ...own] })),
  'no-one-time-use': conditions(() => ({ oneTimeUse: true })),
  'email-name-id-only': format('urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'),
  'short-values': attribute(['x'.repeat(256)]),
  'few-attributes': plan(({ assertions }) => ({
    assertions: assertions.map((one) => ({
      ...one,
      attributes: [
        ...(one.attributes ?? []),
        ...Array.from({ length: 40 }, (_, at) => ({ name: `extra${at}`, values: ['x'] })),
      ],
    })),
  })),
  'no-empty-values': attribute(['']),
  'name-format-required': attribute(['x']),
  'basic-name-format-refused': attribute(['x'], 'urn:oasis:names:tc:SAML:2.0:attrname-format:basic'),
  'no-typed-values': attribute([{ text: 'x', type: 'xs:string' }]),
  'no-astral-characters': attribute(['𐍈']),
  'known-claims-only': attribute(['x']),
  'no-html-characters': attribute(['<b>']),
  'no-extensions': plan(() => ({ extensions: '<x:Hint xmlns:x="urn:x"></x:Hint>' })),
  'no-advice': plan(({ assertions }) => ({
    assertions: assertions.map((one) => ({ ...one, advice: '<x:Hint xmlns:x="urn:x"></x:Hint>' })),
  })),
};
