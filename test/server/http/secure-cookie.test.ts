/** Behind https the cookie goes over https only (SEC-1); where it cannot, nobody is signed in by halves. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { setupToken } from "../../../server/accounts/first-admin.ts";
import { accountDesk } from "../../support/account-desk.ts";
import { cookieOf, PASSWORD } from "../../support/sign-in.ts";

const BODY = { email: "a@b.example", password: PASSWORD };

test("[SEC-1] behind a trusted https proxy it is __Host-sid, Secure, of the whole site", async () => {
  const reached = { publicUrl: "https://desk.example", trustProxy: 1 };
  const desk = await accountDesk({ reached });
  const send = (path: string, body: object, headers: Record<string, string>) =>
    fetch(`${desk.url}/api/v1${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  const setUp = { ...BODY, token: await setupToken(desk.accounts), name: "Bo" };
  const plain = await send("/setup", setUp, {});
  expect([plain.status, ((await plain.json()) as { code: string }).code]).toEqual([
    400,
    "not_secure",
  ]);
  const done = await send("/setup", setUp, { "x-forwarded-proto": "https" });
  expect(done.status).toBe(201);
  const [set = ""] = done.headers.getSetCookie();
  expect(set).toMatch(
    /^__Host-sid=s%3A[\w-]{43}\.[^;]+; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/,
  );
  const knock = await send("/session", BODY, {});
  expect(knock.status).toBe(400);
  const users = await fetch(`${desk.url}/api/v1/users`, { headers: { cookie: cookieOf(done) } });
  expect(users.status).toBe(200);
  const renamed = { cookie: cookieOf(done).replace("__Host-sid", "sid") };
  expect((await fetch(`${desk.url}/api/v1/users`, { headers: renamed })).status).toBe(401);
  await desk.stop();
});

const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;
if (!hasOpenssl) process.stdout.write("skipped: a certificate of our own needs openssl\n");

test.skipIf(!hasOpenssl)(
  "[SEC-12] with a certificate of its own the server speaks https",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "deskpulse-tls-"));
    const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
    const made = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"];
    const about = ["-nodes", "-days", "2", "-subj", "/CN=localhost", "-keyout", key, "-out", cert];
    execFileSync("openssl", [...made, ...about], { stdio: "ignore" });
    const desk = await accountDesk({ reached: { tls: { key, cert } } });
    const { port } = new URL(desk.url);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const asked = { host: "127.0.0.1", port, path: "/healthz", rejectUnauthorized: false };
      request(asked, (response) => {
        response.resume().on("end", () => resolve(response.statusCode));
      })
        .on("error", reject)
        .end();
    });
    expect(status).toBe(200);
    expect(desk.app.door.isSecure).toBe(true);
    await desk.stop();
    rmSync(folder, { recursive: true, force: true });
  },
);
