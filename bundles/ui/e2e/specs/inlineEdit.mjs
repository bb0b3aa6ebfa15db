import assert from 'node:assert/strict'
import { createRecord, open } from '../support/actions.mjs'
import { violations } from '../support/page.mjs'

/** Values are changed in their cells; refusals and what others did meanwhile are told there; undo brings the old one back. */
export default async function inlineEdit(page, ctx) {
  await open(page, ctx, '/customers')
  const name = `单元格${ctx.unique}`
  const { id } = await createRecord(page, 'customers', { name, kind: 'company', level: 'B', phone: '13912345678' })
  await page.goto(`${ctx.base}/customers?q=${name}`)
  const row = page.locator('tbody tr', { hasText: name })
  await row.waitFor()
  const heads = await page.getByRole('columnheader').allInnerTexts()
  const cell = (head) => row.locator('td').nth(heads.findIndex((text) => text.trim() === head))
  const read = () => page.evaluate(async (id) => (await fetch(`/api/v1/customers/${id}`)).json(), id)

  // A choice is saved at once, and its undo takes it back.
  await cell('级别').dblclick()
  await page.getByRole('option', { name: 'A', exact: true }).click()
  await cell('级别').getByText('A', { exact: true }).waitFor()
  assert.equal((await read()).level, 'A')
  await page.getByRole('button', { name: '撤销' }).click()
  await cell('级别').getByText('B', { exact: true }).waitFor()
  assert.equal((await read()).level, 'B')

  // By keyboard alone: the arrow keys lead there, F2 opens, a refusal stands at the cell, Esc leaves everything as it was.
  await row.locator('a.title').focus()
  while (!(await cell('电话').evaluate((node) => node === document.activeElement))) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('F2')
  const phone = page.getByRole('textbox', { name: '电话' })
  await phone.fill('12')
  await page.keyboard.press('Enter')
  await page.locator('.cell-editor').getByRole('alert').waitFor()
  assert.deepEqual(await violations(page), [])
  await ctx.shot(page, 'cell-refused')
  await page.keyboard.press('Escape')
  assert.ok(await cell('电话').evaluate((node) => node === document.activeElement), 'the cell has the focus back')
  assert.equal((await read()).phone, '+8613912345678')

  // Somebody else was faster with the very same value.
  await page.keyboard.press('Enter')
  await phone.fill('13800000001')
  await page.evaluate(async (id) => {
    const { csrfToken } = await (await fetch('/api/v1/session')).json()
    const headers = { 'Content-Type': 'application/json', 'X-CSRF-Token': csrfToken }
    await fetch(`/api/v1/customers/${id}`, { method: 'PATCH', headers, body: JSON.stringify({ phone: '13700000002' }) })
  }, id)
  await page.keyboard.press('Enter')
  const conflict = page.locator('.cell-editor').getByRole('alert')
  await conflict.getByText('137 0000 0002').waitFor()
  await ctx.shot(page, 'cell-conflict')
  await conflict.getByRole('button').first().click()
  await cell('电话').getByText('138 0000 0001').waitFor()
  assert.equal((await read()).phone, '+8613800000001')
}
