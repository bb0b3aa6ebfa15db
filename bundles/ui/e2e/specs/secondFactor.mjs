import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { createRecord, open } from '../support/actions.mjs'
import { assertNoRawKey, violations } from '../support/page.mjs'

export const reducedMotion = 'reduce'

const PASSWORD = 'spec-password-2026'
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** What an authenticator app shows (RFC 6238), so many steps from now. */
function codeOf(secret, steps) {
  const bits = [...secret].map((one) => ALPHABET.indexOf(one).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps))
  const hash = createHmac('sha1', key).update(counter).digest()
  return String((hash.readUInt32BE(hash[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** A colleague sets up a second factor, signs in elsewhere with a code, and is signed out by an administrator. */
export default async function secondFactor(page, ctx) {
  const username = `otp.${ctx.unique.toLowerCase()}`
  await open(page, ctx, '/settings/users')
  const user = await createRecord(page, 'users', { username, name: `两步${ctx.unique}` })
  await page.evaluate(
    async ([id, password]) => {
      const { csrfToken } = await (await fetch('/api/v1/session')).json()
      const headers = { 'Content-Type': 'application/json', 'X-CSRF-Token': csrfToken }
      await fetch(`/api/v1/users/${id}/actions/setPassword`, { method: 'POST', headers, body: JSON.stringify({ password }) })
    },
    [user.id, PASSWORD],
  )
  const browser = page.context().browser()
  const fresh = () => browser.newContext({ viewport: page.viewportSize(), locale: 'zh-CN', reducedMotion })
  const [first, second] = [await fresh(), await fresh()]
  try {
    const theirs = await first.newPage()
    await open(theirs, { ...ctx, user: username, password: PASSWORD }, '/profile')
    await theirs.getByRole('button', { name: '启用两步验证' }).click()
    const dialog = theirs.getByRole('dialog', { name: '两步验证' })
    await dialog.getByLabel(/^当前密码/).fill(PASSWORD)
    await dialog.getByRole('button', { name: '继续' }).click()
    await dialog.getByRole('img', { name: '验证器应用的二维码' }).waitFor()
    const secret = (await dialog.getByText(/^无法扫描时/).innerText()).match(/[A-Z2-7]{32}/)[0]
    await ctx.shot(theirs, 'second-factor-set-up')
    assert.deepEqual(await violations(theirs), [])
    await dialog.getByLabel(/^验证码/).fill(codeOf(secret, -1))
    await dialog.getByRole('button', { name: '继续' }).click()
    await dialog.getByRole('listitem').nth(9).waitFor()
    await ctx.shot(theirs, 'recovery-codes')
    await dialog.getByRole('button', { name: '已保存' }).click()
    await theirs.getByText('剩余恢复码 10 个').waitFor()
    await assertNoRawKey(theirs)

    const other = await second.newPage()
    await other.goto(`${ctx.base}/profile`)
    await other.locator('input[name=username]').fill(username)
    await other.locator('input[name=password]').fill(PASSWORD)
    await other.keyboard.press('Enter')
    const code = other.locator('input[name=otp]')
    await code.fill('000000x')
    await other.keyboard.press('Enter')
    await other.getByRole('alert').waitFor()
    await ctx.shot(other, 'second-factor-sign-in')
    assert.deepEqual(await violations(other), [])
    await code.fill(codeOf(secret, 0))
    await other.keyboard.press('Enter')
    await other.getByText('当前设备').waitFor()
    await ctx.shot(other, 'devices')
    assert.deepEqual(await violations(other), [])

    await page.goto(`${ctx.base}/settings/users/${user.id}`)
    await page.getByRole('button', { name: '强制下线' }).click()
    const ask = page.getByRole('dialog', { name: /在所有设备上下线/ })
    await ask.getByText('该用户目前在 2 处登录。').waitFor()
    await ctx.shot(page, 'sign-out-user')
    assert.deepEqual(await violations(page), [])
    await ask.getByRole('button', { name: '强制下线' }).click()
    await ask.waitFor({ state: 'detached' })
    for (const one of [theirs, other]) assert.equal(await one.evaluate(async () => (await fetch('/api/v1/session')).status), 401)
  } finally {
    await first.close()
    await second.close()
  }
}
