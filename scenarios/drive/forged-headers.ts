/** Request headers that a browser never sends by itself, and that services behind a proxy believe. */

/** How proxies and access gateways name the person to the service behind them. */
const persons = [
  'Remote-User',
  'X-Remote-User',
  'X-Forwarded-User',
  'X-Forwarded-Preferred-Username',
  'X-Forwarded-Email',
  'X-Auth-Request-User',
  'X-Auth-Request-Email',
  'X-Authenticated-User',
  'X-Webauth-User',
  'X-User',
  'X-User-Email',
  'X-Saml-User',
  'X-MS-Client-Principal-Name',
  'Nameid',
  'Eppn',
  'Mail',
];

export function headersNaming(person: string): Record<string, string> {
  return Object.fromEntries(persons.map((name) => [name, person]));
}

/** How proxies say what address the browser has asked for. */
export function headersOfHost(host: string): Record<string, string> {
  return { 'X-Forwarded-Host': host, 'X-Forwarded-Server': host, 'X-Original-Host': host, Forwarded: `host=${host}` };
}
