import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const API = process.env.SWITCHBOARD_URL ?? "http://127.0.0.1:8088";

export default defineConfig({
  base: "/page/",
  plugins: [react()],
  build: {
    outDir: "../src/switchboard/web/static",
    emptyOutDir: true,
    // The policy of the page allows no `data:` for scripts and fonts, and small files cost nothing over one connection.
    assetsInlineLimit: 0,
    // It would put an inline script into the page, which the policy forbids.
    modulePreload: { polyfill: false },
    target: "es2023",
    chunkSizeWarningLimit: 250,
  },
  server: { proxy: { "/rest/v1": { target: API, ws: true } } },
  test: { environment: "happy-dom", include: ["src/**/*.test.{ts,tsx}"] },
});
