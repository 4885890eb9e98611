// A service to sign in with: the certified `oidc-provider` on loopback. Its one person is whom it is told.

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface Service {
  issuer: string;
  /** Where it may send people back to. */
  returnTo: (address: string) => void;
  /** Whether it refuses everybody. */
  refuse: (yes: boolean) => void;
  stop: () => Promise<void>;
}

export async function startProvider(): Promise<Service> {
  const { default: Provider } = await import("oidc-provider");
  const server: Server = createServer();
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let refusing = false;
  const client = {
    client_id: "ringwall",
    client_secret: "geheim",
    redirect_uris: [`${issuer}/nowhere`],
    grant_types: ["authorization_code"],
    response_types: ["code"],
  };
  const make = (redirect: string) =>
    new Provider(issuer, {
      clients: [{ ...client, redirect_uris: [redirect] }],
      pkce: { required: () => true },
      scopes: ["openid", "email", "profile"],
      claims: { openid: ["sub"], email: ["email"], profile: ["name"] },
      conformIdTokenClaims: false,
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_ctx: unknown, interaction: { uid: string }) => `/interaction/${interaction.uid}` },
      findAccount: (_ctx: unknown, id: string) => ({
        accountId: id,
        claims: () => ({ sub: id, email: "rita@example.org", name: "Rita Backstein" }),
      }),
      cookies: { keys: ["only for tests"] },
    } as never);
  let provider = make(`${issuer}/nowhere`);
  let callback = provider.callback();
  server.on("request", (request, response) => {
    void (async () => {
      if (!request.url?.startsWith("/interaction/")) {
        callback(request, response);
        return;
      }
      if (refusing) {
        await provider.interactionFinished(request, response, { error: "access_denied" }, { mergeWithLastSubmission: false });
        return;
      }
      const { prompt, params, session, grantId } = (await provider.interactionDetails(request, response)) as never as {
        prompt: { name: string };
        params: Record<string, string>;
        session?: { accountId: string };
        grantId?: string;
      };
      if (prompt.name === "login") {
        await provider.interactionFinished(request, response, { login: { accountId: "subject-42" } }, { mergeWithLastSubmission: false });
        return;
      }
      const grant =
        (grantId ? await provider.Grant.find(grantId) : undefined) ??
        new provider.Grant({ accountId: session?.accountId, clientId: params.client_id });
      grant.addOIDCScope("openid email profile");
      await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } }, { mergeWithLastSubmission: true });
    })();
  });
  return {
    issuer,
    returnTo(address) {
      provider = make(address);
      callback = provider.callback();
    },
    refuse(yes) {
      refusing = yes;
    },
    stop: () => new Promise((done) => server.close(() => done())),
  };
}
