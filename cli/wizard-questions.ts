/** The questions of `init`, in their order; each answer may as well come from a flag, and is checked alike. */

import {
  acsUrlOf,
  entityIdOf,
  idpInitiatedOf,
  nameOf,
  protectedUrlOf,
  startUrlOf,
  staysHere,
  type DraftFacts,
} from '../scenarios/draft-facts.ts';
import { condition, galleryEntry, identifier, probe, Refusal, webAddress, yesOrNo } from './wizard-checks.ts';
import { openMetadata, spIn } from './wizard-metadata.ts';

/** Answers as text, by the name of their flag in camel case. */
export interface Answers {
  gallery?: string;
  from?: string;
  acsUrl?: string;
  entityId?: string;
  name?: string;
  startUrl?: string;
  button?: string;
  idpInitiated?: string;
  protectedUrl?: string;
  signedIn?: string;
  identity?: string;
  authorization?: string;
}

/** What is known so far. */
export interface Known extends DraftFacts {
  /** The profile's path: a metadata file is named relative to it. */
  output: string;
  now: Date;
  /** Files of further certificate authorities, for fetching metadata. */
  ca?: string[];
  /** Metadata of several SPs, among which the entity id must choose. */
  undecided?: { xml: string; why: string } | undefined;
}

export interface Question {
  key: keyof Answers;
  flag: string;
  text: (known: Known) => string;
  /** Taken for an empty answer; itself empty where the question may stay open. */
  fallback: (known: Known) => string;
  /** False: neither asked nor taken from a flag. */
  applies?: (known: Known) => boolean;
  /** False: taken from a flag, but not asked. */
  asked?: (known: Known) => boolean;
  /** Why the profile cannot be written while nobody answers. */
  lacking?: (known: Known) => string | undefined;
  /** @throws Refusal */
  take: (answer: string, known: Known) => Partial<Known> | Promise<Partial<Known>>;
}

const like = (values: string[] | undefined): string =>
  values?.length ? `; the gallery has ${values.join(' or ')}` : '';

export const questions: Question[] = [
  {
    key: 'gallery',
    flag: '--gallery',
    text: () => 'Application of the Entra gallery whose settings to take over (empty: none)',
    fallback: () => '',
    take: (answer) => ({ gallery: galleryEntry(answer) }),
  },
  {
    key: 'from',
    flag: '--from',
    text: () => 'The SP’s metadata, a file or a URL (empty: none, its addresses are asked next)',
    fallback: () => '',
    take: async (answer, { output, now, ca }) => {
      const { xml, metadata } = await openMetadata(answer, output, ca);
      const found = spIn(xml, now);
      return { metadata, ...('sp' in found ? found : { undecided: { xml, why: found.several } }) };
    },
  },
  {
    key: 'entityId',
    flag: '--entity-id',
    text: ({ undecided }) => `${undecided?.why ?? ''}\nEntity id`,
    fallback: () => '',
    applies: ({ undecided }) => undecided !== undefined,
    lacking: ({ undecided }) => `${undecided?.why ?? ''} Give it with --entity-id.`,
    take: (answer, { undecided, now }) => {
      const found = spIn(undecided?.xml ?? '', now, identifier(answer));
      if ('several' in found) throw new Refusal(found.several);
      return { ...found, entityId: answer, undecided: undefined };
    },
  },
  {
    key: 'acsUrl',
    flag: '--acs-url',
    text: ({ gallery, sp }) =>
      `${sp === undefined ? '' : 'The metadata has no assertion consumer service for HTTP-POST. '}Reply URL (assertion consumer service) that takes the answer${like(gallery?.replyUrls)}`,
    fallback: acsUrlOf,
    asked: ({ sp }) => sp === undefined || sp.acsUrls.length === 0,
    lacking: ({ sp }) =>
      sp?.acsUrls.length === 0
        ? 'The metadata has no assertion consumer service for HTTP-POST, so no answer can be delivered; have it added, or give the address with --acs-url.'
        : undefined,
    take: (answer) => ({ acsUrl: webAddress(answer) }),
  },
  {
    key: 'entityId',
    flag: '--entity-id',
    text: ({ gallery }) => `Identifier (entity id) that the SP calls itself${like(gallery?.identifiers)}`,
    fallback: entityIdOf,
    applies: ({ entityId }) => entityId === undefined,
    asked: ({ sp }) => sp === undefined,
    take: (answer) => ({ entityId: identifier(answer) }),
  },
  {
    key: 'name',
    flag: '--name',
    text: () => 'Name of the application, for reports',
    fallback: nameOf,
    take: (answer) => ({ name: answer }),
  },
  {
    key: 'startUrl',
    flag: '--start-url',
    text: ({ gallery }) =>
      `Where a person starts to sign in${like(gallery?.signOnUrl === undefined ? [] : [gallery.signOnUrl])}`,
    fallback: startUrlOf,
    take: (answer) => ({ startUrl: webAddress(answer) }),
  },
  {
    key: 'button',
    flag: '--button',
    text: () => 'Button to press there, by its visible name (empty: none, the address leads to the identity provider)',
    fallback: () => '',
    take: (answer) => ({ button: answer }),
  },
  {
    key: 'idpInitiated',
    flag: '--idp-initiated',
    text: () => 'May a sign-in start at the identity provider too, as from My Apps? (yes or no)',
    fallback: (known) => (idpInitiatedOf(known) ? 'yes' : 'no'),
    take: (answer) => ({ idpInitiated: yesOrNo(answer) }),
  },
  {
    key: 'protectedUrl',
    flag: '--protected-url',
    text: () => 'A page that opens only for who is signed in, and shows who that is',
    fallback: protectedUrlOf,
    take: (answer) => ({ protectedUrl: webAddress(answer) }),
  },
  {
    key: 'signedIn',
    flag: '--signed-in',
    text: () =>
      'How that page shows success: status=200, selector=#account (CSS) or text=Sign out (regular expression)',
    fallback: () => 'status=200',
    take: (answer) => ({ signedIn: condition(answer) }),
  },
  {
    key: 'identity',
    flag: '--identity',
    text: () => 'Where it names the person: /nameId (JSON pointer), selector=#user or text=Signed in as (.+)',
    fallback: () => '/nameId',
    take: (answer) => ({ identity: probe(answer) }),
  },
  {
    key: 'authorization',
    flag: '--authorization',
    text: () => 'This leaves your machine: whose system is it, and who agreed to the tests? (empty: write it in later)',
    fallback: () => '',
    asked: (known) => !staysHere(known),
    take: (answer) => ({ authorization: answer }),
  },
];
