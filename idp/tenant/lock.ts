/** One process at a time per state folder: a lock file that names its holder and is seen to be stale when the holder is gone. */

import { readFileSync } from 'node:fs';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TenantError } from './errors.ts';

interface Holder {
  pid: number;
  /** When the process began, as the operating system counts; tells a reused process id from the real holder. */
  began: string | null;
}

const heldHere = new Set<string>();

/** Start of a process in clock ticks since boot, with the boot's own id; null where there is no /proc. */
function beginningOf(pid: number): string | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const ticks = fields.slice(fields.lastIndexOf(')') + 2).split(' ')[19];
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return ticks === undefined ? null : `${boot}/${ticks}`;
  } catch {
    return null;
  }
}

function isAlive(holder: Holder, path: string): boolean {
  if (holder.pid === process.pid) return heldHere.has(path);
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    // EPERM: the process exists and belongs to somebody else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return holder.began === null || beginningOf(holder.pid) === null || beginningOf(holder.pid) === holder.began;
}

function parseHolder(text: string): Holder | null {
  try {
    const value = JSON.parse(text) as Partial<Holder> | null;
    return typeof value?.pid === 'number' ? { pid: value.pid, began: value.began ?? null } : null;
  } catch {
    return null;
  }
}

async function readHolder(path: string): Promise<{ text: string; holder: Holder | null } | null> {
  try {
    const text = await readFile(path, 'utf8');
    return { text, holder: parseHolder(text) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Puts a stale lock aside; a lock that somebody else took in the meantime is put back. */
async function removeStale(path: string, seen: string): Promise<void> {
  const aside = `${path}.stale.${process.pid}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if ((await readFile(aside, 'utf8')) !== seen) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

/**
 * Takes the folder's lock and returns the function that gives it back.
 * @throws TenantError `state-locked` naming the process that holds it.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, 'lock');
  const own = `${path}.${process.pid}.${heldHere.size}`;
  await writeFile(own, JSON.stringify({ pid: process.pid, began: beginningOf(process.pid) }), { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      try {
        // A hard link appears whole or not at all: nobody ever reads half a lock.
        await link(own, path);
        heldHere.add(path);
        return async () => {
          heldHere.delete(path);
          await rm(path, { force: true });
        };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const found = await readHolder(path);
      if (found?.holder && isAlive(found.holder, path)) throw locked(folder, found.holder.pid);
      if (found !== null) await removeStale(path, found.text);
    }
  } finally {
    await rm(own, { force: true });
  }
  throw locked(folder, null);
}

function locked(folder: string, pid: number | null): TenantError {
  const who = pid === process.pid ? `this process (pid ${pid})` : `process ${pid ?? '(unknown)'}`;
  return new TenantError(
    'state-locked',
    `The state folder ${folder} is in use by ${who}. End that process or give another folder (--state DIR).`,
  );
}
