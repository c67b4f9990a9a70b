/** Finds a browser to drive, or installs one; says each step it takes. */

import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What finding a browser depends on beside the machine's files; for tests. */
export interface BrowserPathOptions {
  /** Hears each step in one sentence. */
  say?: (sentence: string) => void;
  env?: Record<string, string | undefined>;
  /** Playwright's own build; undefined when it is not installed. */
  ownBuild?: (headed: boolean) => Promise<string | undefined>;
  /** Runs a command and resolves to its exit code. */
  runCommand?: (command: string, args: string[]) => Promise<number>;
  platform?: NodeJS.Platform;
  isRoot?: boolean;
  /** True: a window is wanted, which the headless shell cannot open. */
  headed?: boolean;
  /** False: look only, install nothing. */
  install?: boolean;
}

/** No browser was found and none could be installed. Exit code 4. */
export class NoBrowserError extends Error {
  readonly code = 'no-browser';
}

/**
 * The headless shell comes first: it starts six times faster than the full browser and runs a sign-in two to three times
 * faster (measured).
 */
const systemNames = [
  'chromium-headless-shell',
  'chrome-headless-shell',
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  'microsoft-edge',
  'microsoft-edge-stable',
];

const knownPlaces: Partial<Record<NodeJS.Platform, string[]>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'].flatMap((path) =>
    ['C:\\Program Files', 'C:\\Program Files (x86)'].map((folder) => join(folder, path)),
  ),
};

const threeWaysOut = [
  'run `npx playwright install --only-shell chromium`',
  'install Chrome, Chromium or Edge (Debian and Ubuntu: `apt-get install -y chromium-headless-shell`)',
  'set SAMLPROOF_BROWSER to the path of a Chromium-based browser',
];

/**
 * Path of a Chromium-based browser: `SAMLPROOF_BROWSER`, else Playwright's own build, else one of the system, else one that is
 * installed now.
 * @throws {NoBrowserError} with the three ways out.
 */
export async function findBrowser(options: BrowserPathOptions = {}): Promise<string> {
  const { say = () => undefined, env = process.env, platform = process.platform } = options;
  const named = env['SAMLPROOF_BROWSER'];
  if (named !== undefined && named !== '') {
    if (isExecutable(named)) return named;
    throw new NoBrowserError(`SAMLPROOF_BROWSER names ${named}, which is no executable file; correct it or unset it`);
  }
  const { headed = false } = options;
  const own = (): Promise<string | undefined> => (options.ownBuild ?? ownBuild)(headed);
  const found = (await own()) ?? systemBrowser(env, platform, headed);
  if (found !== undefined) return found;
  if (options.install === false) throw new NoBrowserError(noBrowser('none was found'));

  const runCommand = options.runCommand ?? run;
  say('No browser found: installing Playwright’s headless shell (npx playwright install --only-shell chromium).');
  await runCommand(...playwrightInstall(platform));
  const installed = await own();
  if (installed !== undefined) return installed;

  if (platform === 'linux' && (options.isRoot ?? process.getuid?.() === 0) && isDebian()) {
    say('That gave none: installing the package chromium-headless-shell (apt-get).');
    await runCommand('apt-get', ['update']);
    await runCommand('apt-get', ['install', '-y', 'chromium-headless-shell']);
    const fromPackage = systemBrowser(env, platform, headed);
    if (fromPackage !== undefined) return fromPackage;
  }
  throw new NoBrowserError(noBrowser('none was found and none could be installed'));
}

/** Arguments that a browser under automation is started with. */
export function launchArguments(isRoot = process.getuid?.() === 0): string[] {
  return [
    // The sandbox refuses to run as root.
    ...(isRoot ? ['--no-sandbox'] : []),
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
}

function noBrowser(what: string): string {
  return `a Chromium-based browser is needed and ${what}. Three ways out: ${threeWaysOut.map((way, index) => `(${index + 1}) ${way}`).join('; ')}.`;
}

/** Playwright keeps the headless shell in a folder beside its full build, with the same number; either will do. */
async function ownBuild(headed: boolean): Promise<string | undefined> {
  const { chromium } = await import('@playwright/test');
  const full = chromium.executablePath();
  const folder = /^(.*)chromium-(\d+)/.exec(full);
  const shell = headed || folder === null ? undefined : shellIn(`${folder[1]}chromium_headless_shell-${folder[2]}`);
  return [shell, full].find((path) => path !== undefined && isExecutable(path));
}

function shellIn(folder: string): string | undefined {
  if (!existsSync(folder)) return undefined;
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /(^|[\\/])(chrome-headless-shell|headless_shell)(\.exe)?$/.test(path))
    .map((path) => join(folder, path))
    .find((path) => statSync(path).isFile());
}

function systemBrowser(
  env: Record<string, string | undefined>,
  platform: NodeJS.Platform,
  headed: boolean,
): string | undefined {
  const suffix = platform === 'win32' ? '.exe' : '';
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const names = systemNames.filter((name) => !headed || !name.includes('headless'));
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, `${name}${suffix}`)));
  return [...onPath, ...(knownPlaces[platform] ?? [])].find(isExecutable);
}

function isDebian(): boolean {
  return (
    existsSync('/etc/os-release') && /^(ID|ID_LIKE)=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'))
  );
}

function playwrightInstall(platform: NodeJS.Platform): [string, string[]] {
  return [platform === 'win32' ? 'npx.cmd' : 'npx', ['playwright', 'install', '--only-shell', 'chromium']];
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The installers' own output goes to standard error: standard output belongs to the command's result. */
function run(command: string, args: string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 2, 2] });
    child.on('error', () => resolve(127));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
