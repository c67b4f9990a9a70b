/** What a forgetful service provider does to its own request, metadata and pages; a careful one changes nothing here. */

import type { IncomingHttpHeaders } from 'node:http';
import type { SiteUrls } from '../../options.ts';
import { anonymousAccount } from '../message/account.ts';
import type { Policy } from '../policy.ts';
import { readPersonCookie } from './cookie.ts';
import type { Account } from './sessions.ts';

const week = 7 * 24 * 3_600_000;

/** Where it does not belong it need not be right either. */
const xmlSignature =
  '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo>' +
  '<ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>' +
  '<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/><ds:Reference URI="">' +
  '<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue>AAAA</ds:DigestValue>' +
  '</ds:Reference></ds:SignedInfo><ds:SignatureValue>AAAA</ds:SignatureValue></ds:Signature>';

/** A certificate with an RSA key of 1024 bits, of nobody. */
const shortKey =
  'MIICGjCCAYOgAwIBAgIUTkpgcSOxQQdBnf3H4wO7/cfUQGowDQYJKoZIhvcNAQELBQAwHjEcMBoGA1UEAwwTU2hvcnQga2V5IG9m' +
  'IG5vYm9keTAgFw0yNjExMjIwNDUyNDdaGA8yMTI2MTAyOTA0NTI0N1owHjEcMBoGA1UEAwwTU2hvcnQga2V5IG9mIG5vYm9keTCB' +
  'nzANBgkqhkiG9w0BAQEFAAOBjQAwgYkCgYEAvvORGj7n1hqZjBcE0ZKHacLQ0CZczPfimkR2gXzUVHPMeIvH/WghOfUA7B9Wcl8H' +
  'LckZ1+W63pG/CutriLm3Fh2HLVp5/gx3U+7Ac5d2iXKrq7kJxwa294okKh1/RXVxxly9UdRolmypcgbWMYkEm/fcijnPLMua5LSJ' +
  'RgFHWE0CAwEAAaNTMFEwHQYDVR0OBBYEFEBiTD2aIlM7gWkMqoZmeh67u/RLMB8GA1UdIwQYMBaAFEBiTD2aIlM7gWkMqoZmeh67' +
  'u/RLMA8GA1UdEwEB/wQFMAMBAf8wDQYJKoZIhvcNAQELBQADgYEAQi22jNpnhPEZBXU0u4Ro7/HO2qmqhvKNcFYxD5a+jIKMHctG' +
  'cQCi6vtD95DIS6AqescSN/32qqB8lStHt14cAioxDW/KpFtL5WeiUNFLn/HznP5skLivxf285gDQ8Ce7sgsIBeNTgcPmJCMtkMCN' +
  'B9Zi9iWTFOJykf3tsqR+/nQ=';

/** The request as it leaves. */
export function requestAsSent(xml: string, now: Date, policy: Policy): string {
  let sent = xml;
  if (policy.forgets('request-issue-instant')) {
    const local = new Date(now.getTime() + 2 * 3_600_000).toISOString().replace('Z', '+02:00');
    sent = sent.replace(/ IssueInstant="[^"]*"/, ` IssueInstant="${local}"`);
  }
  if (policy.forgets('request-xml-signature')) sent = sent.replace('</saml:Issuer>', `$&${xmlSignature}`);
  if (policy.forgets('request-name-id-policy')) {
    const format = 'urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName';
    sent = sent.replace('<samlp:NameIDPolicy ', `<samlp:NameIDPolicy Format="${format}" `);
  }
  return sent;
}

/** A RelayState that says where it leads, where the check was forgotten. */
export function relayStateAsSent(relayState: string, target: string, policy: Policy): string {
  return policy.forgets('relay-state-opaque') ? `https://notes.example${target}` : relayState;
}

