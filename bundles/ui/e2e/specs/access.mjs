import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { open } from '../support/actions.mjs'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const PATHS = ['/', '/customers', '/customers/new', '/customers/import', '/contacts', '/jobs', '/settings/modules']

async function violations(page) {
  await page.evaluate(axe)
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }))
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 3)
          .map((node) => node.html.slice(0, 160))
          .join(' | ')}`,
    )
}

/** No serious or critical violation on any main page, light and dark; the skip link comes first. */
export default async function access(page, ctx) {
  await open(page, ctx)
  for (const theme of ['light', 'dark']) {
    await page.evaluate((theme) => localStorage.setItem('penglai.theme', theme), theme)
    for (const path of PATHS) {
      await page.goto(ctx.base + path)
      await page.locator('#main h1').first().waitFor()
      await page.waitForTimeout(500)
      assert.deepEqual(await violations(page), [], `${path} ${theme}`)
    }
  }
  await page.goto(`${ctx.base}/customers`)
  await page.locator('tbody a.title').first().waitFor()
  await page.keyboard.press('Tab')
  assert.equal(await page.evaluate(() => document.activeElement.textContent.trim()), '跳到正文')
  await page.keyboard.press('Control+k')
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('type')), 'search')
  await page.keyboard.press('Escape')
  assert.equal(await page.evaluate(() => document.activeElement.textContent.trim()), '跳到正文')
}
