import assert from 'node:assert/strict'
import { createRecord, open } from '../support/actions.mjs'
import { assertNoSidewaysScroll, violations } from '../support/page.mjs'

/** What a colleague holds goes to another: shown before, moved at once, the account marked as left. */
export default async function handOver(page, ctx) {
  await open(page, ctx, '/settings/users')
  const word = `交接${ctx.unique}`
  const user = (letter) =>
    createRecord(page, 'users', { username: `hand.${letter}.${ctx.unique.toLowerCase()}`, name: word + letter })
  const leaver = await user('a')
  const heir = await user('b')
  const customer = await createRecord(page, 'customers', { name: `${word}客户`, kind: 'company', owner: leaver.id })
  await createRecord(page, 'tasks', { subject: `${word}任务`, owner: leaver.id })
  const read = (path) => page.evaluate(async (path) => (await fetch(`/api/v1/${path}`)).json(), path)

  await page.goto(`${ctx.base}/settings/users/${leaver.id}`)
  await page.getByRole('button', { name: '交接', exact: true }).click()
  await page.getByRole('heading', { name: `交接：${word}a` }).waitFor()
  await page.getByText('客户 1', { exact: true }).waitFor()
  await page.getByText('未完成的任务 1', { exact: true }).waitFor()
  const all = page.getByRole('combobox', { name: '全部交给' })
  await all.fill(`${word}b`)
  await page
    .getByRole('option', { name: `${word}b` })
    .first()
    .click()
  assert.deepEqual(await violations(page), [])
  await ctx.shot(page, 'hand-over')
  await page.setViewportSize({ width: 390, height: 780 })
  await assertNoSidewaysScroll(page)
  await ctx.shot(page, 'hand-over-phone')
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByRole('button', { name: /^交接 \d+ 项$/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: '交接' }).click()
  await page.getByText(/^交接完成：/).waitFor()

  assert.equal((await read(`customers/${customer.id}`)).owner.id, heir.id)
  assert.equal((await read(`users/${leaver.id}`)).status, 'left')
  assert.deepEqual((await read(`users/${leaver.id}/hand-over`)).items, [])
}
