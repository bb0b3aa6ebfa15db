import assert from 'node:assert/strict'
import { createRecord, open } from '../support/actions.mjs'
import { settled, violations } from '../support/page.mjs'

export const reducedMotion = 'reduce'
const SLOW_MS = 700
const MOST_SHIFT = 0.1

/** Counts what moves under the eyes of the reader, from the beginning of each document. */
const watchShifts = (page) =>
  page.addInitScript(() => {
    globalThis.shift = 0
    const add = (list) => {
      for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) globalThis.shift += value
    }
    new PerformanceObserver(add).observe({ type: 'layout-shift', buffered: true })
  })

/** Waiting shows the shape of what comes and nothing jumps; what is empty or failed says why and what to do next. */
export default async function states(page, ctx) {
  await open(page, ctx)
  const word = `状态${ctx.unique}`
  const { id } = await createRecord(page, 'customers', { name: word, kind: 'company', level: 'B' })
  await watchShifts(page)

  const slow = /\/api\/v1\/(customers|meta|views|tasks|activities|timeline|contacts)/
  await page.route(slow, async (route) => {
    await new Promise((done) => setTimeout(done, SLOW_MS))
    await route.continue().catch(() => undefined)
  })
  for (const path of ['/', '/customers', `/customers/${id}`, `/customers/${id}/edit`, '/my-day']) {
    await page.goto(ctx.base + path)
    if (path !== '/my-day') await page.locator('#main .bars').first().waitFor()
    await page.waitForFunction(() => document.querySelector('#main .bars') === null)
    await settled(page)
    const shift = await page.evaluate(() => globalThis.shift)
    assert.ok(shift < MOST_SHIFT, `${path} jumps by ${shift.toFixed(3)}`)
  }
  await page.unroute(slow)
  // Bars are not seen at once: an answer that comes quickly does not flicker.
  const delay = await page.evaluate(() => {
    const sheets = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
    const all = (rules) => rules.flatMap((rule) => [rule, ...all([...(rule.cssRules ?? [])])])
    return all(sheets).find(({ selectorText }) => /^\.bars\[data-v-/.test(selectorText ?? ''))?.style.animationDelay
  })
  assert.equal(delay, '0.15s')

  // Nothing was found: what was searched for is named, and one click takes it back.
  await page.goto(`${ctx.base}/customers?q=${word}没有&filter=${encodeURIComponent('level==A')}`)
  await page.getByText(new RegExp(`搜索“${word}没有”`)).waitFor()
  assert.deepEqual(await violations(page), [])
  await ctx.shot(page, 'nothing-found')
  await page.getByRole('button', { name: '清除筛选' }).last().click()
  await page.locator('tbody a.title').first().waitFor()

  // Nothing is there yet: the next step is offered.
  await page.route(/\/api\/v1\/(invoiceTitles)(\?|\/aggregate)/, (route) =>
    route.fulfill({ json: { items: [], nextCursor: null, total: 0 } }),
  )
  await page.goto(`${ctx.base}/invoice-titles`)
  await page.getByText('还没有开票信息').waitFor()
  assert.deepEqual(await violations(page), [])
  await page.locator('#main').getByRole('button', { name: '新建开票信息' }).last().click()
  await page.waitForURL(/\/invoice-titles\/new/)

  // The server failed: it is said in words, and trying again helps.
  let broken = true
  await page.route(/\/api\/v1\/customers\?/, (route) =>
    broken
      ? route.fulfill({
          status: 500,
          contentType: 'application/problem+json',
          body: JSON.stringify({ title: 'x', status: 500, code: 'internal', detail: '数据库暂时不可用。' }),
        })
      : route.continue(),
  )
  await page.goto(`${ctx.base}/customers?q=${word}`)
  const again = page.locator('#main').getByRole('button', { name: '重试' })
  await again.waitFor()
  assert.deepEqual(await violations(page), [])
  await ctx.shot(page, 'list-failed')
  broken = false
  await again.click()
  await page.locator('tbody a.title', { hasText: word }).waitFor()
}
