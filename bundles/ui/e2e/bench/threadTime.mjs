/**
 * Records how much processor time each task of the page's main thread takes, until the returned function is called.
 * Unlike a task's length, that does not grow with what else runs on the machine. Times in milliseconds, longest first.
 */
export async function traceTasks(page) {
  const session = await page.context().browser().newBrowserCDPSession()
  const byThread = new Map()
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const { name, ph, pid, tid, args, tdur } of value) {
      const key = `${pid}/${tid}`
      const thread = byThread.get(key) ?? { isMain: false, tasks: [] }
      byThread.set(key, thread)
      if (name === 'thread_name' && args.name === 'CrRendererMain') thread.isMain = true
      else if (ph === 'X' && name === 'ThreadControllerImpl::RunTask') thread.tasks.push((tdur ?? 0) / 1000)
    }
  })
  const traceConfig = { includedCategories: ['toplevel'], recordMode: 'recordAsMuchAsPossible' }
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig })

  return async function stop() {
    const complete = new Promise((done) => session.once('Tracing.tracingComplete', done))
    await session.send('Tracing.end')
    await complete
    await session.detach()
    const busiest = [...byThread.values()].filter(({ isMain }) => isMain).map(({ tasks }) => tasks)
    const sum = (tasks) => tasks.reduce((all, one) => all + one, 0)
    return (busiest.sort((a, b) => sum(b) - sum(a))[0] ?? []).sort((a, b) => b - a)
  }
}

/** Follows the processor time of the page's main thread; the returned function tells it, in milliseconds. */
export async function threadTime(page) {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0)
  }
}
