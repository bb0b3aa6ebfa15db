import assert from 'node:assert/strict'
import { createRecord, open } from '../support/actions.mjs'
import { violations } from '../support/page.mjs'

/** A pool's records are claimed from their list, one or several at once, and from their own page; what is refused says why. */
export default async function pool(page, ctx) {
  await open(page, ctx, '/customers/pool')
  const api = (method, path, body) =>
    page.evaluate(
      async ([method, path, body]) => {
        const { csrfToken } = await (await fetch('/api/v1/session')).json()
        const headers = { 'Content-Type': 'application/json', 'X-CSRF-Token': csrfToken }
        const response = await fetch(`/api/v1/${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) })
        return { status: response.status, body: response.status === 204 ? null : await response.json() }
      },
      [method, path, body],
    )
  const made = await createRecord(page, 'pools', {
    name: `公海${ctx.unique}`,
    type: 'customers',
    position: 900,
    reclaimNoFollowUpDays: 10,
  })
  const names = ['甲', '乙', '丙', '丁'].map((one) => `${one}${ctx.unique}`)
  const customers = []
  for (const name of names) customers.push(await createRecord(page, 'customers', { name, kind: 'company', pool: made.id }))
  assert.equal(customers[0].owner, null, 'in the pool nobody owns it')

  // One row, then two at once.
  await page.goto(`${ctx.base}/customers/pool`)
  await page.getByRole('tab', { name: `公海${ctx.unique}` }).click()
  const row = (name) => page.locator('tbody tr', { hasText: name })
  for (const name of names) await row(name).waitFor()
  assert.deepEqual(await violations(page), [])
  await ctx.shot(page, 'pool')
  await page.getByRole('button', { name: `领取 ${names[0]}` }).click()
  await row(names[0]).waitFor({ state: 'detached' })
  await page.getByRole('checkbox', { name: `选择 ${names[1]}` }).check()
  await page.getByRole('checkbox', { name: `选择 ${names[2]}` }).check()
  await page.getByRole('button', { name: '领取所选' }).click()
  await row(names[1]).waitFor({ state: 'detached' })
  await row(names[2]).waitFor({ state: 'detached' })
  const claimed = (await api('GET', `customers/${customers[0].id}`)).body
  assert.equal(claimed.pool, null)
  assert.ok(claimed.owner, 'whoever claims owns it')

  // On the record's own page, and then the time that is left.
  await row(names[3]).getByRole('link').click()
  await page.getByText(`在公海${ctx.unique}中`, { exact: true }).waitFor()
  await page.locator('.pool').getByRole('button', { name: '领取' }).click()
  await page.getByText('将于 10 天后回收').waitFor()
  assert.equal(
    await page.getByRole('button', { name: '领取', exact: true }).count(),
    0,
    'whoever owns it is not offered to claim it',
  )
  assert.deepEqual(await violations(page), [])
  await ctx.shot(page, 'pool-countdown')

  // Given back and wanted again at once: the refusal says why, in the reader's language.
  assert.equal((await api('PATCH', `pools/${made.id}`, { coolDownDays: 7 })).status, 200)
  assert.equal((await api('POST', `customers/${customers[3].id}/actions/return`, {})).status, 200)
  const refused = await api('POST', `customers/${customers[3].id}/actions/claim`, {})
  assert.equal(refused.status, 409)
  assert.equal(refused.body.code, 'coolDown')
  assert.match(refused.body.detail, /之后才能再次领取/)

  // Nothing is left behind that would change other lists.
  for (const { id } of customers) assert.equal((await api('DELETE', `customers/${id}`)).status, 204)
  assert.equal((await api('DELETE', `pools/${made.id}`)).status, 204)
}
