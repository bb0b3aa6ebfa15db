import assert from 'node:assert/strict'
import { changeRecord, createRecord, open } from '../support/actions.mjs'
import { settled, violations } from '../support/page.mjs'

export const reducedMotion = 'reduce'
const CHANGES = 22

/** What happens to a record appears on its open page, by days, as before and after; older pages come on demand. */
export default async function timeline(page, ctx) {
  await open(page, ctx)
  const name = `动态${ctx.unique}`
  const customer = await createRecord(page, 'customers', { name, kind: 'company', shortName: '旧简称' })
  await page.goto(`${ctx.base}/customers/${customer.id}`)
  const panel = page.getByRole('tabpanel', { name: '动态' })
  const entries = panel.locator('article')
  await panel.getByRole('region', { name: '今天' }).waitFor()
  await panel.locator('[data-kind=created]').waitFor()

  // Somebody else writes: it is here without a reload.
  await changeRecord(page, 'customers', customer.id, { shortName: '新简称', phone: '13912345678' })
  const change = panel.locator('[data-kind=change]').first()
  await change.getByText('旧简称').waitFor()
  await change.getByText('新简称').waitFor()
  assert.equal(await change.locator('del').innerText(), '旧简称')
  await page.locator('dd').getByText('139 1234 5678').waitFor()
  await settled(page)
  assert.deepEqual(await violations(page), [])
  await ctx.shot(page, 'timeline')

  await createRecord(page, 'contacts', { name: '钱小三', customer: customer.id })
  await panel.getByRole('link', { name: /钱小三/ }).waitFor()

  // One kind of thing at a time.
  const filters = panel.getByRole('group', { name: '筛选动态' })
  await filters.getByRole('button', { name: '变更' }).click()
  await panel.getByRole('link', { name: /钱小三/ }).waitFor({ state: 'detached' })
  await change.getByText('新简称').waitFor()
  await filters.getByRole('button', { name: '全部' }).click()
  await panel.getByRole('link', { name: /钱小三/ }).waitFor()

  // A former value comes back, after a look at what is there now; and the way back is one click.
  await page.getByRole('tab', { name: '变更记录' }).click()
  const history = page.getByRole('tabpanel', { name: '变更记录' })
  await history.getByRole('button', { name: '将简称恢复为 旧简称' }).click()
  const question = page.getByRole('dialog', { name: '恢复简称？' })
  await question.getByText('当前为“新简称”，将恢复为“旧简称”。').waitFor()
  await ctx.shot(page, 'restore-value')
  // Whoever decides must know what he decides about: a change in between is told, not written over.
  await changeRecord(page, 'customers', customer.id, { shortName: '别人的简称' })
  await question.getByRole('button', { name: '恢复', exact: true }).click()
  await page.getByText('简称刚被他人改为 别人的简称，未作恢复。').waitFor()
  await history.getByRole('button', { name: '将简称恢复为 旧简称' }).click()
  await page.getByRole('dialog', { name: '恢复简称？' }).getByRole('button', { name: '恢复', exact: true }).click()
  await page.getByText('简称已恢复为 旧简称').waitFor()
  await page.locator('dd').getByText('旧简称', { exact: true }).waitFor()
  await page.getByRole('button', { name: '撤销' }).last().click()
  await page.getByText('简称已恢复为 别人的简称').waitFor()
  await page.locator('dd').getByText('别人的简称').waitFor()
  await page.getByRole('tab', { name: '动态' }).click()

  // More than one page holds: the rest comes while scrolling.
  for (let at = 0; at < CHANGES; at++) await changeRecord(page, 'customers', customer.id, { address: `地址${at}` })
  await page.reload()
  await entries.first().waitFor()
  while ((await panel.locator('[data-kind=created]').count()) === 0) {
    const before = await entries.count()
    await entries.last().scrollIntoViewIfNeeded()
    await page.waitForFunction((count) => document.querySelectorAll('[role=tabpanel] article').length > count, before)
  }
  assert.ok((await entries.count()) >= CHANGES + 2)

  await page.getByRole('tab', { name: '变更记录' }).click()
  await history
    .getByText(`地址${CHANGES - 1}`)
    .first()
    .waitFor()
}
