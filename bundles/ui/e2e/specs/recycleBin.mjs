import assert from 'node:assert/strict'
import { createRecord, open } from '../support/actions.mjs'
import { assertNoSidewaysScroll, violations } from '../support/page.mjs'

/** What was deleted lies in the recycle bin with what went along, comes back from there, or goes for good. */
export default async function recycleBin(page, ctx) {
  await open(page, ctx, '/customers')
  const word = `回收${ctx.unique}`
  const made = []
  for (const letter of ['甲', '乙']) made.push(await createRecord(page, 'customers', { name: word + letter, kind: 'company' }))
  await createRecord(page, 'contacts', { name: `${word}联系人`, customer: made[0].id })
  await page.evaluate(
    async (ids) => {
      const { csrfToken } = await (await fetch('/api/v1/session')).json()
      for (const id of ids) await fetch(`/api/v1/customers/${id}`, { method: 'DELETE', headers: { 'X-CSRF-Token': csrfToken } })
    },
    made.map(({ id }) => id),
  )
  const status = (id) => page.evaluate(async (id) => (await fetch(`/api/v1/customers/${id}`)).status, id)

  await page.goto(`${ctx.base}/settings/recycle-bin?type=customers`)
  await page.getByPlaceholder('按名称查找').fill(word)
  const row = (letter) => page.getByRole('row', { name: new RegExp(word + letter) })
  await row('甲').waitFor()
  assert.match(await row('甲').innerText(), /1 条联系人/)
  assert.deepEqual(await violations(page), [])
  await ctx.shot(page, 'recycle-bin')
  await page.setViewportSize({ width: 390, height: 780 })
  await assertNoSidewaysScroll(page)
  await ctx.shot(page, 'recycle-bin-phone')
  await page.setViewportSize({ width: 1440, height: 900 })

  await page.getByRole('button', { name: `恢复 ${word}甲` }).click()
  await page.getByText(`已恢复“${word}甲”`).waitFor()
  assert.equal(await status(made[0].id), 200)

  await page.getByRole('button', { name: `彻底删除 ${word}乙` }).click()
  await page.getByRole('dialog').getByRole('button', { name: '彻底删除' }).click()
  await page.getByText(`已彻底删除“${word}乙”`).waitFor()
  await row('乙').waitFor({ state: 'detached' })
  assert.equal(await status(made[1].id), 404)
}
