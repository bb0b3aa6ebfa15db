import assert from 'node:assert/strict'
import { open } from '../support/actions.mjs'
import { assertNoRawKey, violations } from '../support/page.mjs'

export const reducedMotion = 'reduce'

/** What is held of a person is handed out, then the person is erased after the name was typed, and listed without it. */
export default async function privacy(page, ctx) {
  const name = `隐私联系人${ctx.unique}`
  await open(page, ctx, '/customers')
  const { company, customer, id } = await page.evaluate(async (person) => {
    const session = await (await fetch('/api/v1/session')).json()
    const headers = { 'Content-Type': 'application/json', 'X-CSRF-Token': session.csrfToken }
    const send = async (type, values) =>
      (await (await fetch(`/api/v1/${type}`, { method: 'POST', headers, body: JSON.stringify(values) })).json()).id
    const company = await send('customers', { name: `${person}的公司` })
    const customer = await send('customers', { name: `${person}本人`, kind: 'person' })
    const id = await send('contacts', { customer: company, name: person, mobile: '13912345678' })
    await send('consents', { person: [{ type: 'contacts', id }], channel: 'email', purpose: 'marketing' })
    return { customer, id, company }
  }, name)

  await page.goto(`${ctx.base}/customers/${company}`)
  await page.getByRole('tab', { name: '变更记录' }).waitFor()
  assert.equal(await page.getByRole('tab', { name: '隐私' }).count(), 0)
  await page.goto(`${ctx.base}/customers/${customer}`)
  await page.getByRole('tab', { name: '隐私' }).click()
  await page.getByText('只属于此人的记录').waitFor()

  await page.goto(`${ctx.base}/contacts/${id}?tab=privacy`)
  await page.getByRole('heading', { level: 1, name }).waitFor()
  await page.getByRole('tab', { name: '隐私' }).click()
  await page.getByText('只属于此人的记录').waitFor()
  await page.getByRole('button', { name: '导出', exact: true }).last().click()
  await page.getByRole('link', { name: '下载文件' }).waitFor()
  await ctx.shot(page, 'privacy')
  assert.deepEqual(await violations(page), [])

  const erase = page.getByRole('button', { name: '彻底删除' })
  assert.ok(await erase.isDisabled())
  await page.getByLabel('原因').fill(`本人要求 ${ctx.unique}`)
  await page.getByLabel('请输入以确认').fill(name)
  await erase.click()
  await page.getByText('此人已被删除').first().waitFor()

  await page.goto(`${ctx.base}/settings/privacy`)
  await page.getByRole('heading', { level: 1, name: '隐私' }).waitFor()
  const row = page.getByRole('row').filter({ hasText: `本人要求 ${ctx.unique}` })
  await row.getByText('联系人').waitFor()
  assert.equal(await page.getByText(name).count(), 0)
  await assertNoRawKey(page)
  assert.deepEqual(await violations(page), [])
}
