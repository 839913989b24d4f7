// The card of one statement: its words, who says them, one row of five buttons for each axis, and
// the codebook. It keeps what a coder has changed and not yet saved.

const STANCES = [-1, -0.5, 0, 0.5, 1]
const FIELDS = [
  ["speaker", "speaker"], ["role", "role"], ["actor", "actor"], ["date", "date"],
  ["summary", "in one sentence"],
]
const MORE = [
  ["type", "actor type"], ["country", "country"], ["theme", "theme"], ["event", "event"],
  ["kind", "kind"], ["argument", "argument"],
]

class Card {
  constructor(root, keep) {
    this.root = root
    this.keep = keep
    this.axis = 0
  }

  // Builds the form for these axes and known names.
  build({ axes, offers, may }) {
    this.axes = axes
    this.offers = offers
    this.inputs = new Map()
    this.heading = el("h3", { tabindex: "-1" })
    this.stands = el("p", { class: "desk-stands" })
    this.problem = el("p", { class: "desk-problem", role: "alert" })
    this.hint = el("span", { class: "desk-hint" })
    const more = el("details", {}, el("summary", {}, "Type, country, theme, event, kind, argument, note"),
      el("div", { class: "desk-fields" }, ...MORE.map((each) => this.field(...each)),
        this.field("note", "note on your codes, hidden as they are")))
    this.rows = axes.map((axis, index) => this.row(axis, index))
    // what the poles of the axis in turn mean, right below its buttons
    this.codebook = el("div", { class: "desk-codebook", "aria-live": "polite" })
    this.form = el("form", { class: "desk-card" },
      this.heading, this.stands, el("p", { class: "desk-deeds" },
        this.deed("Save", "Enter", () => this.keep.save(), "desk-first"),
        this.deed("Next", "n", () => this.keep.next(1)),
        this.deed("Previous", "p", () => this.keep.next(-1)),
        this.deed("Not a statement", "x", () => this.keep.remove())), this.problem,
      el("div", { class: "desk-fields" }, ...FIELDS.map((each) => this.field(...each))), more,
      ...this.rows.map(({ row }) => row))
    this.form.onsubmit = (event) => {
      event.preventDefault()
      this.keep.save()
    }
    this.form.inert = !may
    this.empty = el("p", { class: "desk-card" })
    this.root.replaceChildren(this.form, this.empty)
  }

  deed(name, key, act, kind = "") {
    const made = el("button", { type: "button", class: kind }, name, " ", el("kbd", {}, key))
    made.onclick = act
    return made
  }

  field(name, label) {
    const long = name === "summary" || name === "note"
    const input = el(long ? "textarea" : "input", { name, rows: long && 1, autocomplete: "off" })
    if (this.offers[name]) {
      const list = el("datalist", { id: `desk-${name}` })
      list.append(...Object.keys(this.offers[name]).map((value) => el("option", { value })))
      input.setAttribute("list", list.id)
      input.after(list)
      this.root.ownerDocument.getElementById(list.id)?.remove()
      this.inputs.set(`${name} list`, list)
    }
    input.oninput = () => this.wrote(name, input.value)
    this.inputs.set(name, input)
    const inside = [el("span", {}, label), input, this.inputs.get(`${name} list`)]
    if (name === "actor") inside.push(this.hint)
    return el("label", { class: long ? "desk-field desk-wide" : "desk-field" }, ...inside.filter(Boolean))
  }

  row(axis, index) {
    const poles = { 0: axis.low, 2: "both", 4: axis.high }
    const buttons = STANCES.map((stance, step) => {
      const said = poles[step] ? `${step + 1} ${poles[step]}` : `${step + 1}`
      const name = `${axis.name}: ${step + 1} of 5, from ${axis.low} to ${axis.high}`
      const button = el("button", { type: "button", "aria-pressed": "false", "aria-label": name }, said)
      button.onclick = () => this.judge(index, this.code(axis.id) === stance ? null : stance)
      button.onfocus = () => this.turn(index)
      return button
    })
    const silent = el("button", { type: "button", class: "desk-silent" }, "silent ", el("kbd", {}, "0"))
    silent.onclick = () => this.judge(index, null)
    const name = el("span", { class: "desk-axis" }, axis.name)
    name.onclick = () => this.turn(index)
    const group = el("div", { class: "desk-steps", role: "group", "aria-label": axis.name }, ...buttons)
    const head = el("div", { class: "desk-head" }, name, silent)
    return { row: el("div", { class: "desk-row" }, head, group), buttons, silent }
  }

