import { describe, expect, it } from 'vitest'
import { areaKind, sourceOf } from '../src/session'

const from = (right: string, ...held: string[]) => sourceOf(new Set(held), right)

describe('a right', () => {
  it('is held by itself, by its area and by wildcards over business', () => {
    expect(from('customers:read', 'customers:read')).toBe('customers:read')
    expect(from('customers:read', 'customers:*')).toBe('customers:*')
    expect(from('customers:read', '*:read')).toBe('*:read')
    expect(from('customers:read', '*:*')).toBe('*:*')
    expect(from('customers:read', 'contacts:*', '*:update')).toBeUndefined()
  })

  it('on the platform is not held by wildcards over business', () => {
    expect(from('webhooks:read', '*:*', '*:read')).toBeUndefined()
    expect(from('webhooks:read', 'webhooks')).toBe('webhooks')
    expect(from('modules', '*:*')).toBeUndefined()
    expect(from('privacy:erase', '*:*')).toBeUndefined()
    expect(from('privacy:erase', 'privacy')).toBe('privacy')
    expect(areaKind('privacy')).toBe('platform')
    expect(from('modules', '*')).toBe('*')
  })

  it('on a type of settings comes with the settings', () => {
    expect(areaKind('customFields')).toBe('settings')
    expect(from('customFields:update', 'settings')).toBe('settings')
    expect(from('customFields:update', '*:*')).toBeUndefined()
  })
})
