import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { chosenLanguage, directionOf, isLanguage, languages, pseudoText } from './languages.ts';

test('the first wish that there is', () => {
  assert.equal(chosenLanguage(['pt-BR', 'en']), 'pt');
  assert.equal(chosenLanguage(['ja', 'zh-Hant-TW', 'en']), 'zh');
  assert.equal(chosenLanguage(['AR']), 'ar');
  assert.equal(chosenLanguage(['ja', 'toString']), 'en');
  assert.equal(chosenLanguage([]), 'en');
});

test('every language has a name of its own, and the platform knows how it writes', () => {
  for (const [language, name] of Object.entries(languages)) {
    assert.ok(isLanguage(language));
    assert.deepEqual(Intl.NumberFormat.supportedLocalesOf([language]), [language]);
    assert.equal(
      new Intl.DisplayNames(language, { type: 'language' }).of(language)?.toLowerCase(),
      name.toLowerCase(),
    );
  }
  assert.equal(isLanguage('hasOwnProperty'), false);
});

test('only Arabic is written from right to left here', () => {
  assert.deepEqual(
    Object.keys(languages).filter((language) => directionOf(language) === 'rtl'),
    ['ar'],
  );
});

test('pseudo-texts are longer and keep every placeholder', () => {
  assert.equal(pseudoText('Ship {{name}} now'), '[Shîp {{name}} ñøw······]');
  const part = fc.oneof(fc.string(), fc.constantFrom('{{name}}', '{{count}}'));
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      const text = parts.join('');
      const pseudo = pseudoText(text);
      assert.ok(pseudo.length > text.length);
      assert.deepEqual(pseudo.match(/\{\{[^}]*\}\}/g), text.match(/\{\{[^}]*\}\}/g));
    }),
  );
});
