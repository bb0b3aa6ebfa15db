import { createRecord } from '../support/actions.mjs'

const OPEN_MS = 1000
const NEWS_MS = 1000
const ROUNDS = 5

/** The desk over many tickets: how soon it can be used, how soon a conversation stands there, and how soon news are seen. */
export async function measureDesk(newContext, ctx, report) {
  const context = await newContext()
  const page = await context.newPage()
  const opened = async (what, path, sign) => {
    for (const visit of ['first', 'second', 'third']) {
      await page.goto(ctx.base + '/')
      await page.locator('nav a[href="/customers"]').first().waitFor()
      await page.waitForLoadState('networkidle')
      const since = Date.now()
      await page.goto(ctx.base + path)
      await page.locator(sign).first().waitFor()
      report(`${what}, ${visit} time: open after`, Date.now() - since, 'ms', OPEN_MS)
    }
  }
  await opened('tickets', '/tickets', 'tbody a.title')
  await opened('backlog', '/support/analytics', '#main table:visible tbody tr')
  await opened('times', '/support/analytics?view=times', '#main table:visible tbody tr')
  await opened('desk', '/desk', '[data-ticket]')
  await page.waitForLoadState('networkidle')
  for (let at = 0; at < ROUNDS; at++) {
    const since = Date.now()
    await page.locator('[data-ticket]').nth(at).click()
    const subject = (await page.locator('[data-ticket]').nth(at).locator('strong').first().innerText()).trim()
    await page.getByRole('heading', { level: 2, name: subject }).waitFor()
    report(`desk, ticket ${at + 1}: open after`, Date.now() - since, 'ms', OPEN_MS)
  }
  const other = await context.newPage()
  await other.goto(ctx.base + '/tickets')
  await other.locator('#main').waitFor()
  for (let at = 0; at < ROUNDS; at++) {
    const subject = `新来的${ctx.unique}-${at}`
    const seen = page
      .locator('[data-ticket]', { hasText: subject })
      .waitFor()
      .then(() => Date.now())
    await createRecord(other, 'tickets', { subject, kind: 'fault' })
    const since = Date.now()
    report(`desk, a new ticket ${at + 1}: seen after`, (await seen) - since, 'ms', NEWS_MS)
  }
  await context.close()
}
