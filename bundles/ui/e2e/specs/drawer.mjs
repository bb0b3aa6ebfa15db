import assert from 'node:assert/strict'
import { createRecord, open } from '../support/actions.mjs'
import { assertNoSidewaysScroll, settled, violations } from '../support/page.mjs'

/** A record beside its list: j and k move, Enter opens, e edits, Esc gives the row the focus back. */
export default async function drawer(page, ctx) {
  await open(page, ctx, '/customers')
  const word = `预览${ctx.unique}`
  const names = ['甲', '乙', '丙'].map((letter) => word + letter)
  for (const name of names) await createRecord(page, 'customers', { name, kind: 'company', level: 'B' })
  await page.goto(`${ctx.base}/customers?q=${word}&sort=createdAt`)
  await page.locator('tbody a.title', { hasText: names[2] }).waitFor()
  const preview = page.getByRole('complementary', { name: '预览' })
  const shows = (name) => preview.getByRole('heading', { level: 2, name }).waitFor()
  const focused = () => page.evaluate(() => document.activeElement.textContent.trim())

  await settled(page)
  await page.locator('tbody a.title').first().focus()
  await page.locator('tr[data-index="0"] :focus').waitFor()
  await page.keyboard.press('Space')
  await shows(names[0])
  await page.waitForURL(/preview=/)
  await page.keyboard.press('j')
  await shows(names[1])
  await page.keyboard.press('j')
  await shows(names[2])
  await page.keyboard.press('k')
  await shows(names[1])
  assert.equal(
    await page
      .locator('tr.current')
      .innerText()
      .then((text) => text.includes(names[1])),
    true,
  )
  await preview.getByText(/^2 \/ 3$/).waitFor()
  await settled(page)
  assert.deepEqual(await violations(page), [])
  await ctx.shot(page, 'drawer')

  // What is changed in the drawer stands in the row at once.
  await preview.getByRole('button', { name: /简称/ }).click()
  await preview.getByRole('textbox', { name: '简称' }).fill('预览改')
  await page.keyboard.press('Enter')
  await preview.getByText('预览改').waitFor()
  await page.keyboard.press('Escape')
  await preview.waitFor({ state: 'detached' })
  assert.equal(await focused(), names[1])

  await page.reload()
  await page.locator('tr', { hasText: names[2] }).hover()
  await page.getByRole('button', { name: `预览 ${names[2]}` }).click()
  await shows(names[2])
  await page.reload()
  await shows(names[2])

  await page.setViewportSize({ width: 360, height: 740 })
  await shows(names[2])
  await assertNoSidewaysScroll(page)
  await ctx.shot(page, 'drawer-phone')
  await preview.getByRole('button', { name: '关闭预览' }).click()
  await page.setViewportSize({ width: 1440, height: 900 })

  await page.locator('tbody a.title', { hasText: names[0] }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: names[0] }).waitFor()
}
