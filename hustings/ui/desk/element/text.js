// The text of an article with its statements marked, and the words that are selected in it.
// Places are counted in code points, as Python counts them; a half of a pair is never cut off.

const el = (tag, attributes = {}, ...inside) => {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(name, "")
    else if (value !== false && value != null) made.setAttribute(name, value)
  }
  made.append(...inside)
  return made
}

const pointsIn = (text) => {
  let count = 0
  for (const _ of text) count += 1
  return count
}

class Text {
  constructor(root) {
    this.root = root
    this.marks = new Map()
  }

  // Draws the text once for these items; data text only ever becomes text nodes.
  draw(text, items) {
    if (text !== this.text) {
      this.text = text
      this.points = Array.from(text)
      this.found = null
    }
    this.marks = new Map()
    const edges = new Set([0, this.points.length])
    for (const { start, end } of items) edges.add(start).add(end)
    const places = [...edges].sort((a, b) => a - b)
    const inner = [...items].sort((a, b) => a.end - a.start - (b.end - b.start))
    const parts = []
    for (let i = 0; i + 1 < places.length; i += 1) {
      const words = this.points.slice(places[i], places[i + 1]).join("")
      const item = inner.find(({ start, end }) => start <= places[i] && places[i + 1] <= end)
      if (!item) {
        parts.push(document.createTextNode(words))
        continue
      }
      const mark = el("mark", { class: item.state }, words)
      mark.deskKey = item.key
      this.marks.set(item.key, [...(this.marks.get(item.key) ?? []), mark])
      parts.push(mark)
    }
    this.root.replaceChildren(...parts)
  }

  // Shows which item is open, and brings it into view.
  raise(key) {
    for (const [each, marks] of this.marks)
      for (const mark of marks) mark.classList.toggle("open", each === key)
    this.marks.get(key)?.[0]?.scrollIntoView({ block: "nearest" })
  }

  words(start, end) {
    return this.points.slice(start, end).join("")
  }

  // Where the selected words stand, without spaces at their ends; null where none are.
  selected() {
    const now = document.getSelection()
    if (!now || !now.rangeCount || now.isCollapsed) return null
    const range = now.getRangeAt(0)
    if (!range.intersectsNode(this.root)) return null
    const whole = document.createRange()
    whole.selectNodeContents(this.root)
    // a selection that begins or ends outside is cut at the edges of the text
    if (range.compareBoundaryPoints(Range.START_TO_START, whole) > 0)
      whole.setStart(range.startContainer, range.startOffset)
    if (range.compareBoundaryPoints(Range.END_TO_END, whole) < 0)
      whole.setEnd(range.endContainer, range.endOffset)
    const before = document.createRange()
    before.selectNodeContents(this.root)
    before.setEnd(whole.startContainer, whole.startOffset)
    const said = whole.toString()
    const start = pointsIn(before.toString()) + pointsIn(said) - pointsIn(said.trimStart())
    const end = start + pointsIn(said.trim())
    return end > start ? { start, end } : null
  }

  // Selects words by their places, so that readers see them as with a mouse.
  select(start, end) {
    const range = document.createRange()
    range.setStart(...this.place(start))
    range.setEnd(...this.place(end))
    const now = document.getSelection()
    now.removeAllRanges()
    now.addRange(range)
    range.startContainer.parentElement?.scrollIntoView?.({ block: "nearest" })
  }

  place(point) {
    const walker = document.createTreeWalker(this.root, NodeFilter.SHOW_TEXT)
    let left = this.points.slice(0, point).join("").length
    let node = walker.nextNode()
    while (node && left > node.length) {
      left -= node.length
      node = walker.nextNode()
    }
    return node ? [node, left] : [this.root, 0]
  }

  // The words of the text as [start, end], cut as their language does.
  get tokens() {
    if (this.found) return this.found
    this.found = []
    let at = 0
    for (const part of new Intl.Segmenter(undefined, { granularity: "word" }).segment(this.text)) {
      const length = pointsIn(part.segment)
      if (part.isWordLike) this.found.push([at, at + length])
      at += length
    }
    return this.found
  }

  // Moves by words or, with `sentences`, by sentences; `extend` keeps the other end.
  move(step, sentences, extend) {
    const { tokens } = this
    if (!tokens.length) return
    const now = this.selected()
    const begin = now && tokens.findIndex(([, end]) => end > now.start)
    const same = now && this.caret && this.caret.start === now.start && this.caret.end === now.end
    if (!now) this.caret = { anchor: 0, focus: step > 0 ? -1 : 0 }
    else if (!same) {
      const after = tokens.findIndex(([start]) => start >= now.end)
      this.caret = { anchor: begin, focus: (after < 0 ? tokens.length : after) - 1 }
    }
    let to = this.caret.focus + step
    if (sentences) while (to > 0 && to < tokens.length && !this.begins(to)) to += step
    to = Math.max(0, Math.min(tokens.length - 1, to))
    const anchor = extend && now ? this.caret.anchor : to
    const start = tokens[Math.min(anchor, to)][0]
    const end = tokens[Math.max(anchor, to)][1]
    this.caret = { anchor, focus: to, start, end }
    this.select(start, end)
  }

  // Whether a sentence begins with a word: what is between it and the last ends one.
  begins(index) {
    const between = this.words(this.tokens[index - 1][1], this.tokens[index][0])
    return /[.!?…。！？\n]/u.test(between)
  }
}
