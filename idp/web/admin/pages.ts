/** Every page of the admin centre by method and address. */

import { addAssignment, assign, assignments, pickPrincipals, removeAssignment } from './assignments.ts';
import { basicSaml, saveBasicSaml, uploadMetadata } from './basic-saml.ts';
import { certificateFile, editSigning, saveSigning } from './certificates.ts';
import { changeDirectory, directories } from './directories.ts';
import { changeMembers, deleteGroup } from './group-members.ts';
import { createGroup, group, groups, newGroupPage, saveGroup } from './groups.ts';
import { saveTokenConfiguration, tokenConfiguration } from './token-configuration.ts';
import { saveTokenEncryption, tokenEncryption } from './token-encryption.ts';
import { claims, saveClaim, deleteClaim, editClaim, newClaim } from './claims.ts';
import { editNameId, saveNameId } from './name-id.ts';
import { editGroupClaim, saveGroupClaim } from './group-claim.ts';
import { createFromGallery, createOwn, fromGallery, gallery, ownApplication } from './new-application.ts';
import { applicationsHome, groupsHome, home, identity, usersHome } from './home.ts';
import { applications, deleteApplication, overview, properties, saveProperties } from './applications.ts';
import type { Page } from './reply.ts';
import { chooseSaml, singleSignOn } from './single-sign-on.ts';
import { startTest, testFile, testPage, testResult } from './test-sign-in.ts';
import { editVerification, saveVerification } from './verification.ts';
import { createUser, newUserPage, saveUser, user, users } from './users.ts';

const app = '/enterprise-applications/:appId';
const sso = `${app}/single-sign-on`;

export const pages: ['get' | 'post', string, Page][] = [
  ['get', '/', home],
  ['get', '/identity', identity],
  ['get', '/users', usersHome],
  ['get', '/users/all', users],
  ['get', '/users/new', newUserPage],
  ['post', '/users/new', createUser],
  ['get', '/users/:userId', user],
  ['post', '/users/:userId', saveUser],
  ['get', '/groups', groupsHome],
  ['get', '/groups/all', groups],
  ['get', '/groups/new', newGroupPage],
  ['post', '/groups/new', createGroup],
  ['get', '/groups/:groupId', group],
  ['post', '/groups/:groupId', saveGroup],
  ['post', '/groups/:groupId/members', changeMembers],
  ['post', '/groups/:groupId/delete', deleteGroup],
  ['get', '/directories', directories],
  ['post', '/directories', changeDirectory],
  ['get', '/applications', applicationsHome],
  ['get', '/enterprise-applications', applications],
  ['get', '/enterprise-applications/new', gallery],
  ['get', '/enterprise-applications/new/own', ownApplication],
  ['post', '/enterprise-applications/new/own', createOwn],
  ['get', '/enterprise-applications/new/gallery/:entry', fromGallery],
  ['post', '/enterprise-applications/new/gallery/:entry', createFromGallery],
  ['get', `${app}/overview`, overview],
  ['get', `${app}/properties`, properties],
  ['post', `${app}/properties`, saveProperties],
  ['post', `${app}/delete`, deleteApplication],
  ['get', `${app}/users-and-groups`, assignments],
  ['get', `${app}/users-and-groups/add`, addAssignment],
  ['get', `${app}/users-and-groups/add/select`, pickPrincipals],
  ['post', `${app}/users-and-groups/add`, assign],
  ['post', `${app}/users-and-groups/remove`, removeAssignment],
  ['get', `${app}/token-encryption`, tokenEncryption],
  ['post', `${app}/token-encryption`, saveTokenEncryption],
  ['get', `${app}/token-configuration`, tokenConfiguration],
  ['post', `${app}/token-configuration`, saveTokenConfiguration],
  ['get', sso, singleSignOn],
  ['post', sso, chooseSaml],
  ['get', `${sso}/basic`, basicSaml],
  ['post', `${sso}/basic`, saveBasicSaml],
  ['post', `${sso}/metadata`, uploadMetadata],
  ['get', `${sso}/claims`, claims],
  ['get', `${sso}/claims/new`, newClaim],
  ['get', `${sso}/claims/edit`, editClaim],
  ['post', `${sso}/claims/edit`, saveClaim],
  ['post', `${sso}/claims/delete`, deleteClaim],
  ['get', `${sso}/claims/name-id`, editNameId],
  ['post', `${sso}/claims/name-id`, saveNameId],
  ['get', `${sso}/claims/group`, editGroupClaim],
  ['post', `${sso}/claims/group`, saveGroupClaim],
  ['get', `${sso}/signing`, editSigning],
  ['post', `${sso}/signing`, saveSigning],
  ['get', `${sso}/verification`, editVerification],
  ['post', `${sso}/verification`, saveVerification],
  ['get', `${sso}/certificate/:form`, certificateFile],
  ['get', `${sso}/test`, testPage],
  ['post', `${sso}/test`, startTest],
  ['get', `${sso}/test/result`, testResult],
  ['get', `${sso}/test/result/:message`, testFile],
];
