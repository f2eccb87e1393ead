import { describe, expect, it } from 'vitest';
import { openSource, sourceNames } from '../../src/sources/live-sources.ts';
import type { WebClient } from '../../src/sources/web/web-client.ts';

const address = 'https://journal.example.org/feed.xml';

function webWith(text: string): WebClient {
  return { get: async () => ({ text, headers: new Headers() }) };
}

async function read(name: string, text: string, from = '2026-10-01', to = '2026-10-07') {
  const lists = [];
  for await (const list of openSource(name)?.read({ from, to }, webWith(text)) ?? []) {
    lists.push(list);
  }
  return lists;
}

describe('a feed', () => {
  it('in RSS gives papers on the lists of their days, with DOI, authors and plain text', async () => {
    const rss = `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"><channel><title>Journal of Kettles</title>
<item><title>Kettles &amp; <![CDATA[<i>Lids</i>]]></title><link>https://journal.example.org/1</link><description><![CDATA[<p>We lift <b>lids</b>.</p>]]></description><dc:creator>Ida Muster</dc:creator><dc:creator>Tom Probe</dc:creator><prism:doi>10.1000/kettle.1</prism:doi><pubDate>Mon, 05 Oct 2026 08:00:00 GMT</pubDate></item>
<item><title>Without a Date</title><link>https://journal.example.org/2</link></item></channel></rss>`;
    expect(await read(`feed:${address}`, rss)).toEqual([
      {
        day: '2026-10-05',
        papers: [
          {
            title: 'Kettles & Lids',
            abstract: 'We lift lids.',
            published: '2026-10-05',
            doi: '10.1000/kettle.1',
            authors: ['Ida Muster', 'Tom Probe'],
            links: ['https://journal.example.org/1'],
          },
        ],
      },
      {
        day: '2026-10-07',
        papers: [{ title: 'Without a Date', links: ['https://journal.example.org/2'] }],
      },
    ]);
  });

  it('in Atom gives papers with the number behind their link', async () => {
    const atom = `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Lab</title><entry><title>Ladders</title><id>tag:lab</id><link rel="self" href="https://lab.example.org/x"/><link rel="alternate" href="https://arxiv.org/abs/2610.00042v2"/><updated>2026-10-06T00:00:00Z</updated><summary>We lean.</summary><author><name>Ida Muster</name></author></entry></feed>`;
    const [list] = await read(`feed:${address}`, atom);
    expect(list).toMatchObject({
      day: '2026-10-06',
      papers: [{ title: 'Ladders', arxivId: '2610.00042', authors: ['Ida Muster'] }],
    });
  });

  it.each([
    ['a page', '<!doctype html><html><body>Hello</body></html>'],
    ['entities of its own', '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "b">]><rss>&a;</rss>'],
    ['no XML', 'hello'],
    ['another XML', '<?xml version="1.0"?><catalog><book/></catalog>'],
  ])('that is %s is refused', async (_, text) => {
    await expect(read(`feed:${address}`, text)).rejects.toThrow(/feed|XML|RSS/);
  });
});

describe('the names of sources', () => {
  it.each([
    'hugging-face',
    'arxiv:cs.LG',
    'arxiv:cs.LG+math.OC+quant-ph+cond-mat.mes-hall',
    `feed:${address}?a=1,b`,
  ])('%s is one', (name) => {
    expect(openSource(name)?.name).toBe(name);
  });

  it.each([
    'hugging-face:x',
    'arxiv',
    'arxiv:',
    'arxiv:cs.LG cs.CL',
    'feed:ftp://example.org',
    'feed:https://user:secret@example.org/',
    'feed',
    'twitter',
    '',
  ])('“%s” is none', (name) => {
    expect(openSource(name)).toBeUndefined();
  });

  it('are parted by commas, but not inside an address', () => {
    expect(sourceNames(`hugging-face,feed:${address}?a=1,b , arxiv:cs.LG,`)).toEqual([
      'hugging-face',
      `feed:${address}?a=1,b`,
      'arxiv:cs.LG',
    ]);
  });
});
