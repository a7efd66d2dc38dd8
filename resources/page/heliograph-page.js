// SPDX-License-Identifier: GPL-3.0-or-later
import {Heliograph} from './heliograph.js';
const texts = {
  en: { channels: 'Channels (several with commas; * for patterns)', subscribe: 'Subscribe', clear: 'Clear', channel: 'Channel', type: 'Type', token: 'Token, where one is asked for',
        data: 'Data', publish: 'Publish', time: 'Time', empty: 'Nothing has arrived yet. Publish above, or from a terminal:',
        open: '● open', connecting: '◐ connecting', closed: '✕ closed', events: n => n + (n === 1 ? ' event' : ' events'),
        sent: (n, id) => 'Sent to ' + n + (n === 1 ? ' client' : ' clients') + ', id ' + id,
        failed: why => 'Not published: ' + why, gap: 'Events before this are not held any more', shutdown: 'The hub is stopping; the page comes back by itself' },
  ja: { channels: 'チャネル(コンマ区切りで複数、* でパターン)', subscribe: '購読', clear: 'クリア', channel: 'チャネル', type: 'タイプ', token: 'トークン(必要な場合)',
        data: 'データ', publish: '送信', time: '時刻', empty: 'まだ何も届いていません。上から送信するか、端末から:',
        open: '● 接続中', connecting: '◐ 接続しています', closed: '✕ 切断', events: n => n + ' 件',
        sent: (n, id) => n + ' クライアントへ送信しました (id ' + id + ')',
        failed: why => '送信できませんでした: ' + why, gap: 'これより前のイベントはもう保持されていません', shutdown: 'ハブが停止します。自動で再接続します' },
};
const language = (navigator.language || 'en').startsWith('ja') ? 'ja' : 'en';
const text = texts[language];
const $ = id => document.getElementById(id);
document.documentElement.lang = language;
for (const element of document.querySelectorAll('[data-text]')) element.textContent = text[element.dataset.text];

const mostRows = 500;
let source = null;
let count = 0;

function showState() {
  const name = ['connecting', 'open', 'closed'][source ? source.readyState : 2];
  $('state').dataset.state = name;
  $('state').textContent = text[name];
}

function addRow(channel, type, data, className) {
  const row = $('events').insertRow(0);
  row.className = className || '';
  for (const value of [new Date().toLocaleTimeString(language, { hour12: false }), channel, type, data]) row.insertCell().textContent = value;
  row.cells[3].className = 'data';
  while ($('events').rows.length > mostRows) $('events').deleteRow(-1);
  $('empty').hidden = true;
}

// One connection for all channels: a browser has six to a host, over all its tabs. Envelopes carry the type, so that
// types nobody has listened for arrive too.
function subscribe() {
  if (source) source.close();
  const query = new URLSearchParams({ envelope: '1' });
  const names = $('channels').value.split(',').map(name => name.trim()).filter(name => name);
  for (const name of names) query.append(/[*?[]/.test(name) ? 'pattern' : 'channel', name);
  if (token()) query.append('access_token', token());
  source = new EventSource('/stream?' + query);
  source.onopen = source.onerror = showState;
  source.onmessage = message => {
    const event = JSON.parse(message.data);
    ++count;
    $('count').textContent = text.events(count);
    addRow(event.channel, event.type, event.data);
  };
  source.addEventListener('gap', () => addRow('', 'gap', text.gap, 'gap'));
  source.addEventListener('shutdown', () => addRow('', 'shutdown', text.shutdown, 'gap'));
  showState();
  const first = names.find(name => !/[*?[]/.test(name)) || 'sse';
  $('channel').value = first;
  $('curl').textContent = "curl -d 'Hello' '" + location.origin + '/channels/' + encodeURIComponent(first) + "'";
}

const token = () => $('token').value.trim();

async function publish() {
  const query = $('type').value ? '?event=' + encodeURIComponent($('type').value) : '';
  try {
    const response = await fetch('/channels/' + encodeURIComponent($('channel').value || 'sse') + query, { method: 'POST', body: $('data').value, headers: token() ? { Authorization: 'Bearer ' + token() } : {} });
    const answer = await response.json();
    $('answer').textContent = response.ok ? text.sent(answer.subscribers, answer.id) : text.failed(answer.detail);
  } catch (error) {
    $('answer').textContent = text.failed(error.message);
  }
}

$('subscribe').onsubmit = event => { event.preventDefault(); subscribe(); };
$('publish').onsubmit = event => { event.preventDefault(); publish(); };
$('data').onkeydown = event => {
  if (event.key === 'Enter' && event.ctrlKey && !event.isComposing) { event.preventDefault(); publish(); }
};
$('clear').onclick = () => { $('events').replaceChildren(); count = 0; $('count').textContent = ''; $('empty').hidden = false; };
// A token in the address goes into its field, and out of the address: bookmarks and referrers are no place for it.
const address = new URL(location);
const fragment = new URLSearchParams(address.hash.slice(1));
$('token').value = fragment.get('access_token') || address.searchParams.get('access_token') || '';
if ($('token').value) {
  address.searchParams.delete('access_token');
  fragment.delete('access_token');
  address.hash = fragment.toString();
  history.replaceState(null, '', address);
}
const asked = new URLSearchParams(location.search).get('channel');
if (asked) $('channels').value = asked;
subscribe();
