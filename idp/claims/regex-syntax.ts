/** The parts of a .NET regular expression that claims may use, as data; `regex-parse.ts` makes them, `regex-match.ts` runs them. */

export type Pattern =
  | { kind: 'character'; matches: (character: string) => boolean }
  | { kind: 'sequence'; parts: Pattern[] }
  | { kind: 'choice'; options: Pattern[] }
  | { kind: 'capture'; name: string; body: Pattern }
  | { kind: 'atomic'; body: Pattern }
  | { kind: 'loop'; body: Pattern; min: number; max: number; lazy: boolean }
  | { kind: 'look'; body: Pattern; behind: boolean; negative: boolean }
  | { kind: 'reference'; name: string; ignoreCase: boolean }
  | { kind: 'position'; holds: (text: string, at: number) => boolean };

/** A parsed regular expression. */
export interface Regex {
  pattern: Pattern;
  /** Names by which groups can be referred to: their own, and their number (.NET counts unnamed groups first). */
  groups: Map<string, string>;
}

/** A regular expression that cannot be used; the message says what and where. */
export class RegexError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RegexError';
  }
}
