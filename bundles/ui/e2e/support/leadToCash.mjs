import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { createRecord, open } from './actions.mjs'

const DESKTOP = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }

/** What must be there before: a form on the web, something to sell, and a rule that quotes to this firm want a signature. */
async function prepare(page, ctx, company) {
  await open(page, ctx, '/leads')
  const me = await page.evaluate(async () => (await (await fetch('/api/v1/session')).json()).user.id)
  const form = await createRecord(page, 'leadForms', { name: `路径表单${company}`, title: '获取报价' })
  await createRecord(page, 'products', {
    sku: `LC-${company}`,
    name: `路径水泵${company}`,
    unit: '台',
    listPrice: { amount: '1000.00', currency: 'CNY' },
  })
  const flow = await createRecord(page, 'approvalFlows', {
    name: `路径审批${company}`,
    type: 'quotes',
    condition: `customer.name=="${company}"`,
    guardedActions: 'send',
    fallback: me,
  })
  await createRecord(page, 'approvalFlowSteps', {
    name: '主管',
    flow: flow.id,
    position: 1,
    who: 'user',
    users: [{ type: 'users', id: me }],
  })
  return form.formKey
}

/** The figures of a row of a report, as they stand on the page. */
async function figures(page, ctx, view, table, row) {
  await open(page, ctx, `/sales/analytics?view=${view}`)
  const figures = page.getByRole('table', { name: table }).last()
  const found = figures.getByRole('row', { name: row }).first()
  await found.waitFor()
  const [, ...heads] = await figures.getByRole('columnheader').allInnerTexts()
  const cells = await found.getByRole('cell').allInnerTexts()
  return Object.fromEntries(heads.map((head, at) => [head, Number(cells[at].replace(/[^\d.-]/g, ''))]))
}
const FUNNEL = ['funnel', '漏斗', /^赢单/]
const forecastOf = (month) => ['forecast', '预测', new RegExp(`^${month}`)]

/** Today where the browser is. */
const today = () => new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })

/**
 * From a form on the web to money in the bank, every step on the page where people take it.
 *
 * @param hands how things are pressed and written
 */
