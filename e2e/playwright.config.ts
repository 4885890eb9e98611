import { defineConfig } from "@playwright/test";

// Debian's Chromium, nothing fetched from anywhere. Two workers: the machine has two cores.
export default defineConfig({
  testDir: "journeys",
  outputDir: "test-results",
  globalSetup: "./support/server.ts",
  workers: 2,
  fullyParallel: true,
  timeout: 60_000,
  expect: { timeout: 5_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: process.env.CI ? [["dot"], ["./support/summary.ts"]] : [["list"], ["./support/summary.ts"]],
  use: {
    browserName: "chromium",
    launchOptions: {
      // Date fields and file buttons speak the browser's language, not the page's: on pictures of the handbook German.
      env: { ...(process.env as Record<string, string>), ...(process.env.RINGWALL_PICTURES ? { LANGUAGE: "de", LANG: "de_DE.UTF-8" } : {}) },
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
    screenshot: "only-on-failure",
    trace: "off",
  },
});
