/** Links a sheet that only some parts need, and waits for it, so that they are never drawn without. */
export const linkSheet = (href: string): Promise<void> =>
  new Promise((done) => {
    const link = document.createElement('link')
    link.rel = 'stylesheet'
    link.href = href
    // Without its sheet a part is plain, yet it works.
    link.onload = link.onerror = () => done()
    document.head.append(link)
  })
