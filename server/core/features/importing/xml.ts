import { SaxesParser } from 'saxes';

/** An element of an XML document: its name without prefix, its text, and the elements inside. */
export class Element {
  readonly name: string;
  readonly children: Element[] = [];
  #text = '';

  constructor(name: string) {
    this.name = name;
  }

  add(text: string): void {
    this.#text += text;
  }

  /** The elements of a name directly inside. */
  all(name: string): readonly Element[] {
    return this.children.filter((child) => child.name === name);
  }

  /** Those of a name inside a list, such as the `Task`s in `Tasks`. */
  list(of: string, name: string): readonly Element[] {
    return this.all(of).flatMap((child) => child.all(name));
  }

  /** The text of an element directly inside; undefined where there is none, or nothing in it. */
  text(name: string): string | undefined {
    const child = this.children.find((it) => it.name === name);
    const text = child ? child.#text.trim() : '';
    return text === '' ? undefined : text;
  }

  /** The number in an element directly inside. */
  number(name: string): number | undefined {
    const text = this.text(name);
    const number = text === undefined ? NaN : Number(text);
    return Number.isFinite(number) ? number : undefined;
  }

  /** Whether an element directly inside says `1` or `true`. */
  is(name: string): boolean {
    const text = this.text(name);
    return text === '1' || text === 'true';
  }
}

/**
 * Reads an XML document; nothing that it names elsewhere is fetched, and entities of its own are not expanded.
 *
 * @throws an Error that says where the document is not XML
 */
export function parseXml(text: string): Element {
  const root = new Element('');
  const open = [root];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name }) => {
    const element = new Element(name.slice(name.indexOf(':') + 1));
    open[open.length - 1].children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  parser.on('text', (it) => open[open.length - 1].add(it));
  parser.on('cdata', (it) => open[open.length - 1].add(it));
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(text.replace(/^\uFEFF/, '')).close();
  return root;
}
