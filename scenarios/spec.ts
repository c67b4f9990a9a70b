/** References to the texts that cases rest on, with links; one builder a document. */

export interface SpecReference {
  document: string;
  section: string;
  url: string;
}

const oasis = 'https://docs.oasis-open.org/security/saml/v2.0';

function reference(document: string, url: string): (section: string) => SpecReference {
  return (section) => ({ document, section, url });
}

export const core = reference('SAML V2.0 Core', `${oasis}/saml-core-2.0-os.pdf`);
export const profiles = reference('SAML V2.0 Profiles', `${oasis}/saml-profiles-2.0-os.pdf`);
export const bindings = reference('SAML V2.0 Bindings', `${oasis}/saml-bindings-2.0-os.pdf`);
export const metadata = reference('SAML V2.0 Metadata', `${oasis}/saml-metadata-2.0-os.pdf`);
export const errata = reference(
  'SAML V2.0 Approved Errata',
  'https://docs.oasis-open.org/security/saml/v2.0/errata05/os/saml-v2.0-errata05-os.html',
);
export const xmldsig = reference('XML Signature 1.1', 'https://www.w3.org/TR/xmldsig-core1/');
export const xmlenc = reference('XML Encryption 1.1', 'https://www.w3.org/TR/xmlenc-core1/');
export const c14n = reference('Canonical XML 1.0', 'https://www.w3.org/TR/2001/REC-xml-c14n-20010315');
export const excC14n = reference('Exclusive XML Canonicalization', 'https://www.w3.org/TR/xml-exc-c14n/');
export const xml = reference('XML 1.0', 'https://www.w3.org/TR/xml/');
export const xmlNames = reference('Namespaces in XML', 'https://www.w3.org/TR/xml-names/');
/** Kantara SAML V2.0 Deployment Profile (SDP-… ids). */
export const saml2int = reference('Kantara SAML2Int', 'https://kantarainitiative.github.io/SAMLprofiles/saml2int.html');
/** Kantara SAML V2.0 Implementation Profile (IIP-… ids). */
export const iip = reference(
  'Kantara Implementation Profile',
  'https://kantarainitiative.github.io/SAMLprofiles/fedinterop.html',
);
export const entra = reference(
  'Microsoft Entra ID',
  'https://learn.microsoft.com/en-us/entra/identity-platform/single-sign-on-saml-protocol',
);
export const cookies = reference('RFC 6265bis', 'https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis');
export const ssoSecurity = reference(
  'On Breaking SAML (USENIX Security 2012)',
  'https://www.usenix.org/conference/usenixsecurity12/technical-sessions/presentation/somorovsky',
);

export function cve(id: `CVE-${number}-${number}`): SpecReference {
  return { document: id, section: '', url: `https://nvd.nist.gov/vuln/detail/${id}` };
}

export function cwe(number: number): SpecReference {
  return { document: `CWE-${number}`, section: '', url: `https://cwe.mitre.org/data/definitions/${number}.html` };
}

export function rfc(number: number, section: string): SpecReference {
  return { document: `RFC ${number}`, section, url: `https://www.rfc-editor.org/rfc/rfc${number}` };
}

/** Unicode Technical Standard. */
export function uts(number: number): SpecReference {
  return { document: `UTS #${number}`, section: '', url: `https://www.unicode.org/reports/tr${number}/` };
}

/** Unicode Standard Annex. */
export function uax(number: number): SpecReference {
  return { document: `UAX #${number}`, section: '', url: `https://www.unicode.org/reports/tr${number}/` };
}

export function ghsa(id: string): SpecReference {
  return { document: id, section: '', url: `https://github.com/advisories/${id}` };
}
