import assert from 'node:assert/strict'
import { createRecord, open } from '../support/actions.mjs'

/** A stranger fills in a web form without JavaScript, and what he sends is a lead with its source. */
export default async function webForm(page, ctx) {
  const company = `表单公司${ctx.unique}`
  await open(page, ctx, '/settings/lead-forms')
  const form = await createRecord(page, 'leadForms', {
    name: `官网表单${ctx.unique}`,
    title: '获取报价',
    titleEn: 'Get a quote',
    accent: '#0b7a4b',
    embedders: '*',
  })
  await open(page, ctx, `/settings/lead-forms/${form.id}`)
  const address = await page.getByRole('textbox', { name: '表单地址' }).inputValue()
  assert.ok(address.endsWith(`/public/forms/${form.formKey}`))
  await ctx.shot(page, 'web-form-settings')

  const stranger = await page
    .context()
    .browser()
    .newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 780 } })
  try {
    const site = await stranger.newPage()
    await site.goto(`${ctx.base}/public/forms/${form.formKey}?utm_source=baidu&lang=zh-CN`)
    await site.getByRole('heading', { name: '获取报价' }).waitFor()
    await site.getByRole('button', { name: '提交' }).click()
    await site.getByText('请填写此项。').first().waitFor()
    await ctx.shot(site, 'web-form-errors')
    await site.getByRole('textbox', { name: '联系人' }).fill('王小明')
    await site.getByRole('textbox', { name: '公司名称' }).fill(company)
    await site.getByRole('textbox', { name: '手机' }).fill('138 0013 8000')
    await site.getByRole('button', { name: '提交' }).click()
    await site.getByText('已收到').waitFor()
    await ctx.shot(site, 'web-form-thanks')
    await site.goto(`${ctx.base}/public/forms/${form.formKey}?lang=en`)
    await site.getByRole('heading', { name: 'Get a quote' }).waitFor()
    await ctx.shot(site, 'web-form-english')
    assert.deepEqual(await stranger.cookies(), [])
  } finally {
    await stranger.close()
  }

  await open(page, ctx, `/leads?q=${encodeURIComponent(company)}`)
  await page
    .getByRole('link', { name: new RegExp(company) })
    .first()
    .click()
  await page.getByText('utm_source=baidu').first().waitFor()
  await ctx.shot(page, 'web-form-lead')
}