  // Opens an item: {start, end, said, codes, note, ...}, with what is to be changed of it.
  open(item, words) {
    this.item = item
    this.draft = { said: {}, codes: {}, note: null, start: item?.start, end: item?.end }
    // what the data know of a proposed actor, kept with it but no change of the coder's
    this.known_of = {}
    this.form.hidden = !item
    this.empty.hidden = Boolean(item)
    this.refuse("")
    if (!item) return
    this.axis = 0
    for (const [name] of [...FIELDS, ...MORE]) this.inputs.get(name).value = item.said[name] ?? ""
    this.inputs.get("note").value = item.note ?? ""
    this.inputs.get("date").placeholder = this.keep.date
    this.words(words, item.stands)
    this.known()
    this.drawn()
  }

  words(words, stands) {
    this.heading.textContent = words
    const { start, end } = this.draft
    const by = this.item.by ? `, proposed by ${this.item.by}` : ""
    this.stands.textContent = stands
      ? `✓ stands in the text, ${start}–${end}${by}`
      : "these words do not stand there: select others, and press w"
  }

  wrote(name, value) {
    if (name === "note") this.draft.note = value
    else this.draft.said[name] = value
    if (name === "actor") this.known(true)
  }

  // What the data know of an actor: how often it speaks, its type and country.
  known(fill = false) {
    const name = this.inputs.get("actor").value.trim()
    const found = Object.hasOwn(this.offers.actor, name) ? this.offers.actor[name] : null
    this.hint.textContent = found ? `known, ${found.n} statements` : name ? "new in these data" : ""
    if (!found || !(fill || this.item.state === "proposed")) return
    for (const field of ["type", "country"]) {
      const input = this.inputs.get(field)
      if (input.value || !found[field]) continue
      input.value = found[field]
      const kept = fill ? this.draft.said : this.known_of
      kept[field] = found[field]
    }
  }

  code(axis) {
    const { codes } = this.draft
    return axis in codes ? codes[axis] : (this.item.codes[axis] ?? null)
  }

  judge(index, stance) {
    this.draft.codes[this.axes[index].id] = stance
    this.turn(index)
  }

  // Judges the axis in turn by a key, and goes on to the next.
  press(stance) {
    if (!this.item || !this.axes.length || this.form.inert) return
    this.judge(this.axis, stance)
    this.turn(Math.min(this.axis + 1, this.axes.length - 1))
  }

  turn(index) {
    this.axis = Math.max(0, Math.min(index, this.axes.length - 1))
    this.drawn()
    this.rows[this.axis]?.row.scrollIntoView({ block: "nearest" })
  }

  drawn() {
    this.rows.forEach(({ row, buttons, silent }, index) => {
      const stance = this.code(this.axes[index].id)
      row.classList.toggle("desk-turn", index === this.axis)
      buttons.forEach((button, step) => {
        button.setAttribute("aria-pressed", String(STANCES[step] === stance))
      })
      silent.classList.toggle("desk-none", stance === null)
    })
    this.explain(this.axes[this.axis])
  }

  explain(axis) {
    if (!axis) return
    const line = (step, pole, means) => el("p", {}, el("b", {}, `${step} ${pole}`), means ? `: ${means}` : "")
    this.codebook.replaceChildren(
      line(1, axis.low, axis.low_means), line(5, axis.high, axis.high_means),
      el("p", {}, "2 and 4 lean there, 3 says both or stands between; silence is no code."))
    this.rows[this.axis].row.append(this.codebook)
  }

  refuse(text) {
    this.problem.textContent = text
  }
}
