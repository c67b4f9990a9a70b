/** The comparisons that Entra's resolution guidance makes (reference: entra.md section 9), as a table of found and expected. */

import { claimName } from '../../claims/claims.ts';
import type { Application } from '../../tenant/model.ts';
import type { Answer, ReceivedRequest, Transcript } from '../../protocol/types.ts';
import { certificateFacts } from './certificate-facts.ts';

export interface GuidanceInput {
  application: Application;
  transcript: Transcript;
  loginUrl: string;
  /** PEM. */
  certificate: string;
  now: Date;
}

export interface Check {
  name: string;
  ok: boolean;
  /** It differs, and may well be meant so. */
  note?: boolean;
  found: string;
  expected: string;
  /** What to do; empty when all is well. */
  advice: string;
}

function check(name: string, ok: boolean, found: string | undefined, expected: string, advice: string): Check {
  return { name, ok, found: found === undefined || found === '' ? 'none' : found, expected, advice: ok ? '' : advice };
}

function requestChecks({ application, loginUrl }: GuidanceInput, { request }: ReceivedRequest): Check[] {
  const { identifiers, replyUrls } = application;
  const { issuer, destination, assertionConsumerServiceUrl: reply, nameIdPolicy } = request;
  const destinationSaid =
    destination === undefined
      ? []
      : [
          check(
            'Destination of the request',
            destination === loginUrl,
            destination,
            loginUrl,
            'Give the application the Login URL of the card «Set up».',
          ),
        ];
  return [
    check(
      'Issuer of the request',
      identifiers.includes(issuer ?? ''),
      issuer,
      identifiers.join(' or '),
      'Make the Identifier (Entity ID) and the application’s own name equal, to the letter.',
    ),
    ...destinationSaid,
    check(
      'Reply URL of the request',
      reply === undefined || replyUrls.includes(reply),
      reply ?? 'none: the default is used',
      replyUrls.join(' or '),
      'Add the URL that the application asks for to the Reply URLs.',
    ),
    check('NameID format asked for', true, nameIdPolicy?.format ?? 'none', 'any that is offered', ''),
  ];
}

function answerChecks({ application, certificate, now }: GuidanceInput, { plan }: Answer): Check[] {
  const [assertion] = plan.assertions;
  const nameId = assertion?.subject?.nameId;
  const sent = new Map(assertion?.attributes?.map(({ name, values }) => [name, values.length]) ?? []);
  const wanted = application.claims.map(claimName);
  const missing = wanted.filter((name) => !sent.has(name));
  const facts = certificateFacts(certificate, now);
  return [
    check(
      'NameID',
      (nameId?.value ?? '') !== '',
      nameId && `${nameId.value} (${nameId.format ?? 'no format'})`,
      `a value of ${application.nameId.source}`,
      'Give the user a value, or choose another source.',
    ),
    {
      ...check(
        'Claims',
        missing.length === 0,
        missing.length === 0 ? `${sent.size} claims` : `without ${missing.join(', ')}`,
        wanted.join(', ') || 'the default claims',
        'The user has no value at the source of these claims; fill it in, or choose another source.',
      ),
      note: !application.claims.some((rule) => rule.required === true && missing.includes(claimName(rule))),
    },
    check(
      'Reply URL of the response',
      application.replyUrls.includes(plan.acsUrl),
      plan.acsUrl,
      application.replyUrls.join(' or '),
      'Add it to the Reply URLs.',
    ),
    check(
      'Signing certificate',
      !facts.expired,
      `${facts.thumbprint}, until ${facts.expires}`,
      'one that the application trusts, not expired',
      'Make a new certificate and give it to the application.',
    ),
  ];
}

/** What can be said about the newest sign-in of a test; nothing yet when no request came. */
export function guidance(input: GuidanceInput): Check[] {
  const request = input.transcript.requests.at(-1);
  const answer = input.transcript.answers.at(-1);
  return [
    ...(request === undefined ? [] : requestChecks(input, request)),
    ...(answer === undefined ? [] : answerChecks(input, answer)),
  ];
}
