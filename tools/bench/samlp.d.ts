declare module 'samlp' {
  import type { Request, RequestHandler } from 'express';
  interface Options {
    issuer: string;
    cert: string;
    key: string;
    getPostURL: (
      audience: string,
      request: unknown,
      http: Request,
      callback: (error: Error | null, url: string) => void,
    ) => void;
    getUserFromRequest?: (request: Request) => object;
    signatureAlgorithm?: string;
    digestAlgorithm?: string;
  }
  const samlp: { auth: (options: Options) => RequestHandler };
  export default samlp;
}
