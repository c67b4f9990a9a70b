/** What an admin page is asked and what it answers; the same for every page. */

import type { Application } from '../../tenant/model.ts';
import type { Idp } from '../idp.ts';
import type { Form } from './form.ts';

/** One request for a page of the admin centre, without the HTTP. */
export interface Visit {
  idp: Idp;
  params: Record<string, string>;
  query: URLSearchParams;
  /** Empty for a GET. */
  form: Form;
  /** The Cookie header. */
  cookies: string | undefined;
}

/** A step on the way to a page; the last one is the page itself. */
export interface Crumb {
  label: string;
  href?: string;
}

/** What a page wants to answer. */
export type AdminReply =
  | {
      kind: 'page';
      status?: number;
      view: string;
      title: string;
      /** The browser's title, when the heading alone does not say which application it is about. */
      crumbs?: Crumb[];
      /** Shows the application's own menu. */
      application?: Application;
      /** Entry of the menus that is marked as the current one. */
      current?: string;
      /** Sentence about what was just done. */
      notice?: string | undefined;
      /** Mistakes in the form, by field; listed above it. */
      mistakes?: Mistake[];
      data: object;
      cookies?: string[];
    }
  | { kind: 'redirect'; location: string; cookies?: string[] }
  | { kind: 'file'; name: string; contentType: string; body: string | Buffer };

/** One mistake beside its field. */
export interface Mistake {
  /** Name of the field. */
  field: string;
  message: string;
}

export type Page = (visit: Visit) => AdminReply | Promise<AdminReply>;

/** There is no such thing; becomes a page with status 404. */
export class NotThere extends Error {}

export const ROOT = '/admin';
export const APPLICATIONS = `${ROOT}/enterprise-applications`;

/** Address of one of an application's pages. */
export const pageOf = ({ appId }: Pick<Application, 'appId'>, page: string): string =>
  `${APPLICATIONS}/${appId}/${page}`;

/** The application of the address. @throws NotThere */
export function applicationIn({ idp, params }: Visit): Application {
  const application = idp.tenant.applications.find(({ appId }) => appId === params['appId']);
  if (application === undefined) throw new NotThere('There is no such application; it may have been deleted.');
  return application;
}

/** The way to a page of an application. */
export function applicationCrumbs(application: Application, ...more: Crumb[]): Crumb[] {
  return [
    { label: 'Enterprise applications', href: APPLICATIONS },
    { label: application.displayName, href: pageOf(application, 'overview') },
    ...more,
  ];
}
