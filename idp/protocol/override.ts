/** Deviations without code: a flat JSON object that says what the response plan shall hold instead. */

import { resolvedInstant } from './instants.ts';
import { OverrideInvalid, validateOverride, type Override } from './override-schema.ts';
import { entraSignature, signingPlan } from './plan.ts';
import type { AssertionPlan, Attribute, ResponsePlan, SigningPlan, StatusPlan } from './types.ts';
import { confirmationMethods, statusCode } from './uris.ts';

export { OverrideInvalid, validateOverride, type Override } from './override-schema.ts';

/**
 * The plan with the override put in; the given plan stays as it is. Offsets count from `now`.
 * Throws OverrideInvalid, with every mistake, when the override does not fit its schema.
 */
export function applyOverride(plan: ResponsePlan, override: unknown, now: Date): ResponsePlan {
  const mistakes = validateOverride(override);
  if (mistakes.length > 0) throw new OverrideInvalid(mistakes);
  const given = { ...expiry(override as Override), ...(override as Override) };
  return {
    ...plan,
    ...replaced('destination', given.destination),
    ...replaced('inResponseTo', given.inResponseTo),
    ...replaced('issuer', given.responseIssuer),
    ...replaced('relayState', given.relayState),
    issueInstant: at(given.issueInstant, now) ?? plan.issueInstant,
    ...(given.status !== undefined && { status: statusOf(given.status) }),
    assertions: plan.assertions.map((assertion) => overridden(assertion, given, now)),
    signing: signingOf(plan.signing, given),
    ...(given.encryption === 'off' && { encryption: undefined }),
  };
}

function expiry({ expired }: Override): Override {
  return expired === true ? { notBefore: '-2h', notOnOrAfter: '-1h', confirmationNotOnOrAfter: '-1h' } : {};
}

/** A property to spread: nothing when not given, undefined when given as null. */
function replaced<K extends string, V>(key: K, value: V | null | undefined): { [P in K]?: V | undefined } {
  return (value === undefined ? {} : { [key]: value ?? undefined }) as { [P in K]?: V | undefined };
}

function at<T extends null | undefined>(text: string | T, now: Date): string | T {
  return typeof text === 'string' ? resolvedInstant(text, now) : text;
}

function overridden(assertion: AssertionPlan, given: Override, now: Date): AssertionPlan {
  const { conditions, subject, attributes } = assertion;
  return {
    ...assertion,
    ...replaced('issuer', given.issuer),
    issueInstant: at(given.issueInstant, now) ?? assertion.issueInstant,
    subject: subject && subjectOf(subject, given, now),
    conditions: conditions && {
      ...conditions,
      ...replaced('notBefore', at(given.notBefore, now)),
      ...replaced('notOnOrAfter', at(given.notOnOrAfter, now)),
      ...(given.audience !== undefined && { audienceRestrictions: restrictions(given.audience) }),
    },
    attributes: given.claims === undefined ? attributes : claimsWith(attributes ?? [], given.claims),
    authnStatements: assertion.authnStatements.map((statement) => ({
      ...statement,
      authnInstant: at(given.authnInstant, now) ?? statement.authnInstant,
      ...replaced('sessionNotOnOrAfter', at(given.sessionNotOnOrAfter, now)),
    })),
  };
}

type Subject = NonNullable<AssertionPlan['subject']>;

function subjectOf(subject: Subject, given: Override, now: Date): Subject {
  const data = {
    ...replaced('recipient', given.recipient),
    ...replaced('inResponseTo', given.inResponseTo),
    ...replaced('notOnOrAfter', at(given.confirmationNotOnOrAfter, now)),
  };
  const method = given.subjectConfirmationMethod;
  return {
    nameId: nameIdOf(subject.nameId, given.nameId),
    confirmations: subject.confirmations.map((confirmation) => ({
      method: method === undefined ? confirmation.method : (methods.get(method) ?? method),
      data: confirmation.data && { ...confirmation.data, ...data },
    })),
  };
}

const methods = new Map<string, string>(Object.entries(confirmationMethods));

function nameIdOf(nameId: Subject['nameId'], given: Override['nameId']): Subject['nameId'] {
  if (given === undefined) return nameId;
  if (given === null) return undefined;
  if (typeof given === 'string') return { ...nameId, value: given };
  const { format = nameId?.format, ...rest } = { ...nameId, ...given };
  return format === null || format === undefined ? rest : { ...rest, format };
}

function restrictions(audience: NonNullable<Override['audience']> | null): string[][] {
  return audience === null ? [] : [[audience].flat()];
}

/** Known names keep their place, new ones go to the end. An empty list leaves the statement out: the schema wants one attribute. */
function claimsWith(attributes: Attribute[], claims: NonNullable<Override['claims']>): Attribute[] | undefined {
  const kept = attributes.flatMap((attribute) => {
    const value = Object.hasOwn(claims, attribute.name) ? claims[attribute.name] : undefined;
    if (value === undefined) return [attribute];
    return value === null ? [] : [{ ...attribute, values: [value].flat() }];
  });
  const added = Object.entries(claims).flatMap(([name, value]) =>
    value === null || attributes.some((attribute) => attribute.name === name) ? [] : [{ name, values: [value].flat() }],
  );
  const all = [...kept, ...added];
  return all.length === 0 ? undefined : all;
}

const topLevel = ['Success', 'Requester', 'Responder', 'VersionMismatch'];

/** A second-level code given alone stands below Responder (SAML Core section 3.2.2.2). */
function statusOf(given: NonNullable<Override['status']>): StatusPlan {
  if (typeof given !== 'string') {
    const { nested, ...rest } = given;
    return { ...rest, code: statusCode(given.code), ...(nested !== undefined && { nested: statusCode(nested) }) };
  }
  const code = statusCode(given);
  return code === given || topLevel.includes(given) ? { code } : { code: statusCode('Responder'), nested: code };
}

function signingOf(signing: SigningPlan, given: Override): SigningPlan {
  const template = signing.assertion ?? signing.response ?? entraSignature('rsa-sha256');
  const { signatureMethod, digestMethod } =
    given.signatureAlgorithm === undefined ? template : entraSignature(given.signatureAlgorithm);
  const signature = { ...template, signatureMethod, digestMethod, key: given.signingKey ?? template.key };
  if (given.signing !== undefined) return signingPlan(given.signing, signature);
  return { ...(signing.assertion && { assertion: signature }), ...(signing.response && { response: signature }) };
}
