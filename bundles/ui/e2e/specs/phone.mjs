import { aCustomer, anImport, createRecord, open } from '../support/actions.mjs'
import { assertNoSidewaysScroll, settled } from '../support/page.mjs'

export const viewport = { width: 390, height: 844 }

/** On a phone: bottom tabs, two-line rows, nothing scrolls sideways, a record can be changed. */
export default async function phone(page, ctx) {
  await page.goto(ctx.base)
  await page.locator('input[name=username]').waitFor()
  await ctx.shot(page, 'sign-in-phone')
  await open(page, ctx)
  await createRecord(page, 'customers', { name: `手机${ctx.unique}`, kind: 'company' })
  const customer = await aCustomer(page)
  const paths = {
    home: '/',
    customers: '/customers',
    record: `/customers/${customer}`,
    loyaltyTab: `/customers/${customer}?tab=acmeLoyalty.loyalty`,
    new: '/customers/new',
    import: '/customers/import',
    importResult: await anImport(page),
    contacts: '/contacts',
    jobs: '/jobs',
    modules: '/settings/modules',
  }
  for (const [name, path] of Object.entries(paths)) {
    await page.goto(ctx.base + path)
    await settled(page)
    await assertNoSidewaysScroll(page)
    await ctx.shot(page, `${name}-phone`)
  }
  await open(page, ctx, `/customers?q=手机${ctx.unique}`)
  await page.getByRole('link', { name: new RegExp(`手机${ctx.unique}`) }).click()
  await page.getByRole('button', { name: '编辑' }).click()
  await page.getByRole('textbox', { name: '简称' }).fill('手机')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByRole('heading', { level: 1, name: `手机${ctx.unique}` }).waitFor()
  await assertNoSidewaysScroll(page)
  await page.getByRole('button', { name: '更多', exact: true }).click()
  await page.getByRole('dialog').getByRole('link', { name: '任务中心' }).waitFor()
}
