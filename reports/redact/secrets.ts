/** The last lock before a file is written: private keys, cookie values, bearer tokens and passwords never reach one. */

const privateKey = /-----BEGIN ([A-Z ]*)PRIVATE KEY-----[\s\S]*?(?:-----END \1PRIVATE KEY-----|$)/g;
// Every repetition is bounded: the texts come from strangers, and a slow pattern would hang the run.
// RFC 6750, section 2.1. A digit is asked for, because «bearer confirmation» is ordinary SAML.
const bearer = /\b(Bearer\s+)(?=[\w.~+/=-]*\d)[\w.~+/=-]{16,}/gi;
// RFC 7519: three base64url parts, the first a JSON object.
const webToken = /(?<![\w-])eyJ[\w-]{8,4000}\.[\w-]{8,4000}\.[\w-]{0,4000}/g;
const basic = /\b(Basic\s+)[A-Za-z0-9+/]{8,}={0,2}/g;
// RFC 3986, section 3.2.1: user information of an address.
const userInfo = /\b([a-z][a-z0-9+.-]{0,20}:\/\/[^\s/?#@:]{0,200}):[^\s/?#@]{1,200}@/gi;
const cookieHeader = /^([ \t]{0,40}(?:set-)?cookie[ \t]{0,9}:[ \t]*)(.+)$/gim;
const cookieValue = /^([^=;]+=)[^;]*/;
const secretName = '(?:[\\w-]{0,30}(?:password|secret|token)|passwd|pwd|api[_-]?key)';
// As a parameter, as a JSON property, or as a line of its own; «the secret: anybody …» is a sentence.
const named = new RegExp(
  `((?:["']?\\b${secretName}["']?\\s*=|["']${secretName}["']\\s*:|^[ \\t]*${secretName}[ \\t]*:)\\s*)("[^"\\n]*"|'[^'\\n]*'|[^\\s"'&;,<>{}\\[\\]]+)`,
  'gim',
);
const passwordField =
  /(<input\b[^>]{0,300}\btype\s*=\s*["']?password\b[^>]{0,300}\bvalue\s*=\s*)("[^"]*"|'[^']*'|[^\s>]+)/gi;

const suspicious = /PRIVATE KEY|bearer|basic|eyJ|:\/\/[^\s/]*@|cookie|passw|pwd|secret|token|api[_-]?key/i;

function hidden(quoted: string): string {
  const quote = /^["']/.exec(quoted)?.[0] ?? '';
  return `${quote}[secret]${quote}`;
}

/** The text without what looks like a secret; names stay, values become `[secret]`. */
export function withoutSecrets(text: string): string {
  if (!suspicious.test(text)) return text;
  return text
    .replace(privateKey, '[private key]')
    .replace(bearer, '$1[secret]')
    .replace(basic, '$1[secret]')
    .replace(webToken, '[secret]')
    .replace(userInfo, '$1:[secret]@')
    .replace(cookieHeader, (_, head: string, rest: string) => head + cookies(rest, /^\s*set-/i.test(head)))
    .replace(passwordField, (_, head: string, value: string) => head + hidden(value))
    .replace(named, (_, head: string, value: string) => head + hidden(value));
}

/** Of a Cookie header every pair, of a Set-Cookie header the first: its other pairs are attributes. */
function cookies(text: string, setting: boolean): string {
  if (setting) return text.replace(cookieValue, '$1[secret]');
  return text
    .split(';')
    .map((pair) => pair.replace(cookieValue, '$1[secret]'))
    .join(';');
}

/** The same value with every string in it freed of secrets; messages stay as they were signed, for they hold none. */
export function withoutSecretsDeep<T>(value: T): T {
  if (typeof value === 'string') return withoutSecrets(value) as T;
  if (Array.isArray(value)) return value.map((one: unknown) => withoutSecretsDeep(one)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withoutSecretsDeep(one)])) as T;
}
