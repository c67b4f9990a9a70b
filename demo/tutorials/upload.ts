/** Reads the fields and the one file of an uploaded form. */

import express, { type Request, type RequestHandler } from 'express';

/** Keeps the body of a multipart form as bytes. */
export const rawUpload: RequestHandler = express.raw({ type: 'multipart/form-data', limit: '1mb' });

/** @throws when the request is no multipart form */
export async function uploadOf(request: Request): Promise<{ text: (name: string) => string; file: string }> {
  const headers = { 'content-type': request.headers['content-type'] ?? '' };
  const data = await new Response(new Uint8Array(request.body as Buffer), { headers }).formData();
  const file = [...data.values()].find((value) => typeof value !== 'string');
  return {
    text: (name) => {
      const value = data.get(name);
      return typeof value === 'string' ? value.trim() : '';
    },
    file: file === undefined ? '' : await file.text(),
  };
}
