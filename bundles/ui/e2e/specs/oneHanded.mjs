import assert from 'node:assert/strict'
import { createRecord, open } from '../support/actions.mjs'
import { assertNoSidewaysScroll, settled, violations } from '../support/page.mjs'

export const viewport = { width: 360, height: 740 }
export const reducedMotion = 'reduce'
const TOUCH = 44

/** On the smallest phone: from the list to a record, into the form, saved with the thumb of the hand that holds it. */
export default async function oneHanded(page, ctx) {
  await open(page, ctx)
  const name = `单手操作的客户名称比较长${ctx.unique}`
  await createRecord(page, 'customers', { name, kind: 'company', phone: '13912345678' })
  await page.goto(`${ctx.base}/customers?q=${name}`)
  await settled(page)
  await assertNoSidewaysScroll(page)
  await page.getByRole('link', { name }).click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
  await settled(page)
  await assertNoSidewaysScroll(page)
  assert.deepEqual(await violations(page), [])
  await ctx.shot(page, 'record-360')

  const big = async (locator) => {
    const { width, height } = await locator.boundingBox()
    assert.ok(width >= TOUCH && height >= TOUCH, `${await locator.innerText()}: ${width} x ${height}`)
  }
  const edit = page.getByRole('button', { name: '编辑', exact: true })
  await big(edit)
  await edit.tap()
  const save = page.getByRole('button', { name: '保存' })
  await save.waitFor()
  await big(save)
  const { y, height } = await save.boundingBox()
  assert.ok(y > viewport.height / 2 && y + height <= viewport.height, 'the button is within reach of the thumb')
  await page.getByRole('textbox', { name: '简称' }).fill('单手')
  await assertNoSidewaysScroll(page)
  assert.deepEqual(await violations(page), [])
  await ctx.shot(page, 'form-360')
  await save.tap()
  await page.getByRole('heading', { level: 1, name }).waitFor()
  await page.locator('dd').getByText('单手', { exact: true }).waitFor()

  // A number is called from here, a field is changed with two taps.
  assert.equal(await page.getByRole('link', { name: '139 1234 5678' }).getAttribute('href'), 'tel:+8613912345678')
  const opener = page.getByRole('button', { name: '修改简称', exact: true })
  await big(opener)
  await opener.tap()
  await page.getByRole('textbox', { name: '简称' }).fill('两下')
  await big(page.getByRole('button', { name: '保存', exact: true }))
  await page.getByRole('button', { name: '保存', exact: true }).tap()
  await page.locator('dd').getByText('两下', { exact: true }).waitFor()
  await assertNoSidewaysScroll(page)
}
