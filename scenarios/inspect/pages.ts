/** Inspections of the pages that people and attackers get to see. */

import type { InspectionFinding } from '../case.ts';
import type { Evidence, ExchangeFacts } from '../observation.ts';

const leaks: [pattern: RegExp, message: string][] = [
  [/<(?:\w+:)?(?:Response|Assertion)\b[^>]*urn:oasis:names:tc:SAML/, 'SAML XML'],
  [/&lt;(?:\w+:)?(?:Response|Assertion)\b/, 'SAML XML, escaped'],
  [/-----BEGIN [A-Z ]*(?:CERTIFICATE|KEY)-----/, 'a certificate or key'],
  [/^\s*at (?:async )?[\w$.<>[\] ]*\(?(?:file:|node:|\/|[A-Z]:\\)[^\s)]*:\d+/m, 'a JavaScript stack trace'],
  [/^\s*at [\w$.]+\([\w$]+\.(?:java|kt|scala):\d+\)/m, 'a Java stack trace'],
  [/^\s*at [\w.`<>]+\([^)]*\) in .+:line \d+/m, 'a .NET stack trace'],
  [/Traceback \(most recent call last\)/, 'a Python stack trace'],
  [/^#\d+ \S+\.php\(\d+\)/m, 'a PHP stack trace'],
  [
    /(?:\/(?:usr|home|srv|opt|var|app|root)\/|[A-Z]:\\)[\w./\\-]*\.(?:[cm]?js|ts|py|rb|php|java|cs|dll|jar)\b/,
    'a file path',
  ],
  [/\bnode_modules\//, 'a path of a library'],
  [
    /\b(?:express|passport-saml|node-saml|samlify|xml-crypto|OpenSAML|python3-saml|ruby-saml)[ /@]v?\d+\.\d+/i,
    'a library version',
  ],
];

const marker = /<samlproof-marker\b[^>]*>/i;

/** Block elements and line breaks become lines, so that stack traces in HTML and in JSON are found as well. */
function lines(body: string): string {
  return body.replace(/<(?:br|\/?p|\/?div|\/?pre|\/?li)\b[^>]*>|&nbsp;|\\n(?=\s*at )/gi, '\n');
}

/** The marker element of a refused message must not stand on the error page as an element; null without a page. */
export function rejectionEchoes({ own, rejection }: Evidence): InspectionFinding[] | null {
  const exchange = own.findLast(({ role }) => role === 'judged') ?? rejection;
  if (!exchange?.acs) return null;
  const actual = marker.exec(exchange.acs.body)?.[0];
  if (actual === undefined) return [];
  return [
    { message: 'markup of the message stands in the page as markup', expected: '&lt;samlproof-marker&gt;', actual },
  ];
}

/** The marker element of a RelayState must not stand in any page as an element. */
export function relayStateEchoes({ own }: Evidence): InspectionFinding[] | null {
  return rejectionEchoes({ own } as Evidence);
}

/** A refusal is the sender's fault, and says so (RFC 9110, 15.5): 4xx, also behind a redirect. */
export function rejectionStatus({ rejection }: Evidence): InspectionFinding[] | null {
  if (!rejection?.acs) return null;
  const statuses = rejection.trail.filter(({ method }) => method === 'POST').map(({ status }) => status);
  const all = [rejection.acs.status, ...statuses];
  if (all.some((status) => status >= 400 && status < 500)) return [];
  if (all.some((status) => status >= 300 && status < 400)) return [];
  const actual = String(rejection.acs.status);
  const message =
    rejection.acs.status >= 500 ? 'a refused response is told as a crash' : 'a refused response is told as a success';
  return [{ message, expected: '400 or 403', actual }];
}

/** Nobody is sent to an address that is a script (browsers do not follow it from a header, pages may). */
export function noScriptAddress({ own }: Evidence): InspectionFinding[] | null {
  const exchange = own.findLast(({ role }) => role === 'judged');
  if (!exchange?.acs) return null;
  const sent = own.flatMap(({ trail }) => trail).flatMap(({ location }) => location ?? []);
  const linked = /(?:href|action|url)\s*=\s*["']?(javascript:[^"'\s>]*)/i.exec(exchange.acs.body)?.[1];
  const actual = sent.find((location) => /^\s*javascript:/i.test(location)) ?? linked;
  const expected = 'an address of the service provider';
  return actual === undefined ? [] : [{ message: 'the RelayState is an address to go to', expected, actual }];
}

/** Lines of a value must not become headers (CWE-113). */
export function headersInjected({ own }: Evidence): InspectionFinding[] | null {
  const exchange = own.findLast(({ role }) => role === 'judged');
  if (!exchange?.acs) return null;
  const lines = own.flatMap(({ trail }) => trail).flatMap(({ setCookies }) => setCookies);
  const actual = lines.find((line) => line.startsWith('samlproof-injected'));
  return actual === undefined ? [] : [{ message: 'a line of a value became a header', expected: 'one line', actual }];
}

/** What the page for a refused answer gives away; null when no refusal was seen. */
export function errorLeaks({ rejection }: Evidence): InspectionFinding[] | null {
  if (!rejection?.acs) return null;
  const body = lines(rejection.acs.body);
  return leaks.flatMap(([pattern, what]) => {
    const found = pattern.exec(body)?.[0].trim();
    return found === undefined
      ? []
      : [{ message: `the error page shows ${what}`, expected: 'a plain sentence', actual: found.slice(0, 200) }];
  });
}

function judged(evidence: Evidence): ExchangeFacts | undefined {
  return evidence.own.findLast(({ role }) => role === 'judged');
}

/** Whether the marker element of a claim stands in a page as an element, or kept its owner out. */
export function markerEchoed(evidence: Evidence): InspectionFinding[] | null {
  const exchange = judged(evidence);
  if (!exchange?.acs || !exchange.protectedPage) return null;
  if (!exchange.protectedPage.signedIn) {
    // Where the honest sign-in failed as well, the brackets are not to blame.
    return evidence.control ? [{ message: 'a person with angle brackets in the name cannot sign in' }] : null;
  }
  const actual = marker.exec(exchange.acs.body)?.[0];
  const expected = '&lt;samlproof-marker&gt;';
  return actual === undefined
    ? []
    : [{ message: 'the markup of a claim stands in the page as markup', expected, actual }];
}

/** The product of the two numbers that the expressions in a name hold must stand nowhere; null when no page was seen. */
export function expressionEvaluated(evidence: Evidence): InspectionFinding[] | null {
  const exchange = judged(evidence);
  if (!exchange?.acs || !exchange.protectedPage) return null;
  const { identity, attributes } = exchange.protectedPage;
  const shown = [exchange.acs.body, identity ?? '', JSON.stringify(attributes ?? '')].join('\n');
  const expected = '{{1117*1193}}, as it was sent';
  return shown.includes(String(1117 * 1193))
    ? [{ message: 'an expression in a claim was calculated', expected, actual: String(1117 * 1193) }]
    : [];
}
