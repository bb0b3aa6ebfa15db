const QUALITIES = [0.82, 0.7, 0.55, 0.4]

/** A picture as WebP, which is a third of a PNG at the same looks: the browser itself writes it, as well as the limit permits. */
export async function webp(browser, png, mostBytes) {
  const page = await browser.newPage()
  try {
    const data = await page.evaluate(
      async ([source, qualities, mostBytes]) => {
        const image = new Image()
        image.src = source
        await image.decode()
        const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height })
        canvas.getContext('2d').drawImage(image, 0, 0)
        const written = qualities.map((quality) => () => canvas.toDataURL('image/webp', quality))
        for (const write of written.slice(0, -1)) {
          const data = write()
          if (data.length * 0.75 <= mostBytes) return data
        }
        return written.at(-1)()
      },
      [`data:image/png;base64,${png.toString('base64')}`, QUALITIES, mostBytes],
    )
    return Buffer.from(data.slice(data.indexOf(',') + 1), 'base64')
  } finally {
    await page.close()
  }
}
