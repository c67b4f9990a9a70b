/** The claims view as one self-contained page. */

import type { ClaimsView } from '../scenarios/claims-view.ts';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);

const style = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}body{max-width:72rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}caption{text-align:left;padding-bottom:.5rem}th,td{text-align:left;vertical-align:top;padding:.5rem .75rem;border-top:1px solid #8885;overflow-wrap:anywhere}
code{overflow-wrap:anywhere}.same{font-weight:400}.outcome{font-weight:600;white-space:nowrap}`;

/** HTML without script or network. */
export function claimsPage({ target, user, nameId, claims }: ClaimsView): string {
  const cells = (values: string[]): string => values.map((value) => `<div>${escaped(value)}</div>`).join('');
  const rows = claims.map(
    ({ name, values, outcome, shownAs, shown, required, advice }) =>
      `<tr><th scope="row"><code>${escaped(name)}</code></th><td>${cells(values)}</td><td>${cells(shown)}${
        shownAs === null || shownAs === name ? '' : `<div>as <code>${escaped(shownAs)}</code></div>`
      }</td><td class="outcome ${outcome}">${outcome}</td><td>${required ? 'required' : 'optional'}</td><td>${escaped(advice)}</td></tr>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Claims at ${escaped(target)}</title><style>${style}</style></head><body><main>
<h1>Claims at ${escaped(target)}</h1>
<p>${escaped(user)} signed in with the NameID <strong>${escaped(nameId.sent)}</strong>; the page shows <strong>${escaped(nameId.shown ?? 'nothing')}</strong>.</p>
<table><caption>What was sent beside what the service provider shows</caption>
<thead><tr><th scope="col">Claim</th><th scope="col">Sent</th><th scope="col">Shown</th><th scope="col">Outcome</th><th scope="col">Required</th><th scope="col">What to change</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table>
</main></body></html>
`;
}
