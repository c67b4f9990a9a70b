/** Signatures that are absent, made by somebody else, or no longer fit: Core 5.4, XML Signature 3.2. */

import type { Facts, Mutation, ResponsePlan, SignaturePlan } from '../protocol/types.ts';
import { setAttribute } from '../protocol/xml-text.ts';
import { edit, editInner, first, innersOf } from './elements.ts';
import { asVictim, eachAssertion, signatureOf, victimTwin, withVictimContent } from './victim.ts';

/** Changes every signature that the plan holds; unsigned elements stay unsigned. */
export function eachSignature(plan: ResponsePlan, change: (signature: SignaturePlan) => SignaturePlan): ResponsePlan {
  const { assertion, response } = plan.signing;
  return {
    ...plan,
    signing: { assertion: assertion && change(assertion), response: response && change(response) },
  };
}

/** Nothing is signed, and the assertion names the victim. */
export function unsigned(): Mutation {
  return { plan: (plan, facts) => ({ ...asVictim(plan, facts), signing: {} }) };
}

/** A genuine message from which every Signature was cut out and in which the identity was exchanged. */
export function stripped(): Mutation {
  return {
    afterSigning: (xml, facts) =>
      withVictimContent(
        edit(xml, 'Signature', () => ''),
        facts,
      ),
  };
}

/** Names the victim and is signed as `change` says, with a key or an algorithm that an attacker has. */
export function forgedWith(change: Partial<SignaturePlan> | ((facts: Facts) => Partial<SignaturePlan>)): Mutation {
  return {
    plan: (plan, facts) => {
      const override = typeof change === 'function' ? change(facts) : change;
      return eachSignature(asVictim(plan, facts), (signature) => ({ ...signature, ...override }));
    },
  };
}

/** Names the victim, is signed by a stranger, and encloses two certificates: the stranger's and the trusted one. */
export function forgedBesideTrusted(position: 'first' | 'last'): Mutation {
  return {
    ...forgedWith({ key: 'stranger', keyInfo: 'certificate' }),
    afterSigning: (xml, facts) => {
      const trusted = facts.idp.certificateBase64;
      return edit(xml, 'X509Certificate', (own) => {
        const right = own.replace(/>[^<]*</, () => `>${trusted}<`);
        return position === 'first' ? right + own : own + right;
      });
    },
  };
}

/** Signs the genuine content as `change` says. */
export function signedWith(change: Partial<SignaturePlan>): Mutation {
  return { plan: (plan) => eachSignature(plan, (signature) => ({ ...signature, ...change })) };
}

/** Exchanges a part of the identity for the victim's after signing. */
export function tampered(part: 'NameID' | 'AttributeStatement'): Mutation {
  return { afterSigning: (xml, facts) => withVictimContent(xml, facts, [part]) };
}

/** The victim's message with right digests under the SignatureValue of the genuine one. */
export function digestFixed(): Mutation {
  return {
    afterSigning: (xml, facts) => {
      const genuine = innersOf(xml, 'SignatureValue');
      return editInner(victimTwin(facts), 'SignatureValue', (value, index) => genuine[index] ?? value);
    },
  };
}

/** Flips the lowest bit of the last byte of every SignatureValue, or of the outermost only, which stands first. */
export function signatureValueFlipped(which: 'every' | 'outermost' = 'every'): Mutation {
  return {
    afterSigning: (xml) =>
      editInner(xml, 'SignatureValue', (value, index) => {
        if (which === 'outermost' && index > 0) return value;
        const bytes = Buffer.from(value, 'base64');
        const last = bytes.length - 1;
        bytes.writeUInt8(bytes.readUInt8(last) ^ 1, last);
        return bytes.toString('base64');
      }),
  };
}

/** A valid Signature of the Response around an assertion that somebody else signed. */
export function innerSignatureByStranger(): Mutation {
  return {
    plan: (plan) => {
      const { assertion, response } = plan.signing;
      return {
        ...plan,
        signing: { response, assertion: assertion && { ...assertion, key: 'stranger', keyInfo: 'none' } },
      };
    },
  };
}

/** The end of the validity is moved by a day after signing. */
export function validityExtended(): Mutation {
  return {
    afterSigning: (xml, facts) => {
      const end = new Date(facts.now.getTime() + 86_400_000).toISOString();
      return setAttribute(xml, first(xml, 'Conditions'), 'NotOnOrAfter', end);
    },
  };
}

/** A second Signature, by somebody else, before or behind the genuine one: readers that drop all of them see nothing amiss. */
export function secondSignature(position: 'first' | 'last'): Mutation {
  return {
    afterSigning: (xml, facts) => {
      const element = facts.plan.signing.response ? 'Response' : 'Assertion';
      const strange = eachSignature(facts.plan, (signature) => ({ ...signature, key: 'stranger', keyInfo: 'none' }));
      const second = signatureOf(facts.issueHonest(strange), element);
      const genuine = signatureOf(xml, element);
      return xml.replace(genuine, () => (position === 'first' ? second + genuine : genuine + second));
    },
  };
}

/** The Signature of another genuine message of the same identity provider on an assertion that names the victim. */
export function signatureReplayed(): Mutation {
  return {
    afterSigning: (xml, facts) => {
      // The ids are those of the forgery, so that the Reference finds its element: only the digest tells the two apart.
      const sessionIndex = facts.newId();
      const other = facts.issueHonest(
        eachAssertion(facts.plan, (assertion) => ({
          ...assertion,
          authnStatements: assertion.authnStatements.map((statement) => ({ ...statement, sessionIndex })),
        })),
      );
      return (['Response', 'Assertion'] as const).reduce(
        (text, name) => text.replace(signatureOf(text, name), () => signatureOf(other, name)),
        withVictimContent(xml, facts),
      );
    },
  };
}
