import assert from 'node:assert/strict'

/** Opens a path, signing in on the way when the console asks for it. */
export async function open(page, ctx, path = '/') {
  await page.goto(ctx.base + path)
  const username = page.locator('input[name=username]')
  await page.locator('input[name=username], #main').first().waitFor()
  if (!(await username.isVisible())) return
  await username.fill(ctx.user)
  await page.locator('input[name=password]').fill(ctx.password)
  await page.getByRole('button', { name: /^(登录|Sign in)$/ }).click()
  await page.locator('#main').waitFor()
}

/** Chooses an option of a drop-down list by its label. */
export async function choose(page, label, option) {
  await page.getByRole('combobox', { name: label }).click()
  await page.getByRole('option', { name: option }).first().click()
}

export async function assertNoSidewaysScroll(page) {
  const widths = await page.evaluate(() => {
    const main = document.querySelector('#main')
    return { page: document.documentElement.scrollWidth, window: innerWidth, content: main.scrollWidth, main: main.clientWidth }
  })
  assert.ok(widths.page <= widths.window && widths.content <= widths.main, `scrolls sideways: ${JSON.stringify(widths)}`)
}

/** Creates a record over HTTP from within the page's session. */
export async function createRecord(page, type, values) {
  return page.evaluate(
    async ([type, values]) => {
      const { csrfToken } = await (await fetch('/api/v1/session')).json()
      const response = await fetch(`/api/v1/${type}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrfToken },
        body: JSON.stringify(values),
      })
      if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
      return response.json()
    },
    [type, values],
  )
}
