/** The state folder: keys, certificates, tenant and control secret, kept so that an SP configured today trusts the IdP tomorrow. */

import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { TenantError } from './errors.ts';
import { lockFolder } from './lock.ts';

export const DEFAULT_STATE_FOLDER = '.samlproof';
const SECRET_FILE = 'control-secret';

/** Named texts that outlive the process. Read and written at start, on changes and when a key is first used, never per sign-in. */
export interface State {
  /** Absolute path; null for a state held in memory. */
  folder: string | null;
  /** The bearer secret of the control endpoints. */
  secret: string;
  read: (name: string) => string | undefined;
  /** Writes the whole text or nothing (file mode 0600). @throws TenantError `state-unwritable` */
  write: (name: string, text: string) => void;
  close: () => Promise<void>;
}

const newSecret = (): string => randomBytes(32).toString('base64url');

/** A state that ends with the process, empty or with the given texts by name. */
export function memoryState(initial: Record<string, string> = {}): State {
  const texts = new Map(Object.entries(initial));
  return {
    folder: null,
    secret: newSecret(),
    read: (name) => texts.get(name),
    write: (name, text) => void texts.set(name, text),
    close: () => Promise.resolve(),
  };
}

function unwritable(folder: string, cause: unknown): TenantError {
  const code = (cause as NodeJS.ErrnoException).code ?? 'unknown error';
  return new TenantError(
    'state-unwritable',
    `The state folder ${folder} cannot be written (${code}). Give a folder that you own (--state DIR).`,
    { cause },
  );
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new TenantError('state-damaged', `${path} exists but cannot be read.`, { cause: error });
  }
}

function writeWhole(folder: string, name: string, text: string): void {
  const path = join(folder, name);
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(temporary, text, { mode: 0o600 });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw unwritable(folder, error);
  }
}

function secretOf(folder: string): string {
  const known = readIfThere(join(folder, SECRET_FILE))?.trim();
  if (known !== undefined && known.length >= 32) return known;
  const secret = newSecret();
  writeWhole(folder, SECRET_FILE, `${secret}\n`);
  return secret;
}

/**
 * Opens (and makes, mode 0700) a state folder and locks it for this process.
 * With `readOnly` no lock is taken and writing is refused: for looking at the state of a running IdP.
 * @throws TenantError `state-locked` naming the process, `state-unwritable`, `state-damaged`
 */
export async function openState(path = DEFAULT_STATE_FOLDER, options: { readOnly?: boolean } = {}): Promise<State> {
  const folder = resolve(path);
  const read = (name: string): string | undefined => readIfThere(join(folder, name));
  if (options.readOnly === true) {
    const refuse = (): never => {
      throw unwritable(folder, new Error('opened for reading only'));
    };
    return { folder, secret: read(SECRET_FILE)?.trim() ?? '', read, write: refuse, close: () => Promise.resolve() };
  }
  let unlock: () => Promise<void>;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
    unlock = await lockFolder(folder);
  } catch (error) {
    throw error instanceof TenantError ? error : unwritable(folder, error);
  }
  try {
    return {
      folder,
      secret: secretOf(folder),
      read,
      write: (name, text) => writeWhole(folder, name, text),
      close: unlock,
    };
  } catch (error) {
    await unlock();
    throw error;
  }
}
