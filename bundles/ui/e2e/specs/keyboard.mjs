import assert from 'node:assert/strict'
import { open } from '../support/actions.mjs'

const focused = (page) => page.evaluate(() => document.activeElement.textContent.trim())

/** The skip link comes first; the search key gives the focus back. */
export default async function keyboard(page, ctx) {
  await open(page, ctx, '/customers')
  await page.reload()
  await page.locator('tbody a.title').first().waitFor()
  await page.keyboard.press('Tab')
  assert.equal(await focused(page), '跳到正文')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: '搜索与命令' }).waitFor()
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('role')), 'combobox')
  await page.keyboard.press('Escape')
  assert.equal(await focused(page), '跳到正文')
}
