const namespace = 'http://www.w3.org/2000/svg';

/** An SVG element with attributes and children. */
export function svg(
  name: string,
  attributes: Readonly<Record<string, string | number>> = {},
  ...children: Element[]
): SVGElement {
  const element = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, typeof value === 'number' ? String(Math.round(value * 100) / 100) : value);
  }
  element.append(...children);
  return element;
}

/** SVG text; the content is never read as markup. */
export function svgText(content: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = svg('text', attributes);
  element.textContent = content;
  return element;
}

/** An HTML element with a class and text. */
export function html<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className: string,
  text = '',
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  element.className = className;
  if (text !== '') element.textContent = text;
  return element;
}
