/** Explains a captured message: what it is, what it says, and its defects. */

import { readFile } from 'node:fs/promises';
import { text as textOf } from 'node:stream/consumers';
import { explain, type Explanation } from '../checker/explain.ts';
import type { InspectOptions } from './commands/inspect.ts';
import { UsageError } from './exit.ts';
import { paint } from './progress.ts';

export async function inspectCommand(file: string, options: InspectOptions): Promise<void> {
  const captured = await read(file);
  const { entityId, acsUrl, issuer, certificate, requestId } = options;
  const explanation = explain(captured, {
    now: new Date(),
    skewSeconds: 180,
    ...(entityId === undefined && acsUrl === undefined
      ? {}
      : { sp: { entityId: entityId ?? '', acsUrl: acsUrl ?? '' } }),
    ...(issuer === undefined ? {} : { idpEntityId: issuer }),
    ...(certificate === undefined ? {} : { trustedCertificates: [await read(certificate)] }),
    ...(requestId === undefined ? {} : { requestId }),
  });
  process.stdout.write(options.json ? `${JSON.stringify(explanation, null, 2)}\n` : page(explanation));
}

async function read(file: string): Promise<string> {
  try {
    return file === '-' ? await textOf(process.stdin) : await readFile(file, 'utf8');
  } catch (cause) {
    throw new UsageError(`${file} cannot be read: ${(cause as Error).message}.`, { cause });
  }
}

const titles: Record<Explanation['kind'], string> = {
  response: 'SAML Response',
  'authn-request': 'AuthnRequest',
  metadata: 'Metadata',
  'logout-request': 'LogoutRequest',
  'logout-response': 'LogoutResponse',
  unknown: 'Not a SAML message that is known here',
};

function page({ kind, decoded, facts, defects }: Explanation): string {
  const width = Math.max(0, ...facts.map(([label]) => label.length));
  const binding = decoded.binding === null ? '' : `, as ${decoded.binding} carries it`;
  return [
    paint('bold', `${titles[kind]}${binding}`, process.stdout),
    ...facts.map(([label, value]) => `  ${label.padEnd(width)}  ${printable(value)}`),
    '',
    defects.length === 0 ? 'No defect found among the checks whose facts were given.' : `${defects.length} found:`,
    ...defects.map(
      ({ code, message, where }) =>
        `  ${paint('red', code, process.stdout)}  ${printable(message)}${where ? `  (${where})` : ''}`,
    ),
    '',
  ].join('\n');
}

/** A captured message must not drive the terminal. */
function printable(text: string): string {
  // oxlint wants no control characters in patterns, so they are named by property.
  return text.replaceAll(/\p{Cc}/gu, '·');
}
