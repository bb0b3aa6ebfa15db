import assert from 'node:assert/strict'
import { open } from '../support/actions.mjs'
import { settled } from '../support/page.mjs'

const MOST_NODES = 3000
const WANTED = 180

const firstNumber = (page) => page.evaluate(() => Number(document.querySelector('tbody tr[data-index]').dataset.index))
const place = (page) =>
  page.evaluate(() => {
    const { scrollTop, scrollHeight } = document.querySelector('[role=grid]').parentElement
    return { top: scrollTop, height: scrollHeight }
  })
const drawn = (page) =>
  page.evaluate(() => ({ nodes: document.querySelectorAll('*').length, rows: document.querySelectorAll('tbody tr').length }))

/** A list of any length: pages come while scrolling, few rows are drawn, the reader's place is in the address. */
export default async function longList(page, ctx) {
  await open(page, ctx, '/customers')
  await page.addInitScript(() => {
    globalThis.longTasks = []
    const note = (list) => globalThis.longTasks.push(...list.getEntries().map(({ duration }) => Math.round(duration)))
    new PerformanceObserver(note).observe({ type: 'longtask' })
    globalThis.shift = 0
    const add = (list) => {
      for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) globalThis.shift += value
    }
    new PerformanceObserver(add).observe({ type: 'layout-shift', buffered: true })
  })
  await page.reload()
  await settled(page)
  await page.locator('tbody a.title').first().waitFor()
  assert.ok((await page.evaluate(() => globalThis.shift)) < 0.1, 'nothing jumps while the list opens')
  const before = await drawn(page)
  assert.ok(before.nodes < MOST_NODES, `${before.nodes} nodes`)

  const grid = page.locator('.scroll').filter({ has: page.getByRole('grid') })
  await grid.hover()
  await page.evaluate(() => globalThis.longTasks.splice(0))
  while ((await firstNumber(page)) < WANTED) {
    const before = await place(page)
    await page.mouse.wheel(0, 800)
    // At the end of what is there the wheel moves nothing; the next page makes the list longer.
    await page.waitForFunction(({ top, height }) => {
      const { scrollTop, scrollHeight } = document.querySelector('[role=grid]').parentElement
      return scrollTop > top || scrollHeight > height
    }, before)
  }
  const after = await drawn(page)
  const tasks = await page.evaluate(() => globalThis.longTasks)
  console.log(
    `     ${after.nodes} nodes, ${after.rows} rows drawn; long tasks while scrolling: ${tasks.join(', ') || 'none'} (ms)`,
  )
  assert.ok(after.nodes < MOST_NODES && after.rows < 80, `draws too much: ${JSON.stringify(after)}`)

  // The address follows once the list stands still.
  await page.waitForFunction(
    () =>
      Number(new URL(location).searchParams.get('row')) ===
      Math.floor(document.querySelector('[role=grid]').parentElement.scrollTop / 40),
  )
  const names = async () => (await page.locator('tbody a.title').allTextContents()).slice(12, 20)
  const there = await names()
  await page.reload()
  await page.locator('tbody a.title', { hasText: there[0] }).waitFor()
  assert.ok((await firstNumber(page)) >= WANTED - 20, 'a reload stays where the reader was')
  await page.locator('tbody a.title', { hasText: there[3] }).first().click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.goBack()
  await page.locator('tbody a.title', { hasText: there[3] }).first().waitFor()

  // The keys work in rows that were not drawn a moment ago.
  await page.locator('tbody a.title', { hasText: there[3] }).first().focus()
  await page.keyboard.press('Control+Home')
  await page.locator('tr[data-index="0"] :focus').waitFor()
  await page.keyboard.press('j')
  await page.locator('tr[data-index="1"] :focus').waitFor()
}
