/** Messages whose outline is wrong: status, number and kind of elements, encoding. */

import type { AssertionPlan, Mutation, StatusPlan } from '../protocol/types.ts';
import { innerOf, insertAt, replaceInner, replaceSpan } from '../protocol/xml-text.ts';
import { first, outerOfFirst } from './elements.ts';
import { eachAssertion, speakingOf } from './victim.ts';

const statusPrefix = 'urn:oasis:names:tc:SAML:2.0:status:';

/** Sets the Status; short names as in Core 3.2.2.2. */
export function status(code: string, nested?: string): Mutation {
  const plan: StatusPlan = { code: statusPrefix + code, ...(nested ? { nested: statusPrefix + nested } : {}) };
  return { plan: (own) => ({ ...own, status: plan }) };
}

/** An error as an honest identity provider sends it: a Status and no assertion. */
export function refusal(code: string, nested: string): Mutation {
  const answered = status(code, nested).plan;
  return { plan: (plan, facts) => ({ ...(answered?.(plan, facts) ?? plan), assertions: [] }) };
}

export function withoutAssertion(): Mutation {
  return { plan: (plan) => ({ ...plan, assertions: [] }) };
}

export function withoutStatus(): Mutation {
  return { plan: (plan) => ({ ...plan, status: undefined }) };
}

export function responseVersion(version: string): Mutation {
  return { plan: (plan) => ({ ...plan, version }) };
}

/** Changes properties of every assertion; `undefined` leaves an element or attribute out. */
export function assertionWith(change: Partial<AssertionPlan>): Mutation {
  return { plan: (plan) => eachAssertion(plan, (assertion) => ({ ...assertion, ...change })) };
}

/** Writes this text in the place of the name. */
export function nameIdText(value: string): Mutation {
  return {
    plan: (plan) =>
      eachAssertion(plan, ({ subject, ...rest }) => ({
        ...rest,
        subject: subject && { ...subject, nameId: subject.nameId && { ...subject.nameId, value } },
      })),
  };
}

/** A second assertion, as validly signed as the first, names the victim. */
export function secondSubject(): Mutation {
  return {
    plan: (plan, facts) => {
      const own = plan.assertions[0];
      if (!own) return plan;
      return { ...plan, assertions: [own, { ...speakingOf(own, facts.victim), id: facts.newId() }] };
    },
  };
}

/** The end tag of the root is cut off. */
export function truncated(): Mutation {
  return { afterSigning: (xml) => xml.slice(0, first(xml, 'Response').closeStart) };
}

/** The assertion itself is the whole message. */
export function assertionAsRoot(): Mutation {
  return { afterSigning: (xml) => outerOfFirst(xml, 'Assertion') };
}

/** The root has another name, all its content stays. */
export function rootNamed(local: string, namespace: string): Mutation {
  return {
    afterSigning: (xml) => {
      const root = first(xml, 'Response');
      const start = xml.slice(root.start, root.openEnd).replace(`<${root.name}`, `<x:${local} xmlns:x="${namespace}"`);
      return replaceSpan(xml, root, `${start}${innerOf(xml, root)}</x:${local}>`);
    },
  };
}

/** An error first, and behind it a Status that says Success. */
export function errorThenSuccess(): Mutation {
  const success = `${statusPrefix}Success`;
  return {
    ...status('Responder'),
    beforeSigning: (xml) => {
      const own = outerOfFirst(xml, 'Status');
      return insertAt(xml, first(xml, 'Status').end, own.replace(`${statusPrefix}Responder`, success));
    },
  };
}

/** The codes have these values, which need not be of the standard's. */
export function statusWritten(code: string, nested?: string): Mutation {
  return { plan: (plan) => ({ ...plan, status: { code, ...(nested === undefined ? {} : { nested }) } }) };
}

/** A Status without anything in it. */
export function emptyStatus(): Mutation {
  return { beforeSigning: (xml) => replaceInner(xml, first(xml, 'Status'), '') };
}

/** The assertion says that somebody signed in, and not who: neither a NameID nor attributes. */
export function nameless(): Mutation {
  return {
    plan: (plan) =>
      eachAssertion(plan, ({ subject, ...rest }) => ({
        ...rest,
        subject: subject && { ...subject, nameId: undefined },
        attributes: undefined,
      })),
  };
}
