// One article at the desk: text at the left, card at the side, every act by mouse, touch or key.
// What is saved goes to the server as one message, and is kept here until the server has answered.

const articles = new WeakMap()
const WRITING = "input, textarea, select, [contenteditable=true]"

class Article {
  constructor(parent) {
    const find = (name) => parent.querySelector(`.desk-${name}`)
    this.text = new Text(find("text"))
    this.card = new Card(find("side"), this)
    this.live = find("unseen")
    this.add = find("add")
    this.legend = find("legend")
    this.help = find("help")
    this.add.onclick = () => this.take()
    this.text.root.onclick = ({ target }) => {
      if (target.deskKey && !this.text.selected()) this.show(target.deskKey)
    }
    this.onKey = (event) => this.key(event)
    this.onSelect = () => this.offer()
    document.addEventListener("keydown", this.onKey)
    document.addEventListener("selectionchange", this.onSelect)
  }

  stop() {
    document.removeEventListener("keydown", this.onKey)
    document.removeEventListener("selectionchange", this.onSelect)
  }

  update(data, send) {
    const other = this.data?.doc !== data.doc
    this.send = send
    this.data = data
    this.date = data.date
    const gone = this.rejected()
    this.items = data.items.filter(({ state, key }) => state !== "proposed" || !gone.has(key))
    if (other) this.begin()
    this.text.draw(data.text, this.items)
    this.tell()
    const answered = this.pending !== undefined && data.answer?.n === this.pending
    if (answered) this.pending = undefined
    if (other) this.show(this.unjudged(-1, 1)?.key)
    else if (answered && data.answer.problem) {
      this.text.raise(this.at)
      this.card.refuse(data.answer.problem)
    } else if (answered) this.after(data.answer.key)
    else if (this.fresh()) this.show(this.item(this.at) ? this.at : undefined, false)
    else this.text.raise(this.at)
  }

  begin() {
    this.at = undefined
    this.pending = undefined
    this.card.build(this.data)
    const { may } = this.data
    this.card.empty.textContent = may
      ? "Select words to add a statement, or press n for the next one."
      : "You may read here. Coding is for coders."
    const keys = [
      ["s", "select words by key: ← → move, with ⇧ more, ↑ ↓ by sentence, Enter takes them"],
      ["1", "to"], ["5", "judge, from axis to axis"], ["0", "silent"], ["e", "write fields, Esc ends"],
      ["w", "take the selected words instead"], ["u", "undo"],
    ]
    this.help.replaceChildren(...(may ? keys : []).flatMap(([key, does]) => [el("kbd", {}, key), ` ${does} `]))
    const said = [["proposed", "proposed"], ["marked", "to judge"], ["open", "open"], ["judged", "judged by you"]]
    this.legend.replaceChildren(
      ...said.flatMap(([kind, name]) => [el("mark", { class: kind }, name), " "]),
      (this.count = el("span")), " ",
      (this.again = el("button", { type: "button", class: "desk-silent" })))
    this.again.onclick = () => this.offerAgain()
  }

  tell() {
    const own = this.items.filter(({ state }) => state === "judged").length
    const made = this.items.filter(({ state }) => state !== "proposed").length
    const said = `${own} of ${made} statements judged by you, ${this.items.length - made} proposed`
    this.count.textContent = said
    const refused = this.data.items.length - this.items.length
    this.again.hidden = !refused
    this.again.textContent = `${refused} refused: offer again`
  }

  item(key) {
    return this.items.find((each) => each.key === key)
  }

  // Whether nothing in the card waits to be saved.
  fresh() {
    const { draft } = this.card
    return !draft || (this.at !== "" && !Object.keys(draft.said).length &&
      !Object.keys(draft.codes).length && draft.note === null)
  }

  show(key, focus = true) {
    this.at = key
    this.sure = false
    const item = this.item(key)
    this.card.open(item, item && this.text.words(item.start, item.end))
    this.text.raise(key)
    if (!item) return
    const number = this.items.indexOf(item) + 1
    this.live.textContent = `${number} of ${this.items.length}, ${item.state}`
    if (focus) this.card.heading.focus({ preventScroll: this.wide() })
  }

  wide() {
    return this.card.root.getBoundingClientRect().top < innerHeight
  }

  // The next item that is not judged, after an index; any item where all are.
  unjudged(index, step) {
    const { items } = this
    const order = items.map((_, i) => items[(index + step * (i + 1) + items.length * 2) % items.length])
    return order.find(({ state }) => state !== "judged") ?? order[0]
  }

  next(step) {
    const { items } = this
    if (!items.length || this.waits()) return
    const index = items.findIndex(({ key }) => key === this.at)
    const at = index < 0 && step < 0 ? 0 : index
    this.show(step > 0 ? this.unjudged(at, 1).key : items[(at - 1 + items.length) % items.length].key)
  }

  // Keeps a card with unsaved changes until it is left a second time.
  waits() {
    if (this.fresh() || this.sure) return false
    this.sure = true
    this.card.refuse("Not saved yet. Enter saves; the same key once more leaves it as it was.")
    return true
  }

