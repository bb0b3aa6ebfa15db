import assert from 'node:assert/strict'
import { open } from '../support/actions.mjs'

/** A new version of the page's own plug-in waits while a form holds unsaved input, says so, and comes after saving. */
export default async function upgrade(page, ctx) {
  // The real stream, into which the spec can put a list of plug-ins as if a bundle had been updated.
  await page.context().addInitScript(() => {
    const Source = globalThis.EventSource
    globalThis.EventSource = class extends Source {
      constructor(url) {
        super(url)
        globalThis.__bring = (kind, body) => this.dispatchEvent(new MessageEvent(kind, { data: JSON.stringify(body) }))
      }
    }
  })
  const bring = (version) =>
    page.evaluate(async (version) => {
      const list = await (await fetch('/api/v1/ui/plugins')).json()
      const plugins = list.plugins.map((one) =>
        one.id === 'customers' ? { ...one, version, entry: `${one.entry}?version=${version}` } : one,
      )
      globalThis.__bring('plugins', { ...list, plugins })
    }, version)
  const name = `升级${ctx.unique}`
  await open(page, ctx, '/customers/new')
  await page.waitForFunction(() => globalThis.__bring)
  const field = page.getByRole('textbox', { name: '客户名称' })
  await field.fill(name)
  await bring('1.0.1')
  const notice = page.getByText('“客户”有新版本，保存后自动更新')
  await notice.waitFor()
  assert.equal(await field.inputValue(), name, 'the form is left alone')
  await ctx.shot(page, 'upgrade-waits')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
  await page.getByText('“客户”已升级到 1.0.1').waitFor()
  await notice.waitFor({ state: 'detached' })

  // Without anything unsaved it is applied at once, the page stays where it is.
  await bring('1.0.2')
  await page.getByText('“客户”已升级到 1.0.2').waitFor()
  await page.getByRole('heading', { level: 1, name }).waitFor()
}
