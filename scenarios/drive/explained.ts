/** A driver whose failures also name the proxy and the trusted authorities, where those may be the cause. */

import type { StepFailure } from '../observation.ts';
import type { Driver, Visitor } from './driver.ts';
import { explained, type Network } from './http-network.ts';

export function withNetworkExplained(driver: Driver, network: Network): Driver {
  const told = (failure: StepFailure | null): StepFailure | null =>
    failure && { ...failure, message: explained(network, failure.url, failure.message) };
  const toldIn = async <Found extends { failure: StepFailure | null }>(work: Promise<Found>): Promise<Found> => {
    const found = await work;
    return { ...found, failure: told(found.failure) };
  };
  const visitorOf = (visitor: Visitor): Visitor => ({
    ...visitor,
    signIn: (options) => toldIn(visitor.signIn(options)),
    deliver: (url) => toldIn(visitor.deliver(url)),
    openProtectedPage: (options) => toldIn(visitor.openProtectedPage(options)),
    open: async (url, step) => told(await visitor.open(url, step)),
  });
  return {
    ...driver,
    newVisitor: async (...given) => visitorOf(await driver.newVisitor(...given)),
  };
}
