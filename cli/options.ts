/** Options that several commands share, declared once. */

import { type Command, InvalidArgumentError, Option } from 'commander';
import type { IdpOptions } from '../idp/index.ts';

export interface CommonOptions {
  state: string;
  idpUrl: string;
  listen?: string[];
  ca?: string[];
  https?: boolean;
  json?: boolean;
  quiet?: boolean;
}

/** `--state --idp-url --listen --ca --json --quiet`, as contracts.md §2 names them. */
export function withCommonOptions(command: Command): Command {
  return command
    .option('--state <dir>', 'folder with keys and tenant; the same folder gives the same keys', '.samlproof')
    .addOption(idpUrlOption())
    .addOption(
      new Option('--listen <host:port>', 'address to listen on (default: the port of --idp-url on 127.0.0.1 and ::1)')
        .argParser(collectAddress)
        .default(undefined),
    )
    .addOption(caOption())
    .option('--https', 'serve with a certificate made on first use')
    .option('--json', 'machine-readable output on stdout')
    .option('--quiet', 'no progress');
}

/** For everything that writes down where the identity provider is. */
export function idpUrlOption(): Option {
  return new Option('--idp-url <url>', 'URL that the identity provider advertises')
    .argParser(webUrl)
    .default('http://127.0.0.1:7463');
}

/** Whether this is a whole URL of http or https. */
export function isWebUrl(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}

/** A URL of http or https, as it was given. */
export function webUrl(value: string): string {
  if (isWebUrl(value)) return value;
  throw new InvalidArgumentError(
    `Expected a URL such as https://idp.example or http://127.0.0.1:7463, found «${value}».`,
  );
}

/** For everything that fetches from the SP or drives it. */
export function caOption(): Option {
  return new Option('--ca <file>', 'also trust this certificate authority, PEM (repeatable)').argParser(collectPath);
}

/** A path may hold a comma. */
function collectPath(value: string, before: string[] | undefined): string[] {
  return [...(before ?? []), value];
}

function collectAddress(value: string, before: string[] | undefined): string[] {
  if (!/^(\[[0-9a-f:]+\]|[^:]+):\d{1,5}$/i.test(value) || addressOf(value).port > 65_535) {
    throw new InvalidArgumentError(`Expected HOST:PORT such as 127.0.0.1:7463 or [::1]:7463, found «${value}».`);
  }
  return [...(before ?? []), value];
}

/** A whole number of at least 1. */
export function positive(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) {
    throw new InvalidArgumentError(`Expected a whole number of at least 1, found «${value}».`);
  }
  return number;
}

/** For options that may be given several times or with commas. */
export function collect(value: string, before: string[] | undefined): string[] {
  return [...(before ?? []), ...value.split(',').filter((part) => part !== '')];
}

/** The part of the common options that starts an identity provider. */
export function idpOptionsOf(options: CommonOptions): Pick<IdpOptions, 'state' | 'baseUrl' | 'listen' | 'https'> {
  return {
    state: options.state,
    baseUrl: options.idpUrl,
    ...(options.https === undefined ? {} : { https: options.https }),
    ...(options.listen === undefined ? {} : { listen: options.listen.map(addressOf) }),
  };
}

function addressOf(text: string): { host: string; port: number } {
  const cut = text.lastIndexOf(':');
  return { host: text.slice(0, cut).replace(/^\[|\]$/g, ''), port: Number(text.slice(cut + 1)) };
}