/** The metadata as they are published; good for a week. */
export function metadataAsPublished(xml: string, now: Date, policy: Policy): string {
  const until = ` validUntil="${new Date(now.getTime() + week).toISOString()}"`;
  let published = policy.forgets('metadata-valid-until') ? xml : xml.replace(' entityID=', `${until} entityID=`);
  const change = (check: Parameters<Policy['forgets']>[0], from: RegExp, to: string): void => {
    if (policy.forgets(check)) published = published.replace(from, to);
  };
  change('request-signed-as-declared', / AuthnRequestsSigned="false"/, ' AuthnRequestsSigned="true"');
  change('metadata-want-assertions-signed', / WantAssertionsSigned="[a-z]*"/, '');
  change('metadata-acs-post', /(<md:AssertionConsumerService Binding="[^"]*:)HTTP-POST"/g, '$1HTTP-Artifact"');
  change('metadata-index', /(<md:AssertionConsumerService [^>]*\/>)/, '$1$1');
  change('metadata-key', /<md:KeyDescriptor use="signing">.*?<\/md:KeyDescriptor>/, '');
  change(
    'metadata-key-strength',
    /(<md:KeyDescriptor use="signing">.*?<ds:X509Certificate>)[^<]*(.*?<\/md:KeyDescriptor>)/,
    `$&$1${shortKey}$2`,
  );
  change('metadata-private-key', /(?=<ds:X509Data>)/, '<ds:KeyName>-----BEGIN PRIVATE KEY-----</ds:KeyName>');
  return published;
}

/** Values, line by line, in headers of their own: what a CR-LF in a value does to a careless writer (CWE-113). */
export function headersOf(values: string[], policy: Policy): [name: string, value: string][] {
  if (!policy.forgets('header-lines')) return [];
  return values
    .flatMap((value) => value.split(/\r\n|\n/).slice(1))
    .flatMap((line): [string, string][] => {
      const match = /^([A-Za-z-]+): ([\x20-\x7e]*)$/.exec(line);
      return match === null ? [] : [[match[1] ?? '', match[2] ?? '']];
    });
}

/** Text in which a template engine has had its way: products of two numbers are calculated (CWE-1336). */
export function rendered(text: string): string {
  return text.replace(/\{\{(\d+)\*(\d+)\}\}/g, (_expression, one, other) => String(Number(one) * Number(other)));
}

/** The account as it is opened, beside what is kept of it since the first sign-in. */
export function accountAsKept(account: Account, kept: Map<string, Account>, policy: Policy): Account {
  const known = kept.get(account.nameId);
  if (known === undefined) kept.set(account.nameId, account);
  if (policy.forgets('name-id-format') && known !== undefined && known.nameIdFormat !== account.nameIdFormat) {
    return { ...account, nameId: 'administrator' };
  }
  if (policy.forgets('account-values')) {
    const cut = Object.entries(account.attributes).map(([name, value]) => [name, String(value).slice(0, 3)]);
    return { ...account, attributes: Object.fromEntries(cut) as Account['attributes'] };
  }
  return policy.forgets('account-update') && known !== undefined
    ? { ...account, attributes: known.attributes }
    : account;
}

/** The addresses that a request is made from. */
export function urlsFor(
  request: { get: (name: string) => string | undefined },
  urls: SiteUrls,
  policy: Policy,
): SiteUrls {
  const host = policy.forgets('forwarded-host') ? request.get('X-Forwarded-Host') : undefined;
  if (host === undefined) return urls;
  const acsUrl = new URL(urls.acsUrl);
  acsUrl.host = host;
  return { ...urls, acsUrl: acsUrl.href };
}

/** Who is signed in, as far as a forgetful service provider believes the browser. */
export function personOf(
  headers: IncomingHttpHeaders,
  account: Account | undefined,
  policy: Policy,
): Account | undefined {
  const named = headers['x-forwarded-user'];
  if (policy.forgets('proxy-headers') && typeof named === 'string') return anonymousAccount(named);
  if (!policy.forgets('session-on-server')) return account;
  const nameId = readPersonCookie(headers.cookie);
  return nameId === undefined || account === undefined ? undefined : { ...account, nameId };
}
