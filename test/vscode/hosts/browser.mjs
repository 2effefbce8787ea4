/** A headless browser for the workbench. */
import { chromium as playwright } from 'playwright-core';
import { chromium } from './installed.mjs';

export async function openBrowser() {
  return playwright.launch({
    executablePath: chromium(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}
