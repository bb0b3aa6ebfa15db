import assert from 'node:assert/strict'
import { changeRecord, createRecord, open } from '../support/actions.mjs'

export const reducedMotion = 'reduce'

/** Fields are changed where they stand, by keyboard alone; what others did meanwhile is told field by field. */
export default async function inlineRecord(page, ctx) {
  await open(page, ctx)
  const customer = await createRecord(page, 'customers', { name: `原地${ctx.unique}`, kind: 'company', shortName: '原值' })
  await page.goto(`${ctx.base}/customers/${customer.id}`)
  const opener = (name) => page.getByRole('button', { name: `修改${name}`, exact: true })
  const box = (name) => page.getByRole('textbox', { name, exact: true })
  const shown = (text) => page.locator('dd').getByText(text, { exact: true })
  const start = async (name) => {
    await opener(name).focus()
    await page.keyboard.press('Enter')
    await page.locator(':focus').and(box(name)).waitFor()
  }

  await start('简称')
  await box('简称').fill('不要的')
  await page.keyboard.press('Escape')
  await shown('原值').waitFor()
  await opener('简称').and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Enter')
  await box('简称').fill('改过的')
  await page.keyboard.press('Enter')
  await shown('改过的').waitFor()
  await opener('简称').and(page.locator(':focus')).waitFor()

  // Grouped while it is typed, refused in place, right at last.
  await start('电话')
  await page.keyboard.type('1391234')
  assert.equal(await box('电话').inputValue(), '139 1234')
  await page.keyboard.press('Enter')
  await page
    .getByRole('alert')
    .getByText(/不是有效的电话号码/)
    .waitFor()
  await page.keyboard.type('5678')
  await page.keyboard.press('Enter')
  await shown('139 1234 5678').waitFor()

  await start('统一社会信用代码')
  await page.keyboard.type('91370200MA3C00000A')
  await page.keyboard.press('Enter')
  await page
    .getByRole('alert')
    .getByText(/校验码不符/)
    .waitFor()
  await page.keyboard.press('Escape')

  // A choice is saved as soon as it is made.
  await opener('级别').click()
  await page.getByRole('option', { name: 'A', exact: true }).click()
  await opener('级别').waitFor()
  await shown('A').waitFor()

  // Another field changed meanwhile: nobody is asked. The same field: both values, one choice.
  await start('简称')
  await box('简称').fill('我的')
  await changeRecord(page, 'customers', customer.id, { address: '别处' })
  await page.keyboard.press('Enter')
  await shown('我的').waitFor()
  await start('简称')
  await box('简称').fill('还是我的')
  await changeRecord(page, 'customers', customer.id, { shortName: '他人的' })
  await box('简称').press('Enter')
  const conflict = page.getByRole('alert').filter({ hasText: '他人刚刚修改了这一项' })
  await conflict.getByText('他人的').waitFor()
  await conflict.getByText('还是我的').waitFor()
  await ctx.shot(page, 'inline-conflict')
  await conflict.getByRole('button', { name: '保留我的' }).click()
  await shown('还是我的').waitFor()
  await page.reload()
  await shown('还是我的').waitFor()
}
