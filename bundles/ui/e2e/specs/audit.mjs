import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { choose, open } from '../support/actions.mjs'
import { assertNoRawKey, violations } from '../support/page.mjs'

export const reducedMotion = 'reduce'

/** Somebody with the right finds in the audit what was done to a record, and that nothing of it was tampered with. */
export default async function audit(page, ctx) {
  const name = `审计客户${ctx.unique}`
  await open(page, ctx, '/customers')
  const id = await page.evaluate(async (customer) => {
    const session = await (await fetch('/api/v1/session')).json()
    const headers = { 'Content-Type': 'application/json', 'X-CSRF-Token': session.csrfToken }
    const created = await fetch('/api/v1/customers', { method: 'POST', headers, body: JSON.stringify({ name: customer }) })
    return (await created.json()).id
  }, name)

  await page.goto(`${ctx.base}/settings/audit`)
  await page.getByRole('heading', { level: 1, name: '审计' }).waitFor()
  await choose(page, '类型', /^客户$/)
  await choose(page, '操作', /^创建$/)
  await page.getByRole('button', { name: '查询' }).click()
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: id }) })
  await row.waitFor()
  assert.match(await row.innerText(), /创建/)
  assert.match(await row.innerText(), /127\.0\.0\.1|::1|(0:){7}1/)
  await row.locator('summary').click()
  await row.getByText(name).waitFor()
  await ctx.shot(page, 'audit')

  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: '导出为 CSV' }).click()
  const file = await readFile(await (await download).path(), 'utf8')
  assert.match(file.split('\r\n')[0], /^\uFEFFid,at,userId,user,type,recordId/)
  assert.ok(file.includes(`,customers,${id},`), 'what was searched for is in the file')
  assert.ok(!file.includes(',updated,'), 'and only that')

  await page.getByRole('button', { name: '校验完整性' }).click()
  await page.getByText('完整，未被改动').waitFor()
  await assertNoRawKey(page)
  assert.deepEqual(await violations(page), [])
  await row.getByRole('link', { name: id }).click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
}
