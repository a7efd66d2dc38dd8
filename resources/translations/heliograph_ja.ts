<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja_JP">
<context>
    <name>helio::Access</name>
    <message>
        <source>this is no JSON Web Key Set, {&quot;keys&quot;:[…]}, or says something twice</source>
        <translation>JSON Web Key Set ({&quot;keys&quot;:[…]}) ではないか、同じ項目が二度書かれています</translation>
    </message>
    <message>
        <source>it is there twice</source>
        <translation>二度書かれています</translation>
    </message>
    <message>
        <source>key &quot;%1&quot;: %2</source>
        <translation>鍵 &quot;%1&quot;: %2</translation>
    </message>
    <message>
        <source>no key in the set is for %1</source>
        <translation>この鍵の集まりに %1 用の鍵はありません</translation>
    </message>
    <message>
        <source>The token&apos;s claims are no JSON object, or one of them is said twice.</source>
        <translation>トークンのクレームが JSON オブジェクトではないか、同じクレームが二度書かれています。</translation>
    </message>
    <message>
        <source>The token&apos;s claim &quot;%1&quot; has not the form it should have.</source>
        <translation>トークンのクレーム &quot;%1&quot; の形が正しくありません。</translation>
    </message>
    <message>
        <source>The token has expired; get a new one.</source>
        <translation>トークンの期限が切れています。新しいものを取得してください。</translation>
    </message>
    <message>
        <source>The token is not valid yet.</source>
        <translation>トークンはまだ有効ではありません。</translation>
    </message>
    <message>
        <source>The token is not of the issuer (iss) that this hub believes.</source>
        <translation>トークンの発行者 (iss) は、このハブが信頼するものではありません。</translation>
    </message>
    <message>
        <source>The token is not for this hub: its audience (aud) must be the one of the hub&apos;s [[jwt]].</source>
        <translation>このハブ宛てのトークンではありません。宛先 (aud) はハブの [[jwt]] のものでなければなりません。</translation>
    </message>
    <message>
        <source>The token is longer than %1 bytes.</source>
        <translation>トークンが %1 バイトを超えています。</translation>
    </message>
    <message>
        <source>The token is not known here; ask for another.</source>
        <translation>このトークンは登録されていません。別のものを求めてください。</translation>
    </message>
    <message>
        <source>The token is no JSON Web Token that can be read here.</source>
        <translation>読み取れる JSON Web Token ではありません。</translation>
    </message>
    <message>
        <source>The token is not signed with a key that is known here.</source>
        <translation>トークンは、ここに登録された鍵で署名されていません。</translation>
    </message>
    <message>
        <source>the secret is empty</source>
        <translation>秘密の文字列が空です</translation>
    </message>
    <message>
        <source>this is a key in PEM form, not a secret: a public key is known to everybody</source>
        <translation>これは PEM 形式の鍵で、秘密の文字列ではありません。公開鍵は誰でも知っています</translation>
    </message>
    <message>
        <source>the secret has %1 bytes; HS256 needs at least %2 (openssl rand -hex 32)</source>
        <translation>秘密の文字列は %1 バイトです。HS256 には %2 バイト以上が必要です (openssl rand -hex 32)</translation>
    </message>
    <message>
        <source>this is a private key; give the public one (openssl pkey -in FILE -pubout)</source>
        <translation>これは秘密鍵です。公開鍵を指定してください (openssl pkey -in FILE -pubout)</translation>
    </message>
    <message>
        <source>there is no public key in PEM form, and no certificate</source>
        <translation>PEM 形式の公開鍵も証明書もありません</translation>
    </message>
    <message>
        <source>this is no public key</source>
        <translation>公開鍵ではありません</translation>
    </message>
    <message>
        <source>HS256 takes a secret, not a public key</source>
        <translation>HS256 に必要なのは公開鍵ではなく秘密の文字列です</translation>
    </message>
    <message>
        <source>RS256 needs an RSA key, and this is none</source>
        <translation>RS256 には RSA 鍵が必要ですが、これは違います</translation>
    </message>
    <message>
        <source>the RSA key has %1 bits; at least %2 are needed</source>
        <translation>RSA 鍵は %1 ビットです。%2 ビット以上が必要です</translation>
    </message>
    <message>
        <source>ES256 needs an EC key on the curve P-256, and this is none</source>
        <translation>ES256 には曲線 P-256 の EC 鍵が必要ですが、これは違います</translation>
    </message>