export async function leadToCash(page, ctx, hands, name) {
  const company = `路径${name}${ctx.unique}`
  const key = await prepare(page, ctx, company)
  const shot = (step) => ctx.shot(page, `path-${name}-${step}`)
  const button = (label, within = page) => within.getByRole('button', { name: label, exact: true }).first()
  const dialog = (label) => page.getByRole('dialog', { name: label })
  const shown = (text) => page.locator('#main').getByText(text, { exact: true }).first().waitFor()
  const heading = (text) => page.getByRole('heading', { level: 1, name: text }).waitFor()
  const related = (label) => page.getByRole('complementary').getByRole('region', { name: label, exact: true })
  const more = async (label) => {
    await hands.press(button('更多操作'))
    await hands.choose(page.getByRole('menuitem', { name: label, exact: true }))
  }
  const pick = async (within, label, text) => {
    await hands.write(within.getByRole('combobox', { name: label, exact: true }), text)
    await hands.choose(page.getByRole('option', { name: new RegExp(`^${text}`) }).first())
  }
  const month = today().slice(0, 7)
  const won = await figures(page, ctx, ...FUNNEL)
  const forecast = await figures(page, ctx, ...forecastOf(month))

  // A stranger asks for an offer.
  const site = await page.context().newPage()
  const visitor = hands.on(site)
  await site.goto(`${ctx.base}/public/forms/${key}?lang=zh-CN`)
  await visitor.write(site.getByRole('textbox', { name: '联系人' }), '王小明')
  await visitor.write(site.getByRole('textbox', { name: '公司名称' }), company)
  await visitor.write(site.getByRole('textbox', { name: '手机' }), '138 0013 8000')
  await visitor.press(site.getByRole('button', { name: '提交' }))
  await site.getByText('已收到').waitFor()
  await site.close()

  // The lead becomes a customer with a contact and an opportunity.
  await open(page, ctx, `/leads?q=${encodeURIComponent(company)}`)
  await hands.press(page.getByRole('link', { name: new RegExp(company) }).first())
  await hands.press(button('转换'))
  const convert = dialog(/^转换/)
  await hands.write(convert.getByRole('textbox', { name: '商机名称' }), `${company}水泵`)
  await hands.write(convert.getByRole('textbox', { name: '预计金额', exact: true }), '3000')
  await hands.date(convert.getByRole('combobox', { name: '预计成交日期' }), today())
  await shot('convert')
  await hands.press(button('转换', convert))
  await shown('已转换')
  await hands.press(
    page
      .locator('dd')
      .getByRole('link', { name: `${company}水泵` })
      .first(),
  )
  await heading(`${company}水泵`)

  // Through the stages.
  const bar = page.getByRole('navigation', { name: '阶段' })
  for (const stage of ['需求确认', '方案报价']) {
    await hands.press(bar.getByRole('button', { name: stage }))
    await bar.locator('[aria-current=step]', { hasText: stage }).waitFor()
  }
  const opportunity = page.url()
  await shot('stages')

  // An offer of two lines, as a PDF.
  await hands.press(button('新建报价单', related('报价单')))
  const draft = dialog('新建报价单')
  await hands.press(button('保存', draft))
  await draft.waitFor({ state: 'detached' })
  await hands.press(related('报价单').getByRole('listitem').getByRole('link').first())
  const grid = page.getByRole('region', { name: '报价明细' })
  const product = grid.getByRole('combobox', { name: '添加产品' })
  await hands.write(product, `路径水泵${company}`)
  await hands.choose(page.getByRole('option', { name: new RegExp(`路径水泵${company}`) }))
  const quantity = grid.getByLabel('第 1 行 数量')
  await quantity.waitFor()
  await hands.write(quantity, '3')
  await page.keyboard.press('Tab')
  await grid.getByLabel('合计').getByText('¥3,000.00', { exact: true }).first().waitFor()
  const quoteNo = await page.getByRole('heading', { level: 1 }).innerText()
  const [download] = await Promise.all([page.waitForEvent('download'), hands.press(page.getByRole('link', { name: '下载 PDF' }))])
  assert.equal((await readFile(await download.path())).subarray(0, 5).toString(), '%PDF-')
  await shot('quote')

  // It wants a signature, given on the phone.
  await more('提交审批')
  const submit = dialog(/^提交审批/)
  await hands.write(submit.getByRole('textbox').first(), '请批')
  await hands.press(button('提交审批', submit))
  await page.getByRole('region', { name: '审批' }).getByText('审批中').waitFor()
  const quote = page.url()
  await page.setViewportSize(PHONE)
  await open(page, ctx, '/approvals')
  await hands.press(page.getByRole('tabpanel').getByRole('link', { name: quoteNo }))
  await heading(quoteNo)
  await hands.press(button('同意'))
  await hands.write(dialog(/^同意/).getByRole('textbox').first(), '可以')
  await shot('approve-phone')
  await hands.press(button('同意', dialog(/^同意/)))
  await page.getByText('已通过').first().waitFor()
  await page.setViewportSize(DESKTOP)

  // Sent, accepted, ordered.
  await page.goto(quote)
  await hands.press(button('发出'))
  await shown('已发出')
  await hands.press(button('客户接受'))
  await shown('已接受')
  await hands.press(button('转为订单'))
  await hands.press(related('订单').getByRole('listitem').getByRole('link').first())
  await heading(/^SO-/)
  await hands.press(button('确认'))
  await shown('已确认')
  await shot('order')

  // Agreed in a contract, whose plan says when it is to be paid.
  await open(page, ctx, '/contracts/new')
  await hands.write(page.getByRole('textbox', { name: '合同名称' }), `${company}合同`)
  await pick(page.locator('#main'), '客户', company)
  await hands.write(page.getByRole('textbox', { name: '合同金额', exact: true }), '3000')
  await hands.press(button('保存'))
  await heading(`${company}合同`)
  const contract = page.url()
  await hands.press(button('生效'))
  await shown('执行中')
  const plans = page.getByRole('region', { name: '回款计划' }).first()
  await plans.getByText('¥3,000.00').first().waitFor()

  // Paid in two parts: what comes in is confirmed, and says what it pays.
  for (const amount of ['1000', '2000']) {
    await open(page, ctx, '/receipts/new')
    await pick(page.locator('#main'), '客户', company)
    await hands.write(page.getByRole('textbox', { name: '金额', exact: true }), amount)
    await hands.press(button('保存'))
    await heading(/^HK-|^R/)
    await hands.press(button('确认到账'))
    await shown('已确认')
    await hands.press(button('核销'))
    const allocate = dialog('核销到回款计划')
    await allocate.getByRole('textbox').first().waitFor()
    await shot(`allocate-${amount}`)
    await hands.press(button('核销', allocate))
    await allocate.waitFor({ state: 'hidden' })
  }
  await page.goto(contract)
  await shown('已回款')
  await shot('contract')

  // Invoiced.
  await open(page, ctx, '/invoices/new')
  await pick(page.locator('#main'), '客户', company)
  await hands.press(button('保存'))
  await heading(/^FP-/)
  await hands.press(button('新建发票明细'))
  const line = dialog('新建发票明细')
  await hands.write(line.getByRole('textbox', { name: '货物或服务名称' }), '水泵')
  await hands.write(line.getByRole('textbox', { name: '单价' }), '3000')
  await hands.press(button('保存', line))
  await line.waitFor({ state: 'detached' })
  await page.getByRole('region', { name: '发票明细' }).getByText('¥3,000.00').first().waitFor()
  await hands.press(button('新建开票关联', related('开票关联')))
  const link = dialog('新建开票关联')
  await pick(link, '合同', `${company}合同`)
  await hands.write(link.getByRole('textbox', { name: /金额$/ }), '3000')
  await hands.press(button('保存', link))
  await link.waitFor({ state: 'detached' })
  await hands.press(button('开票'))
  const issue = dialog(/^开票/)
  await hands.write(issue.getByRole('textbox', { name: '发票号码' }), `FP${ctx.unique}`)
  await hands.press(button('开票', issue))
  await shown('已开票')
  await shot('invoice')

  // Won: the funnel and the forecast say so.
  await page.goto(opportunity)
  await hands.press(bar.getByRole('button', { name: '商务谈判' }))
  await bar.locator('[aria-current=step]', { hasText: '商务谈判' }).waitFor()
  await hands.press(bar.getByRole('button', { name: '赢单' }))
  const end = dialog('移到“赢单”')
  await hands.open(end.getByRole('combobox', { name: '赢输原因' }))
  await hands.choose(page.getByRole('option').first())
  await hands.press(button('移到“赢单”', end))
  await bar.locator('[aria-current=step]', { hasText: '赢单' }).waitFor()
  const wonNow = await figures(page, ctx, ...FUNNEL)
  await shot('funnel')
  assert.equal(wonNow['商机数'], won['商机数'] + 1)
  assert.equal(wonNow['金额'], won['金额'] + 3000)
  const forecastNow = await figures(page, ctx, ...forecastOf(month))
  await shot('forecast')
  assert.equal(forecastNow['已赢单'], forecast['已赢单'] + 3000)
  // What is won is expected no longer; the two together are the forecast.
  assert.equal(forecastNow['预计合计'], forecast['预计合计'] + 3000)
}
