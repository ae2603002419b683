// The drawing taken out of the page: an SVG that stands alone, with its colours written into it, and the same as PNG.

/** `element`: the drawing as it stands on the page. */
export function svgOf(element: SVGSVGElement, title: string): string {
  const copy = element.cloneNode(true) as SVGSVGElement;
  const { width, height } = element.viewBox.baseVal;
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
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

/** Those rules of our own sheet that say something of the drawing, with the values of now for its colours. */
function rulesOf(element: Element): string {
  const values = getComputedStyle(element);
  const rules = [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => rule instanceof CSSStyleRule && isOfDrawing(rule.selectorText, element));
  return rules
    .map(({ cssText }) =>
      cssText.replace(/var\((--[\w-]+)\)/g, (_, name: string) => values.getPropertyValue(name).trim()),
    )
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

export async function pngOf(
  svg: string,
  { width, height }: { width: number; height: number },
): Promise<Blob> {
  const sharpness = 2;
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width * sharpness, height * sharpness];
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error('no picture')) : resolve(blob)), 'image/png');
  });
}
