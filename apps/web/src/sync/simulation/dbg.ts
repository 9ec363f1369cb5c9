import { simulate } from '/work/wt/sync/apps/web/src/sync/simulation/run.ts'
const from=Number(process.argv[2]??1), n=Number(process.argv[3]??12)
for (let s=from;s<from+n;s++){ const t=performance.now(); const o=await simulate(s); console.log(s,o.entries,o.refusals,Math.round(performance.now()-t),JSON.stringify(o.broken.slice(0,3)).slice(0,300), o.broken.length)}
