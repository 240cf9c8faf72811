import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { setTimeout as delay } from 'node:timers/promises'
import type { FederationDescription } from '@crosswatch/infra'
import type { AxeResults } from 'axe-core'
import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from 'playwright-core'
import type { Test } from 'tap'

const flags = [
  '--no-sandbox',
  '--headless',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Where Chromium is; undefined if there is none. */
export function chromiumPath(): string | undefined {
  return [process.env['CROSSWATCH_CHROMIUM'], '/usr/bin/chromium'].find(
    (path) => path !== undefined && existsSync(path),
  )
}

export function launch(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: flags })
}

/** Somebody in front of a console, in a browser that belongs to nobody else. */
export interface Seat {
  readonly page: Page
  readonly user: string
  readonly password: string
  /** The console: `http://127.0.0.1:40001`. */
  readonly url: string
  /** Every address that the browser asked for. */
  readonly addresses: readonly string[]
  /** What the browser complained about: scripts that fail, contents that the policy forbids. */
  readonly complaints: readonly string[]
}

export interface SeatOptions extends BrowserContextOptions {
  readonly jurisdiction: string
  readonly role: string
}

export async function takeSeat(
  t: Pick<Test, 'teardown'>,
  browser: Browser,
  { nodes, users }: FederationDescription,
  { jurisdiction, role, ...options }: SeatOptions,
): Promise<Seat> {
  const node = nodes.find((one) => one.jurisdiction === jurisdiction)
  const user = users.find((one) => one.jurisdiction === jurisdiction && one.roles.includes(role))
  if (node === undefined || user === undefined) throw new Error(`${jurisdiction} has no ${role}`)
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'en-GB',
    ...options,
  })
  t.teardown(() => context.close())
  const page = await context.newPage()
  const addresses: string[] = []
  const complaints: string[] = []
  page.on('request', (request) => void addresses.push(request.url()))
  page.on('pageerror', (error) => void complaints.push(error.message))
  page.on('console', (message) => {
    // A page that says what is wrong has a status that Chromium reports as a failure.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text())
  })
  return { page, user: user.user, password: user.password, url: node.gateway, addresses, complaints }
}

export async function signIn({ page, user, password, url }: Seat): Promise<void> {
  await page.goto(`${url}/sign-in`)
  await page.getByLabel('User name').fill(user)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText(user, { exact: true }).waitFor()
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds wrong with the page as it is now, every rule it has. */
export async function violationsOn(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  const { violations }: AxeResults = await page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}

/** The id of what has the focus: the one that is waited for, or what stands there instead after a while. */
export async function focusOf(page: Page, expected: string | RegExp): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    const id = await page.evaluate<string>("document.activeElement?.id ?? ''")
    if (attempt === 100 || (typeof expected === 'string' ? id === expected : expected.test(id))) return id
    await delay(100)
  }
}

/** The words on what has the focus. */
export function focusedWords(page: Page): Promise<string> {
  return page.evaluate("document.activeElement?.textContent?.trim() ?? ''")
}

/** Whether the page needs no scrolling sideways. */
export function fits(page: Page): Promise<boolean> {
  return page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')
}

/** Whether it can be seen without scrolling, at the latest when the page's script has moved there what is to be seen. */
export async function comesInSight(page: Page, locator: Locator): Promise<boolean> {
  const { height } = page.viewportSize() ?? { height: 0 }
  for (let attempt = 0; attempt < 100; attempt++) {
    const box = await locator.boundingBox()
    if (box !== null && box.y >= 0 && box.y + box.height <= height) return true
    await delay(100)
  }
  return false
}
