import assert from 'node:assert/strict';
import { test } from 'node:test';
import { html, type Piece } from './html.ts';

test('what is put in is text, also between quotes', () => {
  const said = `<b>"it's" & more</b>`;
  assert.equal(
    html`<p title="${said}">${said}</p>`.markup,
    '<p title="&lt;b&gt;&quot;it&#39;s&quot; &amp; more&lt;/b&gt;">&lt;b&gt;&quot;it&#39;s&quot; &amp; more&lt;/b&gt;</p>',
  );
});

test('markup made here stays markup, and lists are written one after the other', () => {
  assert.equal(
    html`<ul>${['a', 'b'].map((one) => html`<li>${one}</li>`)}</ul>`.markup,
    '<ul><li>a</li><li>b</li></ul>',
  );
});

test('nothing is written for what is not there; nought is a number', () => {
  assert.equal(html`${null}${undefined}${false}${0}`.markup, '0');
});

test('data that looks like markup is not taken for it', () => {
  const sent = JSON.parse('{"markup":"<script>"}') as Piece;
  assert.doesNotMatch(html`${sent}`.markup, /<script/);
});
