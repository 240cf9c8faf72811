import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import type { FederationDescription } from '@crosswatch/infra'
import type { Locator, Page } from 'playwright-core'
import type { Test } from 'tap'
import { extractText } from 'unpdf'
import { focusOf, violationsOn, type Seat } from './support/browser.ts'

type SeatAt = (t: Test, jurisdiction: string, role: string) => Promise<Seat>

/** What somebody does whose work is to find misuse: each path from its beginning to what comes of it. */
export async function auditorPaths(t: Test, at: SeatAt, federation: FederationDescription): Promise<void> {
  await t.test(
    'an auditor follows an alert across the border, and an officer through their looks',
    async (t) => {
      for (const jurisdiction of ['XA', 'XB', 'XC']) {
        const border = await at(t, jurisdiction, 'border-officer')
        await look(border, 'Dragomir Vantu', '1979')
      }
      const seat = await at(t, 'XA', 'auditor')
      const { page } = seat
      await searchLog(seat, 'xa-border')
      await page.getByRole('row').filter({ hasText: 'Hit' }).first().getByRole('link').click()
      const alert = page.getByRole('button', { name: /^Follow [0-9a-f-]{36}$/ })
      const id = (await alert.innerText()).replace(/^Follow\s*/, '')
      await alert.click()
      await page.getByRole('heading', { level: 1, name: id }).waitFor()
      const here = page.getByRole('region', { name: 'Looks by officer' })
      t.match(await here.innerText(), 'xa-border')
      const abroad = page.getByRole('region', { name: 'Looks of other jurisdictions' })
      for (const other of ['Belmora', 'Corvania']) {
        const told = abroad.getByRole('row').filter({ hasText: other })
        await untilThere(page, told, () => page.reload())
        t.match(
          await told.innerText(),
          new RegExp(`${other}\\s+Border query\\s+Border check\\s+\\d+\\s+1\\s+0`),
        )
      }
      t.notMatch(await abroad.innerText(), /x[bc]-border/, 'officers of others are pseudonyms')
      t.same(await violationsOn(page), [])

      await here.getByRole('button', { name: 'Follow xa-border' }).click()
      await page.getByRole('heading', { level: 1, name: 'xa-border' }).waitFor()
      t.match(await page.getByRole('region', { name: 'Looks by alert' }).innerText(), id)
      t.same(await violationsOn(page), [])
      await page.getByRole('button', { name: 'Show every look' }).click()
      t.equal(
        await page.getByLabel('Officer').inputValue(),
        'xa-border',
        'the search is the one that was led to',
      )
      const rows = page.getByRole('region', { name: 'Records' }).getByRole('row')
      t.ok((await rows.count()) > 1)
      t.equal(await rows.filter({ hasNotText: 'xa-border' }).count(), 1, 'the head, and nobody else')
      t.notMatch(seat.addresses.join(' '), new RegExp(`xa-border|${id}`), 'neither is in an address')
    },
  )

  await t.test('a sample is drawn, and the queue becomes shorter with every verdict', async (t) => {
    const { page, url } = await at(t, 'XA', 'auditor')
    await page.goto(`${url}/reviews`)
    await page.getByLabel('Looks', { exact: true }).fill('3')
    await page.getByLabel('Since').fill('2026-01-01')
    await page.getByRole('button', { name: 'Draw' }).click()
    const queue = page.getByRole('region', { name: 'Waiting for a verdict' })
    const drawn = queue.getByRole('row').filter({ hasText: 'Drawn by lot' })
    await drawn.first().waitFor()
    t.equal(await drawn.count(), 3)
    await drawn.first().getByRole('link', { name: 'Open the record' }).click()
    await page.getByRole('heading', { name: 'Access', exact: true }).waitFor()
    await page.goBack()

    await drawn.first().getByRole('button', { name: 'Decide' }).click()
    await page.getByRole('link', { name: 'Choose what you found' }).waitFor()
    t.equal(await focusOf(page, 'problems'), 'problems')
    t.same(await violationsOn(page), [])
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    t.match(await focusOf(page, /^verdict-/), /^verdict-/)
    await page.keyboard.type('Proper')
    await page.keyboard.press('Tab')
    await page.keyboard.type('The roster agrees.')
    await page.keyboard.press('Enter')
    const decided = page.getByRole('region', { name: 'Decided' })
    await decided.waitFor()
    t.equal(await drawn.count(), 2)
    t.match(await decided.innerText(), /Proper\s+xa-auditor/)
    for (const left of [1, 0]) {
      await drawn.first().getByLabel('Verdict').selectOption('unclear')
      await drawn.first().getByRole('button', { name: 'Decide' }).click()
      await decided
        .getByRole('row')
        .nth(3 - left)
        .waitFor()
      t.equal(await drawn.count(), left)
    }
  })

  await t.test('a finding says why it is one, and is confirmed or dismissed', async (t) => {
    const persons = new Map(federation.users.map(({ user, person }) => [user, person]))
    for (const [jurisdiction, verdict] of [
      ['XB', 'Misuse'],
      ['XA', 'Proper'],
    ] as const) {
      const border = await at(t, jurisdiction, 'border-officer')
      const own = persons.get(border.user)
      await look(border, own?.names[0] ?? '', own?.birthDate ?? '')
      const { page, url } = await at(t, jurisdiction, 'auditor')
      const finding = page.getByRole('row').filter({ hasText: 'Looked for their own name' })
      await untilThere(page, finding, () => page.goto(`${url}/reviews`))
      t.match(
        await finding.innerText(),
        /-border\s+Out of the ordinary\s+Looked for their own name on 1 day within 30 days; a birth date or document agreed on 1\./,
      )
      t.same(await violationsOn(page), [])
      await page.goto(url)
      const counted = page.getByRole('row', { name: /^Findings without a verdict/ })
      t.match(await counted.innerText(), /\s1\s/)
      await page.getByRole('link', { name: 'Reviews' }).first().click()
      await finding.getByRole('link', { name: 'Open the record' }).click()
      t.match(await page.getByRole('main').innerText(), own?.names[0], 'who was looked for is on the record')
      await page.goBack()
      await finding.getByLabel('Verdict').selectOption({ label: verdict })
      await finding.getByLabel('Note').fill('The roster and the flight were compared.')
      await finding.getByRole('button', { name: 'Decide' }).click()
      const decided = page.getByRole('region', { name: 'Decided' })
      t.match(await decided.innerText(), new RegExp(`their own name[\\s\\S]*${verdict}\\s+\\S+-auditor`))
      t.match(await page.getByRole('main').innerText(), 'Nothing waits.')
      await page.goto(url)
      t.match(await counted.innerText(), /\s0\s/)
    }
  })

  await t.test('numbers tried one after the other are a finding, in a list too', async (t) => {
    const border = await at(t, 'XC', 'border-officer')
    await border.page.goto(`${border.url}/screenings`)
    const rows = Array.from({ length: 30 }, (_, index) => `Nobody Inparticular,P77310${10 + index}`)
    await border.page.getByLabel('Rows from a spreadsheet').fill(['name,document', ...rows].join('\n'))
    await border.page.getByLabel('Purpose').selectOption({ label: 'Border check' })
    await border.page.getByRole('button', { name: 'Look up everybody' }).click()
    await border.page.getByRole('heading', { level: 1 }).waitFor()
    const { page, url } = await at(t, 'XC', 'auditor')
    const finding = page.getByRole('row').filter({ hasText: 'different numbers out of a thousand in a row' })
    await untilThere(page, finding, () => page.goto(`${url}/reviews`))
    t.match(
      await finding.innerText(),
      /xc-border\s+Out of the ordinary\s+Looked for (2[5-9]|30) different numbers/,
    )
    t.notMatch(await page.content(), 'P77310', 'which ones, is on the records alone')
    t.same(await violationsOn(page), [])
  })

  await t.test(
    'break-glass is asked for, granted by somebody else, used, and waits for its review',
    async (t) => {
      const { page: liaison, url } = await at(t, 'XB', 'liaison-officer')
      await liaison.goto(`${url}/break-glass`)
      await liaison.getByRole('button', { name: 'Ask for break-glass' }).click()
      t.equal(await focusOf(liaison, 'problems'), 'problems', 'nobody gets it without a reason')
      t.same(await violationsOn(liaison), [])
      await liaison.getByLabel('Reason').fill('Two workers are locked in; the bus leaves in an hour.')
      await liaison.getByLabel('Case or control reference').fill('LI-2026/77')
      await liaison.getByRole('button', { name: 'Ask for break-glass' }).click()
      await liaison.getByText('A supervisor decides').waitFor()
      t.equal(await liaison.getByRole('button', { name: /Use in this session/ }).count(), 0)

      const { page: supervisor } = await at(t, 'XB', 'supervisor')
      await supervisor.goto(`${url}/break-glass`)
      await supervisor.getByRole('button', { name: 'Grant for an hour for xb-liaison' }).click()
      await supervisor.getByText('In force', { exact: true }).waitFor()

      await liaison.reload()
      await liaison.getByRole('button', { name: /Use in this session/ }).click()
      const bar = liaison.getByRole('region', { name: 'Break-glass', exact: true })
      await bar.waitFor()
      await look({ page: liaison, url }, 'Dragomir Vantu', '1979')
      t.equal(await bar.count(), 1, 'whoever works under it sees that on every page')
      t.same(await violationsOn(liaison), [])
      await liaison.goto(`${url}/break-glass`)
      await liaison.getByRole('button', { name: /^End/ }).click()
      await liaison.getByText('Ended', { exact: true }).waitFor()
      t.equal(await bar.count(), 0)

      const { page } = await at(t, 'XB', 'auditor')
      await page.goto(`${url}/reviews`)
      const waiting = page.getByRole('row').filter({ hasText: 'What was done under it' })
      t.match(await waiting.innerText(), /xb-liaison\s+Break-glass/)
      await waiting.getByRole('link', { name: 'What was done under it' }).click()
      const uses = page.getByRole('region', { name: 'Records under break-glass' })
      t.match(await uses.innerText(), /Border query[\s\S]*break-glass\/query/)
      t.match(
        await page.getByRole('main').innerText(),
        'Two workers are locked in',
        'the reason is read by who reviews it',
      )
      t.same(await violationsOn(page), [])
      await page.goBack()
      await waiting.getByLabel('Verdict').selectOption({ label: 'Proper' })
      await waiting.getByRole('button', { name: 'Decide' }).click()
      const decided = page.getByRole('region', { name: 'Decided' })
      await decided.getByRole('row').filter({ hasText: 'What was done under it' }).waitFor()
      t.match(await decided.innerText(), /Break-glass[\s\S]*Proper\s+xb-auditor/)
      t.equal(await waiting.getByRole('button', { name: 'Decide' }).count(), 0)
    },
  )

  await t.test('a bundle from the browser is verified offline, and its record answered again', async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'crosswatch-evidence-'))
    t.teardown(() => rmSync(folder, { recursive: true, force: true }))
    const seat = await at(t, 'XA', 'auditor')
    const { page } = seat
    await searchLog(seat, 'xa-border')
    const row = page.getByRole('row').filter({ hasText: 'Hit' }).first()
    await row.getByRole('link').click()
    await page.getByText('The record is in the log as it was written').waitFor()
    const record = new URL(page.url()).pathname.split('/').at(-1) ?? ''
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download as evidence' }).click()
    const file = join(folder, (await download).suggestedFilename())
    await (await download).saveAs(file)
    const node = ['--node', 'XA', '--data', federation.directory]
    const { vkey } = await crosswatch('audit', 'verify', '--record', record, ...node)
    const report = join(folder, 'report.html')
    const verified = await crosswatch('audit', 'verify-bundle', file, '--vkey', vkey, '--report', report)
    t.match(verified, { verified: true, records: [{ record: { id: record } }] })
    t.match(JSON.stringify(verified), 'Dragomir Vantu', 'with what was searched')
    writeFileSync(file, readFileSync(file, 'utf8').replace('border-check', 'border-chess'))
    await t.rejects(crosswatch('audit', 'verify-bundle', file, '--vkey', vkey), { code: 3 })

    const sheet = await page.context().newPage()
    await sheet.goto(pathToFileURL(report).href)
    const paper = await printed(t, sheet, 'Extract of an access log')
    const lines = (await sheet.getByRole('main').innerText()).split('\n')
    t.same(
      lines.filter((line) => !paper.includes(squeezed(line))),
      [],
      'the report of whoever verified goes on paper whole',
    )
    t.match(paper, record)
    await sheet.close()

    // A click waits for the page that it leads to: here until the whole list of that time is built.
    await page
      .getByRole('button', { name: 'Answer it again from the list of that time' })
      .click({ timeout: 120_000 })
    await page.waitForURL('**/replay')
    t.match(
      await page.getByRole('main').innerText(),
      'The list, as it stood then, gives the answer that is on record.',
    )
    t.same(await violationsOn(page), [])
    await page.getByRole('link', { name: 'Log record' }).click()
    t.equal(new URL(page.url()).pathname, `/log/${record}`)
  })

  await t.test('a report goes on paper whole, on numbered sheets', async (t) => {
    const seat = await at(t, 'XA', 'auditor')
    const { page } = seat
    await searchLog(seat, 'xa-border')
    await page.getByRole('button', { name: 'Report for print' }).click()
    await page.getByRole('heading', { level: 1, name: 'Report from the access log' }).waitFor()
    t.ok(await page.getByRole('button', { name: 'Print' }).isVisible())
    t.same(await violationsOn(page), [])
    const onScreen = await page.getByRole('article').or(page.getByRole('region')).allInnerTexts()
    t.ok(onScreen.length > 2, 'records, and the checkpoint that they lead to')
    const paper = await printed(t, page, 'Crosswatch: report from the access log')
    for (const [index, part] of onScreen.entries()) {
      const missing = part.split('\n').filter((line) => !paper.includes(squeezed(line)))
      t.same(missing, [], `part ${index + 1} is on paper, to the last signature`)
    }
    t.match(paper, /crosswatch\/crosswatch-demo\/XA\/access-log/)
    t.notMatch(paper, /Signout|Lookabroad/, 'without what only a screen can do')
  })
}

