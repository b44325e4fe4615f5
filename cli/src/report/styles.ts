const light = "--paper:#fff;--ink:#1d2329;--muted:#5a646f;--line:#dde2e7;--soft:#f5f7f9;--accent:#2b68a6";
const dark = "--paper:#14171a;--ink:#e3e6e9;--muted:#a2abb5;--line:#363c43;--soft:#1d2125;--accent:#7db2e8";

/**
 * The look of a page. Pictures take their colours from the same variables. On paper it is light, a picture, a card or a row of a
 * table is not cut, and the numbers behind a picture are printed where the reader has opened them.
 */
export const styles = `
:root{color-scheme:light dark;${light}}
@media (prefers-color-scheme:dark){:root{${dark}}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",
"Noto Sans","PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC",sans-serif}
main,.top,.end{max-width:66rem;margin:0 auto;padding:0 1.25rem}
.top{padding-top:2.5rem}
.end{padding-top:1rem;padding-bottom:2.5rem;color:var(--muted);font-size:.875rem}
h1{font-size:1.9rem;line-height:1.2;margin:0 0 .5rem;letter-spacing:-.01em;overflow-wrap:anywhere}
h2{font-size:1.35rem;line-height:1.3;margin:3rem 0 .75rem;padding-top:.75rem;border-top:1px solid var(--line)}
h3{font-size:1.02rem;line-height:1.35;margin:1.75rem 0 .5rem}
p,ul{margin:.5rem 0;max-width:44rem}
ul{padding-left:1.2rem}
li{margin:.3rem 0}
a{color:var(--accent)}
code{font:.875em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
.option{white-space:nowrap}
.lead{font-size:1.05rem;max-width:50rem}
.muted,.note,figcaption small{color:var(--muted)}
.note{font-size:.875rem}
nav{display:flex;flex-wrap:wrap;gap:.25rem 1.1rem;margin:1.25rem 0 0;font-size:.9rem}
nav a{text-decoration:none}
nav a:hover{text-decoration:underline}
.facts{margin:.75rem 0;display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr));gap:0 2rem}
.facts div{display:grid;grid-template-columns:9.5rem 1fr;gap:1rem;padding:.4rem 0;border-top:1px solid var(--line)}
.facts dt{color:var(--muted)}
.facts dd{margin:0;overflow-wrap:anywhere;min-width:0}
.cards{display:grid;grid-template-columns:repeat(3,1fr);gap:.75rem;margin:1rem 0}
.card{background:var(--soft);border-radius:6px;padding:.9rem 1rem;min-width:0}
.card p{margin:0;font-size:.875rem;color:var(--muted)}
.card .figure{font-size:1.6rem;line-height:1.25;color:var(--ink);font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
.alert{border-left:3px solid var(--accent);padding:.25rem 0 .25rem .9rem;margin:1rem 0}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,25rem),1fr));gap:2rem 2.5rem;margin:1rem 0}
figure{margin:0;min-width:0}
figure h3{margin:0 0 .5rem}
figure svg{display:block;width:100%;height:auto;max-width:34rem}
figcaption{margin-top:.5rem;max-width:34rem}
details{margin-top:.4rem;max-width:34rem;font-size:.9rem}
summary{cursor:pointer;color:var(--accent)}
.wide{overflow-x:auto;margin:0 0 .75rem;max-width:100%}
table{border-collapse:collapse;font-size:.9rem;min-width:min(100%,38rem)}
.caption{color:var(--muted);font-size:.875rem;margin:1rem 0 .25rem}
th,td{padding:.32rem 1rem .32rem 0;border-bottom:1px solid var(--line);vertical-align:top;text-align:left}
th:last-child,td:last-child{padding-right:0}
th{font-weight:600;vertical-align:bottom}
.number{text-align:right;font-variant-numeric:tabular-nums}
td.number{white-space:nowrap}
td.text{min-width:6rem}
td.text:first-child{min-width:8.5rem}
th.number{min-width:5rem}
td:first-child.number,th:first-child.number{text-align:left;min-width:3rem}
td bdi{overflow-wrap:anywhere}
.warning{border-top:1px solid var(--line);padding:.75rem 0}
.warning h3{margin:0 0 .25rem}
.warning p{margin:.2rem 0}
@media (max-width:40rem){
.top{padding-top:1.5rem}
main,.top,.end{padding-left:1rem;padding-right:1rem}
h1{font-size:1.5rem}
.cards{grid-template-columns:1fr 1fr}
.card .figure{font-size:1.3rem}
.facts div{grid-template-columns:7rem 1fr}
}
@media print{
@page{size:A4;margin:16mm 14mm}
:root{color-scheme:light;${light}}
body{font-size:10pt}
nav,summary{display:none}
main,.top,.end{max-width:none;padding:0}
.cards{grid-template-columns:repeat(3,1fr)}
.card{border:1px solid var(--line)}
.facts{grid-template-columns:1fr 1fr}
.figures{grid-template-columns:1fr 1fr;gap:1.25rem 1.5rem}
figure,.card,.warning,.wide,tr,.facts div{break-inside:avoid}
h2,h3,.caption{break-after:avoid}
thead{display:table-header-group}
.wide{overflow:visible}
table{font-size:8.5pt}
}
`;
