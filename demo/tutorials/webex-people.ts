/** Webex's pages for making users by hand, as the guide walks through them. */

import type { Express, Response } from 'express';
import { choice, facts, form, link, page, paragraph, textField } from './layout.ts';
import { fieldsOf } from './vendor.ts';

/** Without what would mean something in the form that carries it on. */
const plain = (text: string): string => text.replaceAll(/[<>"&|]/g, '');

/** @param people names by e-mail address in lower case; changed in place */
export function peoplePages(app: Express, vendor: string, people: Map<string, string>): void {
  const show = (response: Response, title: string, body: string): Response => response.send(page(vendor, title, body));

  app.get('/admin/users', (_request, response) =>
    show(
      response,
      'Users',
      link('/admin/users/manage', 'Manage Users') + facts([...people].map(([email, name]) => [name, email])),
    ),
  );
  app.get('/admin/users/manage', (_request, response) =>
    show(response, 'Manage Users', link('/admin/users/manual', 'Manually Add or Modify Users')),
  );
  app.get('/admin/users/manual', (_request, response) =>
    show(
      response,
      'Manually Add or Modify Users',
      form(
        '/admin/users/list',
        choice('Email address', 'by', 'email', true) + choice('Names and Email address', 'by', 'names'),
        'Continue',
      ),
    ),
  );
  const listPage = (pending: string): string =>
    page(
      vendor,
      'Manage Users',
      form(
        '/admin/users/list',
        textField('First Name', 'first') +
          textField('Last Name', 'last') +
          textField('Email address', 'email') +
          `<input type="hidden" name="pending" value="${pending}">`,
        '+',
      ) +
        (pending === ''
          ? ''
          : form(
              '/admin/users/services',
              `${paragraph('Added: ', pending)}<input type="hidden" name="pending" value="${pending}">`,
              'Next',
            )),
    );
  app.post('/admin/users/list', (request, response) => {
    const { first = '', last = '', email = '', pending = '' } = fieldsOf(request);
    const added =
      email === '' ? pending.split('|').map(plain).join('|') : `${plain(first)}|${plain(last)}|${plain(email)}`;
    response.send(listPage(added));
  });
  app.post('/admin/users/services', (request, response) => {
    const [first = '', last = '', email = ''] = (fieldsOf(request)['pending'] ?? '').split('|').map(plain);
    show(
      response,
      'Add Services for Users',
      form(
        '/admin/users/add',
        `<input type="hidden" name="name" value="${first} ${last}"><input type="hidden" name="email" value="${email}">`,
        'Add Users',
      ),
    );
  });
  app.post('/admin/users/add', (request, response) => {
    const { name = '', email = '' } = fieldsOf(request);
    people.set(email.toLowerCase(), name);
    show(response, 'Add Services for Users', paragraph('Added ', `${name} ${email}`) + link('/admin/users', 'Finish'));
  });
}
