// Runs before the first paint: sets the theme, so that nothing flashes, asks for what every page begins with, and turns
// away browsers that would show an empty page. Old syntax on purpose.
;(function () {
  var root = document.documentElement
  var stored = null
  var language = null
  var signedIn = null
  try {
    stored = localStorage.getItem('penglai.theme')
    language = localStorage.getItem('penglai.language')
    signedIn = localStorage.getItem('penglai.signedIn')
  } catch (e) {
    /* storage may be forbidden; the defaults do */
  }
  var dark = stored === 'dark' || (stored !== 'light' && window.matchMedia && matchMedia('(prefers-color-scheme: dark)').matches)
  if (dark) root.classList.add('dark')
  if (language) root.lang = language
  var modern = typeof HTMLScriptElement.supports === 'function' && HTMLScriptElement.supports('importmap')
  if (modern && signedIn) {
    var early = { language: language || 'zh-CN', answers: {} }
    var ask = function (url) {
      var headers = { Accept: 'application/json', 'Accept-Language': early.language }
      early.answers[url] = fetch(url, { credentials: 'same-origin', headers: headers }).then(
        function (response) {
          return response.ok ? response.json() : undefined
        },
        function () {},
      )
    }
    ask('/api/v1/session')
    ask('/api/v1/ui/plugins')
    window.penglaiEarly = early
  }
  if (!modern) {
    document.addEventListener('DOMContentLoaded', function () {
      document.getElementById('app').textContent =
        '当前浏览器版本过低，请使用 Chrome/Edge 107、Firefox 114 或 Safari 16.4 以上版本。 This browser is too old: please use Chrome or Edge 107, Firefox 114, Safari 16.4 or newer.'
    })
  }
})()
