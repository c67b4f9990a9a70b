/** A few lines at the bottom of a terminal that are drawn again and again; whatever is said scrolls by above them. */

export interface LiveRegion {
  /** Replaces the lines; what does not fit the terminal is cut, for a wrapped line could not be taken back. */
  draw: (lines: string[]) => void;
  /** Writes lines for good, above the region. */
  print: (lines: string[]) => void;
  /** Takes the region away and gives the cursor back; further calls do nothing. */
  end: () => void;
}

const escape = '\u001B';
const hideCursor = `${escape}[?25l`;
const showCursor = `${escape}[?25h`;
const colourCode = new RegExp(`(${escape}\\[[\\d;]*m)`);
const clearBelow = `\r${escape}[J`;

export function openLiveRegion(stream: NodeJS.WriteStream): LiveRegion {
  let height = 0;
  let shown: string[] = [];
  let over = false;
  const giveBack = (): void => void stream.write(showCursor);
  // Whatever ends the process: a second Ctrl-C, an error that nobody caught.
  process.once('exit', giveBack);
  stream.write(hideCursor);

  const erase = (): string => (height > 1 ? `${escape}[${height - 1}A${clearBelow}` : clearBelow);
  const region = (): string => {
    const fitting = shown
      .slice(-Math.max(1, (stream.rows || 24) - 1))
      .map((line) => cut(line, (stream.columns || 80) - 1));
    height = fitting.length;
    return fitting.join('\n');
  };
  return {
    draw: (lines) => {
      if (over) return;
      const before = erase();
      shown = lines;
      stream.write(before + region());
    },
    print: (lines) => {
      if (over) return;
      const before = erase();
      stream.write(`${before}${lines.map((line) => `${line}\n`).join('')}${region()}`);
    },
    end: () => {
      if (over) return;
      over = true;
      process.off('exit', giveBack);
      stream.write(erase() + showCursor);
    },
  };
}

/** The first `width` characters; colour codes take no room, and are closed where the text is cut. */
function cut(line: string, width: number): string {
  let room = width;
  let kept = '';
  for (const part of line.split(colourCode)) {
    if (part.startsWith(escape)) kept += part;
    else {
      const characters = Array.from(part);
      kept += characters.slice(0, room).join('');
      room -= Math.min(room, characters.length);
    }
  }
  return kept;
}
