/** A response taken apart: the assertions that a service provider would use, encrypted ones opened. */

import type { Defect, Known } from './context.ts';
import { decryptAssertion } from './decrypt.ts';
import { children } from './xml.ts';

export interface Message {
  response: Element;
  /** Direct assertions of the response, decrypted ones included. */
  assertions: Element[];
  /** Every document that belongs to the message: the response's root and that of each decrypted assertion. */
  roots: Element[];
  /** Number of EncryptedAssertion elements that stayed closed. */
  closed: number;
}

export function takeApart(response: Element, context: Known): { message: Message; defects: Defect[] } {
  const opened = children(response, 'saml:EncryptedAssertion').map((encrypted) =>
    decryptAssertion(encrypted, context.decryptionKey),
  );
  const decrypted = opened.flatMap(({ assertion }) => assertion ?? []);
  return {
    message: {
      response,
      assertions: [...children(response, 'saml:Assertion'), ...decrypted],
      roots: [response, ...decrypted.map((assertion) => assertion.parentNode as Element)],
      closed: opened.length - decrypted.length,
    },
    defects: opened.flatMap(({ defects }) => defects),
  };
}
