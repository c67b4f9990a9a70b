/** The three likeliest causes of each step of the doctor that fails, likeliest first; what to do is part of each. */

export type DoctorStepName =
  | 'profile'
  | 'browser'
  | 'reachability'
  | 'metadata'
  | 'clock'
  | 'honest sign-in'
  | 'sign-in of the victim'
  | 'identity';

/** Which part of a sign-in did not work; finer than the step, because the causes differ. */
export type SignInTrouble =
  | 'unreachable'
  | 'not-started'
  | 'sent-elsewhere'
  | 'refused-by-idp'
  | 'not-delivered'
  | 'refused-by-sp'
  | 'cookie-dropped'
  | 'restless-identity'
  | 'no-identity';

const unreachable = [
  'The service provider is not running: start it.',
  'signIn.startUrl or protectedPage.url is wrong: open both in a browser on this machine.',
  'A proxy, a firewall or a certificate stands between: a certificate that is not trusted is accepted on loopback only.',
];

const advice: Record<DoctorStepName, string[]> = {
  profile: [
    'The profile has a mistake: each is listed with its path and what is allowed; correct them all at once.',
    'The path of the profile is wrong: paths are relative to where the command is run.',
    'A file that the profile names (sp.metadata, a certificate) is missing: those paths are relative to the profile.',
  ],
  browser: [
    'No browser is installed: run `npx playwright install --only-shell chromium`.',
    'SAMLPROOF_BROWSER points at nothing: correct it or unset it.',
    'The browser lacks libraries of the system: run `npx playwright install-deps chromium`, or use --driver http.',
  ],
  reachability: unreachable,
  metadata: [
    'sp.metadata names the wrong file: export it from the service provider again.',
    'sp.entityId or sp.acsUrl of the profile differs from the metadata: remove the one that is old.',
    'The service provider writes its public address wrongly behind a proxy: correct its base URL.',
  ],
  clock: [
    'The clock of the service provider is off: synchronise it (NTP).',
    'The clock of this machine is off: compare both with a third.',
    'A cache answers with an old Date header: exempt the start page from caching.',
  ],
  'honest sign-in': [],
  'sign-in of the victim': [
    'The service provider knows no such account: create it, or name one that exists as users.victim.',
    'The account may not sign in (no licence, not invited, wrong domain): give it the same rights as the subject.',
    'The account has to accept terms first: do so by hand, or add the clicks as afterSignIn.',
  ],
  identity: [
    'protectedPage.identity points at something that is the same for everybody: point it at the e-mail address or the name.',
    'The identity is written late by a script or shown on another page: choose an address that answers with it, best as JSON.',
    'users.subject and users.victim lead to the same account: give two people whom the service provider tells apart.',
  ],
};

const signInAdvice: Record<SignInTrouble, string[]> = {
  unreachable,
  'not-started': [
    'signIn.startUrl does not begin the sign-in with this identity provider: use the address behind its button.',
    'The page asks something first: add it as signIn.steps (fill, click).',
    'The service provider does not know the IdP’s sign-on URL yet: import the metadata named above, or set the URL by hand.',
  ],
  'sent-elsewhere': [
    'The service provider sends people to another identity provider than this one (the last URL holds its request): import the metadata named above, or set the sign-on URL by hand.',
    'It was set up for samlproof at another address: give that one as --idp-url.',
    'Several identity providers are known to it: let signIn.startUrl choose this one, or choose it with signIn.steps.',
  ],
  'refused-by-idp': [
    'The Issuer that the service provider sends is not sp.entityId of the profile: make them equal.',
    'The reply URL that it asks for is not in its metadata and not sp.acsUrl: add it.',
    'The request breaks a rule that Entra enforces (the AADSTS code above says which): correct the SP’s settings.',
  ],
  'not-delivered': [
    'The ACS address of the profile or metadata is not where the service provider listens: correct sp.acsUrl.',
    'The service provider broke down over the response: read its log at this moment.',
    'It takes longer than limits.stepSeconds: raise the limit.',
  ],
  'cookie-dropped': [
    'Browsers drop a cookie that says SameSite=None without Secure: let the service provider set Secure too (browsers take such cookies over http from localhost and 127.0.0.1), or SameSite=Lax where it stands on the same host as this identity provider.',
    'The service provider takes itself for http behind a proxy that speaks https: tell it its public address.',
    'It stands on http beyond this machine: serve it over https.',
  ],
  'restless-identity': [
    'The page shows a transient NameID or the number of a session: point protectedPage.identity at a claim that names the person, such as the e-mail address, and let the page show it.',
    'The service provider asks for a transient NameID (NameIDPolicy): have it ask for none or for emailAddress.',
    'The probe takes more than the name, such as the time: narrow its pointer, selector or group.',
  ],
  'no-identity': [
    'protectedPage.identity finds nothing there: json is a pointer into a JSON answer, selector a CSS selector, text a pattern for the words as they are read, not for the HTML, with one group for the name.',
    'The name is written late by a script, which --driver http does not run: use the browser driver, or the address that answers with it, best as JSON.',
    'The name stands on another page: let protectedPage.url be that one.',
  ],
  'refused-by-sp': [
    'The service provider trusts another certificate or issuer: import the metadata named above, and keep the state folder so that the key stays the same.',
    'It expects another message (what is signed, NameID format, a required claim): set idp.signing, idp.nameId and idp.claims as its documentation says.',
    'The signed-in condition of the profile does not fit: open protectedPage.url after a sign-in by hand and compare.',
  ],
};

/** @param trouble for sign-ins: which part did not work */
export function likeliestCauses(step: DoctorStepName, trouble: SignInTrouble | null): string[] {
  if (step === 'sign-in of the victim' && trouble === 'refused-by-sp') return advice[step];
  return trouble === null ? advice[step] : signInAdvice[trouble];
}
