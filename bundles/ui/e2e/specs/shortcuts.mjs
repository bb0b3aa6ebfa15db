import assert from 'node:assert/strict'
import { open } from '../support/actions.mjs'
import { violations } from '../support/page.mjs'

/** Keys lead to pages and to search, say what they do, and stay quiet while somebody types. */
export default async function shortcuts(page, ctx) {
  await open(page, ctx)
  await page.locator('#main h1').first().waitFor()
  const heading = (name) => page.getByRole('heading', { level: 1, name }).waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('c')
  await heading('客户')
  await page.keyboard.press('/')
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('type')), 'search')
  await page.keyboard.type('ghn?')
  assert.equal(await page.evaluate(() => document.activeElement.value), 'ghn?')
  assert.equal(new URL(page.url()).pathname, '/customers')
  await page.evaluate(() => document.activeElement.blur())
  await page.keyboard.press('n')
  await page.getByRole('textbox', { name: '客户名称' }).waitFor()
  await page.evaluate(() => document.activeElement.blur())
  await page.keyboard.press('g')
  await page.keyboard.press('h')
  await page.waitForURL(`${ctx.base}/`)

  await page.keyboard.press('?')
  const map = page.getByRole('dialog', { name: '快捷键' })
  await map.getByText('前往页面').waitFor()
  await ctx.shot(page, 'shortcuts')
  assert.deepEqual(await violations(page), [])
  // Nothing happens behind an open dialog.
  await page.keyboard.press('g')
  await page.keyboard.press('c')
  assert.equal(new URL(page.url()).pathname, '/')
  await map.getByRole('switch', { name: '启用单键快捷键' }).press('Space')
  await page.keyboard.press('Escape')
  await map.waitFor({ state: 'hidden' })
  await page.keyboard.press('?')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: '搜索与命令' }).waitFor()
  assert.equal(await map.isVisible(), false)
}
