import { readFileSync } from 'node:fs'
import { createSign, createPrivateKey, sign } from 'node:crypto'
import { openKeyFile } from '@crosswatch/crypto'
import { newUuid } from '@crosswatch/protocol'
const dir='/tmp/fed1'
const desc=JSON.parse(readFileSync(dir+'/federation.json','utf8'))
async function token(j:string, user:string, roles:string[]) {
  const pw=readFileSync(`${dir}/nodes/${j.toLowerCase()}/passphrase`,'utf8').trim()
  const seed=await openKeyFile('token', new Uint8Array(readFileSync(`${dir}/nodes/${j.toLowerCase()}/token.key.json`)), pw)
  const der=Buffer.concat([Buffer.from('302e020100300506032b657004220420','hex'),Buffer.from(seed)])
  const key=createPrivateKey({key:der,format:'der',type:'pkcs8'})
  const b=(o:object)=>Buffer.from(JSON.stringify(o)).toString('base64url')
  const now=Math.floor(Date.now()/1000)
  const body=b({alg:'EdDSA',typ:'JWT'})+'.'+b({sub:user,roles,authority:'labour-inspectorate',jurisdiction:j,iat:now,exp:now+600,jti:newUuid(),iss:'crosswatch',aud:'crosswatch'})
  return body+'.'+sign(null,Buffer.from(body),key).toString('base64url')
}
const url=(j:string,s:string)=>desc.nodes.find((n:any)=>n.jurisdiction===j).services[s].url
async function call(j:string,s:string,t:string,m:string,p:string,body?:unknown){
  const r=await fetch(url(j,s)+p,{method:m,headers:{authorization:`Bearer ${t}`,...(body===undefined?{}:{'content-type':'application/json'})},...(body===undefined?{}:{body:JSON.stringify(body)})})
  const text=await r.text(); 
  return {status:r.status, body: text? JSON.parse(text):undefined}
}
const admin=await token('XA','admin',['administrator']), an=await token('XA','ana',['analyst']), su=await token('XA','sue',['supervisor'])
const anB=await token('XB','bea',['analyst'])
console.log(JSON.stringify((await call('XA','exchange',admin,'GET','/v1/feeds')).body))
for (const p of ['XB','XC']) console.log(p,(await call('XA','alerts',admin,'PUT','/v1/agreements/'+p,{partner:p,categories:['inquiry-check','licence-withdrawn','fake-posting'],compartments:['identity','posting','grounds'],purposes:['border-check','labour-inspection'],reference:'MoU 1',validFrom:'2026-01-01T00:00:00.000Z',validUntil:'2030-01-01T00:00:00.000Z'})).status)
const draft={category:'inquiry-check',authority:'Labour Inspectorate',grade:{source:'B',information:2},handling:{tlp:'AMBER',onwardUse:'ask-first'},purposes:['border-check'],validUntil:'2027-06-01T00:00:00.000Z',statement:'Three complaints against the same recruiter.',identity:{subject:'person',names:[{full:'Dragan Petrovski',kind:'primary'}],birthDates:[{date:'1975'}],nationalities:['XC']},grounds:{codes:[{list:'ilo-forced-labour',code:'debt-bondage'}],legalBasis:'Labour Code art. 12',decisionReference:'D-2026-14'}}
const r=await call('XA','alerts',an,'POST','/v1/alerts',draft); console.log(r.status,JSON.stringify(r.body))
const id=r.body.id
console.log(await call('XA','alerts',an,'POST',`/v1/alerts/${id}/submit`))
console.log('four eyes', (await call('XA','alerts',await token('XA','ana',['supervisor']),'POST',`/v1/alerts/${id}/approve`)).body)
const t0=performance.now()
console.log(await call('XA','alerts',su,'POST',`/v1/alerts/${id}/approve`))
for(;;){ const g=await call('XB','alerts',anB,'GET',`/v1/alerts/${id}`); if(g.status===200){console.log('at XB after',performance.now()-t0, JSON.stringify(g.body)); break}; if(performance.now()-t0>10000){console.log('not there',g);break} await new Promise(r=>setTimeout(r,5)) }
console.log(await call('XA','alerts',an,'POST',`/v1/alerts/${id}/withdraw`,{reason:'mistaken'}))
await new Promise(r=>setTimeout(r,500))
console.log(JSON.stringify((await call('XB','alerts',anB,'GET',`/v1/alerts/${id}`)).body))