  after(key) {
    const index = this.items.findIndex((each) => each.key === key)
    const next = this.unjudged(index, 1)
    this.show(next && next.state !== "judged" ? next.key : key)
  }

  // Says that selected words can be taken.
  offer() {
    const found = this.data?.may && this.text.selected()
    this.add.hidden = !found
    if (found) this.add.replaceChildren("Add these words as a statement ", el("kbd", {}, "Enter"))
  }

  // A new statement of the selected words.
  take() {
    const found = this.text.selected()
    if (!found || !this.data.may) return
    document.getSelection().removeAllRanges()
    this.at = ""
    const item = { key: "", state: "marked", ...found, stands: true, said: { kind: "direct" }, codes: {} }
    this.card.open(item, this.text.words(found.start, found.end))
    this.card.draft.said.kind = "direct"
    this.text.raise("")
    this.card.inputs.get("speaker").focus()
  }

  // Other words for the open statement.
  change() {
    const found = this.text.selected()
    if (!found || !this.card.item) return
    Object.assign(this.card.draft, found)
    this.card.words(this.text.words(found.start, found.end), true)
  }

  save() {
    const { item, draft } = this.card
    if (!item || !this.data.may || this.pending !== undefined) return
    const proposed = item.state === "proposed" ? { ...item.said, ...this.card.known_of } : {}
    const made = { ...proposed, ...draft.said }
    this.pending = Date.now()
    this.send("act", { n: this.pending, act: "save", key: item.key, ...draft, said: made })
  }

  remove() {
    const { item } = this.card
    if (!item || !this.data.may || this.pending !== undefined) return
    if (item.state === "proposed") {
      this.reject(item.key)
      const index = this.items.indexOf(item)
      this.items = this.items.filter((each) => each !== item)
      this.text.draw(this.data.text, this.items)
      this.tell()
      this.show(this.unjudged(index - 1, 1)?.key)
    } else if (item.key === "") this.show(undefined)
    else if (!this.sure) {
      this.sure = true
      this.card.refuse("This takes the statement away with everybody's codes. Press x once more to do it; undo brings it back.")
    } else {
      this.pending = Date.now()
      this.send("act", { n: this.pending, act: "remove", key: item.key })
    }
  }

  // Proposals that this coder did not want, kept in the browser.
  get place() {
    return `hustings desk ${this.data.who} ${this.data.doc}`
  }

  rejected() {
    try {
      return new Set(JSON.parse(localStorage.getItem(this.place)) ?? [])
    } catch {
      return new Set()
    }
  }

  reject(key) {
    try {
      localStorage.setItem(this.place, JSON.stringify([...this.rejected(), key]))
    } catch {
      // a browser that keeps nothing offers it again
    }
  }

  offerAgain() {
    try {
      localStorage.removeItem(this.place)
    } catch {
      // nothing was kept
    }
    this.update(this.data, this.send)
  }

  key(event) {
    const { target, key } = event
    if (event.defaultPrevented || event.altKey || !this.data) return
    const inside = this.text.root.contains(target)
    if (event.ctrlKey || event.metaKey) {
      if (key === "Enter") this.save()
      return
    }
    if (target.closest?.(WRITING)) {
      if (key === "Escape" && this.card.root.contains(target)) this.card.heading.focus()
      return
    }
    if (target.closest?.("[role=dialog], [role=listbox], [role=menu], [role=radiogroup]")) return
    if (key === "Enter" && target.closest?.("button, a, summary")) return
    const done = (inside && this.inText(event)) || this.inCard(event) || this.anywhere(event)
    if (done) event.preventDefault()
  }

  inText({ key, shiftKey }) {
    const step = { ArrowRight: [1, false], ArrowLeft: [-1, false], ArrowDown: [1, true], ArrowUp: [-1, true] }[key]
    if (step) this.text.move(...step, shiftKey)
    else if (key === "Enter" && this.text.selected()) this.take()
    else if (key === "Escape") this.card.heading?.focus()
    else return false
    return true
  }

  // Arrows go from axis to axis where the card has the focus; elsewhere they scroll.
  inCard({ target, key }) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[key]
    if (!step || !this.card.form.contains(target)) return false
    this.card.turn(this.card.axis + step)
    return true
  }

  anywhere({ key, shiftKey }) {
    if (/^[1-5]$/.test(key)) this.card.press(STANCES[Number(key) - 1])
    else if (key === "0") this.card.press(null)
    else if (key === "Enter" && this.text.selected()) this.take()
    else if (key === "Enter") this.save()
    else if (shiftKey) return false
    else if (key === "n") this.next(1)
    else if (key === "p") this.next(-1)
    else if (key === "x") this.remove()
    else if (key === "w") this.change()
    else if (key === "e") this.card.inputs.get("speaker").focus()
    else if (key === "s") {
      this.text.root.focus()
      if (!this.text.selected()) this.text.move(1, false, false)
    } else return false
    return true
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  let article = articles.get(parentElement)
  if (!article) {
    article = new Article(parentElement)
    articles.set(parentElement, article)
  }
  article.update(data, setTriggerValue)
  return () => {
    article.stop()
    articles.delete(parentElement)
  }
}
