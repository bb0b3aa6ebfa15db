import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { signIn } from '../support/actions.mjs'
import { eventually } from '../support/eventually.mjs'
import { assertNoRawKey, violations } from '../support/page.mjs'
import { startProvider } from '../support/provider.mjs'

export const needs = 'etc'

const ID = 'spec'
const PROVIDERS = '/api/v1/session/providers'

/** Somebody signs in at an OpenID provider, is signed out by it, signs out on both sides; without it passwords still count. */
export default async function companySignIn(page, ctx) {
  const username = `oidc.${ctx.unique.toLowerCase()}`
  const folder = await mkdtemp(join(tmpdir(), 'crm-oidc-'))
  const settings = join(ctx.etc, `org.penglai.crm.identity.oidc-${ID}.cfg`)
  const provider = await startProvider({
    client: 'crm',
    secret: `secret-${ctx.unique}`,
    callback: `${ctx.base}${PROVIDERS}/${ID}/callback`,
    home: `${ctx.base}/`,
    logout: `${ctx.base}${PROVIDERS}/${ID}/logout`,
  })
  let running = true
  const button = page.getByRole('link', { name: '使用企业账号登录' })
  const start = `${ctx.base}${PROVIDERS}/${ID}/start`
  const write = (lines) =>
    writeFile(
      settings,
      Object.entries(lines)
        .map(([key, value]) => `${key} = ${value}\n`)
        .join(''),
    )
  const signedIn = () => page.evaluate(async () => (await fetch('/api/v1/session')).status)
  const offered = (count) =>
    eventually(async () => (await (await page.request.get(ctx.base + PROVIDERS)).json()).items.length === count)
  const atProvider = async () => {
    await button.click()
    const name = page.locator('input[name=login]')
    if (
      await Promise.race([
        name.waitFor().then(() => true),
        page
          .locator('#main')
          .waitFor()
          .then(() => false),
      ])
    ) {
      await name.fill(username)
      await page.locator('input[name=password]').fill('whatever')
      await page.locator('button[type=submit]').click()
      await page.getByRole('button', { name: 'Continue' }).click()
    }
    await page.locator('#main').waitFor()
  }
  try {
    await writeFile(join(folder, 'secret'), `secret-${ctx.unique}\n`)
    const lines = {
      id: ID,
      issuer: provider.issuer,
      clientId: 'crm',
      clientSecretFile: join(folder, 'secret'),
      rolesOfAll: 'readOnly',
    }
    await write(lines)
    await page.goto(`${ctx.base}/customers?page=all`)
    await offered(1)
    await page.reload()
    await button.waitFor()
    await ctx.shot(page, 'company-sign-in')
    assert.deepEqual(await violations(page), [])
    await assertNoRawKey(page)

    await atProvider()
    assert.equal(new URL(page.url()).pathname, '/customers', 'back on the page that was asked for')
    const session = await page.evaluate(async () => (await fetch('/api/v1/session')).json())
    assert.equal(session.user.username, username)
    assert.equal(session.user.name, `来自外部的 ${username}`)
    assert.deepEqual(session.roles, ['readOnly'])

    // Signing out at the provider ends the session here, on open pages too.
    const there = await page.context().newPage()
    await there.goto(`${provider.issuer}/session/end`)
    await there.getByRole('button', { name: 'Yes, sign me out' }).click()
    await page.getByRole('dialog').getByRole('link', { name: '使用企业账号登录' }).waitFor()
    assert.equal(await signedIn(), 401)
    await ctx.shot(page, 'company-sign-in-again')
    await there.close()

    // Signing out here goes on to the provider and comes back.
    await page.goto(ctx.base)
    await atProvider()
    await page.getByRole('button', { name: /^账户/ }).click()
    await page.getByRole('menuitem', { name: '退出登录' }).click()
    await page.getByRole('button', { name: 'Yes, sign me out' }).click()
    await button.waitFor()
    assert.equal(new URL(page.url()).origin, new URL(ctx.base).origin)
    assert.equal(await signedIn(), 401)

    running = false
    await provider.stop()
    // Settings that are new know nothing of the provider, so that its absence shows here and not at its address.
    await write({ ...lines, timeoutSeconds: 2 })
    const told = async () =>
      (await page.request.get(start, { maxRedirects: 0 })).headers()['location'] === '/?signIn=providerDown'
    await eventually(told)
    await button.click()
    await page.getByRole('alert').filter({ hasText: '登录服务暂时不可用' }).waitFor()
    await ctx.shot(page, 'company-sign-in-down')
    await signIn(page, ctx)
    assert.equal(await signedIn(), 200)
  } finally {
    await rm(settings, { force: true })
    await rm(folder, { recursive: true, force: true })
    if (running) await provider.stop()
    await offered(0)
  }
}
