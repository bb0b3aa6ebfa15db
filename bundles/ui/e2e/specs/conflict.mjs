import assert from 'node:assert/strict'
import { createRecord, open } from '../support/actions.mjs'

/** Somebody else saves first: their values are loaded, what was typed stays, a second save goes through. */
export default async function conflict(page, ctx) {
  const name = `冲突${ctx.unique}`
  await open(page, ctx)
  const customer = await createRecord(page, 'customers', { name, kind: 'company' })
  await open(page, ctx, `/customers/${customer.id}/edit`)
  await page.getByRole('textbox', { name: '简称' }).fill('我的')
  await page.evaluate(async (id) => {
    const { csrfToken } = await (await fetch('/api/v1/session')).json()
    await fetch(`/api/v1/customers/${id}`, {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrfToken },
      body: JSON.stringify({ address: '别人的地址' }),
    })
  }, customer.id)
  await page.getByRole('button', { name: '保存' }).click()
  await page
    .getByRole('alert')
    .getByText(/刚被他人修改/)
    .waitFor()
  assert.equal(await page.getByRole('textbox', { name: '简称' }).inputValue(), '我的')
  assert.equal(await page.getByRole('textbox', { name: /地址$/ }).inputValue(), '别人的地址')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
  await page.locator('dd').getByText('别人的地址').waitFor()
}
