import assert from 'node:assert/strict'
import { createRecord, open } from '../support/actions.mjs'
import { assertNoRawKey, violations } from '../support/page.mjs'

const PASSWORD = 'chosen-by-myself-2026'

/** An administrator makes a link; the colleague chooses a password by it and is in; the link has had its use. */
export default async function invitation(page, ctx) {
  const username = `guest.${ctx.unique.toLowerCase()}`
  await open(page, ctx, '/settings/users')
  const user = await createRecord(page, 'users', { username, name: `受邀${ctx.unique}` })
  await page.goto(`${ctx.base}/settings/users/${user.id}`)
  await page.getByRole('button', { name: '邀请' }).click()
  const dialog = page.getByRole('dialog', { name: /^邀请/ })
  await dialog.getByRole('button', { name: '生成链接' }).click()
  const field = dialog.getByRole('textbox', { name: '邀请链接' })
  await field.waitFor()
  const link = await field.inputValue()
  assert.match(link, /\/#invitation=[\w-]{43}$/)
  await ctx.shot(page, 'invite')
  assert.deepEqual(await violations(page), [])

  const other = await page.context().browser().newContext({ viewport: page.viewportSize(), locale: 'zh-CN' })
  try {
    const theirs = await other.newPage()
    await theirs.goto(link)
    await theirs.getByText(`您的用户名是 ${username}`).waitFor()
    const [first, second] = [theirs.locator('input[name=new-password]'), theirs.locator('input[name=repeat]')]
    await first.fill(PASSWORD)
    await second.fill(`${PASSWORD}x`)
    await theirs.keyboard.press('Enter')
    await theirs.getByRole('alert').filter({ hasText: '两次输入的密码不一致' }).waitFor()
    await ctx.shot(theirs, 'invitation')
    assert.deepEqual(await violations(theirs), [])
    await assertNoRawKey(theirs)
    await second.fill(PASSWORD)
    await theirs.keyboard.press('Enter')
    await theirs.locator('#main').waitFor()
    assert.equal(new URL(theirs.url()).hash, '')
    const session = await theirs.evaluate(async () => (await fetch('/api/v1/session')).json())
    assert.equal(session.user.username, username)

    await other.clearCookies()
    await theirs.goto('about:blank')
    await theirs.goto(link)
    await theirs.getByRole('alert').filter({ hasText: '已使用' }).waitFor()
    await theirs.getByRole('button', { name: '使用密码登录' }).click()
    await theirs.locator('input[name=username]').waitFor()
  } finally {
    await other.close()
  }
}
