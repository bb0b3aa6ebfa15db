import assert from 'node:assert/strict'
import { createRecord, open } from '../support/actions.mjs'
import { violations } from '../support/page.mjs'

/** A busy machine is slower; the benchmark measures the targets themselves. */
const TIMES = 10
const FAST_MS = 100
const FIRST_RESULTS_MS = 300

/** From the key press to the field that has the focus, as the page sees it. */
const timeToOpen = (page) =>
  page.evaluate(
    () =>
      new Promise((done) => {
        const since = performance.now()
        const look = () =>
          document.activeElement?.getAttribute('role') === 'combobox'
            ? done(performance.now() - since)
            : requestAnimationFrame(look)
        dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, bubbles: true, cancelable: true }))
        look()
      }),
  )

/** Ctrl-K opens at once from any page, gives the focus back, and finds pages, commands and records. */
export default async function palette(page, ctx) {
  const name = `蓬莱阁${ctx.unique}`
  await open(page, ctx)
  const made = await createRecord(page, 'customers', { name, kind: 'company' })
  const sounding = `云启科技${ctx.unique}`
  await createRecord(page, 'customers', { name: sounding, kind: 'company', phone: '139 8642 7531' })
  const field = page.getByRole('combobox', { name: '搜索与命令' })

  for (const path of ['/', '/customers', `/customers/${made.id}`]) {
    await open(page, ctx, path)
    await page.locator('#main h1').first().waitFor()
    await page.getByRole('button', { name: /搜索或跳转/ }).hover()
    await page.waitForLoadState('networkidle')
    const link = page.getByRole('link', { name: '联系人' }).first()
    await link.focus()
    const took = await timeToOpen(page)
    assert.ok(took < FAST_MS * TIMES, `opened on ${path} after ${took.toFixed(0)} ms`)
    await page.keyboard.press('Escape')
    await field.waitFor({ state: 'detached' })
    assert.ok(await link.evaluate((node) => node === document.activeElement), `the focus is back on ${path}`)
  }

  await page.keyboard.press('Control+k')
  await ctx.shot(page, 'palette')
  assert.deepEqual(await violations(page), [])
  const found = page.getByRole('option', { name: new RegExp(name) })
  for (const words of [name.slice(0, 6), made.customerNo]) {
    const since = Date.now()
    await field.fill(words)
    await found.first().waitFor()
    const took = Date.now() - since
    assert.ok(took < FIRST_RESULTS_MS * TIMES, `${words} found after ${took} ms`)
  }
  // By Chinese from the middle, initials, full pinyin, traditional characters, and four digits: one question each.
  const asked = []
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.searchParams.has('q')) asked.push(url.pathname)
  })
  const heard = page.getByRole('option', { name: new RegExp(sounding) })
  const ways = [`启科技${ctx.unique}`, `yqkj${ctx.unique}`, `yunqikeji${ctx.unique}`, `雲啟 ${ctx.unique}`, `8642 ${ctx.unique}`]
  for (const words of ways) {
    await field.fill('')
    await heard.first().waitFor({ state: 'detached' })
    const since = Date.now()
    await field.fill(words)
    await heard.first().waitFor()
    const took = Date.now() - since
    assert.ok(took < FIRST_RESULTS_MS * 5, `${words} found after ${took} ms`)
  }
  assert.deepEqual(
    asked,
    ways.map(() => '/api/v1/search'),
  )
  await ctx.shot(page, 'palette-phone')
  await field.fill(name.slice(0, 6))
  await found.first().locator('mark').waitFor()
  await ctx.shot(page, 'palette-found')
  assert.deepEqual(await violations(page), [])
  await found.first().click()
  await page.getByRole('heading', { level: 1, name }).waitFor()

  // Arrow keys and Enter, without the mouse: a page, a new record, a command.
  const run = async (words, option) => {
    await page.keyboard.press('Control+k')
    await field.fill(words)
    await page.getByRole('option', { name: option, selected: true }).waitFor()
    await page.keyboard.press('Enter')
  }
  await run('contacts', /联系人/)
  await page.getByRole('heading', { level: 1, name: '联系人' }).waitFor()
  await page.keyboard.press('Control+k')
  await field.fill('客户')
  const options = page.getByRole('option')
  await options.nth(1).waitFor()
  await page.keyboard.press('ArrowDown')
  assert.equal(await options.nth(1).getAttribute('aria-selected'), 'true')
  assert.equal(await field.getAttribute('aria-activedescendant'), await options.nth(1).getAttribute('id'))
  await page.keyboard.press('Escape')
  await run('新建客户', /新建客户/)
  await page.getByRole('textbox', { name: '客户名称' }).waitFor()
  await run('深色', /深色/)
  await page.locator('html.dark').waitFor()
  await page.keyboard.press('Control+k')
  await field.fill('不存在的东西')
  await page.getByText('没有找到“不存在的东西”').waitFor()
  await ctx.shot(page, 'palette-nothing')
}