</context>
<context>
    <name>helio::AccessDialog</name>
    <message>
        <source>&amp;Revoke…</source>
        <translation>取り消す(&amp;R)…</translation>
    </message>
    <message>
        <source>May look at the hub and &amp;steer it (/api, /metrics)</source>
        <translation>ハブの閲覧と操作を許可 (/api, /metrics)(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>コピー(&amp;C)</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>アクセス</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>閉じる(&amp;L)</translation>
    </message>
    <message>
        <source>Without a token</source>
        <translation>トークンなし</translation>
    </message>
    <message>
        <source>Channels that everybody may publish to</source>
        <translation>誰でも配信できるチャンネル</translation>
    </message>
    <message>
        <source>Channels that everybody may read</source>
        <translation>誰でも購読できるチャンネル</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>適用(&amp;A)</translation>
    </message>
    <message>
        <source>Everybody may p&amp;ublish to</source>
        <translation>誰でも配信できる(&amp;U)</translation>
    </message>
    <message>
        <source>Everybody may r&amp;ead</source>
        <translation>誰でも購読できる(&amp;E)</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>トークン</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Publishes to</source>
        <translation>配信先</translation>
    </message>
    <message>
        <source>Reads</source>
        <translation>購読</translation>
    </message>
    <message>
        <source>Steers</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>A new token</source>
        <translation>新しいトークン</translation>
    </message>
    <message>
        <source>Name of the new token</source>
        <translation>新しいトークンの名前</translation>
    </message>
    <message>
        <source>Channels that the new token may publish to</source>
        <translation>新しいトークンで配信できるチャンネル</translation>
    </message>
    <message>
        <source>Channels that the new token may read</source>
        <translation>新しいトークンで購読できるチャンネル</translation>
    </message>
    <message>
        <source>names or globs, e.g. builds.*, news</source>
        <translation>名前またはパターン。例: builds.*, news</translation>
    </message>
    <message>
        <source>{sub} stands for the name, e.g. users.{sub}</source>
        <translation>{sub} は名前に置き換わります。例: users.{sub}</translation>
    </message>
    <message>
        <source>The new token</source>
        <translation>新しいトークン</translation>
    </message>
    <message>
        <source>&amp;Make token</source>
        <translation>トークンを作成(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名前(&amp;N)</translation>
    </message>
    <message>
        <source>May &amp;publish to</source>
        <translation>配信できる(&amp;P)</translation>
    </message>
    <message>
        <source>May rea&amp;d</source>
        <translation>購読できる(&amp;D)</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>ほか %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>There is no rule yet: everything is open to this machine. With the first token a rule is made that keeps it so, until you narrow what needs no token.</source>
        <translation>まだ規則がなく、このマシンからはすべて利用できます。最初のトークンを作成すると、この状態を保つ規則も作られます。トークンなしで許可する範囲は後から狭められます。</translation>
    </message>
    <message>
        <source>Only what a rule allows is possible over HTTP. This window may always do everything.</source>
        <translation>HTTP からは、規則が許可したことだけができます。このウィンドウからは常にすべての操作ができます。</translation>
    </message>
    <message numerus="yes">
        <source>Besides, JSON Web Tokens of %n key(s) are believed.</source>
        <translation>
            <numerusform>このほか、%n 個の鍵による JSON Web Token を受け付けます。</numerusform>
        </translation>
    </message>
    <message>
        <source>Kept in %1.</source>
        <translation>保存先: %1</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>はい</translation>
    </message>
    <message>
        <source>no</source>
        <translation>いいえ</translation>
    </message>
    <message>
        <source>Of the channels there are now it may publish to: %1
and read: %2</source>
        <translation>現在のチャンネルのうち、配信できるもの: %1
購読できるもの: %2</translation>
    </message>
    <message>
        <source>The token &quot;%1&quot;. It is shown only now: give it to whom it is for.</source>
        <translation>トークン &quot;%1&quot;。表示されるのは今だけです。使う人に渡してください。</translation>
    </message>
    <message>
        <source>Revoke a token</source>
        <translation>トークンの取り消し</translation>
    </message>
    <message>
        <source>Revoke the token &quot;%1&quot;?</source>
        <translation>トークン &quot;%1&quot; を取り消しますか。</translation>
    </message>
    <message>
        <source>Who uses it is disconnected at once, and it cannot be brought back.</source>
        <translation>使用中のクライアントはすぐに切断されます。元に戻すことはできません。</translation>
    </message>
    <message>
        <source>&amp;Revoke</source>
        <translation>取り消す(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>キャンセル(&amp;C)</translation>
    </message>
</context>
<context>
    <name>helio::AccessFile</name>
    <message>
        <source>Give the token a name of at most %1 bytes.</source>
        <translation>トークンに %1 バイト以内の名前を付けてください。</translation>
    </message>
    <message>
        <source>There is a token &quot;%1&quot; already; choose another name.</source>
        <translation>トークン &quot;%1&quot; はすでにあります。別の名前にしてください。</translation>
    </message>
    <message>
        <source>The system has no random numbers to give; try again.</source>
        <translation>システムから乱数を得られません。もう一度試してください。</translation>
    </message>
    <message>
        <source>There is no token &quot;%1&quot; any more.</source>
        <translation>トークン &quot;%1&quot; はもうありません。</translation>
    </message>
    <message>
        <source>%1 was changed meanwhile, or is written in a way that cannot be changed from here; change it by hand.</source>
        <translation>%1 はその間に変更されたか、ここからは変更できない書き方になっています。手で変更してください。</translation>
    </message>
    <message>
        <source>Cannot write %1: %2</source>
        <translation>%1 に書き込めません: %2</translation>
    </message>
</context>
<context>
    <name>helio::Actions</name>
    <message>
        <source>&amp;Open a stream…</source>
        <translation>ストリームを開く(&amp;O)…</translation>
    </message>
    <message>
        <source>Read a remote event stream</source>
        <translation>リモートのイベントストリームを読みます</translation>
    </message>
    <message>
        <source>&amp;Close the stream</source>
        <translation>ストリームを閉じる(&amp;C)</translation>
    </message>
    <message>
        <source>Stop reading the stream chosen in the navigator</source>
        <translation>ナビゲーターで選んだストリームの読み取りをやめます</translation>
    </message>
    <message>
        <source>&amp;Reopen the stream</source>
        <translation>ストリームを開き直す(&amp;R)</translation>
    </message>
    <message>
        <source>Read the stream chosen in the navigator again, from where it stopped</source>
        <translation>ナビゲーターで選んだストリームを、止まったところから読み直します</translation>
    </message>
    <message>
        <source>Re&amp;move the stream</source>
        <translation>ストリームを一覧から外す(&amp;M)</translation>
    </message>
    <message>
        <source>Close the stream chosen in the navigator and take it off the list</source>
        <translation>ナビゲーターで選んだストリームを閉じ、一覧から外します</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>終了(&amp;Q)</translation>
    </message>
    <message>
        <source>Let the hub finish and leave</source>
        <translation>ハブの送信を済ませて終了します</translation>
    </message>
    <message>
        <source>&amp;Copy event data</source>
        <translation>イベントのデータをコピー(&amp;C)</translation>
    </message>
    <message>
        <source>Copy the data of the selected event</source>
        <translation>選んだイベントのデータをコピーします</translation>
    </message>
    <message>
        <source>C&amp;lear events</source>
        <translation>イベントを消去(&amp;L)</translation>
    </message>
    <message>
        <source>Empty the events table; it can be undone for a minute</source>
        <translation>イベントの表を空にします（1 分間は元に戻せます）</translation>
    </message>
    <message>
        <source>&amp;Undo clear</source>
        <translation>消去を元に戻す(&amp;U)</translation>
    </message>
    <message>
        <source>Bring the cleared events back</source>
        <translation>消去したイベントを表に戻します</translation>
    </message>
    <message>
        <source>&amp;Events</source>
        <translation>イベント(&amp;E)</translation>
    </message>
    <message>
        <source>Show the events</source>
        <translation>イベントを表示します</translation>
    </message>
    <message>
        <source>&amp;Clients</source>
        <translation>クライアント(&amp;C)</translation>
    </message>
    <message>
        <source>Show who is connected to the hub</source>
        <translation>ハブに接続中のクライアントを表示します</translation>
    </message>
    <message>
        <source>C&amp;hannels</source>
        <translation>チャンネル(&amp;H)</translation>
    </message>
    <message>
        <source>Show the channels of the hub</source>
        <translation>ハブのチャンネルを表示します</translation>
    </message>
    <message>
        <source>Ch&amp;arts</source>
        <translation>グラフ(&amp;A)</translation>
    </message>
    <message>
        <source>Show the charts</source>
        <translation>グラフを表示します</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>一時停止(&amp;P)</translation>
    </message>
    <message>
        <source>Hold the events table still; events go on arriving and wait</source>
        <translation>イベントの表を止めます。受信は続き、届いたイベントは待機します</translation>
    </message>
    <message>
        <source>Back to &amp;live</source>
        <translation>最新に戻る(&amp;L)</translation>
    </message>
    <message>
        <source>Go to the newest event and follow</source>
        <translation>最新のイベントへ移り、追い続けます</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>レイアウトを初期状態に戻す(&amp;R)</translation>
    </message>
    <message>
        <source>Put panels and columns back to where they were at first</source>
        <translation>パネルと列を最初の配置に戻します</translation>
    </message>
    <message>
        <source>&amp;Start hub</source>
        <translation>ハブを開始(&amp;S)</translation>
    </message>
    <message>
        <source>Let clients connect</source>
        <translation>クライアントが接続できるようにします</translation>
    </message>
    <message>
        <source>&amp;Copy stream URL</source>
        <translation>ストリームの URL をコピー(&amp;C)</translation>
    </message>
    <message>
        <source>Copy the address that clients connect to</source>
        <translation>クライアントの接続先アドレスをコピーします</translation>
    </message>
    <message>
        <source>&amp;Disconnect clients</source>
        <translation>クライアントを切断(&amp;D)</translation>
    </message>
    <message>
        <source>End the connections of the clients selected in Clients; they may come back</source>
        <translation>「クライアント」で選んだ接続を切ります（再接続されることがあります）</translation>
    </message>
    <message>
        <source>&amp;Publish to the channel</source>
        <translation>このチャンネルに配信(&amp;P)</translation>
    </message>
    <message>
        <source>Write an event for the selected channel</source>
        <translation>選んだチャンネルへのイベントを書きます</translation>
    </message>
    <message>
        <source>Copy stream &amp;URL of the channel</source>
        <translation>チャンネルの URL をコピー(&amp;U)</translation>
    </message>
    <message>
        <source>Copy the address where clients receive the selected channel</source>
        <translation>選んだチャンネルを受信するアドレスをコピーします</translation>
    </message>
    <message>
        <source>&amp;Mute the channel</source>
        <translation>チャンネルをミュート(&amp;M)</translation>
    </message>
    <message>
        <source>Leave the events of the selected channel out of the events table</source>
        <translation>選んだチャンネルのイベントを表に出さないようにします</translation>
    </message>
    <message>
        <source>&amp;Write an event</source>
        <translation>イベントを書く(&amp;W)</translation>
    </message>
    <message>
        <source>Go to the composer</source>
        <translation>作成欄へ移ります</translation>
    </message>
    <message>
        <source>&amp;Publish</source>
        <translation>配信(&amp;P)</translation>
    </message>
    <message>
        <source>Publish what the composer holds</source>
        <translation>作成欄の内容を配信します</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>キー一覧(&amp;K)</translation>
    </message>
    <message>
        <source>Show all keys</source>
        <translation>すべてのキーを表示します</translation>
    </message>
    <message>
        <source>&amp;About Heliograph</source>
        <translation>Heliograph について(&amp;A)</translation>
    </message>
    <message>
        <source>Say what this program is</source>
        <translation>このプログラムの説明を表示します</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>ファイル(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>編集(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>表示(&amp;V)</translation>
    </message>
    <message>
        <source>H&amp;ub</source>
        <translation>ハブ(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Streams</source>
        <translation>ストリーム(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>ヘルプ(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Access…</source>
        <translation>アクセス(&amp;A)…</translation>
    </message>
    <message>
        <source>Say who may publish and read: make tokens, and revoke them</source>
        <translation>誰が配信・購読できるかを決めます。トークンの作成と取り消し</translation>
    </message>
    <message>
        <source>&amp;Edit the stream…</source>
        <translation>ストリームを編集(&amp;E)…</translation>
    </message>
    <message>
        <source>Change how the stream chosen in the navigator is asked for, and reconnect</source>
        <translation>ナビゲーターで選んだストリームの要求方法を変更し、接続し直します</translation>
    </message>
    <message>
        <source>C&amp;onnection</source>
        <translation>接続(&amp;O)</translation>
    </message>
    <message>
        <source>Show what happened to the connection of a stream</source>
        <translation>ストリームの接続で起きたことを表示します</translation>
    </message>
</context>
<context>
    <name>helio::Banner</name>
    <message>
        <source>Hide this message</source>
        <translation>このメッセージを隠す</translation>
    </message>
</context>
<context>
    <name>helio::ChannelTableModel</name>
    <message>
        <source>%1 (muted)</source>
        <translation>%1（ミュート中）</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>クライアント</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>イベント</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>頻度</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>バイト数</translation>
    </message>
    <message>
        <source>History</source>
        <translation>履歴</translation>
    </message>
    <message>
        <source>Last event ID</source>
        <translation>最終イベント ID</translation>
    </message>
    <message>
        <source>On Redis</source>
        <translation>Redis 上</translation>
    </message>
</context>
<context>
    <name>helio::ChannelsPanel</name>
    <message>
        <source>Channels</source>
        <translation>チャンネル</translation>
    </message>
    <message>
        <source>No channels yet</source>
        <translation>チャンネルはまだありません</translation>
    </message>
    <message>
        <source>A channel is made when it is first used: publish to it in the composer below, or let a client subscribe to it.</source>
        <translation>チャンネルは初めて使われたときに作られます。下の作成欄から配信するか、クライアントで購読してください。</translation>
    </message>
</context>
<context>
    <name>helio::ChartsPanel</name>
    <message>
        <source>Events in</source>
        <translation>受信イベント</translation>
    </message>
    <message>
        <source>Events out</source>
        <translation>送信イベント</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>クライアント</translation>
    </message>
    <message>
        <source>Bytes out</source>
        <translation>送信バイト</translation>
    </message>
    <message>
        <source>CPU, all of the machine</source>
        <translation>CPU（マシン全体）</translation>
    </message>
    <message>
        <source>Show the last</source>
        <translation>表示期間</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>時間軸</translation>
    </message>
    <message>
        <source>Time shown by the charts</source>
        <translation>グラフに表示する期間</translation>
    </message>
    <message>
        <source>Labels of the time axis</source>
        <translation>時間軸の目盛り</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n 分</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n 時間</numerusform>
        </translation>
    </message>
    <message>
        <source>before now</source>
        <translation>現在からの経過</translation>
    </message>
    <message>
        <source>on the clock</source>
        <translation>時計の時刻</translation>
    </message>
</context>
<context>
    <name>helio::CheatSheet</name>
    <message>
        <source>Keys</source>
        <translation>キー一覧</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>操作とキー</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>キー</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>説明</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>閉じる(&amp;C)</translation>
    </message>
</context>
<context>
    <name>helio::Checker</name>
    <message>
        <source>more text behind the end of the value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a control character in a string; write it as an escape, as in \n</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an escape that JSON does not know</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a string without its end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the name of a member is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a colon is missing behind a member&apos;s name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a value is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no value of JSON begins like this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no value of JSON is written like this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nested more than %1 deep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an object without its end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an array without its end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a comma is missing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>helio::ClientTableModel</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>アドレス</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>プログラム</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>オリジン</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>チャンネル</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>接続日時</translation>
    </message>
    <message>
        <source>Last event ID</source>
        <translation>最終イベント ID</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>送信済み</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>送信待ち</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>サブジェクト</translation>
    </message>
</context>
<context>
    <name>helio::ClientsPanel</name>
    <message>
        <source>Clients</source>
        <translation>クライアント</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Copy the selected rows as text</source>
        <translation>選んだ行をテキストとしてコピーします</translation>
    </message>
    <message>
        <source>No clients are connected</source>
        <translation>接続中のクライアントはありません</translation>
    </message>
    <message>
        <source>A browser&apos;s EventSource, curl or any other client of the hub appears here. Try it in a terminal:</source>
        <translation>ブラウザーの EventSource や curl など、ハブのクライアントがここに表示されます。端末で試すには：</translation>
    </message>
</context>
<context>
    <name>helio::Commands</name>
    <message>
        <source>&amp;Stop hub</source>
        <translation>ハブを停止(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Start hub</source>
        <translation>ハブを開始(&amp;S)</translation>
    </message>
    <message>
        <source>Let clients receive what waits for them, and end their connections</source>
        <translation>待機中のイベントをクライアントへ送り終えてから、接続を閉じます</translation>
    </message>
    <message>
        <source>Let clients connect</source>
        <translation>クライアントが接続できるようにします</translation>
    </message>
</context>
<context>
    <name>helio::Composer</name>
    <message>
        <source>The reconnection time must be a whole number of milliseconds, or empty.</source>
        <translation>再接続時間はミリ秒の整数で指定するか、空にしてください。</translation>
    </message>
    <message>
        <source>sending…</source>
        <translation>送信中…</translation>
    </message>
    <message numerus="yes">
        <source>sent to %n client(s)</source>
        <translation>
            <numerusform>%n 件のクライアントに送信しました</numerusform>
        </translation>
    </message>
    <message>
        <source>published; nobody listens on %1</source>
        <translation>配信しました。%1 を受信中のクライアントはいません</translation>
    </message>
    <message>
        <source>nobody listens on %1; %2</source>
        <translation>%1 を受信中のクライアントはいません。%2</translation>
    </message>
    <message numerus="yes">
        <source>%n client(s) on %1</source>
        <comment>who listens elsewhere</comment>
        <translation>
            <numerusform>%1 には %n 件のクライアントがいます</numerusform>
        </translation>
    </message>
    <message>
        <source>Publish to %1</source>
        <translation>%1 に配信</translation>
    </message>
    <message>
        <source>The hub must be running to publish.</source>
        <translation>配信するにはハブを開始してください。</translation>
    </message>
    <message>
        <source>Cha&amp;nnel</source>
        <translation>チャンネル(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Type</source>
        <translation>種類(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;ID</source>
        <translation>ID(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Retry</source>
        <translation>再接続(&amp;R)</translation>
    </message>
    <message>
        <source>Channel to publish to</source>
        <translation>配信先のチャンネル</translation>
    </message>
    <message>
        <source>Event type</source>
        <translation>イベントの種類</translation>
    </message>
    <message>
        <source>Event ID</source>
        <translation>イベント ID</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>自動</translation>
    </message>
    <message>
        <source>Reconnection time in milliseconds</source>
        <translation>再接続時間（ミリ秒）</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ミリ秒</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>データ</translation>
    </message>
    <message>
        <source>Data of the event: text or JSON. Ctrl+Enter publishes.</source>
        <translation>イベントのデータ（テキストまたは JSON）。Ctrl+Enter で配信します。</translation>
    </message>
    <message>
        <source>What the data is</source>
        <translation>データの形式</translation>
    </message>
    <message>
        <source>What became of the event</source>
        <translation>配信の結果</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>配信</translation>
    </message>
    <message>
        <source>Publish where somebody listens</source>
        <translation>受信者のいるチャンネルに配信</translation>
    </message>
</context>
<context>
    <name>helio::ConnectionPanel</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>open since %1</source>
        <translation>%1 から接続中</translation>
    </message>
    <message>
        <source>no last event ID</source>
        <translation>最終イベント ID なし</translation>
    </message>
    <message>
        <source>last event ID %1</source>
        <translation>最終イベント ID %1</translation>
    </message>
    <message>
        <source>reconnection time %1</source>
        <translation>再接続時間 %1</translation>
    </message>
    <message>
        <source>heartbeat every %1</source>
        <translation>ハートビート間隔 %1</translation>
    </message>
    <message>
        <source>no heartbeat learned</source>
        <translation>ハートビート未検出</translation>
    </message>
    <message>
        <source>%1 older entries are gone: the story keeps the newest %2.</source>
        <translation>古い記録 %1 件は破棄されました。経過は新しい %2 件まで保持します。</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>ストリーム</translation>
    </message>
    <message>
        <source>Story of the connection</source>
        <translation>接続の経過</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>テキストでコピー</translation>
    </message>
    <message>
        <source>Copy the story of this connection; secrets in it are masked</source>
        <translation>この接続の経過をコピーします。機密情報は伏せられます</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>消去</translation>
    </message>
    <message>
        <source>Empty the story; the stream goes on</source>
        <translation>経過を空にします。ストリームは続きます</translation>
    </message>
    <message>
        <source>No stream yet</source>
        <translation>ストリームはまだありません</translation>
    </message>
    <message>
        <source>Here is told what happens on the way to a remote event stream: requests with their headers, redirects, answers, heartbeats, ends and attempts.</source>
        <translation>リモートのイベントストリームまでに起きることをここに示します。要求とヘッダー、リダイレクト、応答、ハートビート、切断と再試行です。</translation>
    </message>
    <message>
        <source>Open a stream…</source>
        <translation>ストリームを開く…</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>開き直す</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Read this stream again, from where it stopped</source>
        <translation>このストリームを、止まったところから再び読みます</translation>
    </message>
    <message>
        <source>Stop reading this stream</source>
        <translation>このストリームの読み取りを止めます</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>編集…</translation>
    </message>
    <message>
        <source>Change how this stream is asked for, and reconnect</source>
        <translation>このストリームの要求方法を変更し、接続し直します</translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s)</source>
        <translation>
            <numerusform>イベント %Ln 件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s)</source>
        <translation>
            <numerusform>要求 %Ln 回</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::CurlCommand</name>
    <message>
        <source>The headers in the file %1 were left out: paste them.</source>
        <translation>ファイル %1 にあるヘッダーは省きました。内容を貼り付けてください。</translation>
    </message>
    <message>
        <source>The body is in the file %1: paste its content.</source>
        <translation>本文はファイル %1 にあります。内容を貼り付けてください。</translation>
    </message>
    <message>
        <source>The proxy %1 was left out: only http:// and socks5:// can be used.</source>
        <translation>プロキシ %1 は省きました。使えるのは http:// と socks5:// だけです。</translation>
    </message>
    <message>
        <source>%1 is not known here and was left out.</source>
        <translation>%1 は不明なため省きました。</translation>
    </message>
    <message>
        <source>%1 has no counterpart here and was left out.</source>
        <translation>%1 に相当する機能がないため省きました。</translation>
    </message>
    <message>
        <source>%1 was left out: a stream needs its body.</source>
        <translation>%1 は省きました。ストリームには本文が必要です。</translation>
    </message>
    <message>
        <source>The password of %1 is missing: write it.</source>
        <translation>%1 のパスワードがありません。入力してください。</translation>
    </message>
    <message>
        <source>The cookies in the file %1 were left out: paste them as a header Cookie.</source>
        <translation>ファイル %1 にあるクッキーは省きました。Cookie ヘッダーとして貼り付けてください。</translation>
    </message>
    <message>
        <source>%1 was left out: whom one talks to is always checked here. Where the server&apos;s certificate is of its own making, name its file as the TLS authority.</source>
        <translation>%1 は省きました。ここでは通信相手を必ず確認します。サーバーが自己署名証明書を使う場合は、そのファイルを TLS の認証局として指定してください。</translation>
    </message>
    <message>
        <source>%1 was left out: choose a proxy, or none, for this stream.</source>
        <translation>%1 は省きました。このストリームのプロキシの有無を選んでください。</translation>
    </message>
    <message>
        <source>What comes after %1 was left out.</source>
        <translation>%1 より後は省きました。</translation>
    </message>
    <message>
        <source>%1 has no value and was left out.</source>
        <translation>%1 には値がないため省きました。</translation>
    </message>
    <message>
        <source>There is no URL in this command.</source>
        <translation>このコマンドには URL がありません。</translation>
    </message>
    <message>
        <source>Only the first URL was taken; a stream has one.</source>
        <translation>最初の URL だけを使いました。ストリームの URL は 1 つです。</translation>
    </message>
    <message>
        <source>Headers that the connection sets by itself were left out: %1.</source>
        <translation>接続が自動で設定するヘッダーは省きました: %1。</translation>
    </message>
    <message>
        <source>This is more than a command line can be.</source>
        <translation>コマンドラインとしては長すぎます。</translation>
    </message>
    <message>
        <source>This is no command of curl: it must begin with the word curl.</source>
        <translation>curl のコマンドではありません。先頭は curl でなければなりません。</translation>
    </message>
    <message>
        <source>This was copied for Windows&apos; command prompt. Copy it anew in the form for bash.</source>
        <translation>Windows のコマンドプロンプト用にコピーされています。bash 用の形式でコピーし直してください。</translation>
    </message>
</context>
<context>
    <name>helio::DataCheck</name>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>text, %1</source>
        <translation>テキスト、%1</translation>
    </message>
    <message>
        <source>JSON, valid, %1</source>
        <translation>JSON（正しい形式）、%1</translation>
    </message>
    <message>
        <source>JSON, invalid at line %1, column %2; %3</source>
        <translation>JSON（%1 行 %2 桁に誤り）、%3</translation>
    </message>
</context>
<context>
    <name>helio::EmptyPane</name>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>コマンドをコピー</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>コマンド</translation>
    </message>
</context>
<context>
    <name>helio::EventListener</name>
    <message>
        <source>The event&apos;s data is empty, which is no JSON.</source>
        <translation>イベントのデータが空です。空は JSON ではありません。</translation>
    </message>
    <message>
        <source>The event&apos;s data is not JSON: %1</source>
        <translation>イベントのデータが JSON ではありません：%1</translation>
    </message>
    <message>
        <source>more than one value</source>
        <translation>値が 2 つ以上あります</translation>
    </message>
</context>
<context>
    <name>helio::EventSource</name>
    <message>
        <source>The server answered 204: there is no stream here, and it asks not to return.</source>
        <translation>サーバーは 204 を返しました。ここにストリームはなく、再接続しないよう求めています。</translation>
    </message>
    <message>
        <source>The server answered %1 instead of 200.</source>
        <translation>サーバーは 200 ではなく %1 を返しました。</translation>
    </message>
    <message>
        <source>The server&apos;s answer has no content type; an event stream has text/event-stream.</source>
        <translation>サーバーの応答に Content-Type がありません。イベントストリームでは text/event-stream です。</translation>
    </message>
    <message>
        <source>The server&apos;s answer is %1, not text/event-stream: this is no event stream.</source>
        <translation>サーバーの応答は text/event-stream ではなく %1 です。イベントストリームではありません。</translation>
    </message>
    <message>
        <source>The server compresses the stream (%1) although it was asked not to.</source>
        <translation>圧縮しないよう求めましたが、サーバーはストリームを圧縮しています（%1）。</translation>
    </message>
    <message>
        <source>The stream sent an event of more than %1 bytes. Allow larger ones, or ask its operator.</source>
        <translation>ストリームから %1 バイトを超えるイベントが届きました。上限を大きくするか、運営者に問い合わせてください。</translation>
    </message>
    <message numerus="yes">
        <source>Gave up after %n attempt(s) to reconnect.</source>
        <translation>
            <numerusform>%n 回再接続を試みましたが、つながりませんでした。</numerusform>
        </translation>
    </message>
    <message>
        <source>The server did not answer within %1 s.</source>
        <translation>サーバーは %1 秒以内に応答しませんでした。</translation>
    </message>
    <message>
        <source>The server&apos;s heartbeat stopped: nothing came for %1 s.</source>
        <translation>サーバーのハートビートが止まりました。%1 秒間何も届いていません。</translation>
    </message>
    <message>
        <source>This computer was asleep.</source>
        <translation>このコンピューターはスリープしていました。</translation>
    </message>
    <message>
        <source>Nothing came for %1 s, which is the read timeout.</source>
        <translation>%1 秒間何も届きませんでした（読み取りのタイムアウト）。</translation>
    </message>
</context>
<context>
    <name>helio::EventTableModel</name>
    <message>
        <source>Time</source>
        <translation>時刻</translation>
    </message>
    <message>
        <source>Δ ms</source>
        <translation>間隔 ms</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>送信元</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>チャンネル</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>サイズ</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>データ</translation>
    </message>
</context>
<context>
    <name>helio::EventsPanel</name>
    <message numerus="yes">
        <source>▼ %n new event(s): back to live (End)</source>
        <translation>
            <numerusform>▼ 新しいイベント %n 件：最新に戻る (End)</numerusform>
        </translation>
    </message>
    <message>
        <source>Events</source>
        <translation>イベント</translation>
    </message>
    <message>
        <source>No events to show</source>
        <translation>表示するイベントはありません</translation>
    </message>
    <message>
        <source>Events that anyone publishes to the hub, and events of opened streams, appear here as they arrive. Write one in the composer below, or:</source>
        <translation>ハブに配信されたイベントと、開いたストリームのイベントが、届いた順にここへ表示されます。下の作成欄で書くか、次を選んでください：</translation>
    </message>
    <message>
        <source>Show the system feed</source>
        <translation>システムのフィードを表示</translation>
    </message>
    <message>
        <source>Open a stream…</source>
        <translation>ストリームを開く…</translation>
    </message>
    <message>
        <source>Back to live</source>
        <translation>最新に戻る</translation>
    </message>
</context>
<context>
    <name>helio::Explanation</name>
    <message>
        <source>The kernel took it for the client&apos;s connection at %1 or before</source>
        <translation>%1 以前に、カーネルがクライアントの接続のために受け取りました</translation>
    </message>
    <message>
        <source>The kernel took it for the client&apos;s connection at %1</source>
        <translation>%1 に、カーネルがクライアントの接続のために受け取りました</translation>
    </message>
    <message>
        <source>The client did not subscribe to the event&apos;s channel.</source>
        <translation>クライアントはこのイベントのチャンネルを購読していません。</translation>
    </message>
    <message>
        <source>The event is older than the place where the client&apos;s stream began: it connected later, or said that it had the event.</source>
        <translation>イベントはクライアントのストリームの開始位置より古いものです。あとから接続したか、すでに受け取ったと伝えています。</translation>
    </message>
    <message>
        <source>The client is still being given what came before; the event follows from history.</source>
        <translation>クライアントへそれ以前のイベントを送信中です。このイベントは履歴から続いて送られます。</translation>
    </message>
    <message>
        <source>The event waits here: the client has not read what was sent before.</source>
        <translation>イベントはここで待っています。クライアントが先に送られたものをまだ読んでいません。</translation>
    </message>
    <message>
        <source>; the client&apos;s system had not acknowledged it when the connection ended.</source>
        <translation>。接続が終わったとき、クライアントのシステムの受信確認はまだありませんでした。</translation>
    </message>
    <message>
        <source>; the client&apos;s system has not acknowledged it yet.</source>
        <translation>。クライアントのシステムの受信確認はまだありません。</translation>
    </message>
    <message>
        <source>, and the client&apos;s system has acknowledged it. What becomes of it there is the client&apos;s.</source>
        <translation>。クライアントのシステムが受信を確認しています。その先はクライアント側の処理です。</translation>
    </message>
    <message>
        <source>History had dropped the event when the client came to its place; a gap was told to it there.</source>
        <translation>クライアントがこの位置に達したとき、イベントはすでに履歴から消えていました。その位置で欠落 (gap) を知らせています。</translation>
    </message>
    <message>
        <source>The client was gone before the event could be sent to it.</source>
        <translation>イベントを送る前にクライアントは切断されていました。</translation>
    </message>
    <message>
        <source>No client of that id is connected, nor among the last that were; /api/clients and /api/disconnects list them.</source>
        <translation>その ID のクライアントは接続しておらず、最近切断したものの中にもありません。一覧は /api/clients と /api/disconnects にあります。</translation>
    </message>
    <message>
        <source>History holds no event of that id (any more).</source>
        <translation>その ID のイベントは履歴にありません。</translation>
    </message>
    <message>
        <source>The client is gone since %1: %2.</source>
        <translation>クライアントは %1 に切断しました (%2)。</translation>
    </message>
    <message>
        <source>History does not hold the event any more, so its channel is not known.</source>
        <translation>イベントはもう履歴にないため、チャンネルは分かりません。</translation>
    </message>
</context>
<context>
    <name>helio::Figures</name>
    <message>
        <source>%1/s</source>
        <translation>%1/秒</translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation>%1 B</translation>
    </message>
    <message>
        <source>%1 KB</source>
        <translation>%1 KB</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 時間 %2 分</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 日</translation>
    </message>
</context>
<context>
    <name>helio::Hub</name>
    <message>
        <source>The hub is stopping; publish again when it is back.</source>
        <translation>ハブは停止処理中です。再開してから配信してください。</translation>
    </message>
    <message>
        <source>The id &quot;%1&quot; stands for another event already; give each event an id of its own.</source>
        <translation>ID「%1」は別のイベントで使われています。イベントごとに異なる ID を付けてください。</translation>
    </message>
    <message>
        <source>%1 of the %2 events did not come back. %3</source>
        <translation>%2 件のうち %1 件のイベントが戻ってきませんでした。%3</translation>
    </message>
</context>
<context>
    <name>helio::HubHost</name>
    <message>
        <source>Cannot listen on %1: %2.</source>
        <translation>%1 で待ち受けできません：%2。</translation>
    </message>
    <message>
        <source>The hub is stopped; start it to publish.</source>
        <translation>ハブは停止しています。開始してから配信してください。</translation>
    </message>
</context>
<context>
    <name>helio::Inspector</name>
    <message>
        <source>the first %1 of %2</source>
        <translation>%2 のうち先頭の %1</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>チャンネル</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>時刻</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>送信元</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>データ</translation>
    </message>
    <message>
        <source>Data of the selected event</source>
        <translation>選んだイベントのデータ</translation>
    </message>
    <message>
        <source>Select an event to see it whole.</source>
        <translation>イベントを選ぶと、全体がここに表示されます。</translation>
    </message>
    <message>
        <source>Copy data</source>
        <translation>データをコピー</translation>
    </message>
</context>
<context>
    <name>helio::JsonPath</name>
    <message>
        <source>a path begins with $, as in $.price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a name is missing behind a dot; names with spaces or signs go into brackets, as in $[&apos;a name&apos;]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” belongs to no path; the next step begins with a dot or a bracket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a name in quotes has no end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>between brackets stands a number from 0 on, or a name in quotes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a bracket is not closed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>helio::KeychainStore</name>
    <message>
        <source>There is no keychain here.</source>
        <translation>キーチェーンがありません。</translation>
    </message>
</context>
<context>
    <name>helio::ListenAddress</name>
    <message>
        <source>&quot;%1&quot; is not of the form ADDRESS:PORT, such as 127.0.0.1:7373.</source>
        <translation>「%1」はアドレス:ポートの形（例：127.0.0.1:7373）ではありません。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no address of a network interface; give one such as 127.0.0.1, [::1] or 0.0.0.0.</source>
        <translation>「%1」はネットワークインターフェースのアドレスではありません。127.0.0.1、[::1]、0.0.0.0 などを指定してください。</translation>
    </message>
</context>
<context>
    <name>helio::MainWindow</name>
    <message>
        <source>hub %1</source>
        <translation>ハブ：%1</translation>
    </message>
    <message>
        <source>The hub could not start. %1</source>
        <translation>ハブを開始できませんでした。%1</translation>
    </message>
    <message>
        <source>Clients %1</source>
        <translation>クライアント %1</translation>
    </message>
    <message>
        <source>Channels %1</source>
        <translation>チャンネル %1</translation>
    </message>
    <message>
        <source>About Heliograph</source>
        <translation>Heliograph について</translation>
    </message>
    <message>
        <source>A desktop hub, monitor and client for Server-Sent Events. It is named after the instrument that signals with sunlight: one way, over any distance.

Free software under the GNU General Public License, version 3 or later. Built on Qt %1.</source>
        <translation>Server-Sent Events のためのデスクトップ用ハブ、モニター、クライアントです。名前は、日光で遠くへ一方向に信号を送る器械（回光通信機）に由来します。

GNU 一般公衆ライセンス バージョン 3 以降に基づく自由ソフトウェアです。Qt %1 を使用しています。</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>閉じる(&amp;C)</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) cleared.</source>
        <translation>
            <numerusform>イベント %n 件を消去しました。</numerusform>
        </translation>
    </message>
    <message>
        <source>A&amp;ppearance</source>
        <translation>外観(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>システム(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>ライト(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>ダーク(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>言語 / Language(&amp;L)</translation>
    </message>
    <message>
        <source>Tool bar</source>
        <translation>ツールバー</translation>
    </message>
    <message>
        <source>Where clients connect</source>
        <translation>クライアントの接続先</translation>
    </message>
    <message>
        <source>Navigator</source>
        <translation>ナビゲーター</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>インスペクター</translation>
    </message>
    <message>
        <source>Composer</source>
        <translation>イベントの作成</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>表示</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>イベント</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>グラフ</translation>
    </message>
    <message>
        <source>Use a free port</source>
        <translation>空いているポートを使う</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度試す</translation>
    </message>
    <message>
        <source>Undo clear</source>
        <translation>消去を元に戻す</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>接続</translation>
    </message>
</context>
<context>
    <name>helio::Monitor</name>
    <message>
        <source>hub</source>
        <translation>ハブ</translation>
    </message>
</context>
<context>
    <name>helio::NavigatorModel</name>
    <message>
        <source>stopped</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>開始中</translation>
    </message>
    <message>
        <source>open</source>
        <translation>稼働中</translation>
    </message>
    <message>
        <source>draining</source>
        <translation>停止処理中</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>Hub</source>
        <translation>ハブ</translation>
    </message>
    <message>
        <source>Streams</source>
        <translation>ストリーム</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>ミュート</translation>
    </message>
</context>
<context>
    <name>helio::NavigatorPanel</name>
    <message>
        <source>Navigator: hub, channels and streams</source>
        <translation>ナビゲーター：ハブ、チャンネル、ストリーム</translation>
    </message>
</context>
<context>
    <name>helio::Redirects</name>
    <message>
        <source>The server redirects (status %1) but does not say where to.</source>
        <translation>サーバーは転送を指示しましたが（状態 %1）、転送先を示していません。</translation>
    </message>
    <message>
        <source>The server redirects to %1, which is not an http or https address.</source>
        <translation>サーバーの転送先 %1 は http または https のアドレスではありません。</translation>
    </message>
    <message>
        <source>The server redirects from https to %1, which is not encrypted. It was not followed.</source>
        <translation>サーバーは https から暗号化されていない %1 へ転送しようとしたため、従いませんでした。</translation>
    </message>
    <message>
        <source>The server redirects more than %1 times in a row.</source>
        <translation>サーバーが続けて %1 回を超えて転送しました。</translation>
    </message>
</context>
<context>
    <name>helio::RedisBackplane</name>
    <message>
        <source>This channel goes by Redis, which is being connected to; publish again in a moment.</source>
        <translation>このチャンネルは Redis を通ります。接続中ですので、少し待ってから発行し直してください。</translation>
    </message>
    <message>
        <source>This channel goes by Redis, which can not be used now; nothing was published. %1</source>
        <translation>このチャンネルは Redis を通りますが、今は使えません。何も発行されませんでした。%1</translation>
    </message>
    <message numerus="yes">
        <source>Redis at %1: %n message(s) could not be taken so far; the last: %2</source>
        <translation>
            <numerusform>%1 の Redis: これまでに %n 件のメッセージを受け取れませんでした。最後の理由: %2</numerusform>
        </translation>
    </message>
    <message>
        <source>it is larger than the %1 bytes that an event may have</source>
        <translation>イベントの上限 %1 バイトより大きい</translation>
    </message>
    <message>
        <source>The connection to Redis was lost before the event came back; it may have been published or not. %1</source>
        <translation>イベントが戻る前に Redis との接続が切れました。発行されたかどうかは分かりません。%1</translation>
    </message>
    <message>
        <source>Redis did not bring the event back within %1 s; it may have been published or not.</source>
        <translation>%1 秒以内に Redis からイベントが戻りませんでした。発行されたかどうかは分かりません。</translation>
    </message>
    <message>
        <source>connected to Redis at %1</source>
        <translation>%1 の Redis に接続しました</translation>
    </message>
    <message>
        <source>Name at least one channel that goes by Redis.</source>
        <translation>Redis を通るチャンネルを少なくとも一つ指定してください。</translation>
    </message>
</context>
<context>
    <name>helio::RedisConnection</name>
    <message>
        <source>No Redis listens at %1; is it running?</source>
        <translation>%1 で待ち受けている Redis がありません。起動していますか?</translation>
    </message>
    <message>
        <source>This program may not use the socket of %1.</source>
        <translation>このプログラムには %1 のソケットを使う権限がありません。</translation>
    </message>
    <message>
        <source>Redis at %1 closed the connection.</source>
        <translation>%1 の Redis が接続を閉じました。</translation>
    </message>
    <message>
        <source>The connection to Redis at %1 failed.</source>
        <translation>%1 の Redis への接続に失敗しました。</translation>
    </message>
    <message>
        <source>The host of %1 is not known.</source>
        <translation>%1 のホストが見つかりません。</translation>
    </message>
    <message>
        <source>TLS with Redis at %1 failed: %2</source>
        <translation>%1 の Redis との TLS に失敗しました: %2</translation>
    </message>
    <message>
        <source>The connection to Redis at %1 failed: %2</source>
        <translation>%1 の Redis への接続に失敗しました: %2</translation>
    </message>
    <message>
        <source>This Qt was built without TLS, which rediss:// needs.</source>
        <translation>この Qt は TLS なしで作られています。rediss:// には TLS が必要です。</translation>
    </message>
    <message>
        <source>What answers at %1 does not speak Redis&apos; protocol.</source>
        <translation>%1 で応答しているものは Redis のプロトコルではありません。</translation>
    </message>
    <message>
        <source>Redis at %1 does not answer.</source>
        <translation>%1 の Redis が応答しません。</translation>
    </message>
    <message>
        <source>Redis at %1 does not answer any more.</source>
        <translation>%1 の Redis が応答しなくなりました。</translation>
    </message>
    <message>
        <source>Redis refuses the user name or password of the URL.</source>
        <translation>Redis が URL のユーザー名またはパスワードを拒否しました。</translation>
    </message>
    <message>
        <source>Redis asks for a password; put one into the URL, as in redis://:PASSWORD@HOST.</source>
        <translation>Redis がパスワードを求めています。redis://:PASSWORD@HOST のように URL に書いてください。</translation>
    </message>
    <message>
        <source>Redis has no password set, but the URL has one; take it out.</source>
        <translation>Redis にはパスワードが設定されていませんが、URL にはあります。取り除いてください。</translation>
    </message>
    <message>
        <source>Redis does not allow this user to do that: %1</source>
        <translation>このユーザーにはその操作が許可されていません: %1</translation>
    </message>
    <message>
        <source>Redis has no database of the number in the URL.</source>
        <translation>URL にある番号のデータベースは Redis にありません。</translation>
    </message>
    <message>
        <source>Redis is still loading its data.</source>
        <translation>Redis はまだデータを読み込んでいます。</translation>
    </message>
    <message>
        <source>Redis says: %1</source>
        <translation>Redis の応答: %1</translation>
    </message>
</context>
<context>
    <name>helio::RedisUrl</name>
    <message>
        <source>the database of a Redis URL is a number, as in redis://localhost:6379/0</source>
        <translation>Redis の URL のデータベースは redis://localhost:6379/0 のように番号で書きます</translation>
    </message>
    <message>
        <source>ssl_cert_reqs of a Redis URL is none or required</source>
        <translation>Redis の URL の ssl_cert_reqs は none か required です</translation>
    </message>
    <message>
        <source>the Redis URL has a user but no password; a password alone is written :PASSWORD@</source>
        <translation>Redis の URL にユーザーだけがありパスワードがありません。パスワードだけなら :PASSWORD@ と書きます</translation>
    </message>
    <message>
        <source>the Redis URL has a [ without its ]</source>
        <translation>Redis の URL の [ に対応する ] がありません</translation>
    </message>
    <message>
        <source>the port of the Redis URL is not a number from 1 to 65535; a : / @ or # in a password must be written %3A %2F %40 %23</source>
        <translation>Redis の URL のポートが 1 から 65535 の番号ではありません。パスワードの : / @ # は %3A %2F %40 %23 と書いてください</translation>
    </message>
    <message>
        <source>this is no Redis URL; it begins with redis://, rediss:// or unix://, as in redis://localhost:6379/0</source>
        <translation>Redis の URL ではありません。redis://localhost:6379/0 のように redis://、rediss://、unix:// で始めてください</translation>
    </message>
    <message>
        <source>the Redis URL has a space or a control character in it</source>
        <translation>Redis の URL に空白または制御文字があります</translation>
    </message>
    <message>
        <source>name the Unix socket by its whole path, as in unix:///run/redis/redis.sock</source>
        <translation>Unix ソケットは unix:///run/redis/redis.sock のように絶対パスで書いてください</translation>
    </message>
</context>
<context>
    <name>helio::RespReader</name>
    <message>
        <source>Redis sent a line of more than %1 bytes.</source>
        <translation>Redis が %1 バイトを超える行を送りました。</translation>
    </message>
    <message>
        <source>What answers there does not speak Redis&apos; protocol.</source>
        <translation>応答しているものは Redis のプロトコルではありません。</translation>
    </message>
    <message>
        <source>Redis sent an answer of more than %1 bytes.</source>
        <translation>Redis が %1 バイトを超える応答を送りました。</translation>
    </message>
    <message>
        <source>Redis sent a list of more than %1 items or nested deeper than %2 levels.</source>
        <translation>Redis が %1 項目を超えるか、%2 段より深い入れ子のリストを送りました。</translation>
    </message>
</context>
<context>
    <name>helio::Rules</name>
    <message>
        <source>The channel&apos;s name is empty; give it at least one character.</source>
        <translation>チャンネル名が空です。1 文字以上入力してください。</translation>
    </message>
    <message>
        <source>The channel&apos;s name has %1 bytes; at most %2 are allowed.</source>
        <translation>チャンネル名が %1 バイトあります。%2 バイトまでにしてください。</translation>
    </message>
    <message>
        <source>The channel&apos;s name has a control character; take it out.</source>
        <translation>チャンネル名に制御文字があります。取り除いてください。</translation>
    </message>
    <message>
        <source>The channel&apos;s name is not valid UTF-8.</source>
        <translation>チャンネル名が正しい UTF-8 ではありません。</translation>
    </message>
    <message>
        <source>The pattern is empty; * stands for every channel.</source>
        <translation>パターンが空です。すべてのチャンネルは * で表します。</translation>
    </message>
    <message>
        <source>The pattern has %1 bytes; at most %2 are allowed.</source>
        <translation>パターンが %1 バイトあります。%2 バイトまでにしてください。</translation>
    </message>
    <message>
        <source>The pattern has a control character or is not valid UTF-8.</source>
        <translation>パターンに制御文字があるか、正しい UTF-8 ではありません。</translation>
    </message>
    <message>
        <source>The id is empty; leave it out to let the hub make one.</source>
        <translation>ID が空です。ハブに付けさせるには ID を省いてください。</translation>
    </message>
    <message>
        <source>The id has %1 bytes; at most %2 are allowed.</source>
        <translation>ID が %1 バイトあります。%2 バイトまでにしてください。</translation>
    </message>
    <message>
        <source>The id has a control character; take it out.</source>
        <translation>ID に制御文字があります。取り除いてください。</translation>
    </message>
    <message>
        <source>The id is not valid UTF-8.</source>
        <translation>ID が正しい UTF-8 ではありません。</translation>
    </message>
    <message>
        <source>The id begins or ends with a space, which HTTP would drop; take it away.</source>
        <translation>ID の先頭か末尾に空白があります。HTTP では失われるので取り除いてください。</translation>
    </message>
    <message>
        <source>The id &quot;earliest&quot; has a meaning of its own; choose another.</source>
        <translation>ID「earliest」には特別な意味があります。別の ID にしてください。</translation>
    </message>
    <message>
        <source>The id has the form NUMBER-NUMBER, which is kept for the hub&apos;s own ids; choose another.</source>
        <translation>「数字-数字」の形の ID はハブ専用です。別の ID にしてください。</translation>
    </message>
    <message>
        <source>The event type has a line end or NUL in it; take it out.</source>
        <translation>イベントの種類に改行か NUL があります。取り除いてください。</translation>
    </message>
    <message>
        <source>The event type is not valid UTF-8.</source>
        <translation>イベントの種類が正しい UTF-8 ではありません。</translation>
    </message>
    <message>
        <source>The event types &quot;gap&quot; and &quot;shutdown&quot; are the hub&apos;s own; choose another.</source>
        <translation>イベントの種類「gap」と「shutdown」はハブ専用です。別の種類にしてください。</translation>
    </message>
    <message>
        <source>The reconnection time (retry) must be from %1 to %2 milliseconds.</source>
        <translation>再接続時間 (retry) は %1 から %2 ミリ秒の間で指定してください。</translation>
    </message>
    <message>
        <source>The data is not valid UTF-8 at byte %1; event streams carry only UTF-8.</source>
        <translation>データの %1 バイト目が正しい UTF-8 ではありません。イベントストリームは UTF-8 だけを運びます。</translation>
    </message>
</context>
<context>
    <name>helio::SavedStreams</name>
    <message>
        <source>The system&apos;s keychain is asked for the secrets of this stream.</source>
        <translation>このストリームの機密情報をシステムのキーチェーンに問い合わせています。</translation>
    </message>
    <message>
        <source>The secrets of this stream could not be read: %1 Edit the stream to write them again.</source>
        <translation>このストリームの機密情報を読めませんでした: %1 ストリームを編集して入力し直してください。</translation>
    </message>
    <message>
        <source>The secrets of this stream (token, password or headers) were not kept. Edit the stream to write them again.</source>
        <translation>このストリームの機密情報（トークン、パスワード、ヘッダー）は保存されていません。ストリームを編集して入力し直してください。</translation>
    </message>
</context>
<context>
    <name>helio::ShellWords</name>
    <message>
        <source>A quote (&apos;) is not closed.</source>
        <translation>引用符 (&apos;) が閉じられていません。</translation>
    </message>
    <message>
        <source>Your shell would run what is in $(…) or between ` and `. Nothing is run here: write its result.</source>
        <translation>シェルは $(…) や ` で囲まれた部分を実行しますが、ここでは何も実行しません。結果を書いてください。</translation>
    </message>
    <message>
        <source>$%1 is a variable of your shell, and stands here as it is: write its value.</source>
        <translation>$%1 はシェルの変数で、ここではそのまま残ります。値を書いてください。</translation>
    </message>
    <message>
        <source>A quote (&quot;) is not closed.</source>
        <translation>引用符 (&quot;) が閉じられていません。</translation>
    </message>
    <message>
        <source>What comes after the first command was left out.</source>
        <translation>最初のコマンドより後は省きました。</translation>
    </message>
    <message>
        <source>What is redirected with &lt; or &gt; was left out.</source>
        <translation>&lt; や &gt; によるリダイレクトは省きました。</translation>
    </message>
</context>
<context>
    <name>helio::StatusLine</name>
    <message>
        <source>%1 hub %2</source>
        <translation>%1 ハブ：%2</translation>
    </message>
    <message numerus="yes">
        <source>%n client(s)</source>
        <translation>
            <numerusform>クライアント %n</numerusform>
        </translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>受信 %1</translation>
    </message>
    <message>
        <source>out %1</source>
        <translation>送信 %1</translation>
    </message>
    <message>
        <source>received %1 = shown %2 + filtered %3 + waiting %4 + trimmed %5</source>
        <translation>受信 %1 = 表示 %2 + 除外 %3 + 待機 %4 + 破棄 %5</translation>
    </message>
    <message>
        <source>paused, %1 waiting (%2)</source>
        <translation>一時停止中、%1 件待機（%2）</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Memory that the events table uses, of what it may use; beyond it the oldest go</source>
        <translation>イベントの表が使っているメモリーと上限。上限を超えると古いものから捨てます</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>接続中</translation>
    </message>
    <message>
        <source>open</source>
        <translation>開いています</translation>
    </message>
    <message>
        <source>away</source>
        <translation>不在</translation>
    </message>
    <message>
        <source>%1 Redis %2</source>
        <translation>%1 Redis %2</translation>
    </message>
    <message>
        <source>Redis at %1, channels %2</source>
        <translation>%1 の Redis、チャンネル %2</translation>
    </message>
    <message>
        <source>received %1, sent %2, not taken %3, outages with a gap %4</source>
        <translation>受信 %1、送信 %2、受け取れず %3、欠落のある中断 %4</translation>
    </message>
</context>
<context>
    <name>helio::StreamDialog</name>
    <message>
        <source>Open a stream</source>
        <translation>ストリームを開く</translation>
    </message>
    <message>
        <source>URL of the stream</source>
        <translation>ストリームの URL</translation>
    </message>
    <message>
        <source>&amp;URL</source>
        <translation>&amp;URL</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>開く(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>キャンセル(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Paste curl</source>
        <translation>curl を貼り付け(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Keep for the next start</source>
        <translation>次回の起動でも使う(&amp;K)</translation>
    </message>
    <message>
        <source>made from the URL</source>
        <translation>URL から作成</translation>
    </message>
    <message>
        <source>Name of the stream</source>
        <translation>ストリームの名前</translation>
    </message>
    <message>
        <source>Fills this in from a command of curl in the clipboard, as browsers copy it: Copy as cURL (bash)</source>
        <translation>クリップボードの curl コマンドから入力します。ブラウザーの「cURL (bash) としてコピー」の形式です</translation>
    </message>
    <message>
        <source>&amp;More</source>
        <translation>詳細(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名前(&amp;N)</translation>
    </message>
    <message>
        <source>Edit the stream</source>
        <translation>ストリームを編集</translation>
    </message>
    <message>
        <source>&amp;Reconnect</source>
        <translation>再接続(&amp;R)</translation>
    </message>
    <message>
        <source>The clipboard holds no command of curl. In a browser&apos;s list of requests, choose Copy as cURL (bash), then press this again.</source>
        <translation>クリップボードに curl コマンドがありません。ブラウザーの要求一覧で「cURL (bash) としてコピー」を選び、もう一度押してください。</translation>
    </message>
    <message>
        <source>Secrets of this stream are kept until Heliograph ends.</source>
        <translation>このストリームの機密情報は Heliograph の終了まで保持されます。</translation>
    </message>
    <message>
        <source>The system&apos;s keychain is being asked whether it can keep the secrets.</source>
        <translation>機密情報を保存できるか、システムのキーチェーンに問い合わせています。</translation>
    </message>
    <message>
        <source>Secrets of this stream are kept in the system&apos;s keychain.</source>
        <translation>このストリームの機密情報はシステムのキーチェーンに保存されます。</translation>
    </message>
    <message>
        <source>There is no keychain here: secrets of this stream are kept until Heliograph ends, and you will be asked for them again.</source>
        <translation>キーチェーンがありません。このストリームの機密情報は Heliograph の終了まで保持され、次回は再び入力が必要です。</translation>
    </message>
    <message>
        <source>&amp;Stop the test</source>
        <translation>テストを中止(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>テスト(&amp;T)</translation>
    </message>
</context>
<context>
    <name>helio::StreamFetch</name>
    <message>
        <source>%1 is not an address of a stream: it must begin with http:// or https:// and name a host.</source>
        <translation>%1 はストリームのアドレスではありません。http:// または https:// で始め、ホスト名を指定してください。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a method of a request.</source>
        <translation>「%1」はリクエストのメソッドではありません。</translation>
    </message>
    <message>
        <source>The server ended the stream.</source>
        <translation>サーバーがストリームを終えました。</translation>
    </message>
    <message>
        <source>The server closed the connection without an answer.</source>
        <translation>サーバーは応答せずに接続を閉じました。</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not trusted: %1</source>
        <translation>サーバーの証明書を信頼できません：%1</translation>
    </message>
</context>
<context>
    <name>helio::StreamFields</name>
    <message>
        <source>Request headers</source>
        <translation>要求ヘッダー</translation>
    </message>
    <message>
        <source>One on each line, e.g. X-Client: desk</source>
        <translation>1 行に 1 つ。例: X-Client: desk</translation>
    </message>
    <message>
        <source>Body of the request</source>
        <translation>要求の本文</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Last event ID</source>
        <translation>最終イベント ID</translation>
    </message>
    <message>
        <source>none: begin with what comes next</source>
        <translation>なし: 次に来るものから始めます</translation>
    </message>
    <message>
        <source>Bearer token</source>
        <translation>Bearer トークン</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>ユーザー名</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>パスワード</translation>
    </message>
    <message>
        <source>Try again after 429 and 5&amp;xx (the standard gives up)</source>
        <translation>429 と 5xx の後も再試行する（標準では終了）(&amp;X)</translation>
    </message>
    <message>
        <source>File of the trusted authority</source>
        <translation>信頼する認証局のファイル</translation>
    </message>
    <message>
        <source>those of the system</source>
        <translation>システムの認証局</translation>
    </message>
    <message>
        <source>File of the client certificate</source>
        <translation>クライアント証明書のファイル</translation>
    </message>
    <message>
        <source>File of the certificate&apos;s key</source>
        <translation>証明書の鍵のファイル</translation>
    </message>
    <message>
        <source>in the certificate&apos;s file</source>
        <translation>証明書のファイルに含まれる</translation>
    </message>
    <message>
        <source>Passphrase of the key</source>
        <translation>鍵のパスフレーズ</translation>
    </message>
    <message>
        <source>Allow HTTP/&amp;2 (a slow reader does not hold the server back there)</source>
        <translation>HTTP/2 を許可（受信が遅くてもサーバーは待ちません）(&amp;2)</translation>
    </message>
    <message>
        <source>Address of the proxy</source>
        <translation>プロキシのアドレス</translation>
    </message>
    <message>
        <source>User name at the proxy</source>
        <translation>プロキシのユーザー名</translation>
    </message>
    <message>
        <source>Password at the proxy</source>
        <translation>プロキシのパスワード</translation>
    </message>
    <message>
        <source>More about the stream</source>
        <translation>ストリームの詳細</translation>
    </message>
    <message>
        <source>Re&amp;quest</source>
        <translation>要求(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Authorization</source>
        <translation>認証(&amp;A)</translation>
    </message>
    <message>
        <source>Reco&amp;nnection</source>
        <translation>再接続(&amp;N)</translation>
    </message>
    <message>
        <source>T&amp;LS</source>
        <translation>T&amp;LS</translation>
    </message>
    <message>
        <source>Pro&amp;xy</source>
        <translation>プロキシ(&amp;X)</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>メソッド</translation>
    </message>
    <message>
        <source>A GET comes back by itself when the connection is lost; any other ends with its stream.</source>
        <translation>GET は接続が切れると自動で再接続します。ほかのメソッドはストリームとともに終わります。</translation>
    </message>
    <message>
        <source>&amp;Method</source>
        <translation>メソッド(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Headers</source>
        <translation>ヘッダー(&amp;H)</translation>
    </message>
    <message>
        <source>Bod&amp;y</source>
        <translation>本文(&amp;Y)</translation>
    </message>
    <message>
        <source>Last &amp;event ID</source>
        <translation>最終イベント ID(&amp;E)</translation>
    </message>
    <message>
        <source>Authorization</source>
        <translation>認証</translation>
    </message>
    <message>
        <source>bearer token</source>
        <translation>Bearer トークン</translation>
    </message>
    <message>
        <source>basic: user and password</source>
        <translation>Basic: ユーザーとパスワード</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>種類(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Token</source>
        <translation>トークン(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>ユーザー(&amp;U)</translation>
    </message>
    <message>
        <source>Pass&amp;word</source>
        <translation>パスワード(&amp;W)</translation>
    </message>
    <message>
        <source>First reconnection time in seconds</source>
        <translation>最初の再接続時間（秒）</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>Until the stream names another with retry:</source>
        <translation>ストリームが retry: で別の時間を示すまで</translation>
    </message>
    <message>
        <source>Limit of failed attempts in a row</source>
        <translation>連続して失敗できる回数</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>無制限</translation>
    </message>
    <message>
        <source>First reconnection &amp;time</source>
        <translation>最初の再接続時間(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Failed attempts in a row, at most</source>
        <translation>連続失敗の上限(&amp;F)</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>選択…</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>選択: %1</translation>
    </message>
    <message>
        <source>PEM files (*.pem *.crt *.cer *.key);;All files (*)</source>
        <translation>PEM ファイル (*.pem *.crt *.cer *.key);;すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Trusted aut&amp;hority</source>
        <translation>信頼する認証局(&amp;H)</translation>
    </message>
    <message>
        <source>The trusted authority</source>
        <translation>信頼する認証局</translation>
    </message>
    <message>
        <source>&amp;Client certificate</source>
        <translation>クライアント証明書(&amp;C)</translation>
    </message>
    <message>
        <source>The client certificate</source>
        <translation>クライアント証明書</translation>
    </message>
    <message>
        <source>Its &amp;key</source>
        <translation>その鍵(&amp;K)</translation>
    </message>
    <message>
        <source>The key of the client certificate</source>
        <translation>クライアント証明書の鍵</translation>
    </message>
    <message>
        <source>&amp;Passphrase of the key</source>
        <translation>鍵のパスフレーズ(&amp;P)</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>プロキシ</translation>
    </message>
    <message>
        <source>as the system says, none to this machine</source>
        <translation>システムの設定に従う（このマシンへは使わない）</translation>
    </message>
    <message>
        <source>this one:</source>
        <translation>指定する:</translation>
    </message>
    <message>
        <source>&amp;Way</source>
        <translation>経路(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>アドレス(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>パスワード(&amp;P)</translation>
    </message>
</context>
<context>
    <name>helio::StreamForm</name>
    <message>
        <source>Write the address of an event stream, e.g. https://example.org/stream.</source>
        <translation>イベントストリームのアドレスを書いてください。例: https://example.org/stream</translation>
    </message>
    <message>
        <source>This is not a URL that can be opened: %1</source>
        <translation>開けない URL です: %1</translation>
    </message>
    <message>
        <source>A stream&apos;s URL begins with http:// or https://, not with %1://.</source>
        <translation>ストリームの URL は %1:// ではなく http:// か https:// で始まります。</translation>
    </message>
    <message>
        <source>Line %1 of the headers is not of the form Name: value.</source>
        <translation>ヘッダーの %1 行目が「名前: 値」の形ではありません。</translation>
    </message>
    <message>
        <source>There is no file %1.</source>
        <translation>ファイル %1 がありません。</translation>
    </message>
    <message>
        <source>The file %1 can not be read.</source>
        <translation>ファイル %1 を読めません。</translation>
    </message>
    <message>
        <source>Write the proxy&apos;s address, e.g. http://proxy.example.org:3128.</source>
        <translation>プロキシのアドレスを書いてください。例: http://proxy.example.org:3128</translation>
    </message>
    <message>
        <source>A proxy&apos;s address begins with http:// or socks5://, not with %1://.</source>
        <translation>プロキシのアドレスは %1:// ではなく http:// か socks5:// で始まります。</translation>
    </message>
    <message>
        <source>Write the bearer token, or choose no authorization.</source>
        <translation>Bearer トークンを書くか、認証なしを選んでください。</translation>
    </message>
    <message>
        <source>A token has letters, digits and signs, and no spaces.</source>
        <translation>トークンは英数字と記号だけで、空白を含みません。</translation>
    </message>
    <message>
        <source>A method is one word, such as GET or POST.</source>
        <translation>メソッドは GET や POST のような 1 語です。</translation>
    </message>
    <message>
        <source>The last event ID must be of one line.</source>
        <translation>最終イベント ID は 1 行でなければなりません。</translation>
    </message>
    <message>
        <source>Write the user&apos;s name, or choose no authorization.</source>
        <translation>ユーザー名を書くか、認証なしを選んでください。</translation>
    </message>
    <message>
        <source>A user&apos;s name must not have a colon.</source>
        <translation>ユーザー名にコロンは使えません。</translation>
    </message>
    <message>
        <source>A key needs its certificate: name the certificate&apos;s file.</source>
        <translation>鍵には証明書が必要です。証明書のファイルを指定してください。</translation>
    </message>
</context>
<context>
    <name>helio::StreamList</name>
    <message>
        <source>connecting</source>
        <translation>接続しています…</translation>
    </message>
    <message>
        <source>connecting, %1 s</source>
        <translation>再接続まで %1 秒</translation>
    </message>
    <message>
        <source>open</source>
        <translation>受信中</translation>
    </message>
    <message>
        <source>closed by you</source>
        <translation>閉じました</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>拒否</translation>
    </message>
    <message>
        <source>needs its secrets</source>
        <translation>機密情報が必要</translation>
    </message>
</context>
<context>
    <name>helio::StreamProbe</name>
    <message>
        <source>nobody named</source>
        <translation>名前なし</translation>
    </message>
    <message>
        <source>No answer from the name service within %1 s. Check the network of this computer.</source>
        <translation>%1 秒以内に名前解決の応答がありません。このコンピューターのネットワークを確認してください。</translation>
    </message>
    <message>
        <source>No answer within %1 s. Something on the way, a firewall perhaps, swallows the packets; or the machine is off.</source>
        <translation>%1 秒以内に応答がありません。途中のファイアウォールなどがパケットを捨てているか、相手の電源が切れています。</translation>
    </message>
    <message>
        <source>The server did not finish the TLS handshake within %1 s. Perhaps it does not speak TLS on this port.</source>
        <translation>サーバーが %1 秒以内に TLS ハンドシェイクを終えませんでした。このポートでは TLS を使っていないのかもしれません。</translation>
    </message>
    <message>
        <source>The server took the request, and sent no answer within %1 s. Some servers send it with their first event.</source>
        <translation>サーバーは要求を受け取りましたが、%1 秒以内に応答しませんでした。最初のイベントとともに応答するサーバーもあります。</translation>
    </message>
    <message>
        <source>%1 is asked by way of the proxy %2, port %3; it looks the name up.</source>
        <translation>%1 にはプロキシ %2（ポート %3）を通して要求します。名前解決はプロキシが行います。</translation>
    </message>
    <message>
        <source>The name %1 is not known (%2). Check its spelling, or the network of this computer.</source>
        <translation>名前 %1 が見つかりません（%2）。つづりか、このコンピューターのネットワークを確認してください。</translation>
    </message>
    <message>
        <source>port %1</source>
        <translation>ポート %1</translation>
    </message>
    <message>
        <source>connected to %1, port %2</source>
        <translation>%1 のポート %2 に接続しました</translation>
    </message>
    <message>
        <source>The TLS handshake failed: %1</source>
        <translation>TLS ハンドシェイクに失敗しました: %1</translation>
    </message>
    <message>
        <source>Nobody listens on port %1 of %2. Is the server running, and is the port right?</source>
        <translation>%2 のポート %1 では何も待ち受けていません。サーバーは動いていますか。ポートは正しいですか。</translation>
    </message>
    <message>
        <source>handshake</source>
        <translation>ハンドシェイク</translation>
    </message>
    <message>
        <source>The certificate is for %1, from %2, until %3.</source>
        <translation>証明書の対象は %1、発行者は %2、有効期限は %3 です。</translation>
    </message>
    <message>
        <source>It is not for %1.</source>
        <translation>%1 のものではありません。</translation>
    </message>
    <message>
        <source>It has expired.</source>
        <translation>有効期限が切れています。</translation>
    </message>
    <message>
        <source>Who signed it is not known here: name the file of that authority under TLS.</source>
        <translation>署名者が信頼されていません。その認証局のファイルを TLS で指定してください。</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not trusted. %1 %2</source>
        <translation>サーバーの証明書を信頼できません。%1 %2</translation>
    </message>
    <message>
        <source>to %1</source>
        <translation>%1 へ</translation>
    </message>
    <message>
        <source>The server ended the stream before its first event.</source>
        <translation>サーバーは最初のイベントより前にストリームを終えました。</translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n バイト</numerusform>
        </translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>待機中</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Nothing came within %1 s. That may be all right: a quiet stream sends nothing until something happens.</source>
        <translation>%1 秒以内に何も届きませんでした。問題ないかもしれません。静かなストリームは何か起きるまで何も送りません。</translation>
    </message>
    <message>
        <source>No event within %1 s. That may be all right: the stream may be quiet.</source>
        <translation>%1 秒以内にイベントがありませんでした。ストリームが静かなだけで、問題ないかもしれません。</translation>
    </message>
    <message numerus="yes">
        <source>No event within %1 s. That may be all right: the stream is alive, it sent %n comment(s), the last of them &quot;%2&quot;.</source>
        <translation>
            <numerusform>%1 秒以内にイベントがありませんでした。問題ないかもしれません。ストリームは生きており、コメントを %n 件送りました。最後は「%2」です。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::StreamStory</name>
    <message>
        <source> ×%1, every %2 s</source>
        <translation> ×%1、%2 秒ごと</translation>
    </message>
    <message>
        <source>request: %1 %2</source>
        <translation>要求: %1 %2</translation>
    </message>
    <message>
        <source>, to continue after the event %1</source>
        <translation>（イベント %1 の続きから）</translation>
    </message>
    <message>
        <source>redirect %1 to %2</source>
        <translation>リダイレクト %1 → %2</translation>
    </message>
    <message>
        <source>answer: %1</source>
        <translation>応答: %1</translation>
    </message>
    <message>
        <source>answer: %1 %2</source>
        <translation>応答: %1 %2</translation>
    </message>
    <message>
        <source>open</source>
        <translation>接続しました</translation>
    </message>
    <message>
        <source>first event: %1</source>
        <translation>最初のイベント: %1</translation>
    </message>
    <message>
        <source>empty comment</source>
        <translation>空のコメント</translation>
    </message>
    <message>
        <source>comment: %1</source>
        <translation>コメント: %1</translation>
    </message>
    <message>
        <source>heartbeat: event %1</source>
        <translation>ハートビート: イベント %1</translation>
    </message>
    <message>
        <source>retry: the reconnection time is %1 s</source>
        <translation>retry: 再接続時間は %1 秒</translation>
    </message>
    <message>
        <source>connection lost: %1</source>
        <translation>切断: %1</translation>
    </message>
    <message>
        <source>refused: %1</source>
        <translation>拒否: %1</translation>
    </message>
    <message>
        <source>closed: %1</source>
        <translation>終了: %1</translation>
    </message>
    <message>
        <source>next attempt after %1 s; %2 failed in a row</source>
        <translation>%1 秒後に再試行（連続 %2 回失敗）</translation>
    </message>
    <message>
        <source>next attempt after %1 s</source>
        <translation>%1 秒後に再試行</translation>
    </message>
    <message>
        <source>closed by you.</source>
        <translation>あなたが閉じました。</translation>
    </message>
    <message>
        <source>the stream came to its end.</source>
        <translation>ストリームが終わりました。</translation>
    </message>
    <message>
        <source>%1 entries came too fast to be listed</source>
        <translation>速すぎて記録できなかった項目 %1 件</translation>
    </message>
    <message>
        <source> (%1 s left)</source>
        <translation>（残り %1 秒）</translation>
    </message>
    <message>
        <source>%1 older entries are gone</source>
        <translation>古い記録 %1 件は破棄されました</translation>
    </message>
    <message>
        <source>time</source>
        <translation>時刻</translation>
    </message>
    <message>
        <source>Δ ms</source>
        <translation>Δ ms</translation>
    </message>
    <message>
        <source>what happened</source>
        <translation>起きたこと</translation>
    </message>
    <message numerus="yes">
        <source>It was open for %1 and brought %Ln event(s), %2.</source>
        <translation>
            <numerusform>接続時間は %1、受信はイベント %Ln 件、%2 でした。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::StreamTestView</name>
    <message>
        <source>Steps of the test</source>
        <translation>テストの手順</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>中止しました</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名前解決</translation>
    </message>
    <message>
        <source>connection</source>
        <translation>接続</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>request</source>
        <translation>要求</translation>
    </message>
    <message>
        <source>redirect</source>
        <translation>リダイレクト</translation>
    </message>
    <message>
        <source>status</source>
        <translation>ステータス</translation>
    </message>
    <message>
        <source>content type</source>
        <translation>コンテンツタイプ</translation>
    </message>
    <message>
        <source>first byte</source>
        <translation>最初のバイト</translation>
    </message>
    <message>
        <source>first event</source>
        <translation>最初のイベント</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
</context>
<context>
    <name>helio::TimeChart</name>
    <message>
        <source>now</source>
        <translation>現在</translation>
    </message>
    <message>
        <source>No figures yet</source>
        <translation>数値はまだありません</translation>
    </message>
</context>
<context>
    <name>helio::TlsSettings</name>
    <message>
        <source>Cannot read %1: %2</source>
        <translation>%1 を読み込めません：%2</translation>
    </message>
    <message>
        <source>%1 holds no certificate in PEM form.</source>
        <translation>%1 に PEM 形式の証明書がありません。</translation>
    </message>
    <message>
        <source>%1 holds no private key in PEM form, or its passphrase is another.</source>
        <translation>%1 に PEM 形式の秘密鍵がないか、パスフレーズが違います。</translation>
    </message>
    <message>
        <source>A key without its certificate says nothing: name the certificate&apos;s file too.</source>
        <translation>鍵だけでは使えません。証明書のファイルも指定してください。</translation>
    </message>
</context>
</TS>
