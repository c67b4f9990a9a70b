/** What an administrator does about each error number, in our own words. */

import type { AadstsCode } from '../protocol/errors.ts';

const sendAgain =
  'Let the service provider send a request that the SAML 2.0 schema allows; the message names the part.';
const secondFactor =
  'Give the second factor, or take the demand out of `conditionalAccess` of the application or `mfaRequired` of the user.';
const guest = 'Sign in with another account, or add this one to the directory as a guest.';
const ownKey = 'Make a new signing certificate and activate it under SAML Certificates.';
const signOut = 'Let the service provider send a LogoutRequest as Entra documents it; the message names the part.';

export const remedies: Record<AadstsCode, string> = {
  '16000': 'Let the service provider ask again without IsPassive, so that another account can be chosen.',
  '50003': ownKey,
  '50006': 'Upload the current signing certificate of the service provider under Verification certificates.',
  '50007': 'Import the certificate for token encryption again, or switch token encryption off.',
  '50011':
    'Add the reply URL of the request to Basic SAML Configuration, or correct it at the service provider: every character counts.',
  '50012': 'Let the person use a certificate that the directory trusts (`certificateRefused` of the user).',
  '50020': guest,
  '50034': 'Correct the user name, or create the user in the directory.',
  '50053': 'Wait, or unlock the account (`locked` of the user; the count of wrong passwords ends with the process).',
  '50055': 'Let the person change the password (`passwordExpired` of the user).',
  '50057': 'Enable the account under Users (`accountEnabled`).',
  '50058': 'Nobody is signed in: let the service provider ask again without IsPassive.',
  '50061': signOut,
  '50068': 'Sign in at the application first, in the same browser.',
  '50070':
    'Send the NameID and the SessionIndex of the assertion, or switch off `matchLogoutNameId` and `matchSessionIndex`.',
  '50071': 'Send the LogoutRequest before its NotOnOrAfter, and compare the clocks.',
  '50074': secondFactor,
  '50076': secondFactor,
  '50079': 'Let the person register a second factor (`mfaRegistered` of the user).',
  '50105': 'Assign the user, or a group that holds the user directly, under Users and groups.',
  '50107': 'Give the federated domain its realm (`federatedDomains` of the tenant), or make the domain a managed one.',
  '50124': 'Correct the claim transformation: its input is not what it can work on.',
  '50126': 'Enter the password of the user again.',
  '50146': ownKey,
  '51004': guest,
  '53003': 'Take the person out of the policy that blocks (`conditionalAccess` of the application).',
  '70001': 'As AADSTS700016: compare the Issuer of the request with the Identifier in Basic SAML Configuration.',
  '75001': 'Send the message as the binding wants it: DEFLATE, base64 and URL encoding by Redirect, base64 by POST.',
  '75003': 'Let the service provider ask for an answer by HTTP-POST, or for none in particular.',
  '75005': sendAgain,
  '75006': sendAgain,
  '75008': 'Let the service provider send its requests to the Login URL and name that as Destination.',
  '75011': 'Let the service provider request no authentication context, or ask for ForceAuthn.',
  '75016': 'Let the service provider ask for persistent, emailAddress, unspecified or transient, or for no format.',
  '76021': 'Let the service provider sign its requests, or switch off «Require verification certificates».',
  '76026': 'Compare the clocks; the switch `staleRequests` says whether the IssueInstant counts.',
  '90002': 'Correct the tenant in the address: its id, one of its domains, or `common`.',
  '90011': 'Let the service provider leave SPNameQualifier out of its NameIDPolicy.',
  '90015': 'Send a shorter request, or send it by POST.',
  '90072': guest,
  '90107': 'Send XML without characters that XML does not allow.',
  '501241': 'Give the user a value for the source of the Name ID or of the transformation, or choose another source.',
  '501621': 'Choose a simpler regular expression for the claim.',
  '650056': 'As AADSTS700016; and compare the certificate of the request, when it is signed.',
  '700016':
    'Compare the Issuer of the request with the Identifier in Basic SAML Configuration: case and a trailing slash count.',
  '750054': 'Send a SAMLRequest to this address; a Login URL that is opened by hand carries none.',
  '900235': 'Let the service provider ask for the Comparison «exact», or leave it out.',
  '900236': 'Let the service provider leave the property out; for a Subject there is the parameter login_hint.',
  '900971': 'Add a reply URL to Basic SAML Configuration.',
  '7000112': 'Set «Enabled for users to sign in» to Yes under Properties.',
  '7500525': 'Send well-formed XML; the message names line and position.',
  '7500529': 'Let the ID of the request begin with a letter or an underscore; many libraries put «id» or «_» in front.',
};
