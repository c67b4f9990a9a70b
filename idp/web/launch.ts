/** Starts at the identity provider: My Apps with its tiles, the user access URL of an application, and what they lead to. */

import { isAssigned } from '../tenant/directory.ts';
import type { Application, User } from '../tenant/model.ts';
import { AadstsError } from '../protocol/errors.ts';
import { availabilityRules, enforce } from '../protocol/rules.ts';
import { answer } from './answer.ts';
import type { Idp } from './idp.ts';
import { takePart } from './logout-participants.ts';
import { applicationById } from './metadata.ts';
import type { Reply } from './pages.ts';
import { whenSignedIn, type Entered } from './sign-in.ts';
import { tenantById } from './tenants.ts';

/** A browser at one of these pages. */
export interface Launch {
  /** `tenantId`, and for an application `appid` and perhaps `RelayState`. */
  parameters: URLSearchParams;
  sessionId: string | undefined;
  entered?: Entered | undefined;
}

/**
 * The directory that the address names, else the one of the application, else the one of the person who is signed in.
 * @throws AadstsError 90002
 */
function tenantIn(idp: Idp, { parameters, sessionId }: Launch): Idp {
  const name = parameters.get('tenantId') ?? '';
  const appId = parameters.get('appid')?.toLowerCase();
  const owner = idp.tenants.find(({ applications }) => applications.some((one) => one.appId === appId));
  const id = name || (owner?.id ?? idp.sessions.get(sessionId)?.tenantId);
  const here = id === undefined ? idp : tenantById(idp, id);
  if (here !== undefined) return here;
  if (name === '') return idp;
  throw new AadstsError('90002', `There is no tenant '${name}'.`);
}

/** The address that starts a sign-in at the application from outside. */
export function userAccessUrl(idp: Pick<Idp, 'baseUrl' | 'tenant'>, { appId }: Pick<Application, 'appId'>): string {
  return `${idp.baseUrl}/api/signin/${appId}?tenantId=${idp.tenant.id}`;
}

const isWebUrl = (url: string | undefined): url is string => url !== undefined && /^https?:\/\//i.test(url);

/**
 * The user access URL: on to the Sign on URL where there is one, else an answer that nobody asked for.
 * @throws AadstsError 90002, 700016, 7000112, 76021 (applications that require signed requests cannot be started here)
 */
export async function launchReply(idp: Idp, launch: Launch): Promise<Reply> {
  const { parameters } = launch;
  const here = tenantIn(idp, launch);
  const application = applicationById(here, parameters.get('appid') ?? '');
  enforce(availabilityRules, { application });
  if (application.verification?.required === true) {
    throw new AadstsError(
      '76021',
      `The application '${application.appId}' requires signed requests, so it cannot be started from the identity provider.`,
    );
  }
  if (isWebUrl(application.signOnUrl)) return { kind: 'redirect', status: 302, location: application.signOnUrl };
  const relayState = parameters.get('RelayState') ?? application.relayState;
  return whenSignedIn(here, {
    segment: here.tenant.id,
    kind: 'launch',
    flow: parameters.toString(),
    sessionId: launch.sessionId,
    entered: launch.entered,
    application,
    finish: async (user, session) => {
      const made = await answer(here, { application, user, session, relayState });
      takePart(session, application.identifiers[0] ?? '', made.plan);
      return { kind: 'deliver', post: made.post };
    },
  });
}

function tiles(idp: Idp, user: User): object[] {
  return idp.tenant.applications
    .filter((one) => one.enabled && one.visible !== false && one.singleSignOn !== 'none')
    .filter((one) => isAssigned({ ...one, assignmentRequired: true }, user))
    .map((one) => ({
      displayName: one.displayName,
      href: userAccessUrl(idp, one),
      blocked: one.verification?.required === true,
    }));
}

/** My Apps: what the person is assigned to. */
export async function myAppsReply(idp: Idp, launch: Launch): Promise<Reply> {
  const here = tenantIn(idp, launch);
  return whenSignedIn(here, {
    segment: here.tenant.id,
    kind: 'home',
    flow: launch.parameters.toString(),
    sessionId: launch.sessionId,
    entered: launch.entered,
    finish: (user) => {
      const data = {
        user: user.displayName ?? user.userPrincipalName,
        name: user.userPrincipalName,
        directory: idp.tenants.length > 1 ? here.tenant.displayName : undefined,
        tiles: tiles(here, user),
      };
      return Promise.resolve({ kind: 'page', status: 200, view: 'my-apps', title: 'My Apps', data });
    },
  });
}
