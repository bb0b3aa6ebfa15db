import { createRecord, open } from '../support/actions.mjs'

const THROWING = `import { h } from 'vue'
const Broken = { setup() { throw new Error('broken on purpose') } }
export default { components: { CustomerTab: Broken, PointsWidget: Broken } }`

const OWN = /\/plugins\/acmeLoyalty\/.*\.js$/

/** A plug-in that throws spoils its own area only, says which it is, and can be tried again. */
export default async function isolation(page, ctx) {
  await open(page, ctx)
  const customer = await createRecord(page, 'customers', { name: `隔离${ctx.unique}`, kind: 'company' })
  await page.route(OWN, (route) => route.fulfill({ contentType: 'text/javascript', body: THROWING }))
  await open(page, ctx, '/')
  await page.getByRole('list', { name: '各级别客户数量' }).waitFor()
  await page.getByRole('alert').filter({ hasText: '“会员积分”出错了' }).waitFor()
  await ctx.shot(page, 'widget-failed')
  await open(page, ctx, `/customers/${customer.id}`)
  await page.getByRole('tab', { name: '会员积分' }).click()
  const fault = page.getByRole('alert').filter({ hasText: '“会员积分”出错了' })
  await fault.getByRole('button', { name: '重试' }).click()
  await fault.waitFor()
  await ctx.shot(page, 'plugin-failed')
  await page.getByRole('region', { name: '联系人' }).getByText('还没有联系人').waitFor()

  // Code that cannot be fetched is no worse, and trying again helps once it can.
  await page.unroute(OWN)
  await page.route(OWN, (route) => route.abort())
  await page.goto(`${ctx.base}/`)
  const failed = page.getByRole('alert').filter({ hasText: '会员积分' })
  await failed.getByRole('button', { name: '重试' }).waitFor()
  await page.getByRole('list', { name: '各级别客户数量' }).waitFor()
  await page.unroute(OWN)
  await failed.getByRole('button', { name: '重试' }).click()
  await failed.waitFor({ state: 'detached' })
}
