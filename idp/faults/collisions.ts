/** Names that are not the victim's, and that a careless comparison, column, query or path makes the victim's. */

import type { AttributeValue, Facts, Mutation } from '../protocol/types.ts';
import { foreignDomain } from './people.ts';
import { eachAssertion } from './victim.ts';

/** Whoever is asserted is nearly the victim: the NameID, and every claim that names the person, are changed names of theirs. */
export function nearlyVictim(change: (name: string) => string): Mutation {
  return {
    plan: (plan, facts) =>
      eachAssertion(plan, (assertion) => ({
        ...assertion,
        subject: assertion.subject && {
          ...assertion.subject,
          nameId: assertion.subject.nameId && {
            ...assertion.subject.nameId,
            value: change(facts.victim.nameId.value),
          },
        },
        attributes: assertion.attributes?.map((one) => ({
          ...one,
          values: one.values.map((value) => {
            const name = nameBehind(one.name, value, facts);
            return name === undefined ? value : change(name);
          }),
        })),
      })),
  };
}

/** What the victim's own message has where the subject's has this value; undefined where the value names nobody. */
export function nameBehind(claim: string, value: AttributeValue, { subject, victim }: Facts): string | undefined {
  if (value === subject.nameId.value) return victim.nameId.value;
  const own = victim.attributes.find(({ name }) => name === claim)?.values[0];
  const names = [value, own].every((one) => typeof one === 'string' && one.includes('@'));
  return names && own !== value ? (own as string) : undefined;
}

/** One letter replaced; a name without such a letter gets it behind its end, and is then far from the victim's. */
function replaced(name: string, letter: RegExp, by: Record<string, string>): string {
  const found = letter.exec(name)?.[0];
  const [other = ''] = Object.values(by);
  return found === undefined ? `${name}${other}` : name.replace(found, by[found] ?? other);
}

/** Cyrillic letters that look like Latin ones (UTS 39). */
export function lookAlike(name: string): string {
  return replaced(name, /[aceiopxy]/, { a: 'а', c: 'с', e: 'е', i: 'і', o: 'о', p: 'р', x: 'х', y: 'у' });
}

/** The first character in full width, which compatibility normalization makes the usual one. */
export function inFullWidth(name: string): string {
  return name.replace(/[!-~]/, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));
}

/** A character behind the first one that nobody sees (U+200D). */
export function joined(name: string): string {
  return name.replace(/^./u, (letter) => `${letter}\u200D`);
}

/** Upper-casing makes ASCII letters of these (Unicode, SpecialCasing and UnicodeData). */
export function upperCaseTwin(name: string): string {
  return replaced(name, /[is]/, { i: 'ı', s: 'ſ' });
}

/** Lower-casing makes ASCII letters of these; the second one only in part of all libraries (Go, PostgreSQL, equalsIgnoreCase). */
export function lowerCaseTwin(name: string): string {
  return replaced(name, name.includes('k') ? /k/ : /i/, { i: 'İ', k: '\u212A' });
}

/** What an accent-insensitive collation, the default of MySQL 8, takes for the same. */
export function accentTwin(name: string): string {
  return replaced(name, /[aeiou]/, { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú' });
}

/** One letter in the middle of the name becomes this mark, which in some language stands for any letter. */
export function withMark(mark: string): (name: string) => string {
  return (name) => {
    const marked = name.replace(/(?<=\w)\w(?=\w)/, () => mark);
    return marked === name ? `${name}${mark}` : marked;
  };
}

/** The same letter written as a percent escape (RFC 3986, 2.1), which stays text until somebody decodes it once too often. */
export function percentEscaped(name: string): string {
  return name.replace(/(?<=\w)\w(?=\w)/, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Longer than any column for names, with the victim's name and nothing but spaces in the part that fits. */
export function padded(name: string): string {
  return `${name.padEnd(300)}x`;
}

/** A tag, which some mail hosts ignore (RFC 5233). */
export function tagged(name: string): string {
  return name.replace(/(?=@)|$/, '+samlproof');
}

/** The local part in quotes, which for mail makes no difference (RFC 5321, 4.1.2). */
export function quoted(name: string): string {
  return name.replace(/^[^@]*/, (local) => `"${local}"`);
}

/** The same local part at the domain of somebody else, as guests of a tenant have it. */
export function atOtherDomain(name: string): string {
  return `${name.replace(/@[^@]*$/, '')}@${foreignDomain}`;
}
