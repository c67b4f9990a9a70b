/** RequestedAuthnContext: whether a session was made by a method that the request accepts (AADSTS75011). */

import type { SignInMethod } from '../tenant/model.ts';
import { AadstsError } from './errors.ts';
import type { AuthnRequest } from './types.ts';

const classes = 'urn:oasis:names:tc:SAML:2.0:ac:classes:';

const any: SignInMethod[] = ['Password', 'MultiFactor', 'X509', 'WindowsIntegrated'];

/**
 * Which sign-ins satisfy a class (reference: entra.md section 3; the table there lists the classes, which methods fit is inferred).
 * PasswordProtectedTransport is missing there, but taken in practice.
 */
const satisfiedBy: Record<string, SignInMethod[]> = {
  [`${classes}Password`]: ['Password'],
  [`${classes}PasswordProtectedTransport`]: ['Password'],
  [`${classes}SecureRemotePassword`]: ['Password'],
  [`${classes}Unspecified`]: any,
  // Real service providers write it in lower case, as the URN's own text does.
  [`${classes}unspecified`]: any,
  [`${classes}X509`]: ['X509'],
  [`${classes}TLSClient`]: ['X509'],
  [`${classes}Smartcard`]: ['X509'],
  [`${classes}SmartcardPKI`]: ['X509'],
  [`${classes}SPKI`]: ['X509'],
  [`${classes}PGP`]: ['X509'],
  [`${classes}XMLDSig`]: ['X509'],
  [`${classes}Kerberos`]: ['WindowsIntegrated'],
  'urn:federation:authentication:windows': ['WindowsIntegrated'],
};

/** How Entra's text names the method of a session (observed). */
const methodNames: Record<SignInMethod, string> = {
  Password: 'Password',
  MultiFactor: 'Password, MultiFactor',
  X509: 'X509, MultiFactor',
  WindowsIntegrated: 'WindowsIntegrated',
};

/** And the class that was asked for: its last part, with PasswordProtectedTransport written in two (observed). */
function className(classRef: string): string {
  const name = classRef.split(':').at(-1) ?? classRef;
  return name === 'PasswordProtectedTransport' ? 'Password, ProtectedTransport' : name;
}

const methodsFor = (classRef: string): SignInMethod[] =>
  Object.hasOwn(satisfiedBy, classRef) ? (satisfiedBy[classRef] ?? []) : [];

const requestedOf = ({ requestedAuthnContext }: AuthnRequest): string[] => requestedAuthnContext?.classRefs ?? [];

/** @throws AadstsError 75011 when the session was made by none of the methods that the request accepts */
export function enforceContext(request: AuthnRequest, method: SignInMethod): void {
  const requested = requestedOf(request);
  if (requested.length === 0 || requested.some((one) => methodsFor(one).includes(method))) return;
  throw new AadstsError(
    '75011',
    `The method '${methodNames[method]}' by which the user signed in does not match the requested one '${requested.map(className).join("', '")}'. Ask for none, for '${classes}Unspecified', or set ForceAuthn.`,
  );
}

/** How a person signs in anew: as usual where the request accepts that, else as it asks (documented: a fresh sign-in honours it). */
export function freshMethod(request: AuthnRequest | undefined, usual: SignInMethod = 'Password'): SignInMethod {
  const accepted = request === undefined ? [] : requestedOf(request).flatMap(methodsFor);
  return accepted.length === 0 || accepted.includes(usual) ? usual : (accepted[0] ?? usual);
}
