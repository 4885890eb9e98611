// Starts the program once for all journeys: the made-up region in a temporary folder, on a free port.

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const BINARY = process.env.RINGWALL_BINARY ?? resolve(__dirname, "../../target/debug/ringwall");
const PATIENCE = 60_000;

export default async function start(): Promise<() => Promise<void>> {
  if (!existsSync(BINARY)) throw new Error(`${BINARY} is missing: build it first (cargo build --workspace)`);
  const folder = mkdtempSync(join(tmpdir(), "ringwall-e2e-"));
  const server = spawn(BINARY, ["demo", "--listen", "127.0.0.1:0", "--dir", folder], { stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise<number | null>((done) => server.once("exit", done));
  let told = "";
  const address = await new Promise<string>((found, failed) => {
    const late = setTimeout(() => failed(new Error(`the server said nothing for ${PATIENCE / 1000} s:\n${told}`)), PATIENCE);
    const read = (chunk: Buffer) => {
      told += chunk.toString();
      const line = /listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(told);
      if (line?.[1]) {
        clearTimeout(late);
        found(line[1]);
      }
    };
    server.stdout.on("data", read);
    server.stderr.on("data", read);
    void ended.then((code) => failed(new Error(`the server ended with ${code}:\n${told}`)));
  });
  process.env.RINGWALL_ADDRESS = address;
  return async () => {
    server.kill("SIGTERM");
    await ended;
    rmSync(folder, { recursive: true, force: true });
    if (/panicked/.test(told)) throw new Error(`the server panicked:\n${told}`);
  };
}