/** A border query that finds something or nothing. */
async function look(
  { page, url }: Pick<Seat, 'page' | 'url'>,
  name: string,
  birthDate: string,
): Promise<void> {
  await page.goto(`${url}/query`)
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('Birth date').fill(birthDate)
  await page.keyboard.press('Enter')
  await page.getByRole('region', { name: 'Answer' }).waitFor()
}

/** The queries of an officer. */
async function searchLog({ page, url }: Seat, officer: string): Promise<void> {
  await page.goto(`${url}/log`)
  await page.getByLabel('Officer').fill(officer)
  await page.getByLabel('Operation').selectOption('query')
  await page.getByRole('button', { name: 'Search' }).click()
  await page.getByRole('region', { name: 'Records' }).waitFor()
}

/** What comes from elsewhere, or from a rule, comes when it comes: an auditor would look again too. */
async function untilThere(page: Page, what: Locator, again: () => Promise<unknown>): Promise<void> {
  for (let attempt = 0; attempt < 120; attempt++) {
    if ((await what.count()) > 0) return
    await delay(500)
    await again()
  }
  throw new Error(`${page.url()} does not show ${what.toString()} after a minute`)
}

/** Prints, sees that every sheet has its head and its number, and reads what else stands on them, without spaces. */
async function printed(t: Test, page: Page, head: string): Promise<string> {
  const { text: sheets } = await extractText(new Uint8Array(await page.pdf({ format: 'A4' })))
  const rest = sheets.map((sheet, index) => {
    const running = [head, `Page ${index + 1} of ${sheets.length}`]
    for (const words of running) t.ok(sheet.includes(words), `sheet ${index + 1}: ${words}`)
    return running.reduce((text, words) => text.replace(words, ''), sheet)
  })
  return squeezed(rest.join(''))
}

/** The command line on this machine, which shares nothing with the browser. */
async function crosswatch(...args: readonly string[]): Promise<{ readonly vkey: string }> {
  const program = fileURLToPath(new URL('../../packages/cli/src/main.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--conditions=@crosswatch/source',
    program,
    ...args,
    '--json',
  ])
  return JSON.parse(stdout) as { vkey: string }
}

/** Lines break elsewhere on paper. */
function squeezed(text: string): string {
  return text.replaceAll(/\s+/g, '')
}
