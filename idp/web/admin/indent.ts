/** Lays a message out over lines for reading; what is downloaded stays as it was sent. */

/** One element a line, indented by two spaces; text stays beside its element. */
export function indented(xml: string): string {
  let depth = 0;
  const lines: string[] = [];
  for (const [, closing, , whole, text] of xml.matchAll(/(<\/)?(<)?([^<]*>)([^<]*)/g)) {
    const tag = `${closing ?? '<'}${whole ?? ''}`;
    const ends = closing !== undefined;
    const alone = tag.endsWith('/>') || tag.startsWith('<?') || tag.startsWith('<!');
    if (ends) depth = Math.max(0, depth - 1);
    const last = lines.at(-1);
    if (ends && last !== undefined && /^\s*<[^/!?][^>]*>[^<>]*$/.test(last) && !last.endsWith('/>'))
      lines[lines.length - 1] = last + tag;
    else lines.push(`${'  '.repeat(depth)}${tag}`);
    if (!ends && !alone) depth += 1;
    if (text !== undefined && text.trim() !== '') lines[lines.length - 1] += text.trim();
  }
  return lines.join('\n');
}
