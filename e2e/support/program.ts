// Starts the real executable and stops it again. One place that knows how it says that it is ready.

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";

export const BINARY = process.env.RINGWALL_BINARY ?? resolve(__dirname, "../../target/debug/ringwall");
const PATIENCE = 60_000;

export interface Surroundings {
  /** Added to the environment of the program. */
  env?: Record<string, string>;
  /** Working folder; a `ringwall.toml` in it is read. */
  cwd?: string;
}

export class Program {
  /** Everything it wrote. */
  told = "";
  address = "";
  private readonly ended: Promise<number | null>;

  private constructor(private readonly child: ChildProcess) {
    this.ended = new Promise((done) => child.once("exit", (code) => done(code)));
    child.stdout?.on("data", (chunk: Buffer) => (this.told += chunk.toString()));
    child.stderr?.on("data", (chunk: Buffer) => (this.told += chunk.toString()));
  }

  /** Starts a command that serves pages and waits until it says where. */
  static async serve(words: string[], { env, cwd }: Surroundings = {}): Promise<Program> {
    if (!existsSync(BINARY)) throw new Error(`${BINARY} is missing: build it first (cargo build --workspace)`);
    const child = spawn(BINARY, words, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...env }, cwd });
    const program = new Program(child);
    program.address = await program.says(/listening on (http:\/\/127\.0\.0\.1:\d+)/);
    return program;
  }

  /** Waits until it has written this, and hands over the first group. */
  async says(what: RegExp): Promise<string> {
    const until = Date.now() + PATIENCE;
    let gone = false;
    void this.ended.then(() => (gone = true));
    for (;;) {
      const found = what.exec(this.told);
      if (found) return found[1] ?? found[0];
      if (gone) throw new Error(`the program ended without saying ${what}:\n${this.told}`);
      if (Date.now() > until) throw new Error(`the program did not say ${what} within ${PATIENCE / 1000} s:\n${this.told}`);
      await new Promise((soon) => setTimeout(soon, 20));
    }
  }

  /** Asks it to stop, waits, and complains if it had panicked. */
  async stop(): Promise<void> {
    this.child.kill("SIGTERM");
    await this.ended;
    if (/panicked/.test(this.told)) throw new Error(`the program panicked:\n${this.told}`);
  }
}

/** Runs a command to its end; what it wrote, and its exit code. */
export function command(words: string[], { env, cwd }: Surroundings = {}): { code: number | null; out: string; err: string } {
  const done = spawnSync(BINARY, words, { env: { ...process.env, ...env }, cwd, encoding: "utf8", timeout: PATIENCE });
  return { code: done.status, out: done.stdout, err: done.stderr };
}
