import { setLanguage } from '@penglai/sdk'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { earlyOr, noteSignedIn } from '../src/session/early'

const URL = '/api/v1/session'

describe('what the boot script asked for', () => {
  beforeEach(() => setLanguage('zh-CN'))
  afterEach(() => {
    delete window.penglaiEarly
    noteSignedIn(false)
  })

  it('answers once, and only in the language the page is in', async () => {
    window.penglaiEarly = { language: 'zh-CN', answers: { [URL]: Promise.resolve('early') } }
    const ask = vi.fn(async () => 'asked')
    expect(await earlyOr(URL, ask)).toBe('early')
    expect(ask).not.toHaveBeenCalled()
    expect(await earlyOr(URL, ask)).toBe('asked')

    window.penglaiEarly = { language: 'en', answers: { [URL]: Promise.resolve('early') } }
    expect(await earlyOr(URL, ask)).toBe('asked')
  })

  it('is asked again where it failed, or where nothing was asked', async () => {
    const ask = async () => 'asked'
    expect(await earlyOr(URL, ask)).toBe('asked')
    window.penglaiEarly = { language: 'zh-CN', answers: { [URL]: Promise.resolve(undefined) } }
    expect(await earlyOr(URL, ask)).toBe('asked')
  })

  it('is told whether somebody is signed in', () => {
    noteSignedIn(true)
    expect(localStorage.getItem('penglai.signedIn')).toBe('yes')
    noteSignedIn(false)
    expect(localStorage.getItem('penglai.signedIn')).toBeNull()
  })
})
