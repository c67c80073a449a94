namespace MarketoSync.Reports;

/// <summary>The look of <see cref="HtmlReport"/>: light, dark, and on paper.</summary>
internal static class HtmlStyle
{
    public const string Sheet =
        """
        :root{color-scheme:light dark;--page:#f5f6f8;--card:#fff;--ink:#1b2230;--soft:#5b6577;--line:#e1e5ec;
        --good:#1f8a5b;--good2:#3ba776;--same:#7fb79c;--warn:#c77700;--bad:#c0392b;--open:#7a5af0;--idle:#8a94a6;--tint:#eef6f1;--tint-warn:#fff5e6;--tint-bad:#fdefed}
        @media (prefers-color-scheme:dark){:root{--page:#12151b;--card:#1b2029;--ink:#e8ebf1;--soft:#9aa5b8;--line:#2c3442;
        --good:#3cb37f;--good2:#5cc596;--same:#4c7f67;--warn:#e59a2f;--bad:#e8695b;--open:#9c84f5;--idle:#6b7588;--tint:#16261f;--tint-warn:#2b2212;--tint-bad:#2d1917}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
        main{max-width:60rem;margin:0 auto;padding:2.5rem 1.25rem 4rem}
        h1{font-size:.85rem;letter-spacing:.08em;text-transform:uppercase;color:var(--soft);font-weight:600;margin:0}
        h2{font-size:1.15rem;margin:2.5rem 0 .75rem}
        .verdict{font-size:1.9rem;line-height:1.25;font-weight:650;letter-spacing:-.01em;margin:.4rem 0 .6rem;text-wrap:pretty}
        .facts{color:var(--soft);margin:0 0 1.75rem}.facts span+span::before{content:"·";margin:0 .5em}
        .note{border-left:4px solid var(--warn);background:var(--tint-warn);padding:.7rem 1rem;border-radius:0 .5rem .5rem 0;margin:0 0 1.5rem}.note ul{margin:.2rem 0 0;padding-left:1.2rem}
        .card{background:var(--card);border:1px solid var(--line);border-radius:.75rem;padding:1.1rem 1.25rem;margin:0 0 .75rem}
        .bar{display:flex;gap:2px;height:1.5rem;border-radius:.4rem;overflow:hidden;margin:.15rem 0 1rem}
        .bar i{display:block;min-width:4px}
        .legend{display:grid;grid-template-columns:repeat(auto-fill,minmax(9rem,1fr));gap:.75rem 1rem;margin:0;padding:0;list-style:none}
        .legend b{display:block;font-size:1.3rem;font-variant-numeric:tabular-nums;line-height:1.2}
        .legend small{color:var(--soft);font-size:.85rem;white-space:nowrap}
        .dot{display:inline-block;width:.7rem;height:.7rem;border-radius:.2rem;margin-right:.45rem}
        .created,.added,.imported{background:var(--good)}.updated,.deleted,.removed{background:var(--good2)}.unchanged{background:var(--same)}
        .skipped{background:var(--warn)}.rejected{background:#a86b32}.failed{background:var(--bad)}.unknown{background:var(--open)}.notSent{background:var(--idle)}
        .reason{display:grid;grid-template-columns:6.5rem 1fr;gap:0 1.25rem}
        .reason .count{font-size:1.5rem;font-weight:650;font-variant-numeric:tabular-nums;line-height:1.15;text-align:right}
        .reason .count small{display:block;font-size:.8rem;font-weight:400;color:var(--soft)}
        .reason p{margin:0 0 .3rem}.reason .message{font-weight:600;overflow-wrap:anywhere}
        .reason .do::before{content:"What to do: ";font-weight:600}
        .reason .where{color:var(--soft);font-size:.88rem;margin:.2rem 0 0}.reason .where::first-letter{text-transform:uppercase}
        .tag{font-size:.78rem;color:var(--soft);border:1px solid var(--line);border-radius:1rem;padding:.05rem .6rem;margin-left:.5rem;white-space:nowrap;font-weight:400}
        .scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.93rem}
        th{text-align:left;color:var(--soft);font-weight:600;font-size:.82rem;border-bottom:1px solid var(--line);padding:.35rem .9rem .35rem 0;white-space:nowrap}
        td{padding:.4rem .9rem .4rem 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:break-word}td.status{white-space:nowrap}td:last-child{padding-right:0}tr:last-child td{border-bottom:0}
        .n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
        .two{display:grid;grid-template-columns:repeat(auto-fit,minmax(20rem,1fr));gap:0 1.25rem}
        .soft{color:var(--soft)}footer{color:var(--soft);font-size:.85rem;margin-top:2.5rem}
        @media (max-width:40rem){.reason{grid-template-columns:1fr}.reason .count{text-align:left}.verdict{font-size:1.5rem}}
        @media print{:root{--page:#fff;--card:#fff;--ink:#000;--soft:#444;--line:#ccc}body{font-size:11pt}main{max-width:none;padding:0}
        .card,tr{break-inside:avoid}.bar i,.dot{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
        """;
}
