import assert from 'node:assert/strict'
import { createRecord, createUser, open } from '../support/actions.mjs'
import { violations } from '../support/page.mjs'

export const reducedMotion = 'reduce'

const PASSWORD = 'spec-password-2026'
const MOBILE = '13912345678'

/** Others see a part of a sensitive value; the whole comes one at a time, and the audit says who looked at it. */
export default async function masked(page, ctx) {
  const word = `遮盖${ctx.unique}`
  await open(page, ctx, '/customers')
  const role = await createRecord(page, 'roles', {
    name: word,
    code: `masked${ctx.unique.toLowerCase()}`,
    permissions: 'customers:read\ncontacts:read\ncontacts:reveal',
  })
  const username = `masked.${ctx.unique.toLowerCase()}`
  await createUser(page, { username, name: `${word}同事`, roles: [{ type: 'roles', id: role.id }] }, PASSWORD)
  const customer = await createRecord(page, 'customers', { name: `${word}客户` })
  const contact = await createRecord(page, 'contacts', { customer: customer.id, name: word, mobile: MOBILE })
  const revealed = () =>
    page.evaluate(async (id) => {
      const { items } = await (await fetch(`/api/v1/audit?action=revealed&type=contacts&record=${id}`)).json()
      return items.map(({ changes }) => changes.field)
    }, contact.id)
  assert.deepEqual(await revealed(), [])

  const context = await page.context().browser().newContext({ viewport: page.viewportSize(), locale: 'zh-CN', reducedMotion })
  try {
    const theirs = await context.newPage()
    await open(theirs, { ...ctx, user: username, password: PASSWORD }, `/contacts/${contact.id}`)
    await theirs.getByRole('heading', { level: 1, name: word }).waitFor()
    await theirs.getByText('139****5678').first().waitFor()
    assert.ok(!(await theirs.content()).includes(MOBILE))
    assert.deepEqual(await violations(theirs), [])
    await ctx.shot(theirs, 'masked')

    const eye = theirs.getByRole('button', { name: '显示完整的手机（会记入审计）' }).first()
    await eye.focus()
    await theirs.keyboard.press('Enter')
    await theirs.getByRole('button', { name: '隐藏手机' }).first().waitFor()
    assert.equal((await theirs.getByRole('status').filter({ hasText: MOBILE }).count()) > 0, true, 'said aloud, too')
    assert.deepEqual(await violations(theirs), [])
    await ctx.shot(theirs, 'revealed')
    assert.deepEqual(await revealed(), ['mobile'])

    await theirs.keyboard.press('Enter')
    await theirs.getByText('139****5678').first().waitFor()
    assert.ok(!(await theirs.content()).includes(MOBILE))
    assert.deepEqual(await revealed(), ['mobile'], 'hiding is no second look')
  } finally {
    await context.close()
  }
}
