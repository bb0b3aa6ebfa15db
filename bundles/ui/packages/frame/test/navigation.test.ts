import { describe, expect, it } from 'vitest'
import { withinMenu, type NavGroup } from '../src/shell/navigation'

const group = (id: string, ...paths: string[]): NavGroup => ({
  id,
  title: id,
  items: paths.map((to) => ({ id: to, title: to, to, icon: 'x' })),
})
const ALL = [
  group('home', '/', '/my-day'),
  group('customers', '/customers', '/contacts'),
  group('settings', '/settings/personal', '/settings/users', '/settings/recycle-bin'),
]
const shown = (...menu: string[]) => withinMenu(ALL, menu).flatMap(({ items }) => items.map(({ to }) => to))

describe('the menu of roles', () => {
  it('leaves everything when it is empty', () => {
    expect(withinMenu(ALL, [])).toEqual(ALL)
  })

  it('shows whole groups, and single pages of others', () => {
    expect(shown('home', 'customers')).toEqual(['/', '/my-day', '/customers', '/contacts', '/settings/personal'])
    expect(shown('/settings/recycle-bin', '/contacts')).toEqual(['/', '/contacts', '/settings/personal', '/settings/recycle-bin'])
  })

  it('never leaves out the home page and the personal settings, and shows no empty group', () => {
    expect(shown('sales')).toEqual(['/', '/settings/personal'])
    expect(withinMenu(ALL, ['sales']).map(({ id }) => id)).toEqual(['home', 'settings'])
  })
})
