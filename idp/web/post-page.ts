/** The page that posts itself, written out: nothing has to be loaded for it, and the long message is looked at once (2 % of a sign-in's CPU time). */

import type { FormPost } from '../protocol/types.ts';

/** A field called «submit» would hide the form's own method. */
export const script = 'HTMLFormElement.prototype.submit.call(document.forms[0])';

const references: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
  '`': '&#x60;',
  '=': '&#x3D;',
};

/** For a quoted attribute; the equals sign and the backtick, as the templates of the other pages write them. */
const escaped = (value: string): string => value.replace(/[&<>"'`=]/g, (character) => references[character] ?? '');

const input = ([name, value]: FormPost['fields'][number]): string =>
  `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">\n`;

/** ASCII but for the values: the long text is then kept and sent as one byte a character. */
export function postPage({ action, fields }: Pick<FormPost, 'action' | 'fields'>): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="samlproof-page" content="post">
<title>Working&hellip; &middot; samlproof</title>
</head>
<body>
<main>
<h1>Working&hellip;</h1>
<form method="post" action="${escaped(action)}">
${fields.map(input).join('')}<noscript><p>Script is off in this browser. Press the button to go on.</p><button type="submit">Continue</button></noscript>
</form>
</main>
<script>${script}</script>
</body>
</html>
`;
}
