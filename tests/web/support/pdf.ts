// A small reader of PDF files (ISO 32000-1) of the kind that we write: by the table of places alone, as a strict reader would.
import assert from 'node:assert/strict';
import { inflateSync } from 'node:zlib';

export interface ReadPdf {
  title: string;
  language: string;
  rightToLeft: boolean;
  pages: ReadPage[];
}

export interface ReadPage {
  /** Texts in reading order, each as the file says that it reads. */
  texts: string[];
  /** The same, put together from the codes of letters and what their fonts say of them. */
  letters: string[];
  width: number;
  height: number;
  pixels: Buffer;
}

export function readPdf(bytes: Buffer): ReadPdf {
  assert.equal(bytes.subarray(0, 8).toString('latin1'), '%PDF-1.7');
  const [, tableAt] = /startxref\n(\d+)\n%%EOF\n$/.exec(bytes.subarray(-60).toString('latin1'))!;
  const objects = objectsBy(bytes, Number(tableAt));
  const trailer = bytes.subarray(Number(tableAt)).toString('latin1');
  const object = (number: string | undefined): Buffer => objects.get(Number(number))!;
  const catalog = object(/\/Root (\d+) 0 R/.exec(trailer)?.[1]).toString('latin1');
  const info = object(/\/Info (\d+) 0 R/.exec(trailer)?.[1]).toString('latin1');
  const tree = object(/\/Pages (\d+) 0 R/.exec(catalog)?.[1]).toString('latin1');
  const kids = [...tree.matchAll(/(\d+) 0 R/g)].map(([, number]) => number);
  assert.equal(Number(/\/Count (\d+)/.exec(tree)?.[1]), kids.length);
  return {
    title: textIn(/\/Title <(\w*)>/.exec(info)?.[1]),
    language: textIn(/\/Lang <(\w*)>/.exec(catalog)?.[1]),
    rightToLeft: catalog.includes('/Direction /R2L'),
    pages: kids.map((number) => pageOf(object(number).toString('latin1'), object)),
  };
}

function objectsBy(bytes: Buffer, tableAt: number): Map<number, Buffer> {
  const table = bytes.subarray(tableAt).toString('latin1');
  const [, count] = /^xref\n0 (\d+)\n/.exec(table)!;
  const lines = [...table.matchAll(/^(\d{10}) (\d{5}) ([nf]) \n/gm)];
  assert.equal(lines.length, Number(count));
  const inUse = lines.flatMap(([, place, , use], number) =>
    use === 'n' ? [{ number, place: Number(place) }] : [],
  );
  const ends = [...inUse.slice(1).map(({ place }) => place), tableAt];
  return new Map(
    inUse.map(({ number, place }, at) => {
      const body = bytes.subarray(place, ends[at]);
      const head = `${number} 0 obj\n`;
      assert.equal(body.subarray(0, head.length).toString('latin1'), head);
      assert.ok(body.subarray(-8).toString('latin1').endsWith('endobj\n'));
      return [number, body];
    }),
  );
}

function pageOf(page: string, object: (number: string | undefined) => Buffer): ReadPage {
  const content = streamOf(object(/\/Contents (\d+) 0 R/.exec(page)?.[1])).toString('latin1');
  const image = object(/\/Painted (\d+) 0 R/.exec(page)?.[1]);
  const said = image.subarray(0, 400).toString('latin1');
  const fonts = new Map(
    [...page.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', number]) => {
      const font = object(number).toString('latin1');
      return [name, lettersOf(streamOf(object(/\/ToUnicode (\d+) 0 R/.exec(font)?.[1])).toString('latin1'))];
    }),
  );
  return {
    texts: [...content.matchAll(/\/ActualText <(\w*)>/g)].map(([, text]) => textIn(text)),
    letters: [...content.matchAll(/BT (.*?) ET/g)].map(([, shown = '']) =>
      [...shown.matchAll(/\/(F\d+) \S+ Tf <(\w+)> Tj/g)]
        .flatMap(([, font = '', codes = '']) => codes.match(/../g)!.map((code) => fonts.get(font)!.get(code)))
        .join(''),
    ),
    width: Number(/\/Width (\d+)/.exec(said)?.[1]),
    height: Number(/\/Height (\d+)/.exec(said)?.[1]),
    pixels: inflateSync(streamOf(image)),
  };
}

function streamOf(body: Buffer): Buffer {
  const start = body.indexOf('stream\n') + 'stream\n'.length;
  const length = Number(/\/Length (\d+)/.exec(body.subarray(0, start).toString('latin1'))?.[1]);
  assert.equal(
    body
      .subarray(start + length, start + length + 11)
      .toString('latin1')
      .trim(),
    'endstream',
  );
  return body.subarray(start, start + length);
}

function lettersOf(map: string): Map<string, string> {
  return new Map(
    [...map.matchAll(/^<(\w\w)> <(\w+)>$/gm)].map(([, code = '', letter]) => [code, utf16(letter)]),
  );
}

function textIn(hex = ''): string {
  assert.ok(hex.startsWith('FEFF'), hex);
  return utf16(hex.slice(4));
}

function utf16(hex = ''): string {
  return String.fromCharCode(...(hex.match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16)));
}
