let loading

const fits = (version, wanted) => {
  const [major, minor] = version.split(".").map(Number)
  const [least, lower] = wanted.split(".").map(Number)
  return major === least && minor >= lower
}

const at = (path) => new URL(path, document.baseURI).href

const load = (address) =>
  new Promise((resolve, reject) => {
    const before = window.Plotly
    const script = document.createElement("script")
    script.src = address
    script.onload = () => {
      const loaded = window.Plotly
      if (before) window.Plotly = before
      loaded ? resolve(loaded) : reject(new Error(`There is no plotly.js at ${address}.`))
    }
    script.onerror = () => {
      script.remove()
      reject(new Error(`The drawing program at ${address} could not be loaded. Please try again.`))
    }
    document.head.append(script)
  })

// A page with a chart has a Plotly of its own: it serves if it knows all that the figure may hold.
// Otherwise plotly.js comes from the server, once for all menus, and the page's own is put back.
const plotly = async ({ plotly: path, version }) => {
  if (window.Plotly && fits(window.Plotly.version, version)) return window.Plotly
  loading ??= load(at(path))
  try {
    return await loading
  } catch (problem) {
    loading = undefined
    throw problem
  }
}

const asked = async (address) => {
  let answer
  try {
    answer = await fetch(address)
  } catch {
    throw new Error("The server cannot be reached.")
  }
  if (answer.ok) return answer
  const told = await answer.json().catch(() => ({}))
  throw new Error(told.detail ?? `The server answered ${answer.status}.`)
}

const nameOf = (answer) => {
  const said = answer.headers.get("content-disposition") ?? ""
  const [, encoded] = said.match(/filename\*=UTF-8''([^;]+)/) ?? []
  const [, plain] = said.match(/filename="([^"]+)"/) ?? []
  return encoded ? decodeURIComponent(encoded) : (plain ?? "hustings")
}

const inside = (blob) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(reader.result)
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(blob)
  })

// Its typeface goes into the picture, so that labels keep their widths everywhere.
const faces = async (fonts) => {
  const rules = Object.entries(fonts).map(async ([style, path]) => {
    const font = await (await asked(at(path))).blob()
    const source = await inside(new Blob([font], { type: "font/woff2" }))
    return `@font-face{font-family:"Source Sans";font-weight:100 900;font-style:${style};src:url("${source}") format("woff2")}`
  })
  return `<style>${(await Promise.all(rules)).join("")}</style>`
}

const drawn = async (data, answer, ending, wide) => {
  const { toImage } = await plotly(data)
  const figure = await answer.json()
  const { width, height } = figure.layout
  const plain = await toImage(figure, { format: "svg", width, height, imageDataOnly: true })
  const start = plain.indexOf(">", plain.indexOf("<svg")) + 1
  const svg = new Blob([plain.slice(0, start), await faces(data.fonts), plain.slice(start)], { type: "image/svg+xml" })
  if (ending === "svg") return svg
  const image = new Image()
  image.src = await inside(svg)
  await image.decode()
  const canvas = document.createElement("canvas")
  canvas.width = wide
  canvas.height = Math.round((wide * height) / width)
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"))
}

// A click of its own would close the menu that holds the links.
const save = (blob, name) => {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.addEventListener("click", (event) => event.stopPropagation())
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60000)
}

const made = (tag, more = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), more)
  element.append(...children)
  return element
}

const choice = (label, options) => {
  const select = made("select", {}, ...options.map(([value, text]) => made("option", { value }, text)))
  return [made("label", {}, label, select), select]
}

export default function ({ data, parentElement }) {
  const place = parentElement.querySelector(".place")
  const told = JSON.stringify(data)
  if (place.dataset.told === told) return
  place.dataset.told = told
  const status = made("p", { className: "status" })
  status.setAttribute("role", "status")
  const [sizeLabel, size] = choice("Size", data.sizes)
  const [groundLabel, ground] = choice("Ground", data.grounds)
  const only = made("input", { type: "checkbox", checked: data.only[0] === true })
  const onlyLabel = made("label", { className: "only" }, only, data.only[1] ?? "")
  const links = new Map()

  const address = (key) => {
    const url = new URL(data.links[key], document.baseURI)
    if (key.startsWith("report")) return url.href
    if (!["xlsx", "csv", "txt"].includes(key)) {
      if (size.value) url.searchParams.set("size", size.value)
      if (ground.value !== "light") url.searchParams.set("ground", ground.value)
    }
    if (data.only.length) url.searchParams.set("only", only.checked)
    return url.href
  }
  const point = () => links.forEach((link, key) => (link.href = address(key)))

  const take = async (event, link, key, label) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return
    event.preventDefault()
    if (link.ariaBusy === "true") return
    link.ariaBusy = "true"
    status.className = "status"
    status.textContent = `${label} is being made …`
    try {
      const answer = await asked(link.href)
      let name = nameOf(answer)
      const ours = data.draws && ["png", "svg"].includes(key)
      const wide = data.sizes.find(([value]) => value === size.value)?.[2]
      const file = ours ? await drawn(data, answer, key, wide) : await answer.blob()
      if (ours) name = name.replace(/json$/, key)
      save(file, name)
      status.textContent = `Saved: ${name}`
    } catch (error) {
      status.className = "status wrong"
      status.textContent = `${label} could not be made. ${error.message ?? error}`
    } finally {
      link.ariaBusy = "false"
    }
  }

  const rows = data.groups.map(({ label, about, files }) => {
    const found = files.map(([key, text]) => {
      const link = made("a", { className: "button", download: "" }, text)
      link.setAttribute("aria-label", label === "Report" ? text : `${text} (${label.toLowerCase()})`)
      link.onclick = (event) => take(event, link, key, text)
      links.set(key, link)
      return link
    })
    const head = about ? made("p", { className: "about" }, about) : made("span", { className: "name" }, label)
    return made("div", { className: "row" }, head, ...found)
  })
  const look = made("div", { className: "row look" })
  if (data.sizes.length) look.append(sizeLabel, groundLabel)
  if (data.only.length) look.append(onlyLabel)
  for (const each of [size, ground, only]) each.onchange = point
  const box = made("div", { className: "take" }, ...(look.children.length ? [look] : []), ...rows, status)
  box.setAttribute("role", "group")
  box.setAttribute("aria-label", data.sizes.length ? "Save the chart" : "Save the report")
  place.replaceChildren(box)
  point()
}
