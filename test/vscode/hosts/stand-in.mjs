#!/usr/bin/env node
/**
 * Stands in for the executable of VS Code: takes the arguments `@vscode/test-electron` gives it and runs the tests in
 * code-server's copy of VS Code, shown in a headless browser. Ends with the code the tests end with.
 */
import { format } from 'node:util';
import { openBrowser } from './browser.mjs';
import { startCodeServer } from './code-server.mjs';

const longestRun = 600_000;

const option = (name) => process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
const workspace = process.argv.slice(2).find((arg) => !arg.startsWith('-'));

const { base, uri, stop } = await startCodeServer({ host: process.env.WEAKREF_HOST });
const browser = await openBrowser();
try {
  const page = await browser.newPage();
  const ended = new Promise((resolve, reject) => {
    void page.exposeFunction('codeAutomationExit', resolve);
    page.once('crash', () => reject(new Error('The page of the workbench crashed.')));
    setTimeout(() => reject(new Error(`The tests did not end within ${longestRun / 1000} seconds.`)), longestRun).unref();
  });
  await page.exposeFunction('codeAutomationLog', (_type, args) => {
    const text = format(...args);
    // Native modules are not built here, and VS Code does without them.
    if (!/spdlog|bindings file/.test(text)) console.log(text);
  });
  const payload = [
    ['extensionDevelopmentPath', uri(option('extensionDevelopmentPath'))],
    ['extensionTestsPath', uri(option('extensionTestsPath'))],
  ];
  await page.goto(`${base}/?${new URLSearchParams({ folder: workspace, payload: JSON.stringify(payload) })}`);
  process.exitCode = await ended;
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await browser.close();
  await stop();
}
