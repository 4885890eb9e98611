// Starts the program once for all journeys: the made-up region in a temporary folder, on a free port.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Program } from "./program";

export default async function start(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "ringwall-e2e-"));
  const program = await Program.serve(["demo", "--listen", "127.0.0.1:0", "--dir", folder]);
  process.env.RINGWALL_ADDRESS = program.address;
  return async () => {
    await program.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
