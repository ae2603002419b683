// The look of the checker: that of all pages, and what only this one has.
import { style } from '../style.ts';

const checker = `
header.top,main.checker,footer{max-inline-size:44rem}
.checker{display:grid;gap:2rem}
.checker>*{min-inline-size:0}
.checker h1{margin-block:0 1rem}
.checker p{max-inline-size:none;margin:0}
#check{display:grid;gap:1rem;max-inline-size:none;margin:0}
.drop{display:grid;gap:.75rem;padding:clamp(1.25rem,5vw,2.25rem);border:2px dashed var(--quiet);border-radius:.25rem;background:var(--cloth)}
.drop.over{border:2px solid var(--weft)}
.drop label{font-weight:400}
.drop strong{display:block;font:500 1.375rem/1.3 "Iowan Old Style","Palatino Linotype",Palatino,"URW Palladio L",P052,Georgia,"Noto Serif",serif}
.drop input{border:0;padding:0;inline-size:100%;color:var(--quiet)}
.drop input::file-selector-button{font:inherit;font-weight:600;border:2px solid var(--warp);background:none;color:var(--warp);border-radius:.25rem;padding:.625rem 1.125rem;margin-inline-end:.875rem;cursor:pointer}
#check summary{min-block-size:2.75rem;padding-block:.625rem;font-size:1rem}
.field{display:grid;gap:.375rem;margin-block:.75rem 1.5rem}
textarea{inline-size:100%;font:.875rem/1.5 ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;color:var(--ink);background:var(--cloth);border:2px solid var(--quiet);border-radius:.25rem;padding:.625rem .75rem;resize:vertical}
#check button{justify-self:start;min-block-size:2.75rem}
.checker .saying{color:var(--quiet);margin-block-end:1rem;overflow-wrap:anywhere}
.checker .saying:empty{display:none}
footer p+p{margin-block-start:.625rem}`;

export const verifyStyle: string = style + checker.replaceAll('\n', '');
