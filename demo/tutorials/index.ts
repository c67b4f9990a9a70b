/** The four applications of the tutorials, as sample service providers on loopback. */

import { listen } from '../listen.ts';
import { headspace } from './headspace.ts';
import { heap } from './heap.ts';
import { pymetrics } from './pymetrics.ts';
import type { Vendor, VendorUrls } from './vendor.ts';
import { webex } from './webex.ts';

const vendors = { headspace, pymetrics, webex, heap };
export type VendorName = keyof typeof vendors;
export const vendorNames = Object.keys(vendors) as VendorName[];

export interface RunningVendor extends VendorUrls {
  name: string;
  refusals: string[];
  close: () => Promise<void>;
}

/** Starts one on 127.0.0.1. @param port default any that is free @throws when the port is taken */
export async function startVendor(name: VendorName, port = 0): Promise<RunningVendor> {
  const server = await listen({ port });
  const vendor: Vendor = vendors[name](server.baseUrl);
  server.serve(vendor.app);
  return { ...vendor.urls, name: vendor.name, refusals: vendor.refusals, close: server.close };
}
