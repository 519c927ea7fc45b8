/** What the style sheet decides about shapes and texts. */
const properties = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linejoin',
  'paint-order',
  'font-family',
  'font-size',
  'font-weight',
  'opacity',
  'text-decoration-line',
  'visibility',
] as const;

const usual: Readonly<Partial<Record<(typeof properties)[number], string>>> = {
  'fill-opacity': '1',
  stroke: 'none',
  'stroke-width': '1px',
  'stroke-opacity': '1',
  'stroke-dasharray': 'none',
  'stroke-linejoin': 'miter',
  'paint-order': 'normal',
  'font-weight': '400',
  opacity: '1',
  'text-decoration-line': 'none',
  visibility: 'visible',
};

/**
 * Writes what the style sheet says onto the elements themselves, so that the picture looks the same anywhere; elements
 * of the same classes in the same place share what was found out.
 */
export function inlineStyles(root: SVGSVGElement): void {
  const known = new Map<string, readonly (readonly [string, string])[]>();
  const visit = (element: Element, place: string): void => {
    const name = element.tagName;
    if (name === 'title' || name === 'clipPath') return;
    const key = `${place}>${name}.${element.getAttribute('class') ?? ''}`;
    if (name !== 'g' && name !== 'defs' && name !== 'svg') {
      let found = known.get(key);
      if (!found) known.set(key, (found = stylesOf(element)));
      for (const [property, value] of found) if (!element.hasAttribute(property)) element.setAttribute(property, value);
    }
    for (const child of element.children) visit(child, key);
  };
  visit(root, '');
  for (const element of root.querySelectorAll('.arrow-touch')) element.remove();
  // What only the page understands means nothing in a file.
  for (const element of [root, ...root.querySelectorAll('*')])
    for (const name of element.getAttributeNames())
      if (/^(?:class|tabindex|role|data-.*|aria-.*)$/.test(name)) element.removeAttribute(name);
}

function stylesOf(element: Element): readonly (readonly [string, string])[] {
  const style = getComputedStyle(element);
  const isText = element.tagName === 'text';
  return properties.flatMap((property) => {
    if (!isText && (property.startsWith('font') || property.startsWith('text'))) return [];
    const value = style.getPropertyValue(property);
    return value === usual[property] || value === '' ? [] : [[property, value] as const];
  });
}
