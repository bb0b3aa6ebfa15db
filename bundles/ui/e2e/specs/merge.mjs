import assert from 'node:assert/strict'
import { createRecord, open } from '../support/actions.mjs'
import { assertNoSidewaysScroll, violations } from '../support/page.mjs'

/** Two records become one: chosen in a list, compared field by field, merged, and taken back from the toast and the history. */
export default async function merge(page, ctx) {
  await open(page, ctx, '/customers')
  const word = `合并${ctx.unique}`
  const first = await createRecord(page, 'customers', { name: `${word}甲`, kind: 'company', level: 'A' })
  const second = await createRecord(page, 'customers', {
    name: `${word}乙`,
    kind: 'company',
    level: 'B',
    website: 'https://yi.example.com',
  })
  await createRecord(page, 'contacts', { name: `${word}联系人`, customer: second.id })
  const customerOf = () =>
    page.evaluate(async (name) => {
      const { items } = await (await fetch(`/api/v1/contacts?q=${encodeURIComponent(name)}`)).json()
      return items[0]?.customer?.id
    }, `${word}联系人`)

  await page.goto(`${ctx.base}/customers?q=${word}&sort=createdAt`)
  await page.getByRole('checkbox', { name: `选择 ${word}甲` }).click()
  await page.getByRole('checkbox', { name: `选择 ${word}乙` }).click()
  await page.getByRole('group', { name: '批量操作' }).getByRole('button', { name: '合并', exact: true }).click()
  await page.getByRole('heading', { name: '合并客户' }).waitFor()
  await page
    .getByRole('radio', { name: `${word}甲`, exact: false })
    .first()
    .check()

  // The kept record's value is chosen, and what it lacks is filled in.
  const values = page.getByRole('group', { name: /级别$/ })
  assert.ok(await values.getByRole('radio', { name: /甲: / }).isChecked())
  assert.ok(await page.getByRole('radio', { name: /yi\.example\.com/ }).isChecked())
  await values.getByRole('radio', { name: /乙: / }).check()
  await page.getByText(/1 条联系人转到/).waitFor()
  assert.deepEqual(await violations(page), [])
  await ctx.shot(page, 'merge')
  await page.setViewportSize({ width: 390, height: 780 })
  await assertNoSidewaysScroll(page)
  await ctx.shot(page, 'merge-phone')
  await page.setViewportSize({ width: 1440, height: 900 })

  await page.getByRole('button', { name: '合并 2 条记录' }).click()
  await page.getByText(`已合并到“${word}甲”`).waitFor()
  assert.equal(await customerOf(), first.id)
  await page.getByRole('button', { name: '撤销', exact: true }).click()
  await page.getByText('合并已撤销').first().waitFor()
  assert.equal(await customerOf(), second.id)

  // From the record's own menu, with the other one found by its name; back again from the history.
  await page.goto(`${ctx.base}/merge?type=customers&ids=${first.id},${second.id}`)
  await page.getByRole('button', { name: '合并 2 条记录' }).click()
  await page.getByText(`已合并到“${word}甲”`).waitFor()
  await page.goto(`${ctx.base}/customers/${first.id}?tab=history`)
  await page.getByRole('button', { name: '撤销合并' }).click()
  await page.getByText('合并已撤销').first().waitFor()
  assert.equal(await customerOf(), second.id)
}
