import assert from 'node:assert/strict'
import { act, createRecord, createUser, open } from '../support/actions.mjs'
import { assertNoRawKey, assertNoSidewaysScroll, violations } from '../support/page.mjs'

export const reducedMotion = 'reduce'

const PASSWORD = 'spec-password-2026'

/** A complaint is looked into, and its ticket ends only after somebody else has verified what was done. */
export default async function complaint(page, ctx) {
  await open(page, ctx, '/complaints')
  const subject = `泵漏油${ctx.unique}`
  const ticket = await createRecord(page, 'tickets', { subject, kind: 'complaint' })
  await page.reload()
  await page.getByRole('link', { name: subject }).first().click()
  await page.getByRole('heading', { level: 1, name: subject }).waitFor()
  assert.deepEqual(await violations(page), [])

  await open(page, ctx, `/tickets/${ticket.id}`)
  await act(page, '解决')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').first().fill('已换')
  await dialog.getByRole('button', { name: '解决', exact: true }).click()
  await page
    .getByText(/投诉还不能解决，缺少：根本原因/)
    .first()
    .waitFor()
  await ctx.shot(page, 'complaint-refused')

  const { items } = await page.evaluate(
    async (id) => (await fetch(`/api/v1/complaintDetails?filter=ticket==${id}`)).json(),
    ticket.id,
  )
  await open(page, ctx, `/complaints/${items[0].id}/edit`)
  await page.getByRole('textbox', { name: '根本原因' }).fill('密封圈老化')
  await page.getByRole('textbox', { name: '纠正措施' }).fill('更换供应商，抽检库存')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByText('更换供应商').first().waitFor()
  await act(page, '措施已落实')
  await page.getByText('落实人').first().waitFor()
  await assertNoRawKey(page)
  await ctx.shot(page, 'complaint')

  const username = `verifier.${ctx.unique.toLowerCase()}`
  const roles = await page.evaluate(async () => (await (await fetch('/api/v1/roles?filter=code==serviceLead')).json()).items)
  await createUser(page, { username, name: `主管${ctx.unique}`, roles: [{ type: 'roles', id: roles[0].id }] }, PASSWORD)
  const context = await page
    .context()
    .browser()
    .newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN', reducedMotion })
  try {
    const theirs = await context.newPage()
    await open(theirs, { ...ctx, user: username, password: PASSWORD }, `/complaints/${items[0].id}`)
    await assertNoSidewaysScroll(theirs)
    await act(theirs, '验证通过', '两周无复发')
    await theirs.getByText('两周无复发').first().waitFor()
    await ctx.shot(theirs, 'complaint-phone')
  } finally {
    await context.close()
  }
  await open(page, ctx, `/tickets/${ticket.id}`)
  await act(page, '解决', '已更换密封圈')
  await page.getByText('已解决').first().waitFor()
}
