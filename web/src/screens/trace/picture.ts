// Drawing and map taken out of the page: SVG that stands alone, in the colours of paper, and the same as pixels.

/** `element`: the drawing as it stands on the page. */
export function svgOf(element: SVGSVGElement, title: string): string {
  const copy = element.cloneNode(true) as SVGSVGElement;
  const { width, height } = element.viewBox.baseVal;
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  // On the page it is the page's that says where lines begin.
  copy.setAttribute('direction', getComputedStyle(element).direction);
  for (const reach of copy.querySelectorAll('.flow-reach')) reach.remove();
  for (const button of copy.querySelectorAll('[role="button"]'))
    for (const name of ['role', 'tabindex', 'aria-pressed']) button.removeAttribute(name);
  const style = document.createElementNS('http://www.w3.org/2000/svg', 'style');
  style.textContent = rulesOf(element);
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  ground.setAttribute('class', 'flow-paper');
  ground.setAttribute('width', '100%');
  ground.setAttribute('height', '100%');
  const name = document.createElementNS('http://www.w3.org/2000/svg', 'title');
  name.textContent = title;
  copy.prepend(name, style, ground);
  return new XMLSerializer().serializeToString(copy);
}

/** Those rules of our own sheet that say something of the drawing, with values for its colours. */
function rulesOf(element: Element): string {
  const all = [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => rule instanceof CSSStyleRule);
  // Whatever the reader's theme is, paper is light: the values of the sheet's first `:root`.
  const light = all.find(({ selectorText }) => selectorText === ':root')!.style;
  const colourOf = (name: string): string =>
    name === '--cloth' ? '#fff' : light.getPropertyValue(name).trim();
  return all
    .filter(({ selectorText }) => isOfDrawing(selectorText, element))
    .map(({ cssText }) => cssText.replace(/var\((--[\w-]+)\)/g, (_, name: string) => colourOf(name)))
    .join('\n');
}

function isOfDrawing(selector: string, element: Element): boolean {
  if (selector.includes('.flow-paper')) return true;
  return (
    /^\.(flow|icon)\b/.test(selector) &&
    !selector.includes(':') &&
    (element.matches(selector) || element.querySelector(selector) !== null)
  );
}

export async function imageOf(svg: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  return image;
}

export async function pngOf(svg: string): Promise<Blob> {
  const sharpness = 2;
  const image = await imageOf(svg);
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [image.width * sharpness, image.height * sharpness];
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error('no picture')) : resolve(blob)), 'image/png');
  });
}
