// The checker as one file that a reader can save and open from disk: style, script and policy are in it.
import { createHash } from 'node:crypto';
import { selvedge, weaves } from '../weave.ts';
import { verifyStyle } from './style.ts';

export interface VerifyPage {
  html: string;
  /** Content security policy, also in the page itself: a saved page has no headers. */
  policy: string;
}

/** `script` MUST NOT contain `</script` (esbuild escapes it). */
export function verifyPage(script: string): VerifyPage {
  const policy = [
    "default-src 'none'",
    `script-src '${digestOf(script)}'`,
    `style-src '${digestOf(verifyStyle)}'`,
    // The script starts itself once more beside the page, from memory.
    'worker-src blob:',
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return { html: html(script, policy), policy };
}

function digestOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function html(script: string, policy: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Check an evidence file · Selvedge</title>
<link rel="icon" href="data:,">
<style>${verifyStyle}</style>
</head>
<body>
${weaves.markup}${selvedge.markup}
<header class="top"><span class="wordmark">Selvedge</span></header>
<main class="checker">
<header>
<h1>Check it yourself</h1>
<p class="lead">An evidence file says where a garment came from, and carries what proves it. This page checks it on your own device. Nothing is sent anywhere, and it works without a network.</p>
</header>
<form id="check">
<div id="drop" class="drop">
<label for="file"><strong>Choose an evidence file</strong>or drop it anywhere on this page. Checking begins at once.</label>
<input id="file" type="file" accept=".json,application/json">
</div>
<details>
<summary>Check more strictly</summary>
<div class="field">
<label for="key">The log’s key, if you know it</label>
<textarea id="key" rows="2" spellcheck="false" autocapitalize="off" autocomplete="off" aria-describedby="key-why" placeholder="name+0123abcd+A…"></textarea>
<p id="key-why" class="quiet">Anybody can keep a log and sign it. Take the key from a source that you trust, not from whoever gave you the file.</p>
</div>
<div class="field">
<label for="earlier">An earlier checkpoint, if you kept one</label>
<textarea id="earlier" rows="5" spellcheck="false" autocapitalize="off" autocomplete="off" aria-describedby="earlier-why"></textarea>
<p id="earlier-why" class="quiet">Shows whether the log was rewritten since, or tells different readers different things. The file needs a proof from that size: ask for evidence “since” it.</p>
</div>
<div class="field">
<label for="policy">A policy: logs and witnesses that you know</label>
<textarea id="policy" rows="5" spellcheck="false" autocapitalize="off" autocomplete="off" aria-describedby="policy-why" placeholder="witness one name+0123abcd+B…"></textarea>
<p id="policy-why" class="quiet">Witnesses sign what they have seen of a log, so that it cannot show you another one than everybody. A file that too few of yours have signed fails.</p>
</div>
<div class="field">
<label for="blocks">Hashes of blocks, if you looked them up</label>
<textarea id="blocks" rows="2" spellcheck="false" autocapitalize="off" autocomplete="off" aria-describedby="blocks-why" placeholder="eip155:1/12345678=0x…"></textarea>
<p id="blocks-why" class="quiet">An anchor leads to a block of a chain. Whether the chain has that block, its hash shows: one on a line, from a source that you trust.</p>
</div>
</details>
<button type="submit">Check</button>
</form>
<div id="verdict" role="region" aria-label="Verdict"></div>
<noscript><p>Checking needs script: it is in this page itself, none is loaded. The command <code>selvedge-verify FILE</code> checks without a browser.</p></noscript>
</main>
<footer>
<p id="save"><a href="/verify" download="selvedge-verify.html">Save this page</a> and open it from your disk, also offline. A page that you saved stays what it was, whatever the node serves tomorrow.</p>
<p>This page can only be as honest as the place you got it from. Who does not trust this node takes the checker from elsewhere: the command <code>selvedge-verify</code> makes the same checks, and their rules are public.</p>
</footer>
<script>${script}</script>
</body>
</html>
`;
}
