/** Arbitrary plans: hostile values in every place, every style, every signing option. */

import * as fc from 'fast-check';
import type { ResponsePlan, Style } from '../../../idp/protocol/types.ts';
import { entraSignature, signingPlan } from '../../../idp/protocol/plan.ts';
import { entraStyle } from '../../../idp/protocol/xml-tree.ts';
import { plan } from './fixture.ts';

/** Texts with markup, quotes, white space of all kinds, section ends, emoji, unpaired surrogates and controls. */
export const hostileText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc
    .array(
      fc.constantFrom(
        'a',
        '&',
        '<',
        '>',
        '"',
        "'",
        '\r',
        '\n',
        '\t',
        ' ',
        ']]>',
        '--',
        '&#13;',
        'é',
        '😀',
        '\u2028',
        '\u0000',
        '\uD800',
        '\u0085',
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join('')),
);

export const style: fc.Arbitrary<Style> = fc.record({
  prefixes: fc.constantFrom(
    entraStyle.prefixes,
    { samlp: 'samlp', saml: 'saml', ds: 'ds' },
    { samlp: '', saml: 'a', ds: '' },
    { samlp: 'p', saml: '', ds: 'z' },
    { samlp: '_-.', saml: 'xsaml', ds: 'a' },
  ),
  pretty: fc.boolean(),
  cdata: fc.boolean(),
  hoistNamespaces: fc.boolean(),
  comments: fc.boolean(),
  characterReferences: fc.boolean(),
});

export const anyPlan: fc.Arbitrary<ResponsePlan> = fc
  .record({
    style: fc.oneof(fc.constant(entraStyle), style),
    which: fc.constantFrom('assertion' as const, 'response' as const, 'both' as const),
    algorithm: fc.constantFrom('rsa-sha256' as const, 'rsa-sha1' as const, 'rsa-sha512' as const),
    texts: fc.array(hostileText, { minLength: 6, maxLength: 6 }),
    values: fc.array(
      fc.oneof(
        hostileText,
        fc.record({ text: hostileText, type: fc.constant('xs:string') }),
        fc.constant({ nil: true as const }),
      ),
      { maxLength: 3 },
    ),
  })
  .map(({ style, which, algorithm, texts, values }) => {
    const [nameId = '', audience = '', name = '', recipient = '', message = '', relayState] = texts;
    const base = plan({ relayState });
    return {
      ...base,
      style,
      destination: recipient,
      status: { code: base.status?.code ?? '', message },
      signing: signingPlan(which, entraSignature(algorithm)),
      assertions: base.assertions.map((assertion) => ({
        ...assertion,
        subject: {
          nameId: { value: nameId, format: name },
          confirmations: [{ method: audience, data: { recipient } }],
        },
        conditions: { audienceRestrictions: [[audience, nameId], []] },
        attributes: [...(assertion.attributes ?? []), { name, values }],
      })),
    };
  });
