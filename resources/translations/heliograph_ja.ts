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
        <source>the secret is empty</source>
        <translation>秘密の文字列が空です</translation>
    </message>
    <message>
        <source>this is a key in PEM form, not a secret: a public key is known to everybody</source>
        <translation>これは PEM 形式の鍵で、秘密の文字列ではありません。公開鍵は誰でも知っています</translation>
    </message>
    <message numerus="yes">
        <source>the secret has %n bytes; HS256 needs at least %1 (openssl rand -hex 32)</source>
        <translation>
            <numerusform>秘密の文字列は %n バイトです。HS256 には %1 バイト以上が必要です (openssl rand -hex 32)</numerusform>
        </translation>
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
        <translation>名前またはグロブ。例: builds.*, news</translation>
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
        <source>and %Ln more</source>
        <translation>
            <numerusform>ほか %Ln 件</numerusform>
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
        <source>Besides, JSON Web Tokens of %Ln key(s) are believed.</source>
        <translation>
            <numerusform>このほか、%Ln 個の鍵による JSON Web Token を受け付けます。</numerusform>
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
        <source>%1 has no access rule any more; to open the hub to everybody takes [anonymous] with everything (publish = [&quot;*&quot;], subscribe = [&quot;*&quot;]), or a restart of the program</source>
        <translation>%1 にアクセス規則がなくなっています。ハブを全員に開くには、すべてを許す [anonymous] (publish = [&quot;*&quot;]、subscribe = [&quot;*&quot;]) を書くか、プログラムを再起動してください</translation>
    </message>
</context>
<context>
    <name>helio::AccessReload</name>
    <message>
        <source>SIGHUP does nothing here: access rules are read again only from the file of --config</source>
        <translation>ここでは SIGHUP は何もしません。アクセス規則を読み直せるのは --config のファイルからだけです</translation>
    </message>
    <message>
        <source>access rules read again from %1</source>
        <translation>アクセス規則を %1 から読み直しました</translation>
    </message>
    <message>
        <source>%1 - the access rules stay as they were</source>
        <translation>%1 - アクセス規則は元のままです</translation>
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
        <source>&amp;Export events…</source>
        <translation>イベントの書き出し(&amp;E)…</translation>
    </message>
    <message>
        <source>Write the events shown, or those selected, to a file</source>
        <translation>表示中または選択中のイベントをファイルに書き出します</translation>
    </message>
    <message>
        <source>Copy stream &amp;URL</source>
        <translation>ストリームの URL をコピー(&amp;U)</translation>
    </message>
    <message>
        <source>Copy where clients receive what is chosen in the navigator</source>
        <translation>ナビゲーターで選んだものをクライアントが受け取る URL をコピーします</translation>
    </message>
    <message>
        <source>Copy an EventSource for what is chosen in the navigator</source>
        <translation>ナビゲーターで選んだものを読む EventSource をコピーします</translation>
    </message>
    <message>
        <source>Copy a curl command for what is chosen in the navigator</source>
        <translation>ナビゲーターで選んだものを読む curl コマンドをコピーします</translation>
    </message>
    <message>
        <source>&amp;Redis…</source>
        <translation>Redis(&amp;R)…</translation>
    </message>
    <message>
        <source>Share channels with Flask-SSE applications over Redis: connect, test, disconnect</source>
        <translation>Redis を通じて Flask-SSE アプリケーションとチャンネルを共有します: 接続、テスト、切断</translation>
    </message>
    <message>
        <source>Copy event as &amp;JSON</source>
        <translation>イベントを &amp;JSON でコピー</translation>
    </message>
    <message>
        <source>Copy the data of the selected event with line breaks and indents</source>
        <translation>選択したイベントのデータを、改行と字下げをつけてコピーします</translation>
    </message>
    <message>
        <source>Copy event as event &amp;stream</source>
        <translation>イベントをイベントストリーム形式でコピー(&amp;S)</translation>
    </message>
    <message>
        <source>Copy the selected event as a block of an event stream</source>
        <translation>選択したイベントを、イベントストリームのブロックとしてコピーします</translation>
    </message>
    <message>
        <source>Copy event as c&amp;url command</source>
        <translation>イベントを c&amp;url コマンドでコピー</translation>
    </message>
    <message>
        <source>Copy a command that publishes the selected event to the hub, or reads the remote stream it came from</source>
        <translation>選択したイベントをハブに配信するコマンド、または届いた元のリモートストリームを読むコマンドをコピーします</translation>
    </message>
    <message>
        <source>Copy event as &amp;helio command</source>
        <translation>イベントを &amp;helio コマンドでコピー</translation>
    </message>
    <message>
        <source>Copy a helio publish command that publishes the selected event to the hub</source>
        <translation>選択したイベントをハブに配信する helio publish コマンドをコピーします</translation>
    </message>
    <message>
        <source>Copy stream as &amp;JavaScript</source>
        <translation>ストリームを JavaScript としてコピー(&amp;J)</translation>
    </message>
    <message>
        <source>Copy stream as c&amp;url</source>
        <translation>ストリームを curl としてコピー(&amp;R)</translation>
    </message>
    <message>
        <source>Publish &amp;again</source>
        <translation>もう一度配信(&amp;A)</translation>
    </message>
    <message>
        <source>Put the selected event into the composer, ready to be published</source>
        <translation>選択したイベントを作成欄に入れ、すぐ配信できるようにします</translation>
    </message>
    <message>
        <source>&amp;Filter events</source>
        <translation>イベントを絞り込む(&amp;F)</translation>
    </message>
    <message>
        <source>Say which events the table shows</source>
        <translation>表に表示するイベントを指定します</translation>
    </message>
    <message>
        <source>F&amp;ind in events…</source>
        <translation>イベント内を検索(&amp;I)…</translation>
    </message>
    <message>
        <source>Find text in the events shown</source>
        <translation>表示中のイベントから文字列を探します</translation>
    </message>
    <message>
        <source>Find &amp;next</source>
        <translation>次を検索(&amp;N)</translation>
    </message>
    <message>
        <source>Go to the next event with the text</source>
        <translation>その文字列を含む次のイベントへ移動します</translation>
    </message>
    <message>
        <source>Find &amp;previous</source>
        <translation>前を検索(&amp;P)</translation>
    </message>
    <message>
        <source>Go to the event before with the text</source>
        <translation>その文字列を含む前のイベントへ移動します</translation>
    </message>
    <message>
        <source>Show &amp;only this channel</source>
        <translation>このチャンネルだけを表示(&amp;O)</translation>
    </message>
    <message>
        <source>Filter the events by the channel of the selected one</source>
        <translation>選択したイベントのチャンネルで絞り込みます</translation>
    </message>
    <message>
        <source>&amp;Hide this channel</source>
        <translation>このチャンネルを隠す(&amp;H)</translation>
    </message>
    <message>
        <source>Leave the channel of the selected event out by the filter</source>
        <translation>選択したイベントのチャンネルをフィルターで除きます</translation>
    </message>
    <message>
        <source>Filter by this &amp;type</source>
        <translation>この種類で絞り込む(&amp;T)</translation>
    </message>
    <message>
        <source>Filter the events by the type of the selected one</source>
        <translation>選択したイベントの種類で絞り込みます</translation>
    </message>
    <message>
        <source>&amp;Mute this channel</source>
        <translation>このチャンネルをミュート(&amp;M)</translation>
    </message>
    <message>
        <source>Leave the channel of the selected event out of the table, whatever the filter</source>
        <translation>フィルターに関係なく、選択したイベントのチャンネルを表から除きます</translation>
    </message>
    <message>
        <source>&amp;Edit the stream…</source>
        <translation>ストリームを編集(&amp;E)…</translation>
    </message>
    <message>
        <source>Change how the stream chosen in the navigator is asked for, and reconnect</source>
        <translation>ナビゲーターで選んだストリームの要求方法を変更し、再接続します</translation>
    </message>
    <message>
        <source>&amp;Find a command…</source>
        <translation>コマンドを探す(&amp;F)…</translation>
    </message>
    <message>
        <source>Find actions, channels, streams, clients and layouts by some letters of their names</source>
        <translation>操作、チャンネル、ストリーム、クライアント、レイアウトを名前の数文字で探します</translation>
    </message>
    <message>
        <source>&amp;Next pane</source>
        <translation>次のペイン(&amp;N)</translation>
    </message>
    <message>
        <source>Go on to the next part of the window</source>
        <translation>ウィンドウの次の部分へ移ります</translation>
    </message>
    <message>
        <source>Pre&amp;vious pane</source>
        <translation>前のペイン(&amp;V)</translation>
    </message>
    <message>
        <source>Go back to the part of the window before</source>
        <translation>ウィンドウの前の部分へ戻ります</translation>
    </message>
    <message>
        <source>Put layouts, panels and columns back to how they were at the first start</source>
        <translation>レイアウト、パネル、列を最初に起動したときの状態に戻します</translation>
    </message>
    <message>
        <source>Copy event &amp;as</source>
        <translation>イベントを形式を選んでコピー(&amp;A)</translation>
    </message>
    <message>
        <source>Copy s&amp;tream</source>
        <translation>ストリームをコピー(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Value in the inspector</source>
        <translation>インスペクターの値(&amp;V)</translation>
    </message>
    <message>
        <source>La&amp;yout</source>
        <translation>レイアウト(&amp;Y)</translation>
    </message>
    <message>
        <source>select an event in Events first</source>
        <translation>先に「イベント」でイベントを選んでください</translation>
    </message>
    <message>
        <source>choose a channel in the navigator or in Channels first</source>
        <translation>先にナビゲーターか「チャンネル」でチャンネルを選んでください</translation>
    </message>
    <message>
        <source>choose a stream in the navigator first</source>
        <translation>先にナビゲーターでストリームを選んでください</translation>
    </message>
    <message>
        <source>the hub does not serve now</source>
        <translation>ハブは今、動いていません</translation>
    </message>
    <message>
        <source>this hub does not offer it</source>
        <translation>このハブにはその機能がありません</translation>
    </message>
    <message>
        <source>select an event whose data is JSON first</source>
        <translation>先にデータが JSON のイベントを選んでください</translation>
    </message>
    <message>
        <source>select an event that is not too large to be edited first</source>
        <translation>先に編集できる大きさのイベントを選んでください</translation>
    </message>
    <message>
        <source>nothing was cleared in the last minute</source>
        <translation>この 1 分間に消去されたものはありません</translation>
    </message>
    <message>
        <source>an export is under way</source>
        <translation>書き出しの途中です</translation>
    </message>
    <message>
        <source>choose a stream that is not closed in the navigator first</source>
        <translation>先にナビゲーターで閉じていないストリームを選んでください</translation>
    </message>
    <message>
        <source>choose a stream that is closed in the navigator first</source>
        <translation>先にナビゲーターで閉じたストリームを選んでください</translation>
    </message>
    <message>
        <source>an EventSource asks by GET alone, and the hub must serve</source>
        <translation>EventSource は GET だけで要求し、ハブが動いている必要があります</translation>
    </message>
    <message>
        <source>select clients in Clients first</source>
        <translation>先に「クライアント」でクライアントを選んでください</translation>
    </message>
    <message>
        <source>the hub is starting or stopping</source>
        <translation>ハブは開始中または停止中です</translation>
    </message>
    <message>
        <source>it is not possible now</source>
        <translation>今はできません</translation>
    </message>
    <message>
        <source>choose a value for which it can be done in the inspector&apos;s tree first</source>
        <translation>先にインスペクターのツリーで、それができる値を選んでください</translation>
    </message>
    <message>
        <source>&amp;Undo remove</source>
        <translation>外すのを取り消す(&amp;U)</translation>
    </message>
    <message>
        <source>Bring back the stream that was removed last</source>
        <translation>最後に一覧から外したストリームを戻します</translation>
    </message>
    <message>
        <source>C&amp;lear the channel…</source>
        <translation>チャンネルの履歴を消去(&amp;L)…</translation>
    </message>
    <message>
        <source>Drop the history of the selected channel</source>
        <translation>選択したチャンネルの履歴を捨てます</translation>
    </message>
    <message>
        <source>S&amp;ettings…</source>
        <translation>設定(&amp;E)…</translation>
    </message>
    <message>
        <source>Change how the hub and the window work</source>
        <translation>ハブとウィンドウの動作を変更します</translation>
    </message>
    <message>
        <source>&amp;Format data</source>
        <translation>データを整形(&amp;F)</translation>
    </message>
    <message>
        <source>Lay the composer&apos;s JSON out with line breaks and indents; its digits stay</source>
        <translation>作成中の JSON を改行と字下げで整えます。数字の桁はそのままです</translation>
    </message>
    <message>
        <source>&amp;History…</source>
        <translation>履歴(&amp;H)…</translation>
    </message>
    <message>
        <source>Search in what was published, and put one into the composer again</source>
        <translation>配信したものを検索し、もう一度作成欄に入れます</translation>
    </message>
    <message>
        <source>P&amp;resets…</source>
        <translation>プリセット(&amp;R)…</translation>
    </message>
    <message>
        <source>Save what the composer holds for later, or change what is saved</source>
        <translation>作成中の内容を保存したり、保存したものを変更したりします</translation>
    </message>
    <message>
        <source>Show &amp;bytes</source>
        <translation>バイト列を表示(&amp;B)</translation>
    </message>
    <message>
        <source>Show the bytes that go out beside the data</source>
        <translation>送り出されるバイト列をデータの横に表示します</translation>
    </message>
    <message>
        <source>Repeat or play a f&amp;ile</source>
        <translation>繰り返しまたはファイルの再生(&amp;I)</translation>
    </message>
    <message>
        <source>Publish an event again and again, or the lines of a file</source>
        <translation>イベントを繰り返し、またはファイルの各行を配信します</translation>
    </message>
    <message>
        <source>&amp;Stop publishing</source>
        <translation>配信を止める(&amp;S)</translation>
    </message>
    <message>
        <source>Stop what is being repeated or played</source>
        <translation>繰り返しや再生を止めます</translation>
    </message>
    <message>
        <source>Connec&amp;t to a hub…</source>
        <translation>ハブに接続(&amp;T)…</translation>
    </message>
    <message>
        <source>Open a window on a hub elsewhere, to watch and steer it</source>
        <translation>別の場所にあるハブのウィンドウを開き、監視と操作をします</translation>
    </message>
    <message>
        <source>Chosen in the navi&amp;gator</source>
        <translation>ナビゲーターで選んだもの(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Keep away</source>
        <translation>締め出す(&amp;K)</translation>
    </message>
    <message>
        <source>choose a channel first, while the hub serves</source>
        <translation>ハブの稼働中に、先にチャンネルを選んでください</translation>
    </message>
    <message>
        <source>no stream was removed</source>
        <translation>削除されたストリームはありません</translation>
    </message>
    <message>
        <source>something is being repeated or played: stop that first</source>
        <translation>繰り返しまたは再生の途中です。先に止めてください</translation>
    </message>
    <message>
        <source>nothing is being repeated or played</source>
        <translation>繰り返しや再生はしていません</translation>
    </message>
    <message>
        <source>this window cannot open others</source>
        <translation>このウィンドウからほかのウィンドウは開けません</translation>
    </message>
    <message>
        <source>&amp;Alerts…</source>
        <translation>アラート(&amp;A)…</translation>
    </message>
    <message>
        <source>Have it said when a stream is silent, too fast or too slow, when an event comes, or something is wrong</source>
        <translation>ストリームの沈黙、速すぎや遅すぎ、イベントの到着、問題の発生を自動で知らせます</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>ツール(&amp;T)</translation>
    </message>
    <message>
        <source>Load olde&amp;r</source>
        <translation>過去を読み込む(&amp;R)</translation>
    </message>
    <message>
        <source>Gro&amp;up of hubs…</source>
        <translation>ハブのグループ(&amp;U)…</translation>
    </message>
    <message>
        <source>Show the hubs that share this one&apos;s history: how they do, and who is silent</source>
        <translation>このハブと履歴を共有するハブの状態と、応答のないハブを表示します</translation>
    </message>
    <message>
        <source>this hub is in no group</source>
        <translation>このハブはグループに入っていません</translation>
    </message>
</context>
<context>
    <name>helio::AlertLinks</name>
    <message>
        <source>an alert did not get through</source>
        <translation>届かなかったアラートがあります</translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s)</source>
        <translation>
            <numerusform>アラート %n 件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::AlertPoster</name>
    <message>
        <source>It was not sent: %1 others wait already for an answer.</source>
        <translation>送信しませんでした。すでに %1 件が応答を待っています。</translation>
    </message>
    <message>
        <source>No answer came within %1; whether it arrived is not known.</source>
        <translation>%1 以内に応答がありませんでした。届いたかどうかは分かりません。</translation>
    </message>
    <message>
        <source>the connection was closed before an answer came</source>
        <translation>応答の前に接続が閉じられました</translation>
    </message>
    <message>
        <source>It could not be sent: %1.</source>
        <translation>送信できませんでした: %1。</translation>
    </message>
    <message>
        <source>The answer was %1.</source>
        <translation>応答は %1 でした。</translation>
    </message>
    <message>
        <source>The answer was %1: give the address that it points to.</source>
        <translation>応答は %1 でした。転送先のアドレスを指定してください。</translation>
    </message>
</context>
<context>
    <name>helio::AlertRule</name>
    <message>
        <source>Give the alert a name.</source>
        <translation>アラートに名前を付けてください。</translation>
    </message>
    <message>
        <source>The filter cannot be used: %1</source>
        <translation>このフィルターは使えません: %1</translation>
    </message>
    <message>
        <source>The rate is a number of events a second, from 0 to 1,000,000.</source>
        <translation>頻度は 1 秒あたりのイベント数で、0 から 1,000,000 までです。</translation>
    </message>
    <message>
        <source>There are never fewer than 0 events a second.</source>
        <translation>1 秒あたり 0 件より少なくなることはありません。</translation>
    </message>
    <message>
        <source>The time is from one second to one day.</source>
        <translation>時間は 1 秒から 1 日までです。</translation>
    </message>
    <message>
        <source>The pause after an alert is from one second to one day.</source>
        <translation>アラート後の休止は 1 秒から 1 日までです。</translation>
    </message>
    <message>
        <source>What is posted to is an address that begins with http:// or https://.</source>
        <translation>POST の送信先は http:// または https:// で始まるアドレスです。</translation>
    </message>
    <message>
        <source>Say what is to be done when it happens.</source>
        <translation>起きたときに何をするかを選んでください。</translation>
    </message>
</context>
<context>
    <name>helio::AlertRuleDialog</name>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>Show a &amp;notification of the desktop</source>
        <translation>デスクトップの通知を表示(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Mark the window&apos;s title and the tray</source>
        <translation>ウィンドウのタイトルとトレイに印を付ける(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;POST it to an address</source>
        <translation>アドレスに POST する(&amp;P)</translation>
    </message>
    <message>
        <source>New alert</source>
        <translation>新しいアラート</translation>
    </message>
    <message>
        <source>Alert</source>
        <translation>アラート</translation>
    </message>
    <message>
        <source>Something is found to be wrong</source>
        <translation>問題が見つかったとき</translation>
    </message>
    <message>
        <source>No event comes for some time</source>
        <translation>しばらくイベントが来ないとき</translation>
    </message>
    <message>
        <source>More events come than so many a second</source>
        <translation>1 秒あたりのイベントが多すぎるとき</translation>
    </message>
    <message>
        <source>Fewer events come than so many a second</source>
        <translation>1 秒あたりのイベントが少なすぎるとき</translation>
    </message>
    <message>
        <source>An event comes</source>
        <translation>イベントが来たとき</translation>
    </message>
    <message>
        <source>any, and the hub</source>
        <translation>すべてのストリームとハブ</translation>
    </message>
    <message>
        <source> events/s</source>
        <translation> 件/秒</translation>
    </message>
    <message>
        <source>Address that it is posted to</source>
        <translation>POST の送信先のアドレス</translation>
    </message>
    <message>
        <source>every event; or: channel:orders $.price&gt;100</source>
        <translation>すべてのイベント。または channel:orders $.price&gt;100</translation>
    </message>
    <message>
        <source>Nam&amp;e</source>
        <translation>名前(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;When</source>
        <translation>条件(&amp;W)</translation>
    </message>
    <message>
        <source>W&amp;hat is found</source>
        <translation>見つかるもの(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Stream</source>
        <translation>ストリーム(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Filter</source>
        <translation>フィルター(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Rate</source>
        <translation>頻度(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Over</source>
        <translation>期間(&amp;O)</translation>
    </message>
    <message>
        <source>Then pa&amp;use for</source>
        <translation>アラート後の休止(&amp;U)</translation>
    </message>
    <message>
        <source>Give the address that it is posted to.</source>
        <translation>POST の送信先のアドレスを指定してください。</translation>
    </message>
    <message>
        <source>What is secret in the address is kept in the system&apos;s keychain.</source>
        <translation>アドレスに含まれる秘密は、システムのキーチェーンに保管されます。</translation>
    </message>
    <message>
        <source>What is secret in the address is not kept for the next start: the system has no keychain.</source>
        <translation>アドレスに含まれる秘密は、次回の起動まで保管されません。このシステムにはキーチェーンがありません。</translation>
    </message>
</context>
<context>
    <name>helio::AlertRules</name>
    <message>
        <source>The password of its address could not be kept for the next start: %1</source>
        <translation>送信先のパスワードを次回の起動まで保管できませんでした: %1</translation>
    </message>
    <message>
        <source>The system&apos;s keychain is asked for the password of its address.</source>
        <translation>送信先のパスワードをシステムのキーチェーンに問い合わせています。</translation>
    </message>
    <message>
        <source>The password of its address is not kept here: give the address again.</source>
        <translation>送信先のパスワードはここに保管されていません。アドレスをもう一度入力してください。</translation>
    </message>
    <message>
        <source>The password of its address is missing: give the address again.</source>
        <translation>送信先のパスワードがありません。アドレスをもう一度入力してください。</translation>
    </message>
    <message>
        <source>The password of its address is missing: %1</source>
        <translation>送信先のパスワードがありません: %1</translation>
    </message>
    <message>
        <source>The password of its address is not kept for the next start: the system has no keychain.</source>
        <translation>送信先のパスワードは次回の起動まで保管されません。このシステムにはキーチェーンがありません。</translation>
    </message>
</context>
<context>
    <name>helio::AlertTableModel</name>
    <message>
        <source>never</source>
        <translation>まだありません</translation>
    </message>
    <message>
        <source>%1 %2, not all of it worked</source>
        <translation>%1 %2、一部が失敗しました</translation>
    </message>
    <message>
        <source>%1, tried</source>
        <translation>%1、試行</translation>
    </message>
    <message>
        <source>Alert</source>
        <translation>アラート</translation>
    </message>
    <message>
        <source>When</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>動作</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>最後</translation>
    </message>
</context>
<context>
    <name>helio::AlertTexts</name>
    <message>
        <source>Any error or warning</source>
        <translation>すべてのエラーと警告</translation>
    </message>
    <message>
        <source>%1, at %2</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>No event for %1</source>
        <translation>%1 の間イベントなし</translation>
    </message>
    <message>
        <source>No event of “%1” for %2</source>
        <translation>「%1」のイベントが %2 の間なし</translation>
    </message>
    <message>
        <source>More than %1 events/s over %2</source>
        <translation>%2 の間に毎秒 %1 件より多いイベント</translation>
    </message>
    <message>
        <source>More than %1 events/s of “%3” over %2</source>
        <translation>%2 の間に「%3」のイベントが毎秒 %1 件より多い</translation>
    </message>
    <message>
        <source>Fewer than %1 events/s over %2</source>
        <translation>%2 の間に毎秒 %1 件より少ないイベント</translation>
    </message>
    <message>
        <source>Fewer than %1 events/s of “%3” over %2</source>
        <translation>%2 の間に「%3」のイベントが毎秒 %1 件より少ない</translation>
    </message>
    <message>
        <source>Any event</source>
        <translation>すべてのイベント</translation>
    </message>
    <message>
        <source>An event of “%1”</source>
        <translation>「%1」のイベント</translation>
    </message>
    <message>
        <source>%1: it is %2/s.</source>
        <translation>%1: 現在は毎秒 %2 件です。</translation>
    </message>
    <message>
        <source>%1.</source>
        <translation>%1。</translation>
    </message>
    <message>
        <source>notification</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>mark</source>
        <translation>印</translation>
    </message>
    <message>
        <source>POST to %1</source>
        <translation>%1 に POST</translation>
    </message>
</context>
<context>
    <name>helio::Alerts</name>
    <message>
        <source>This is a trial. It is about: %1.</source>
        <translation>これは試行です。内容: %1。</translation>
    </message>
    <message>
        <source>The mark is set.</source>
        <translation>印を付けました。</translation>
    </message>
    <message>
        <source>Nothing was posted. %1</source>
        <translation>POST しませんでした。%1</translation>
    </message>
</context>
<context>
    <name>helio::AlertsDialog</name>
    <message>
        <source>&amp;Edit…</source>
        <translation>編集(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Try it</source>
        <translation>試す(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>削除(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Undo remove</source>
        <translation>削除を元に戻す(&amp;U)</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>アラート</translation>
    </message>
    <message>
        <source>&amp;Add…</source>
        <translation>追加(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>閉じる(&amp;C)</translation>
    </message>
    <message>
        <source>Do now what the alert does, and say what came of it</source>
        <translation>アラートの動作を今すぐ実行し、その結果を表示します</translation>
    </message>
    <message>
        <source>There are %1 alerts, as many as there may be.</source>
        <translation>アラートはすでに上限の %1 件あります。</translation>
    </message>
    <message>
        <source>An alert says by itself when a stream is silent, too fast or too slow, when an event comes, or when something is wrong. Add one.</source>
        <translation>アラートは、ストリームが沈黙したとき、速すぎるときや遅すぎるとき、イベントが来たとき、問題が起きたときに自動で知らせます。追加してください。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s) were not looked at: its regular expression is too slow for so many.</source>
        <translation>
            <numerusform>%Ln 件のイベントは調べませんでした。この数に対して正規表現が遅すぎます。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::AnswerLine</name>
    <message>
        <source>sending…</source>
        <translation>送信中…</translation>
    </message>
    <message numerus="yes">
        <source>sent to %Ln client(s)</source>
        <translation>
            <numerusform>%Ln 件のクライアントに送信しました</numerusform>
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
        <source>%Ln client(s) on %1</source>
        <comment>who listens elsewhere</comment>
        <translation>
            <numerusform>%1 には %Ln 件のクライアントがいます</numerusform>
        </translation>
    </message>
    <message>
        <source>Publish to %1</source>
        <translation>%1 に配信</translation>
    </message>
    <message>
        <source>What became of the event</source>
        <translation>配信の結果</translation>
    </message>
    <message>
        <source>Publish where somebody listens</source>
        <translation>受信者のいるチャンネルに配信</translation>
    </message>
    <message>
        <source>the channel is %1 now, the only one with clients</source>
        <translation>チャンネルを、クライアントのいる唯一の %1 にしました</translation>
    </message>
    <message>
        <source>%1, %2, %3 ms</source>
        <comment>sent to 36 clients, 35 acknowledged, 0.8 ms</comment>
        <translation>%1（%2、%3 ミリ秒）</translation>
    </message>
    <message>
        <source>%1; not kept in the history: it is too large</source>
        <translation>%1。大きすぎるため履歴には残していません</translation>
    </message>
    <message>
        <source>published; nobody listens on %1 at this hub</source>
        <translation>配信しました。このハブに %1 を受信中のクライアントはいません</translation>
    </message>
</context>
<context>
    <name>helio::AppearanceMenu</name>
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
        <source>Choose the colors of the window</source>
        <translation>ウィンドウの配色を選びます</translation>
    </message>
    <message>
        <source>Appearance: %1</source>
        <translation>外観: %1</translation>
    </message>
</context>
<context>
    <name>helio::BackplanePublishing</name>
    <message>
        <source>The hub was joined with others anew before the event came back; it may have been published or not.</source>
        <translation>イベントが戻る前にハブの接続先が変わりました。配信されたかどうかは分かりません。</translation>
    </message>
    <message>
        <source>Events that did not come back: %1 of %2. %3</source>
        <translation>%2 件のうち %1 件のイベントが戻ってきませんでした。%3</translation>
    </message>
</context>
<context>
    <name>helio::BanReach</name>
    <message>
        <source>Subject %1: nobody else has it now.</source>
        <translation>主体 %1: 今これを持つ相手はほかにいません。</translation>
    </message>
    <message numerus="yes">
        <source>Subject %1: %Ln other client(s) have it; they stay connected, but cannot come back.</source>
        <translation>
            <numerusform>主体 %1: ほかに %Ln 個のクライアントがこれを持っています。接続は続きますが、切れた後は再接続できません。</numerusform>
        </translation>
    </message>
    <message>
        <source>Address %1: all on the hub's own machine have it; the hub keeps nobody away by that.</source>
        <translation>アドレス %1: ハブと同じマシンの全員のものです。ハブはこれでは誰も締め出しません。</translation>
    </message>
    <message>
        <source>Address %1: nobody else comes from there now.</source>
        <translation>アドレス %1: 今ここから接続している相手はほかにいません。</translation>
    </message>
    <message numerus="yes">
        <source>Address %1: %Ln other client(s) come from there; they stay connected, but cannot come back.</source>
        <translation>
            <numerusform>アドレス %1: ほかに %Ln 個のクライアントがここから接続しています。接続は続きますが、切れた後は再接続できません。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %1 more; %Ln other client(s) come from these.</source>
        <translation>
            <numerusform>ほかに %1 件。そこからは %Ln 個のクライアントが接続しています。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::BanTableModel</name>
    <message>
        <source>Kept away</source>
        <translation>締め出し</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>Still for</source>
        <translation>残り</translation>
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
    <name>helio::BansDialog</name>
    <message>
        <source>Who is kept away</source>
        <translation>締め出している相手</translation>
    </message>
    <message>
        <source>&amp;Let come again</source>
        <translation>再接続を許す(&amp;L)</translation>
    </message>
    <message>
        <source>End this for the selected ones, at once</source>
        <translation>選択した相手の締め出しをすぐに終えます</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>閉じる(&amp;C)</translation>
    </message>
    <message>
        <source>Nobody is kept away.</source>
        <translation>誰も締め出していません。</translation>
    </message>
    <message>
        <source>An EventSource that is kept away does not come back by itself, even when this has ended: its page has to be loaded again.</source>
        <translation>締め出された EventSource は、期限が過ぎても自分では戻りません。ページを読み込み直す必要があります。</translation>
    </message>
</context>
<context>
    <name>helio::BridgeTaking</name>
    <message>
        <source>more is said there than Redis takes in time</source>
        <translation>Redis の処理が追いつかないほど多くのメッセージが届いている</translation>
    </message>
    <message>
        <source>Redis refused to note the loss before it</source>
        <translation>その前の欠落の記録を Redis が拒否した</translation>
    </message>
</context>
<context>
    <name>helio::BuiltinPresets</name>
    <message>
        <source>Notification</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Price tick</source>
        <translation>価格</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>進捗</translation>
    </message>
    <message>
        <source>Chat message</source>
        <translation>チャットのメッセージ</translation>
    </message>
    <message>
        <source>Model delta</source>
        <translation>モデルの差分</translation>
    </message>
</context>
<context>
    <name>helio::ChannelField</name>
    <message>
        <source>Where the event goes; it stays what you set</source>
        <translation>イベントの送り先。設定したまま変わりません</translation>
    </message>
    <message>
        <source>Where the event goes; until you set it, the only channel with clients</source>
        <translation>イベントの送り先。設定するまでは、クライアントのいる唯一のチャンネルです</translation>
    </message>
    <message>
        <source>Channel to publish to</source>
        <translation>配信先のチャンネル</translation>
    </message>
</context>
<context>
    <name>helio::ChannelNotClearedBanner</name>
    <message>
        <source>The history of %1 was not dropped. %2</source>
        <translation>%1 の履歴は消去されませんでした。%2</translation>
    </message>
</context>
<context>
    <name>helio::ChannelPage</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>バイト数</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>チャンネル</translation>
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
        <source>History</source>
        <translation>履歴</translation>
    </message>
    <message>
        <source>Last event ID</source>
        <translation>最終イベント ID</translation>
    </message>
    <message>
        <source>Name of the channel</source>
        <translation>チャンネルの名前</translation>
    </message>
    <message>
        <source>Oldest ID in history</source>
        <translation>履歴の最も古い ID</translation>
    </message>
    <message>
        <source>On Redis</source>
        <translation>Redis 上</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>頻度</translation>
    </message>
    <message>
        <source>Subscribers</source>
        <translation>購読者</translation>
    </message>
    <message>
        <source>Subscribers: %1</source>
        <translation>購読者: %1</translation>
    </message>
    <message>
        <source>Subscribers: the first %1 of %2</source>
        <translation>購読者: %2 のうち最初の %1</translation>
    </message>
    <message>
        <source>Select a channel to see its figures and who is subscribed to it.</source>
        <translation>チャンネルを選ぶと、その数値と購読者を表示します。</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>履歴の長さ</translation>
    </message>
    <message>
        <source>In the group</source>
        <translation>グループ全体</translation>
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
    <message>
        <source>History holds events since %1</source>
        <translation>%1 からのイベントが履歴にあります</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>履歴の長さ</translation>
    </message>
    <message>
        <source>In the group</source>
        <translation>グループ全体</translation>
    </message>
    <message>
        <source>Clients of all hubs of the group that listen there, this one&apos;s among them</source>
        <translation>このハブを含む、グループのすべてのハブでこのチャンネルを受信しているクライアントの数</translation>
    </message>
</context>
<context>
    <name>helio::ChannelsPanel</name>
    <message>
        <source>Channels</source>
        <translation>チャンネル</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>What subscribes to the channel: its URL, JavaScript or curl</source>
        <translation>チャンネルを購読するための URL、JavaScript、curl</translation>
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
    <name>helio::ChartControls</name>
    <message>
        <source>last %1</source>
        <translation>直近 %1</translation>
    </message>
    <message>
        <source>Hub</source>
        <translation>ハブ</translation>
    </message>
    <message>
        <source>System</source>
        <translation>システム</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>マイグラフ</translation>
    </message>
    <message>
        <source>Pages of charts</source>
        <translation>グラフのページ</translation>
    </message>
    <message>
        <source>Time shown by the charts</source>
        <translation>グラフに表示する期間</translation>
    </message>
    <message>
        <source>How much time the charts show; the wheel, + and − change it, too</source>
        <translation>グラフに表示する期間。ホイールや + と − でも変えられます</translation>
    </message>
    <message>
        <source>Labels of the time axis</source>
        <translation>時間軸の目盛り</translation>
    </message>
    <message numerus="yes">
        <source>last %Ln minute(s)</source>
        <translation>
            <numerusform>直近 %Ln 分</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>last %Ln hour(s)</source>
        <translation>
            <numerusform>直近 %Ln 時間</numerusform>
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
    <message>
        <source>Pause</source>
        <translation>一時停止</translation>
    </message>
    <message>
        <source>Pause the charts</source>
        <translation>グラフを一時停止</translation>
    </message>
    <message>
        <source>Hold the charts still; figures go on being taken (Space)</source>
        <translation>グラフの動きを止めます。数値の記録は続きます (Space)</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>現在</translation>
    </message>
    <message>
        <source>Back to now</source>
        <translation>現在に戻る</translation>
    </message>
    <message>
        <source>Back to now (End)</source>
        <translation>現在に戻る (End)</translation>
    </message>
</context>
<context>
    <name>helio::ChartFiles</name>
    <message>
        <source>%1 could not be written: %2. Choose another place or name.</source>
        <translation>%1 に書き込めませんでした：%2。別の場所か名前を選んでください。</translation>
    </message>
</context>
<context>
    <name>helio::ChartList</name>
    <message>
        <source>hub</source>
        <translation>ハブ</translation>
    </message>
    <message>
        <source>%1 and others</source>
        <translation>%1 ほか</translation>
    </message>
    <message>
        <source>events/s</source>
        <translation>イベント/秒</translation>
    </message>
</context>
<context>
    <name>helio::ChartMenu</name>
    <message>
        <source>Save the chart</source>
        <translation>グラフを保存</translation>
    </message>
    <message>
        <source>Save &amp;picture…</source>
        <translation>画像を保存(&amp;P)…</translation>
    </message>
    <message>
        <source>Save &amp;values (CSV)…</source>
        <translation>値を保存 (CSV)(&amp;V)…</translation>
    </message>
    <message>
        <source>&amp;Rename…</source>
        <translation>名前を変更(&amp;R)…</translation>
    </message>
    <message>
        <source>&amp;Add its lines to</source>
        <translation>線の追加先(&amp;A)</translation>
    </message>
    <message>
        <source>The lines are in “%1” now.</source>
        <translation>線を「%1」に移しました。</translation>
    </message>
    <message>
        <source>&amp;Lines</source>
        <translation>線(&amp;L)</translation>
    </message>
    <message>
        <source>Rename the line</source>
        <translation>線の名前を変更</translation>
    </message>
    <message>
        <source>Name of the line:</source>
        <translation>線の名前：</translation>
    </message>
    <message>
        <source>&amp;Make it a chart of its own</source>
        <translation>別のグラフにする(&amp;M)</translation>
    </message>
    <message>
        <source>R&amp;emove</source>
        <translation>削除(&amp;E)</translation>
    </message>
    <message>
        <source>“%1” is removed.</source>
        <translation>「%1」を削除しました。</translation>
    </message>
    <message>
        <source>Move to the &amp;front by one</source>
        <translation>ひとつ前へ移動(&amp;F)</translation>
    </message>
    <message>
        <source>Move to the &amp;back by one</source>
        <translation>ひとつ後ろへ移動(&amp;B)</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>削除(&amp;M)</translation>
    </message>
    <message>
        <source>Rename the chart</source>
        <translation>グラフの名前を変更</translation>
    </message>
    <message>
        <source>Name of the chart:</source>
        <translation>グラフの名前：</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>画像 (*.png)</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表 (*.csv)</translation>
    </message>
    <message>
        <source>Show on the &amp;wall</source>
        <translation>ウォールに表示(&amp;W)</translation>
    </message>
</context>
<context>
    <name>helio::ChartsPanel</name>
    <message>
        <source>Saved as %1.</source>
        <translation>%1 として保存しました。</translation>
    </message>
    <message numerus="yes">
        <source>There are %Ln charts already, as many as there can be. Remove one first.</source>
        <translation>
            <numerusform>グラフはすでに上限の %Ln 個あります。先にどれかを削除してください。</numerusform>
        </translation>
    </message>
    <message>
        <source>The lines are in “%1” now.</source>
        <translation>線を「%1」に移しました。</translation>
    </message>
    <message>
        <source>“%1” has a chart of its own now.</source>
        <translation>「%1」のグラフを作りました。</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>グラフ</translation>
    </message>
    <message>
        <source>No charts of your own yet</source>
        <translation>自分で作ったグラフはまだありません</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Add to another chart</source>
        <translation>別のグラフに追加</translation>
    </message>
    <message>
        <source>Any number in the data of an event can be charted: select an event in Events, and press the chart button beside the number in the Inspector&apos;s tree. The chart begins with the events that are still held, and is here again at the next start.</source>
        <translation>イベントのデータにある数値はどれもグラフにできます。「イベント」でイベントを選び、インスペクターのツリーで数値の横のグラフボタンを押してください。グラフはまだ保持されているイベントから始まり、次回の起動でもここに表示されます。</translation>
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
    <name>helio::CheckOptions</name>
    <message>
        <source>--origin &quot;%1&quot; is no origin: it is what a page&apos;s address begins with, as in https://example.org</source>
        <translation>--origin &quot;%1&quot; はオリジンではありません。https://example.org のような、ページのアドレスの始めの部分です</translation>
    </message>
    <message>
        <source>--for must be a number of seconds more than 0, not &quot;%1&quot;</source>
        <translation>--for は 0 より大きい秒数でなければなりません (&quot;%1&quot; ではなく)</translation>
    </message>
    <message>
        <source>helio check - watches an event stream and says what is wrong with it

Usage: helio check URL [OPTIONS]

Examples:
  helio check https://example.org/events
      10 seconds, or up to 30 while that may show more; then what was found, worst first, each with its remedy
  helio check https://example.org/events --against http://127.0.0.1:8080/events
      the way through the proxy beside the application itself: how much later each event comes
  helio check https://api.example.org/events --origin https://example.org
      whether a page of that origin could read it
  helio check https://api.example.org/v1/chat -H &apos;Authorization: Bearer KEY&apos; -d @request.json
      an answer of a language model: whether it is cut, held back, or an error
  helio check https://example.org/events --for 120 --json | jq .findings
      two minutes, for programs

Options:
  --for SECONDS          watches so long; decimals are allowed
  --against URL          hears this address at the same time: the application itself, where URL leads through a proxy
  --origin ORIGIN        asks as a page of this origin would, and says whether it could read the answer
  --once                 makes no request a second time
  --json                 prints JSON: url, verdict (ok, notes, warnings or errors), findings, figures
  --format FORMAT        how the answer is divided into events: sse, ndjson (each line is one event&apos;s data) or json-array
  --channel NAME         adds channel=NAME to the URL&apos;s query; may be given several times
  --last-event-id ID     asks for what came after this event
  -H, --header &apos;NAME: VALUE&apos;  sends a header; may be given several times, values of one name go out as one field
  --token TOKEN          sends Authorization: Bearer TOKEN
  -u, --user NAME:PASSWORD  signs in by basic authentication; without :PASSWORD a terminal is asked for it
  -X, --request METHOD   asks by this method instead of GET, or of POST with --data
  -d, --data DATA        sends DATA, or the content of a file with @FILE, or of standard input with @-, by POST, as
                         application/json if it is JSON, else text/plain; a header Content-Type says otherwise
  --cacert FILE          trusts the authorities in this PEM file alone
  --cert FILE, --key FILE  shows this client certificate, with its key (in the same file unless --key names another)
  -x, --proxy URL        asks by way of this proxy, [http://|socks5://]HOST[:PORT]; &apos;&apos; for none

A GET without a body is made up to three times: while it is watched, a second time as browsers ask (with
Accept-Encoding: gzip, deflate, br), and afterwards with a Last-Event-ID. A request with a body is made once; with
--against once to each address. It ends within the time of watching plus 5 seconds, whatever the server does.

Exit codes: 0 no errors and no warnings, 1 some, 2 wrong option, URL or file, 130 interrupted (what was found until then
is printed).
</source>
        <translation>helio check - イベントストリームを見守り、どこが悪いかを言います

使い方: helio check URL [OPTIONS]

例:
  helio check https://example.org/events
      10 秒、続ければもっと分かるあいだは 30 秒まで見ます。見つかったものを悪い順に、直し方とともに示します
  helio check https://example.org/events --against http://127.0.0.1:8080/events
      プロキシを通る道をアプリケーションそのものと並べて、イベントがどれだけ遅れるかを見ます
  helio check https://api.example.org/events --origin https://example.org
      そのオリジンのページが読めるかどうか
  helio check https://api.example.org/v1/chat -H &apos;Authorization: Bearer KEY&apos; -d @request.json
      言語モデルの答え: 途中で切れたか、ためられたか、エラーか
  helio check https://example.org/events --for 120 --json | jq .findings
      2 分間、プログラム向けに

オプション:
  --for SECONDS          この時間だけ見ます。小数も使えます
  --against URL          このアドレスも同時に聞きます。URL がプロキシを通るときの、アプリケーションそのものです
  --origin ORIGIN        このオリジンのページと同じように求め、答えを読めるかどうかを言います
  --once                 どの要求も 2 度目は送りません
  --json                 JSON を表示します: url、verdict (ok、notes、warnings、errors)、findings、figures
  --format FORMAT        答えをどうイベントに分けるか: sse、ndjson (1 行が 1 つのイベントのデータ)、json-array
  --channel NAME         URL のクエリに channel=NAME を加えます。何度でも指定できます
  --last-event-id ID     このイベントの後に来たものを求めます
  -H, --header &apos;NAME: VALUE&apos;  ヘッダーを送ります。何度でも指定でき、同じ名前の値は 1 つのフィールドになります
  --token TOKEN          Authorization: Bearer TOKEN を送ります
  -u, --user NAME:PASSWORD  Basic 認証で名乗ります。:PASSWORD がなければ端末で尋ねます
  -X, --request METHOD   GET (--data があれば POST) の代わりにこのメソッドで求めます
  -d, --data DATA        DATA を、@FILE ならファイルの中身を、@- なら標準入力の中身を POST で送ります。JSON であれば
                         application/json、そうでなければ text/plain です。Content-Type ヘッダーがあればそれに従います
  --cacert FILE          この PEM ファイルの認証局だけを信頼します
  --cert FILE, --key FILE  このクライアント証明書を鍵とともに示します (--key がなければ鍵も同じファイルから)
  -x, --proxy URL        このプロキシを通します。[http://|socks5://]HOST[:PORT]、&apos;&apos; なら通しません

本文のない GET は 3 回まで送られます。見ているあいだに 1 回、ブラウザーと同じように (Accept-Encoding: gzip, deflate, br
で) もう 1 回、後で Last-Event-ID を付けて 1 回です。本文のある要求は 1 回だけ、--against があればそれぞれのアドレスに
1 回ずつです。サーバーが何をしても、見る時間に 5 秒を足した時間のうちに終わります。

終了コード: 0 エラーも警告もない、1 どれかがある、2 オプション・URL・ファイルの誤り、130 中断された (それまでに見つかった
ものは表示されます)。
</translation>
    </message>
</context>
<context>
    <name>helio::CheckOutput</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 ミリ秒</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>TCP</source>
        <translation>TCP</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>head</source>
        <translation>ヘッダー</translation>
    </message>
    <message>
        <source>first byte</source>
        <translation>最初のバイト</translation>
    </message>
    <message>
        <source>first event</source>
        <translation>最初のイベント</translation>
    </message>
    <message numerus="yes">
        <source>%1 events</source>
        <translation>
            <numerusform>イベント %1 件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 bytes</source>
        <translation>
            <numerusform>%1 バイト</numerusform>
        </translation>
    </message>
    <message>
        <source>longest silence %1</source>
        <translation>最長の沈黙 %1</translation>
    </message>
    <message>
        <source>median distance</source>
        <translation>間隔の中央値</translation>
    </message>
    <message>
        <source>against: no event came on both ways</source>
        <translation>比較: 両方の道で来たイベントはありません</translation>
    </message>
    <message numerus="yes">
        <source>against: %n events came on both ways, through URL %1 later (median), %2 at most; %3 came together</source>
        <translation>
            <numerusform>比較: %n 件のイベントが両方の道で来ました。URL を通ると中央値で %1、最大で %2 遅れ、%3 件はまとまって来ました</numerusform>
        </translation>
    </message>
    <message>
        <source>ok: nothing was found</source>
        <translation>ok: 何も見つかりませんでした</translation>
    </message>
    <message>
        <source>moments when this machine was too busy to measure: %1</source>
        <translation>この計算機が忙しくて測れなかった回数 %1</translation>
    </message>
    <message>
        <source>watching, %1 of %2</source>
        <translation>見ています (%1 / %2)</translation>
    </message>
    <message>
        <source>asking with a Last-Event-ID</source>
        <translation>Last-Event-ID を付けて求めています</translation>
    </message>
    <message>
        <source>the stream has ended: asking once more</source>
        <translation>ストリームが終わったので、もう一度求めています</translation>
    </message>
</context>
<context>
    <name>helio::Checker</name>
    <message>
        <source>the body is sent once to each of the two addresses</source>
        <translation>本文は 2 つのアドレスのそれぞれに 1 回ずつ送られます</translation>
    </message>
</context>
<context>
    <name>helio::ClearedBanner</name>
    <message>
        <source>Undo clear</source>
        <translation>消去を元に戻す</translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s) cleared.</source>
        <translation>
            <numerusform>イベント %Ln 件を消去しました。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::ClientActions</name>
    <message numerus="yes">
        <source>Disconnect %Ln client(s)?</source>
        <translation>
            <numerusform>%Ln 個のクライアントを切断しますか？</numerusform>
        </translation>
    </message>
    <message>
        <source>They may come back at once.</source>
        <translation>すぐに再接続できます。</translation>
    </message>
    <message>
        <source>&amp;Disconnect</source>
        <translation>切断(&amp;D)</translation>
    </message>
    <message numerus="yes">
        <source>Disconnect %Ln client(s) and keep them away for %1?</source>
        <translation>
            <numerusform>%Ln 個のクライアントを切断し、%1 の間締め出しますか？</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Keep away</source>
        <translation>締め出す(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Keep clients away…</source>
        <translation>クライアントを締め出す(&amp;K)…</translation>
    </message>
    <message>
        <source>Disconnect the clients selected in Clients, and keep them away for a time</source>
        <translation>「クライアント」で選択したものを切断し、しばらく締め出します</translation>
    </message>
    <message>
        <source>What did it &amp;get?</source>
        <translation>何を受け取ったか(&amp;G)</translation>
    </message>
    <message>
        <source>Show what became of the last hundred events for the client selected in Clients</source>
        <translation>「クライアント」で選択したものへの最後の 100 件のイベントがどうなったかを表示します</translation>
    </message>
    <message>
        <source>C&amp;opy clients</source>
        <translation>クライアントをコピー(&amp;O)</translation>
    </message>
    <message>
        <source>Copy the rows selected in Clients as text</source>
        <translation>「クライアント」で選択した行を文字列としてコピーします</translation>
    </message>
    <message>
        <source>Copy clients as &amp;JSON</source>
        <translation>クライアントを JSON でコピー(&amp;J)</translation>
    </message>
    <message>
        <source>Copy the clients selected in Clients as JSON</source>
        <translation>「クライアント」で選択したものを JSON でコピーします</translation>
    </message>
    <message>
        <source>Publish to their c&amp;hannels</source>
        <translation>そのチャンネルに配信(&amp;H)</translation>
    </message>
    <message>
        <source>Write an event for a channel of the clients selected in Clients</source>
        <translation>「クライアント」で選択したもののチャンネルへのイベントを書きます</translation>
    </message>
    <message>
        <source>&amp;Who is kept away…</source>
        <translation>締め出している相手(&amp;W)…</translation>
    </message>
    <message>
        <source>List who is kept away, and let them come again</source>
        <translation>締め出している相手を一覧し、再接続を許します</translation>
    </message>
    <message>
        <source>Keep away for %1</source>
        <translation>%1 の間締め出す</translation>
    </message>
    <message>
        <source>Disconnect clients</source>
        <translation>クライアントの切断</translation>
    </message>
    <message>
        <source>Keep clients away</source>
        <translation>クライアントの締め出し</translation>
    </message>
    <message>
        <source>select clients in Clients first</source>
        <translation>先に「クライアント」でクライアントを選んでください</translation>
    </message>
    <message>
        <source>select one client in Clients first</source>
        <translation>先に「クライアント」で一つ選んでください</translation>
    </message>
    <message>
        <source>select clients that name a channel in Clients first</source>
        <translation>先に「クライアント」で、チャンネルを指定しているものを選んでください</translation>
    </message>
    <message>
        <source>the hub does not serve now</source>
        <translation>ハブは今、動いていません</translation>
    </message>
    <message>
        <source>Keeps away: %1</source>
        <translation>締め出す相手: %1</translation>
    </message>
    <message numerus="yes">
        <source>Keeps away: %1 (and %Ln other client(s) there)</source>
        <translation>
            <numerusform>締め出す相手: %1（ほかに %Ln 個のクライアント）</numerusform>
        </translation>
    </message>
    <message>
        <source>Keeps nobody away by: %1</source>
        <translation>次では誰も締め出せません: %1</translation>
    </message>
</context>
<context>
    <name>helio::ClientFilterBar</name>
    <message>
        <source>✓ %1 of %2</source>
        <translation>✓ %2 のうち %1</translation>
    </message>
    <message>
        <source>Filter: text, /regex/, channel:, subject:, address:, program:, origin:, reason: (Ctrl+L)</source>
        <translation>フィルター: 文字列、/正規表現/、channel:、subject:、address:、program:、origin:、reason: (Ctrl+L)</translation>
    </message>
</context>
<context>
    <name>helio::ClientHistoryModel</name>
    <message>
        <source>acknowledged by its system</source>
        <translation>相手のシステムが受信を確認</translation>
    </message>
    <message>
        <source>sent, not acknowledged yet</source>
        <translation>送信済み、未確認</translation>
    </message>
    <message>
        <source>waits here until it reads</source>
        <translation>相手が読むまでここで待機</translation>
    </message>
    <message>
        <source>follows from history</source>
        <translation>これから履歴より送信</translation>
    </message>
    <message>
        <source>lost: history had dropped it, and a gap was told</source>
        <translation>失われた: 履歴から消えており、欠落を通知</translation>
    </message>
    <message>
        <source>never sent: it had left</source>
        <translation>未送信: すでに切断していた</translation>
    </message>
    <message>
        <source>older than its stream</source>
        <translation>ストリームの開始より前</translation>
    </message>
    <message>
        <source>of a channel it did not ask for</source>
        <translation>購読していないチャンネル</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 件 %2</translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>Sent at</source>
        <translation>送信時刻</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>チャンネル</translation>
    </message>
    <message>
        <source>Event ID</source>
        <translation>イベント ID</translation>
    </message>
</context>
<context>
    <name>helio::ClientPace</name>
    <message numerus="yes">
        <source>%Ln event(s) (%1 of %2) wait, the oldest for %3.</source>
        <translation>
            <numerusform>%Ln 件のイベント (%2 のうち %1) が待っていて、最も古いものは %3 前からです。</numerusform>
        </translation>
    </message>
    <message>
        <source>Slow: %1</source>
        <translation>遅い: %1</translation>
    </message>
    <message>
        <source>So slow that the hub is about to disconnect it: %1</source>
        <translation>遅すぎて、ハブがまもなく切断します: %1</translation>
    </message>
</context>
<context>
    <name>helio::ClientPage</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>it is not connected any more</source>
        <translation>もう接続していません</translation>
    </message>
    <message>
        <source>%1, for %2</source>
        <translation>%1、%2</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>Ask the hub what became of the last hundred events for it</source>
        <translation>最後の 100 件のイベントがどうなったかをハブに尋ねます</translation>
    </message>
    <message>
        <source>asking the hub…</source>
        <translation>ハブに尋ねています…</translation>
    </message>
    <message>
        <source>No event was for it since it connected.</source>
        <translation>接続してから、この相手へのイベントはありませんでした。</translation>
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
        <source>Subject</source>
        <translation>主体</translation>
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
        <source>Left</source>
        <translation>切断</translation>
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
        <source>Unsent</source>
        <translation>未送信</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>往復時間</translation>
    </message>
    <message>
        <source>Last event ID</source>
        <translation>最終イベント ID</translation>
    </message>
    <message>
        <source>Gaps</source>
        <translation>欠落</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>What did it &amp;get?</source>
        <translation>何を受け取ったか(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>コピー(&amp;C)</translation>
    </message>
    <message>
        <source>Copy this list as text</source>
        <translation>この一覧を文字列としてコピーします</translation>
    </message>
    <message>
        <source>What became of the last events for this client</source>
        <translation>このクライアントへの最後のイベントの結果</translation>
    </message>
    <message>
        <source>The selected client</source>
        <translation>選択したクライアント</translation>
    </message>
    <message>
        <source>Select a client to see who it is and how far it is.</source>
        <translation>クライアントを選ぶと、誰がどこまで受け取ったかを表示します。</translation>
    </message>
    <message>
        <source>Hub</source>
        <translation>ハブ</translation>
    </message>
</context>
<context>
    <name>helio::ClientRemoval</name>
    <message>
        <source>%1 may come again.</source>
        <translation>%1 は再び接続できます。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln may come again.</source>
        <translation>
            <numerusform>%Ln 件が再び接続できます。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln client(s) disconnected; they may come back at once.</source>
        <translation>
            <numerusform>%Ln 個のクライアントを切断しました。すぐに再接続できます。</numerusform>
        </translation>
    </message>
    <message>
        <source>Client %1: %2</source>
        <translation>クライアント %1: %2</translation>
    </message>
    <message>
        <source>Nobody was disconnected: they had gone already.</source>
        <translation>誰も切断していません。すでにいませんでした。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln client(s) disconnected and kept away for %1: %2.</source>
        <translation>
            <numerusform>%Ln 個のクライアントを切断し、%1 の間締め出しました: %2。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln client(s) were not disconnected: %1</source>
        <translation>
            <numerusform>%Ln 個のクライアントは切断しませんでした: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody can be kept away: all on the hub&apos;s own machine have the address %1. They can be disconnected.</source>
        <translation>締め出せません: アドレス %1 はハブ自身のマシンの全員が使っています。切断はできます。</translation>
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
        <translation>主体</translation>
    </message>
    <message>
        <source>Unsent</source>
        <translation>未送信</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>往復時間</translation>
    </message>
    <message>
        <source>Gaps</source>
        <translation>欠落</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>since %1, for %2</source>
        <translation>%1 から、%2</translation>
    </message>
    <message>
        <source>Taken by this system for the connection, and not acknowledged by the client&apos;s</source>
        <translation>このシステムが接続のために受け取り、クライアント側がまだ受信を確認していない量です</translation>
    </message>
    <message>
        <source>Hub</source>
        <translation>ハブ</translation>
    </message>
    <message>
        <source>%1, id %2</source>
        <translation>%1、ID %2</translation>
    </message>
</context>
<context>
    <name>helio::ClientsAnswer</name>
    <message>
        <source>What came of it</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Let them come again</source>
        <translation>再接続を許します</translation>
    </message>
    <message>
        <source>Hide what came of it</source>
        <translation>結果を隠す</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隠す</translation>
    </message>
</context>
<context>
    <name>helio::ClientsPanel</name>
    <message>
        <source>Who is connected is not known now</source>
        <translation>誰が接続しているかは、今はわかりません</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>クライアント</translation>
    </message>
    <message>
        <source>No clients are connected</source>
        <translation>接続中のクライアントはありません</translation>
    </message>
    <message>
        <source>A browser&apos;s EventSource, curl or any other client of the hub appears here. Try it in a terminal:</source>
        <translation>ブラウザーの EventSource や curl など、ハブのクライアントがここに表示されます。端末で試すには：</translation>
    </message>
    <message>
        <source>No client passes the filter</source>
        <translation>フィルターに合うクライアントはありません</translation>
    </message>
    <message numerus="yes">
        <source>%Ln client(s) are connected.</source>
        <translation>
            <numerusform>%Ln 個のクライアントが接続しています。</numerusform>
        </translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>フィルターを消す</translation>
    </message>
</context>
<context>
    <name>helio::ClientsSummary</name>
    <message numerus="yes">
        <source>%Ln client(s)</source>
        <translation>
            <numerusform>%Ln 個のクライアント</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln client(s) that left</source>
        <translation>
            <numerusform>切断した %Ln 個のクライアント</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln other(s) of the selected are not connected any more</source>
        <translation>
            <numerusform>選択したほかの %Ln 個はもう接続していません</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Programs</source>
        <translation>プログラム</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>チャンネル</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>アドレス数</translation>
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
        <source>Gaps</source>
        <translation>欠落</translation>
    </message>
    <message>
        <source>Oldest since</source>
        <translation>最初の接続</translation>
    </message>
    <message>
        <source>Newest since</source>
        <translation>最後の接続</translation>
    </message>
    <message>
        <source>The selected clients together</source>
        <translation>選択したクライアントの合計</translation>
    </message>
</context>
<context>
    <name>helio::ClientsTab</name>
    <message>
        <source>Clients</source>
        <translation>クライアント</translation>
    </message>
    <message>
        <source>What can be done with clients</source>
        <translation>クライアントの操作</translation>
    </message>
    <message>
        <source>Show below who left, when and why</source>
        <translation>いつ、なぜ切断したかを下に表示します</translation>
    </message>
    <message>
        <source>Who left, and why</source>
        <translation>切断した相手とその理由</translation>
    </message>
    <message>
        <source>Who left this hub, %1, and why</source>
        <translation>このハブ %1 から切断した相手とその理由</translation>
    </message>
    <message>
        <source>Who left another hub of the group stands in a window on that hub, and in its answer to GET /api/disconnects.</source>
        <translation>グループの別のハブから切断した相手は、そのハブにつないだウィンドウと、GET /api/disconnects へのそのハブの応答で見られます。</translation>
    </message>
    <message>
        <source>Keep away</source>
        <translation>締め出す</translation>
    </message>
    <message>
        <source>Who le&amp;ft</source>
        <translation>切断した相手(&amp;F)</translation>
    </message>
    <message>
        <source>More</source>
        <translation>その他</translation>
    </message>
    <message>
        <source>What else can be done with clients</source>
        <translation>クライアントのその他の操作</translation>
    </message>
</context>
<context>
    <name>helio::ColumnDialog</name>
    <message>
        <source>Add a column</source>
        <translation>列の追加</translation>
    </message>
    <message>
        <source>&amp;Path in the JSON data, as in $.price or $.cpu.cores[0]</source>
        <translation>JSON データ内のパス(&amp;P)。例: $.price、$.cpu.cores[0]</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>パス</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>追加(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>キャンセル(&amp;C)</translation>
    </message>
</context>
<context>
    <name>helio::ColumnMenu</name>
    <message>
        <source>Sort &amp;ascending</source>
        <translation>昇順に並べる(&amp;A)</translation>
    </message>
    <message>
        <source>Sort &amp;descending</source>
        <translation>降順に並べる(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Fit the column</source>
        <translation>列の幅を内容に合わせる(&amp;F)</translation>
    </message>
    <message>
        <source>Fit a&amp;ll columns</source>
        <translation>すべての列の幅を合わせる(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Reset the columns</source>
        <translation>列を最初に戻す(&amp;R)</translation>
    </message>
    <message>
        <source>Col&amp;umns</source>
        <translation>列(&amp;U)</translation>
    </message>
</context>
<context>
    <name>helio::CommandLine</name>
    <message>
        <source>cannot write to standard output: %1</source>
        <translation>標準出力に書き込めません: %1</translation>
    </message>
    <message>
        <source>%1 (see %2 --help)</source>
        <translation>%1 (%2 --help を参照)</translation>
    </message>
    <message>
        <source>helio - a hub, publisher and reader of Server-Sent Events

Usage: helio COMMAND [OPTIONS]

  helio serve      runs a hub: clients subscribe to /stream, programs publish to it
  helio publish    gives an event to a hub
  helio listen     reads any event stream, and comes back when the connection is lost
  helio check      watches an event stream and says what is wrong with it
  helio token      makes a token for a hub that asks for one
  helio history    looks at a file in which a hub keeps its history

Try it, in three terminals:

  helio serve
  helio listen &apos;http://127.0.0.1:7373/stream?channel=demo&apos;
  helio publish --channel demo &apos;Hello&apos;

helio COMMAND --help tells more. helio --version prints the version.
</source>
        <translation>helio - Server-Sent Events のハブ、配信、受信

使い方: helio COMMAND [OPTIONS]

  helio serve      ハブを動かします。クライアントは /stream を購読し、プログラムはそこへ配信します
  helio publish    ハブへイベントを送ります
  helio listen     任意のイベントストリームを読み、接続が切れたらつなぎ直します
  helio check      イベントストリームを見守り、どこが悪いかを言います
  helio token      トークンを求めるハブのためのトークンを作ります
  helio history    ハブが履歴を保存するファイルを調べます

3 つの端末で試せます:

  helio serve
  helio listen &apos;http://127.0.0.1:7373/stream?channel=demo&apos;
  helio publish --channel demo &apos;Hello&apos;

詳しくは helio COMMAND --help を見てください。helio --version は版を表示します。
</translation>
    </message>
    <message>
        <source>say what to do: serve, publish, listen, check, token or history</source>
        <translation>何をするかを指定してください: serve、publish、listen、check、token、history</translation>
    </message>
    <message>
        <source>there is no command &quot;%1&quot;: use serve, publish, listen, check, token or history</source>
        <translation>コマンド &quot;%1&quot; はありません。serve、publish、listen、check、token、history のどれかです</translation>
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
        <source>The hub must be running to publish.</source>
        <translation>配信するにはハブを開始してください。</translation>
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
        <source>Publish</source>
        <translation>配信</translation>
    </message>
    <message>
        <source>Finish the text first.</source>
        <translation>先に文字の変換を確定してください。</translation>
    </message>
    <message>
        <source>Only JSON can be formatted: %1</source>
        <translation>整形できるのは JSON だけです: %1</translation>
    </message>
    <message>
        <source>Not kept in the history: it is too large.</source>
        <translation>大きすぎるため履歴には残していません。</translation>
    </message>
</context>
<context>
    <name>helio::ComposerFields</name>
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
</context>
<context>
    <name>helio::ComposerRun</name>
    <message>
        <source>line %1: %2</source>
        <translation>%1 行目: %2</translation>
    </message>
</context>
<context>
    <name>helio::ComposerTools</name>
    <message>
        <source>Presets</source>
        <translation>プリセット</translation>
    </message>
    <message>
        <source>Begin with an event that is ready, or save this one</source>
        <translation>用意されたイベントから始めるか、これを保存します</translation>
    </message>
    <message>
        <source>History</source>
        <translation>履歴</translation>
    </message>
    <message>
        <source>More</source>
        <translation>その他</translation>
    </message>
    <message>
        <source>Format, bytes, repeat, play a file</source>
        <translation>整形、バイト列、繰り返し、ファイルの再生</translation>
    </message>
</context>
<context>
    <name>helio::ConfigFile</name>
    <message>
        <source>Cannot read %1: %2</source>
        <translation>%1 を読み込めません: %2</translation>
    </message>
    <message>
        <source>Another program is changing %1; try again.</source>
        <translation>別のプログラムが %1 を変更しています。もう一度試してください。</translation>
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
    <name>helio::Confirmations</name>
    <message>
        <source>&amp;Cancel</source>
        <translation>キャンセル(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Don&apos;t ask again (Settings brings the question back)</source>
        <translation>今後は確認しない(&amp;D)（設定で元に戻せます）</translation>
    </message>
</context>
<context>
    <name>helio::ConnectDialog</name>
    <message>
        <source>&amp;Remove</source>
        <translation>削除(&amp;R)</translation>
    </message>
    <message>
        <source>Connect to a hub</source>
        <translation>ハブに接続</translation>
    </message>
    <message>
        <source>Address of the hub</source>
        <translation>ハブのアドレス</translation>
    </message>
    <message>
        <source>Take this hub off the list, and its token out of the keychain</source>
        <translation>このハブを一覧から外し、そのトークンをキーチェーンから削除します</translation>
    </message>
    <message>
        <source>Token of the hub</source>
        <translation>ハブのトークン</translation>
    </message>
    <message>
        <source>empty: the one that is kept for this hub, or none</source>
        <translation>空欄：このハブ用に保存済みのもの、またはなし</translation>
    </message>
    <message>
        <source>A window on that hub opens. To steer it takes a token with &quot;admin&quot;, which is kept in the system&apos;s keychain and shown nowhere.</source>
        <translation>そのハブのウィンドウが開きます。操作には「admin」のあるトークンが必要です。トークンはシステムのキーチェーンに保存され、どこにも表示されません。</translation>
    </message>
    <message>
        <source>A window on that hub opens. There is no keychain here that could hand it a token: where one is needed, start heliograph --hub ADDRESS --token TOKEN in a terminal.</source>
        <translation>そのハブのウィンドウが開きます。ここにはトークンを渡せるキーチェーンがありません。トークンが必要な場合は、端末で heliograph --hub ADDRESS --token TOKEN を実行してください。</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>アドレス(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Token</source>
        <translation>トークン(&amp;T)</translation>
    </message>
    <message>
        <source>C&amp;onnect</source>
        <translation>接続(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>キャンセル(&amp;C)</translation>
    </message>
    <message>
        <source>The token goes to %1 unprotected, as by plain HTTP everything does. Better use https, or a tunnel to that machine.</source>
        <translation>平文の HTTP なので、トークンは保護されずに %1 へ送られます。https か、そのマシンへのトンネルの使用をお勧めします。</translation>
    </message>
</context>
<context>
    <name>helio::ConnectionPanel</name>
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
        <source>open since %1</source>
        <translation>%1 から接続中</translation>
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
    <message numerus="yes">
        <source>%Ln older entries are gone: the story keeps the newest %1.</source>
        <translation>
            <numerusform>古い記録 %Ln 件は破棄されました。経過は新しい %1 件まで保持します。</numerusform>
        </translation>
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
        <source>Edit…</source>
        <translation>編集…</translation>
    </message>
    <message>
        <source>Change how this stream is asked for, and reconnect</source>
        <translation>このストリームの要求方法を変更し、再接続します</translation>
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
        <source>The answer's body:</source>
        <translation>応答の本文:</translation>
    </message>
    <message>
        <source>Body of the answer that is no stream</source>
        <translation>ストリームではない応答の本文</translation>
    </message>
</context>
<context>
    <name>helio::ConversationActions</name>
    <message>
        <source>&amp;Show in Conversation</source>
        <translation>会話で表示(&amp;S)</translation>
    </message>
    <message>
        <source>Go to the message that the selected event made</source>
        <translation>選択中のイベントが作ったメッセージに移動します</translation>
    </message>
    <message>
        <source>Show its e&amp;vents</source>
        <translation>元のイベントを表示(&amp;V)</translation>
    </message>
    <message>
        <source>Go to the events that what is chosen in Conversation came from</source>
        <translation>会話で選んだ箇所の元になったイベントに移動します</translation>
    </message>
    <message>
        <source>Copy &amp;text</source>
        <translation>テキストをコピー(&amp;T)</translation>
    </message>
    <message>
        <source>Copy what the chosen message says, else the newest one</source>
        <translation>選択中のメッセージ、なければ最新のメッセージの本文をコピーします</translation>
    </message>
    <message>
        <source>S&amp;ave…</source>
        <translation>保存(&amp;A)…</translation>
    </message>
    <message>
        <source>Write all messages to a file, as text, Markdown or JSON</source>
        <translation>すべてのメッセージをテキスト、Markdown、または JSON でファイルに書き出します</translation>
    </message>
    <message>
        <source>Mar&amp;kdown</source>
        <translation>Markdown(&amp;K)</translation>
    </message>
    <message>
        <source>Show the chosen message as Markdown; nothing is loaded for it, and links ask first</source>
        <translation>選択中のメッセージを Markdown として表示します。何も読み込まず、リンクは確認してから開きます</translation>
    </message>
    <message>
        <source>Copy as cur&amp;l</source>
        <translation>curl としてコピー(&amp;L)</translation>
    </message>
    <message>
        <source>Copy as curl, &amp;with its secrets</source>
        <translation>機密情報を含めて curl としてコピー(&amp;W)</translation>
    </message>
    <message>
        <source>Send a re&amp;quest…</source>
        <translation>リクエストを送信(&amp;Q)…</translation>
    </message>
    <message>
        <source>Send the stream the next request of MCP within its session, once</source>
        <translation>ストリームのセッションで MCP の次のリクエストを一度だけ送信します</translation>
    </message>
    <message>
        <source>choose a stream or channel with messages first</source>
        <translation>先にメッセージのあるストリームかチャンネルを選んでください</translation>
    </message>
    <message>
        <source>select an event in Events first</source>
        <translation>先に「イベント」でイベントを選択してください</translation>
    </message>
    <message>
        <source>choose a stream in the navigator first</source>
        <translation>先にナビゲーターでストリームを選んでください</translation>
    </message>
    <message>
        <source>Copy the request that made the chosen message as a curl command, without its secrets</source>
        <translation>選択中のメッセージを作ったリクエストを、機密情報を除いて curl コマンドとしてコピーします</translation>
    </message>
    <message>
        <source>Copy the request that made the chosen message as a curl command, with its tokens and passwords</source>
        <translation>選択中のメッセージを作ったリクエストを、トークンやパスワードも含めて curl コマンドとしてコピーします</translation>
    </message>
    <message>
        <source>Cancel t&amp;he request</source>
        <translation>リクエストを取り消す(&amp;H)</translation>
    </message>
    <message>
        <source>Give up the chosen request of MCP that was sent, else the newest, and tell the server so</source>
        <translation>送信した MCP リクエストのうち選択中のもの、なければ最新のものを取りやめ、サーバーにも知らせます</translation>
    </message>
    <message>
        <source>send a request that is not answered yet first</source>
        <translation>先にリクエストを送信してください（応答待ちのものがありません）</translation>
    </message>
</context>
<context>
    <name>helio::ConversationPanel</name>
    <message>
        <source>That event is part of no message.</source>
        <translation>そのイベントはどのメッセージにも属していません。</translation>
    </message>
    <message>
        <source>It is found out instead.</source>
        <translation>代わりに自動で判定します。</translation>
    </message>
    <message>
        <source>Dialect: auto (%1)</source>
        <translation>方言: 自動 (%1)</translation>
    </message>
    <message>
        <source>Dialect: auto</source>
        <translation>方言: 自動</translation>
    </message>
    <message>
        <source>Dialect: auto (none fits)</source>
        <translation>方言: 自動 (該当なし)</translation>
    </message>
    <message>
        <source>Dialect: %1</source>
        <translation>方言: %1</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>メッセージ</translation>
    </message>
    <message>
        <source>The chosen message as Markdown</source>
        <translation>選択中のメッセージの Markdown 表示</translation>
    </message>
    <message>
        <source>Dialect</source>
        <translation>方言</translation>
    </message>
    <message>
        <source>How the events are read; kept for this stream or channel</source>
        <translation>イベントの読み方。このストリームまたはチャンネルについて保存されます</translation>
    </message>
    <message>
        <source>Stream or channel</source>
        <translation>ストリームまたはチャンネル</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>お知らせ</translation>
    </message>
    <message>
        <source>Open a stream…</source>
        <translation>ストリームを開く…</translation>
    </message>
    <message>
        <source>Send a request of MCP…</source>
        <translation>MCP のリクエストを送信…</translation>
    </message>
    <message>
        <source>Choose a dialect</source>
        <translation>方言を選ぶ</translation>
    </message>
    <message>
        <source>▼ to the end of the conversation</source>
        <translation>▼ 会話の末尾へ</translation>
    </message>
</context>
<context>
    <name>helio::ConversationText</name>
    <message>
        <source>Reasoning</source>
        <translation>推論</translation>
    </message>
    <message>
        <source>Refusal</source>
        <translation>拒否</translation>
    </message>
    <message>
        <source>Call of %1</source>
        <translation>%1 の呼び出し</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>その他</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 に書き込めません: %2</translation>
    </message>
</context>
<context>
    <name>helio::CurlCommand</name>
    <message>
        <source>%1 has no value and was left out.</source>
        <translation>%1 には値がないため省きました。</translation>
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
    <name>helio::CurlRequest</name>
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
    <name>helio::DeliveryLine</name>
    <message>
        <source>What became of it is not known: history does not hold it any more.</source>
        <translation>履歴に残っていないため、その後どうなったかは分かりません。</translation>
    </message>
    <message>
        <source>no client was there to receive it</source>
        <translation>受け取るクライアントはいませんでした</translation>
    </message>
    <message numerus="yes">
        <source>sent to %Ln client(s): %1</source>
        <translation>
            <numerusform>クライアント %Ln 件に送信: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>What is known of its delivery</source>
        <translation>配信の状況</translation>
    </message>
</context>
<context>
    <name>helio::DeliveryParts</name>
    <message numerus="yes">
        <source>%Ln acknowledged</source>
        <translation>
            <numerusform>到達確認 %Ln</numerusform>
        </translation>
    </message>
    <message>
        <source>acknowledged: the client&apos;s system has it</source>
        <translation>到達確認: クライアントのシステムが受け取りました</translation>
    </message>
    <message numerus="yes">
        <source>%Ln written</source>
        <translation>
            <numerusform>送出済み %Ln</numerusform>
        </translation>
    </message>
    <message>
        <source>written: this system has taken it for the connection, the client&apos;s has not acknowledged it</source>
        <translation>送出済み: こちらのシステムが接続に渡しましたが、クライアント側の確認はまだです</translation>
    </message>
    <message numerus="yes">
        <source>%Ln queued</source>
        <translation>
            <numerusform>待機中 %Ln</numerusform>
        </translation>
    </message>
    <message>
        <source>queued: it waits here, as the client has not read what came before</source>
        <translation>待機中: クライアントがまだ前の分を読んでいないため、ここで待っています</translation>
    </message>
    <message numerus="yes">
        <source>%Ln lost</source>
        <translation>
            <numerusform>未達 %Ln</numerusform>
        </translation>
    </message>
    <message>
        <source>lost: the client went before it was sent, or history had dropped it when the client came to it</source>
        <translation>未達: 送る前にクライアントが切断したか、順番が来たときには履歴から消えていました</translation>
    </message>
</context>
<context>
    <name>helio::DepartureTableModel</name>
    <message>
        <source>closed by the client</source>
        <translation>クライアントが閉じた</translation>
    </message>
    <message>
        <source>had all it asked for</source>
        <translation>求めたものをすべて受け取った</translation>
    </message>
    <message>
        <source>too slow: too much waited for it</source>
        <translation>遅すぎる: 待ちが多すぎた</translation>
    </message>
    <message>
        <source>stalled: it took nothing for too long</source>
        <translation>停滞: 長い間何も受け取らなかった</translation>
    </message>
    <message>
        <source>vanished without a word</source>
        <translation>何も言わずに消えた</translation>
    </message>
    <message>
        <source>disconnected by an operator</source>
        <translation>操作者が切断した</translation>
    </message>
    <message>
        <source>the hub stopped</source>
        <translation>ハブが停止した</translation>
    </message>
    <message>
        <source>its token expired</source>
        <translation>トークンの期限が切れた</translation>
    </message>
    <message>
        <source>its rights were taken away</source>
        <translation>権限が取り消された</translation>
    </message>
    <message>
        <source>history could not be read for it</source>
        <translation>履歴を読み出せなかった</translation>
    </message>
    <message>
        <source>not let in: too many clients</source>
        <translation>クライアントが多すぎて受け入れなかった</translation>
    </message>
    <message>
        <source>What waited here for it when it left</source>
        <translation>切断時にここで待っていたもの</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>切断</translation>
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
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Stayed</source>
        <translation>接続時間</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>送信済み</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>未送信</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>オリジン</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>主体</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>チャンネル</translation>
    </message>
    <message>
        <source>Last event ID</source>
        <translation>最終イベント ID</translation>
    </message>
    <message>
        <source>Gaps</source>
        <translation>欠落</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
</context>
<context>
    <name>helio::DeparturesPanel</name>
    <message>
        <source>Who left is not known</source>
        <translation>切断したクライアントは分かりません</translation>
    </message>
    <message>
        <source>Nobody who left passes the filter</source>
        <translation>フィルターに合う切断はありません</translation>
    </message>
    <message>
        <source>Nobody has left</source>
        <translation>まだ誰も切断していません</translation>
    </message>
    <message>
        <source>Who leaves is listed here, with the reason.</source>
        <translation>切断したクライアントを理由とともにここに並べます。</translation>
    </message>
    <message>
        <source>Nobody has left this hub</source>
        <translation>このハブからはまだ誰も切断していません</translation>
    </message>
    <message>
        <source>Who leaves it is listed here, with the reason. Who leaves another hub of the group is listed in a window on that one.</source>
        <translation>このハブから切断したクライアントを理由とともにここに並べます。グループの別のハブから切断した相手は、そのハブにつないだウィンドウに並びます。</translation>
    </message>
    <message>
        <source>Clients that left</source>
        <translation>切断したクライアント</translation>
    </message>
</context>
<context>
    <name>helio::DesktopNotifier</name>
    <message>
        <source>No notification was shown: there is no session bus here.</source>
        <translation>通知を表示できませんでした。ここにはセッションバスがありません。</translation>
    </message>
    <message>
        <source>No notification was shown: the desktop has not answered the last %1.</source>
        <translation>通知を表示できませんでした。デスクトップは直近の %1 件に応答していません。</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>表示</translation>
    </message>
    <message>
        <source>No notification was shown: this desktop has no service for them.</source>
        <translation>通知を表示できませんでした。このデスクトップには通知のサービスがありません。</translation>
    </message>
    <message>
        <source>No notification was shown: %1</source>
        <translation>通知を表示できませんでした: %1</translation>
    </message>
    <message>
        <source>The notification is shown.</source>
        <translation>通知を表示しました。</translation>
    </message>
</context>
<context>
    <name>helio::Dialect</name>
    <message>
        <source>%1, line %2: %3</source>
        <translation>%1、%2 行目: %3</translation>
    </message>
    <message>
        <source>“%1” is no key of %2</source>
        <translation>「%1」は%2のキーではありません</translation>
    </message>
    <message>
        <source>%1 must be a string</source>
        <translation>%1 は文字列でなければなりません</translation>
    </message>
    <message>
        <source>%1 has more than %2 bytes, which is too much for a dialect</source>
        <translation>%1 は %2 バイトを超えており、方言としては大きすぎます</translation>
    </message>
    <message>
        <source>a dialect is a JSON object</source>
        <translation>方言は JSON オブジェクトです</translation>
    </message>
    <message>
        <source>a dialect needs a name</source>
        <translation>方言には名前が必要です</translation>
    </message>
    <message>
        <source>“version” must be 1, the version of this form of file</source>
        <translation>“version” は 1（この形式のファイルの版）でなければなりません</translation>
    </message>
    <message>
        <source>a dialect</source>
        <translation>方言</translation>
    </message>
    <message>
        <source>a dialect needs a name: &quot;dialect&quot;: &quot;NAME&quot;</source>
        <translation>方言には名前が必要です: &quot;dialect&quot;: &quot;名前&quot;</translation>
    </message>
    <message>
        <source>a dialect needs rules</source>
        <translation>方言には規則が必要です</translation>
    </message>
    <message>
        <source>a format is one of %1</source>
        <translation>形式は次のいずれかです: %1</translation>
    </message>
    <message>
        <source>“formats” is a list of %1</source>
        <translation>“formats” は次のもののリストです: %1</translation>
    </message>
    <message>
        <source>“complete” is an object with “mark”, “needs” or both</source>
        <translation>“complete” は “mark”、“needs”、またはその両方を持つオブジェクトです</translation>
    </message>
    <message>
        <source>“needs” is one of %1</source>
        <translation>“needs” は次のいずれかです: %1</translation>
    </message>
    <message>
        <source>conditions are an object, or a list of objects of which one must hold</source>
        <translation>条件はオブジェクト、またはどれか 1 つが成り立てばよいオブジェクトのリストです</translation>
    </message>
    <message>
        <source>more than %1 alternatives</source>
        <translation>選択肢が %1 個を超えています</translation>
    </message>
    <message>
        <source>conditions are an object of paths and values</source>
        <translation>条件はパスと値のオブジェクトです</translation>
    </message>
    <message>
        <source>“%1” is no path, nor event, data or header:NAME</source>
        <translation>「%1」はパスでも event、data、header:名前 でもありません</translation>
    </message>
    <message>
        <source>a value is a string, a number, a list of them, true (it is there) or false (it is not)</source>
        <translation>値は文字列、数、それらのリスト、true（ある）、false（ない）のいずれかです</translation>
    </message>
    <message>
        <source>a list of values must not be empty</source>
        <translation>値のリストは空にできません</translation>
    </message>
    <message>
        <source>a string is wanted here: a path, or a text</source>
        <translation>ここには文字列（パスまたはテキスト）が必要です</translation>
    </message>
    <message>
        <source>“%1” is of an element, and there is no “each” around it</source>
        <translation>「%1」は要素のパスですが、囲む “each” がありません</translation>
    </message>
    <message>
        <source>“%1”: %2</source>
        <translation>「%1」: %2</translation>
    </message>
    <message>
        <source>a path has at most %1 steps</source>
        <translation>パスは最大 %1 段です</translation>
    </message>
    <message>
        <source>“rules” is a list of rules</source>
        <translation>“rules” は規則のリストです</translation>
    </message>
    <message>
        <source>rules stand in one another at most %1 deep</source>
        <translation>規則の入れ子は最大 %1 段です</translation>
    </message>
    <message>
        <source>more than %1 rules</source>
        <translation>規則が %1 個を超えています</translation>
    </message>
    <message>
        <source>a rule is an object</source>
        <translation>規則はオブジェクトです</translation>
    </message>
    <message>
        <source>“new” can only be true</source>
        <translation>“new” は true だけです</translation>
    </message>
    <message>
        <source>a rule</source>
        <translation>規則</translation>
    </message>
    <message>
        <source>“each” is a path to an array with [*] behind it</source>
        <translation>“each” は配列へのパスで、末尾に [*] が付きます</translation>
    </message>
    <message>
        <source>“each” stands within “each” at most %1 deep</source>
        <translation>“each” の入れ子は最大 %1 段です</translation>
    </message>
    <message>
        <source>an “each” within another begins with @, its element</source>
        <translation>“each” の中の “each” はその要素を表す @ で始まります</translation>
    </message>
    <message>
        <source>the outermost “each” begins with $</source>
        <translation>最も外側の “each” は $ で始まります</translation>
    </message>
    <message>
        <source>“do” is a list of operations</source>
        <translation>“do” は操作のリストです</translation>
    </message>
    <message>
        <source>more than %1 operations</source>
        <translation>操作が %1 個を超えています</translation>
    </message>
    <message>
        <source>an operation is a list that begins with one of %1</source>
        <translation>操作は次のいずれかで始まるリストです: %1</translation>
    </message>
    <message>
        <source>nothing stands behind “%1”</source>
        <translation>「%1」の後には何も置けません</translation>
    </message>
    <message>
        <source>behind “%1” stand a target and a path</source>
        <translation>「%1」の後には対象とパスが続きます</translation>
    </message>
    <message>
        <source>a target is one of %1, %2</source>
        <translation>対象は次のいずれかです: %1, %2</translation>
    </message>
    <message>
        <source>this operation cannot be done with “%1”</source>
        <translation>この操作は「%1」には使えません</translation>
    </message>
    <message>
        <source>a message ends as one of %1</source>
        <translation>メッセージの終わり方は次のいずれかです: %1</translation>
    </message>
    <message>
        <source>behind “end” stands how it ends, or a path and an object of values and ends</source>
        <translation>“end” の後には終わり方、またはパスと、値と終わり方のオブジェクトが続きます</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1 を読み込めません: %2</translation>
    </message>
</context>
<context>
    <name>helio::DialectChoice</name>
    <message>
        <source>%1 is no JSON path, as $.text or $.items[0].text are.</source>
        <translation>%1 は JSON パスではありません。例: $.text、$.items[0].text</translation>
    </message>
    <message>
        <source>There is no dialect named %1 any more.</source>
        <translation>%1 という方言はもうありません。</translation>
    </message>
</context>
<context>
    <name>helio::DiffModel</name>
    <message>
        <source>no difference in the first part, more was not compared</source>
        <translation>はじめの部分に違いはありません。残りは比較していません</translation>
    </message>
    <message>
        <source>no difference</source>
        <translation>違いはありません</translation>
    </message>
    <message numerus="yes">
        <source>~ %Ln changed</source>
        <translation>
            <numerusform>~ 変更 %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>+ %Ln added</source>
        <translation>
            <numerusform>+ 追加 %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>− %Ln removed</source>
        <translation>
            <numerusform>− 削除 %Ln</numerusform>
        </translation>
    </message>
    <message>
        <source>there may be more</source>
        <translation>ほかにもある可能性があります</translation>
    </message>
    <message>
        <source>added</source>
        <translation>追加</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>変更</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <comment>old value, new value</comment>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>パス</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
</context>
<context>
    <name>helio::DiffPage</name>
    <message>
        <source>Since the one before, at %1: %2.</source>
        <translation>一つ前 (%1) との違い: %2。</translation>
    </message>
    <message>
        <source>There is no event before it of the same source, channel and type.</source>
        <translation>同じ送信元・チャンネル・種類のイベントは、これより前にありません。</translation>
    </message>
    <message>
        <source>None of the %1 events before it is of the same source, channel and type.</source>
        <translation>これより前の %1 件の中に、同じ送信元・チャンネル・種類のイベントはありません。</translation>
    </message>
    <message>
        <source>The events of that time are not held any more.</source>
        <translation>その頃のイベントはもう残っていません。</translation>
    </message>
    <message>
        <source>Differences from the event before</source>
        <translation>一つ前のイベントとの違い</translation>
    </message>
    <message>
        <source>What the differences are from</source>
        <translation>何との違いか</translation>
    </message>
</context>
<context>
    <name>helio::DraftStore</name>
    <message>
        <source>A preset needs a name.</source>
        <translation>プリセットには名前が必要です。</translation>
    </message>
    <message>
        <source>This is too large for a preset.</source>
        <translation>プリセットには大きすぎます。</translation>
    </message>
    <message>
        <source>There is no room for more presets: delete one first.</source>
        <translation>これ以上プリセットを保存できません。先にどれかを削除してください。</translation>
    </message>
    <message>
        <source>There is a preset “%1” already.</source>
        <translation>プリセット「%1」はすでにあります。</translation>
    </message>
</context>
<context>
    <name>helio::EmbeddedHub</name>
    <message>
        <source>Not listening on %1: it can be reached from other machines, and no access policy says who may read and publish. Listen on 127.0.0.1, or set EmbeddedHubOptions::access.</source>
        <translation>%1 では待ち受けません。ほかのマシンから届くのに、誰が購読・配信できるかを示すアクセス方針がありません。127.0.0.1 で待ち受けるか、EmbeddedHubOptions::access を設定してください。</translation>
    </message>
    <message>
        <source>Not starting: allowedHosts and trustedProxies are for a hub that others reach, and no access policy says who may read and publish. Set EmbeddedHubOptions::access.</source>
        <translation>開始しません。allowedHosts と trustedProxies はほかから届くハブのための設定ですが、誰が購読・配信できるかを示すアクセス方針がありません。EmbeddedHubOptions::access を設定してください。</translation>
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
    <message>
        <source>Copy: %1</source>
        <translation>コピー：%1</translation>
    </message>
</context>
<context>
    <name>helio::EventFile</name>
    <message>
        <source>%1 is no file.</source>
        <translation>%1 はファイルではありません。</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1 を読み込めません: %2</translation>
    </message>
    <message>
        <source>it is longer than %1 bytes</source>
        <translation>%1 バイトを超えています</translation>
    </message>
    <message>
        <source>no JSON, at column %1: %2</source>
        <translation>JSON ではありません（%1 桁目）: %2</translation>
    </message>
    <message>
        <source>no object with “data”</source>
        <translation>「data」を持つオブジェクトではありません</translation>
    </message>
    <message>
        <source>“retry” is no whole number of milliseconds</source>
        <translation>「retry」がミリ秒の整数ではありません</translation>
    </message>
</context>
<context>
    <name>helio::EventFilter</name>
    <message>
        <source>Behind - stands what is to be left out, without a space.</source>
        <translation>- のすぐ後ろに、空白を入れずに、除くものを書きます。</translation>
    </message>
    <message>
        <source>A space is missing here. A quote within text is written \&quot;.</source>
        <translation>ここに空白が必要です。文字列の中の引用符は \&quot; と書きます。</translation>
    </message>
    <message>
        <source>There is nothing between the quotes.</source>
        <translation>引用符の間に何もありません。</translation>
    </message>
    <message>
        <source>The quote at the end is missing.</source>
        <translation>終わりの引用符がありません。</translation>
    </message>
    <message>
        <source>The / at the end of the expression is missing. Text with a / goes in quotes.</source>
        <translation>正規表現の終わりの / がありません。/ を含む文字列は引用符で囲みます。</translation>
    </message>
    <message>
        <source>There is nothing between the slashes.</source>
        <translation>スラッシュの間に何もありません。</translation>
    </message>
    <message>
        <source>Only i may stand behind the expression. Text with a / goes in quotes.</source>
        <translation>正規表現の後ろに書けるのは i だけです。/ を含む文字列は引用符で囲みます。</translation>
    </message>
    <message>
        <source>The expression is not valid: %1.</source>
        <translation>正規表現が正しくありません: %1。</translation>
    </message>
    <message>
        <source>This is no path: %1.</source>
        <translation>パスではありません: %1。</translation>
    </message>
    <message>
        <source>“Not equal” is written !=.</source>
        <translation>「等しくない」は != と書きます。</translation>
    </message>
    <message>
        <source>A value is missing behind %1, without a space.</source>
        <translation>%1 のすぐ後ろに、空白を入れずに、値が必要です。</translation>
    </message>
    <message>
        <source>Greater and less compare numbers, as in $.price&gt;100.</source>
        <translation>大小の比較は数値で行います。例: $.price&gt;100</translation>
    </message>
    <message>
        <source>A name is missing behind %1 An empty one is written &quot;&quot;.</source>
        <translation>%1 の後ろに名前がありません。空の名前は &quot;&quot; と書きます。</translation>
    </message>
    <message>
        <source>and $.path.</source>
        <translation>と $.パス</translation>
    </message>
    <message>
        <source>There is no field %1 There are %2 As text it goes in quotes: %3</source>
        <translation>%1 という項目はありません。あるのは %2 です。文字列として探すには引用符で囲みます: %3</translation>
    </message>
</context>
<context>
    <name>helio::EventHead</name>
    <message>
        <source>The stream named no type, so it is a message.</source>
        <translation>ストリームに種類の指定がないため、message になります。</translation>
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
        <source>Time</source>
        <translation>時刻</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>送信元</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>データ</translation>
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
        <source>line %1, column %2: %3</source>
        <translation>%1 行 %2 桁：%3</translation>
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
    <message>
        <source>The head of the server&apos;s answer (status %1) could not be read: it has no field with a value, a line that is no field, more than 100 fields, one of more than 100 KiB, or more than 256 KiB in all.</source>
        <translation>サーバーの応答（ステータス %1）のヘッダー部を読めませんでした。値のあるフィールドがないか、フィールドではない行があるか、フィールドが 100 個を超えるか、100 KiB を超えるフィールドがあるか、全体で 256 KiB を超えています。</translation>
    </message>
    <message>
        <source>The server answered 101 (Switching Protocols): it goes on in another protocol than HTTP, as a WebSocket does, which is no answer to this request. Ask for another address.</source>
        <translation>サーバーの応答は 101（Switching Protocols）です。WebSocket のように HTTP 以外のプロトコルに切り替わるため、この要求への応答にはなりません。別のアドレスを指定してください。</translation>
    </message>
    <message>
        <source>The server sent the interim answer %1 before its answer, and Qt&apos;s HTTP reads no further. Have the server, or the proxy before it, leave it out here.</source>
        <translation>サーバーは応答の前に中間応答 %1 を送りましたが、Qt の HTTP はその先を読みません。サーバーかその手前のプロキシで、このアドレスにはそれを送らないようにしてください。</translation>
    </message>
    <message>
        <source>%1 Its Retry-After asks for %2 or more; no more than that is waited.</source>
        <translation>%1 Retry-After は %2 以上待つよう求めています。待つのはそこまでです。</translation>
    </message>
    <message>
        <source>The server compresses the stream (%1), which cannot be read here: only gzip and deflate can.</source>
        <translation>サーバーはストリームを圧縮しています（%1）。ここで読めるのは gzip と deflate だけです。</translation>
    </message>
    <message>
        <source>%1 An event that was not finished was dropped.</source>
        <translation>%1 終わっていなかったイベントは捨てました。</translation>
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
    <name>helio::EventTemplate</name>
    <message>
        <source>Type, column %1: %2.</source>
        <translation>種類、%1 桁目: %2。</translation>
    </message>
    <message>
        <source>ID, column %1: %2.</source>
        <translation>ID、%1 桁目: %2。</translation>
    </message>
    <message>
        <source>Data, line %1, column %2: %3.</source>
        <translation>データ、%1 行 %2 桁目: %3。</translation>
    </message>
    <message>
        <source>The reconnection time must be a whole number of milliseconds, or empty.</source>
        <translation>再接続時間はミリ秒の整数で指定するか、空にしてください。</translation>
    </message>
</context>
<context>
    <name>helio::EventsNotice</name>
    <message>
        <source>There are %1 columns of the data already. Remove one first, by the menu of its title.</source>
        <translation>データの列はすでに %1 あります。先に見出しのメニューから一つ取り除いてください。</translation>
    </message>
    <message>
        <source>Nothing was copied: the selected events hold more than %1. Export them instead.</source>
        <translation>コピーしていません。選んだイベントは %1 を超えます。代わりに書き出してください。</translation>
    </message>
</context>
<context>
    <name>helio::EventsPanel</name>
    <message numerus="yes">
        <source>▼ %Ln new event(s): back to live (End)</source>
        <translation>
            <numerusform>▼ 新しいイベント %Ln 件：最新に戻る (End)</numerusform>
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
    <message>
        <source>No event passes the filter</source>
        <translation>フィルターに合うイベントはありません</translation>
    </message>
    <message>
        <source>New ones that do will appear here as they arrive. Filter: %1</source>
        <translation>合うイベントが届くと、ここに表示されます。フィルター: %1</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>フィルターを解除</translation>
    </message>
    <message>
        <source>The view is paused</source>
        <translation>表示を一時停止しています</translation>
    </message>
    <message>
        <source>Events go on arriving; they wait, and are shown when you go on (Space).</source>
        <translation>イベントは届き続けて待機し、再開すると表示されます (スペースキー)。</translation>
    </message>
    <message numerus="yes">
        <source>▼ %Ln newer event(s), and what waits: to the end (End)</source>
        <translation>
            <numerusform>▼ より新しいイベント %Ln 件と待機中のもの: 最後へ (End)</numerusform>
        </translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>再開</translation>
    </message>
    <message>
        <source>Events that anyone publishes to the hub, and events of opened streams, appear here as they arrive. Publish one here (Ctrl+Shift+E) or from a terminal, and let a page of yours receive it:</source>
        <translation>ハブに配信されたイベントと、開いたストリームのイベントが、届いた順にここへ表示されます。ここ (Ctrl+Shift+E) か端末から一つ配信し、あなたのページで受け取ってみてください：</translation>
    </message>
    <message>
        <source>In a terminal</source>
        <translation>端末で</translation>
    </message>
    <message>
        <source>In a page (JavaScript)</source>
        <translation>ページで (JavaScript)</translation>
    </message>
    <message>
        <source>New ones that do will appear here as they arrive. Chosen in the navigator: %1</source>
        <translation>通るものは届きしだいここに現れます。ナビゲーターで選んだもの: %1</translation>
    </message>
    <message>
        <source>▼ the selected row holds still: back to live (End)</source>
        <translation>▼ 選んだ行で止まっています: 最新に戻る (End)</translation>
    </message>
    <message>
        <source>Copy the &amp;selected events</source>
        <translation>選んだイベントをコピー(&amp;S)</translation>
    </message>
    <message>
        <source>Copy the data of all selected events, a line for each</source>
        <translation>選んだイベントのデータを、1 件 1 行でコピーします</translation>
    </message>
    <message>
        <source>select events in Events first</source>
        <translation>先に「イベント」でイベントを選んでください</translation>
    </message>
</context>
<context>
    <name>helio::Expectation</name>
    <message>
        <source>--expect needs the type of an event, as in --expect done or --expect &apos;message=^ok&apos;</source>
        <translation>--expect にはイベントの型が必要です。例: --expect done、--expect &apos;message=^ok&apos;</translation>
    </message>
    <message>
        <source>--expect &quot;%1&quot;: the regular expression is wrong at its character %2: %3</source>
        <translation>--expect &quot;%1&quot;: 正規表現の %2 文字目が誤っています: %3</translation>
    </message>
</context>
<context>
    <name>helio::ExportDialog</name>
    <message numerus="yes">
        <source>All %Ln events &amp;shown</source>
        <translation>
            <numerusform>表示中の %Ln 件すべて(&amp;S)</numerusform>
        </translation>
    </message>
    <message>
        <source>The %1 &amp;selected</source>
        <translation>選択中の %1 件(&amp;T)</translation>
    </message>
    <message>
        <source>Export events</source>
        <translation>イベントの書き出し</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>形式</translation>
    </message>
    <message>
        <source>NDJSON: one JSON object a line</source>
        <translation>NDJSON: 1 行に 1 つの JSON オブジェクト</translation>
    </message>
    <message>
        <source>CSV: for spreadsheets</source>
        <translation>CSV: 表計算ソフト用</translation>
    </message>
    <message>
        <source>JSON: one array</source>
        <translation>JSON: 1 つの配列</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>参照(&amp;B)…</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>イベント</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>形式(&amp;F)</translation>
    </message>
    <message>
        <source>Fi&amp;le</source>
        <translation>ファイル(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>書き出す(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>キャンセル(&amp;C)</translation>
    </message>
    <message>
        <source>Write the name of a file.</source>
        <translation>ファイル名を入力してください。</translation>
    </message>
    <message>
        <source>There is no folder %1.</source>
        <translation>フォルダー %1 がありません。</translation>
    </message>
    <message>
        <source>This file cannot be written: you lack the right to.</source>
        <translation>このファイルには書き込めません。権限がありません。</translation>
    </message>
    <message>
        <source>This file exists; it will be replaced once the export is complete.</source>
        <translation>このファイルはすでにあります。書き出しが終わると置き換えられます。</translation>
    </message>
    <message>
        <source>Written in the background; events go on arriving meanwhile.</source>
        <translation>バックグラウンドで書き出します。その間もイベントは届きます。</translation>
    </message>
    <message>
        <source>Export events to</source>
        <translation>イベントの書き出し先</translation>
    </message>
    <message>
        <source>&amp;Columns as shown</source>
        <translation>表示中の列だけ(&amp;C)</translation>
    </message>
    <message>
        <source>Write the columns of the table alone, in their order, those of the JSON data too</source>
        <translation>表の列だけを、JSON データの列も含めて、その順に書き出します</translation>
    </message>
</context>
<context>
    <name>helio::Exporter</name>
    <message numerus="yes">
        <source>Exporting to %1: %2 of %Ln events (%3 %)</source>
        <translation>
            <numerusform>%1 に書き出し中: %Ln 件のうち %2 件 (%3 %)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln events exported to %1 (%2).</source>
        <translation>
            <numerusform>%Ln 件のイベントを %1 に書き出しました (%2)。</numerusform>
        </translation>
    </message>
    <message>
        <source>The export was cancelled; nothing of it is left.</source>
        <translation>書き出しを中止しました。途中のファイルは残っていません。</translation>
    </message>
    <message>
        <source>Nothing was exported: %1 could not be written. %2</source>
        <translation>書き出せませんでした。%1 に書き込めません。%2</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>フォルダーを開く</translation>
    </message>
</context>
<context>
    <name>helio::FarHubBanner</name>
    <message>
        <source>Try now</source>
        <translation>今すぐ再試行</translation>
    </message>
    <message>
        <source>It is tried again by itself.</source>
        <translation>自動で再試行します。</translation>
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
        <source>%1 ms</source>
        <translation>%1 ミリ秒</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
</context>
<context>
    <name>helio::FileCheck</name>
    <message>
        <source>events behind %1 cannot be read</source>
        <translation>%1 より後にあるイベントを読めません</translation>
    </message>
    <message numerus="yes">
        <source>%n more stretches cannot be read</source>
        <translation>
            <numerusform>ほかに %n か所を読めません</numerusform>
        </translation>
    </message>
    <message>
        <source>SQLite: %1</source>
        <translation>SQLite: %1</translation>
    </message>
    <message>
        <source>the file&apos;s own value &quot;%1&quot; is damaged</source>
        <translation>ファイル自身の値 &quot;%1&quot; が壊れています</translation>
    </message>
    <message>
        <source>the row of the channel &quot;%1&quot; is damaged</source>
        <translation>チャンネル &quot;%1&quot; の行が壊れています</translation>
    </message>
    <message>
        <source>the loss noted at %1 is damaged</source>
        <translation>%1 に記された欠落が壊れています</translation>
    </message>
    <message numerus="yes">
        <source>%n more events are damaged</source>
        <translation>
            <numerusform>ほかに %n 件のイベントが壊れています</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more events cannot be found by their publisher&apos;s id</source>
        <translation>
            <numerusform>ほかに %n 件のイベントが配信者の ID では見つかりません</numerusform>
        </translation>
    </message>
    <message>
        <source>the publisher&apos;s id &quot;%1&quot; stands for no event</source>
        <translation>配信者の ID &quot;%1&quot; に当たるイベントがありません</translation>
    </message>
    <message numerus="yes">
        <source>%n more publishers&apos; ids stand for no event</source>
        <translation>
            <numerusform>ほかに %n 個の配信者の ID に当たるイベントがありません</numerusform>
        </translation>
    </message>
    <message>
        <source>the event %1 is damaged</source>
        <translation>イベント %1 が壊れています</translation>
    </message>
    <message>
        <source>the event %1 of the channel &quot;%2&quot; is damaged</source>
        <translation>チャンネル &quot;%2&quot; のイベント %1 が壊れています</translation>
    </message>
    <message>
        <source>the event %1 cannot be found by its publisher&apos;s id &quot;%2&quot;</source>
        <translation>イベント %1 が配信者の ID &quot;%2&quot; では見つかりません</translation>
    </message>
    <message>
        <source>the log beside the file has a damaged beginning: what was written last may be missing</source>
        <translation>ファイルの横にあるログの先頭が壊れています。最後に書かれたものが欠けているかもしれません</translation>
    </message>
    <message numerus="yes">
        <source>the log beside the file is damaged: up to %n groups of events behind the damage may be missing</source>
        <translation>
            <numerusform>ファイルの横にあるログが壊れています。壊れた所より後の最大 %n 組のイベントが欠けているかもしれません</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::FileClaim</name>
    <message>
        <source>it is on a file system of another machine; use a disk of this one</source>
        <translation>別のマシンのファイルシステム上にあります。このマシンのディスクを使ってください</translation>
    </message>
</context>
<context>
    <name>helio::FileFault</name>
    <message>
        <source>there is no such file</source>
        <translation>そのファイルはありません</translation>
    </message>
    <message>
        <source>the disk has no room for history</source>
        <translation>ディスクに履歴のための空きがありません</translation>
    </message>
    <message>
        <source>the file of history cannot be written: it is read-only</source>
        <translation>履歴のファイルに書き込めません。読み取り専用です</translation>
    </message>
    <message>
        <source>another program is writing to the file of history</source>
        <translation>別のプログラムが履歴のファイルに書き込んでいます</translation>
    </message>
    <message>
        <source>the disk with the file of history reported an error: %1</source>
        <translation>履歴のファイルがあるディスクがエラーを報告しました: %1</translation>
    </message>
    <message>
        <source>the file of history is damaged: %1</source>
        <translation>履歴のファイルが壊れています: %1</translation>
    </message>
    <message>
        <source>the file is no history of Heliograph, and is left as it is</source>
        <translation>このファイルは Heliograph の履歴ではないため、そのまま残します</translation>
    </message>
    <message>
        <source>a newer Heliograph made the file of history; use that one, or another file</source>
        <translation>履歴のファイルは新しい版の Heliograph が作ったものです。その版を使うか、別のファイルを指定してください</translation>
    </message>
    <message>
        <source>another hub uses the file of history</source>
        <translation>別のハブが履歴のファイルを使っています</translation>
    </message>
    <message>
        <source>the file of history was taken away, replaced or cut</source>
        <translation>履歴のファイルが取り去られたか、置き換えられたか、切り詰められました</translation>
    </message>
    <message>
        <source>the file of history cannot be opened: %1</source>
        <translation>履歴のファイルを開けません: %1</translation>
    </message>
    <message>
        <source>it was interrupted</source>
        <translation>中断されました</translation>
    </message>
</context>
<context>
    <name>helio::FilterBar</name>
    <message>
        <source>Did you mean %1?</source>
        <translation>%1 のことですか？</translation>
    </message>
    <message>
        <source>filtering %1 %</source>
        <translation>絞り込み中 %1 %</translation>
    </message>
    <message>
        <source>✓ filtered</source>
        <translation>✓ 絞り込み済み</translation>
    </message>
    <message numerus="yes">
        <source>The expression costs too much on %Ln event(s); they are left out. A simpler one finds more.</source>
        <translation>
            <numerusform>この正規表現は %Ln 件のイベントで処理が重すぎるため、それらを除いています。もっと単純な表現なら見つかります。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln muted</source>
        <translation>
            <numerusform>ミュート中 %Ln</numerusform>
        </translation>
    </message>
    <message>
        <source>Show %1 of %2 again</source>
        <translation>%2 の %1 を再び表示</translation>
    </message>
    <message>
        <source>Filter: text, /regex/, channel:, type:, id:, $.price&gt;100 (Ctrl+L)</source>
        <translation>フィルター: 文字列、/正規表現/、channel:、type:、id:、$.price&gt;100 (Ctrl+L)</translation>
    </message>
    <message>
        <source>Only events of %1, as chosen in the navigator. Click to show the others again.</source>
        <translation>ナビゲーターで選んだ %1 のイベントだけです。クリックするとほかも表示します。</translation>
    </message>
    <message>
        <source>Show %1 again</source>
        <translation>%1 を再び表示</translation>
    </message>
    <message>
        <source>What is muted</source>
        <translation>ミュートしたもの</translation>
    </message>
    <message>
        <source>Channels, folders and streams that are left out of the table; choose one to show it again</source>
        <translation>表から除いているチャンネル、フォルダー、ストリームです。選ぶと再び表示します</translation>
    </message>
</context>
<context>
    <name>helio::FilterField</name>
    <message>
        <source>Character %1: %2</source>
        <translation>%1 文字目: %2</translation>
    </message>
    <message>
        <source>✕ not valid</source>
        <translation>✕ 無効</translation>
    </message>
    <message>
        <source>Meanwhile everything is shown.</source>
        <translation>それまではすべて表示します。</translation>
    </message>
    <message>
        <source>Meanwhile this filter stays: %1</source>
        <translation>それまでは次のフィルターのままです: %1</translation>
    </message>
    <message>
        <source>No filter was used yet</source>
        <translation>使ったフィルターはまだありません</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>フィルター</translation>
    </message>
    <message>
        <source>Filters used before</source>
        <translation>以前に使ったフィルター</translation>
    </message>
    <message>
        <source>State of the filter</source>
        <translation>フィルターの状態</translation>
    </message>
    <message>
        <source>What is wrong with the filter</source>
        <translation>フィルターの誤り</translation>
    </message>
</context>
<context>
    <name>helio::FindBar</name>
    <message>
        <source>searching, %1 so far</source>
        <translation>検索中、現在 %1 件</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>見つかりません</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2 件中 %1 件目</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln 行</numerusform>
        </translation>
    </message>
    <message>
        <source>Find</source>
        <translation>検索</translation>
    </message>
    <message>
        <source>Find in the rows shown</source>
        <translation>表示中の行から検索</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>検索の結果</translation>
    </message>
    <message>
        <source>Previous place</source>
        <translation>前の箇所</translation>
    </message>
    <message>
        <source>Previous place (Shift+F3)</source>
        <translation>前の箇所 (Shift+F3)</translation>
    </message>
    <message>
        <source>Next place</source>
        <translation>次の箇所</translation>
    </message>
    <message>
        <source>Next place (F3)</source>
        <translation>次の箇所 (F3)</translation>
    </message>
    <message>
        <source>Close find</source>
        <translation>検索を閉じる</translation>
    </message>
    <message>
        <source>Close find (Esc)</source>
        <translation>検索を閉じる (Esc)</translation>
    </message>
</context>
<context>
    <name>helio::Findings</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 ミリ秒</translation>
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
        <source>%1 h</source>
        <translation>%1 時間</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 日</translation>
    </message>
    <message>
        <source>The server cannot be reached</source>
        <translation>サーバーに接続できません</translation>
    </message>
    <message>
        <source>No address is known for the name %1.</source>
        <translation>%1 という名前のアドレスが見つかりません。</translation>
    </message>
    <message>
        <source>Check the name for a typing error, and that the DNS of this machine knows it.</source>
        <translation>名前の綴りと、このコンピューターの DNS がその名前を知っているかを確かめてください。</translation>
    </message>
    <message>
        <source>The address of %1 could not be found out. %2</source>
        <translation>%1 のアドレスを調べられませんでした。%2</translation>
    </message>
    <message>
        <source>Check the DNS servers of this machine.</source>
        <translation>このコンピューターの DNS サーバーを確かめてください。</translation>
    </message>
    <message>
        <source>%1 refuses the connection: nothing listens on that port.</source>
        <translation>%1 が接続を拒否しました。そのポートでは何も待ち受けていません。</translation>
    </message>
    <message>
        <source>Start the server, and check the port and the address that it listens on: 127.0.0.1 is its own machine alone.</source>
        <translation>サーバーを起動し、ポートと待ち受けアドレスを確かめてください。127.0.0.1 はそのコンピューターからしか届きません。</translation>
    </message>
    <message>
        <source>%1 did not answer the attempt to connect.</source>
        <translation>%1 は接続の試みに応答しませんでした。</translation>
    </message>
    <message>
        <source>Check that the machine is up, and that no firewall drops what is for this port.</source>
        <translation>そのコンピューターが動いていて、このポートをファイアウォールが塞いでいないか確かめてください。</translation>
    </message>
    <message>
        <source>The connection to %1 could not be made. %2</source>
        <translation>%1 への接続を確立できませんでした。%2</translation>
    </message>
    <message>
        <source>Check the network between here and there, and the port.</source>
        <translation>そこまでのネットワークとポートを確かめてください。</translation>
    </message>
    <message>
        <source>The proxy did not make the connection to %1. %2</source>
        <translation>プロキシが %1 への接続を行いませんでした。%2</translation>
    </message>
    <message>
        <source>Check the address of the proxy and what it asks for, or go without it.</source>
        <translation>プロキシのアドレスと認証を確かめるか、プロキシを使わずに接続してください。</translation>
    </message>
    <message>
        <source>%1 does not speak TLS as it is expected here. %2</source>
        <translation>%1 とは TLS の取り決めができませんでした。%2</translation>
    </message>
    <message>
        <source>Check that this port is one for https, and which versions of TLS the server allows.</source>
        <translation>このポートが https 用かどうか、サーバーが許す TLS のバージョンを確かめてください。</translation>
    </message>
    <message>
        <source>The connection to %1 ended before an answer came. %2</source>
        <translation>%1 との接続は、応答が来る前に終わりました。%2</translation>
    </message>
    <message>
        <source>Look into the log of the server: it failed at this request, or this port is for another protocol, as https.</source>
        <translation>サーバーのログを見てください。この要求で失敗したか、このポートは別のプロトコル (https など) 用です。</translation>
    </message>
    <message>
        <source>The certificate is not trusted</source>
        <translation>証明書を信頼できません</translation>
    </message>
    <message>
        <source>The certificate of %1 is of an authority that is not trusted here. %2</source>
        <translation>%1 の証明書の発行元は、ここでは信頼されていません。%2</translation>
    </message>
    <message>
        <source>Have the server send its whole chain (fullchain.pem, not cert.pem), or trust the authority on this machine.</source>
        <translation>サーバーに証明書の連鎖全体 (cert.pem ではなく fullchain.pem) を送らせるか、その発行元をこのコンピューターで信頼してください。</translation>
    </message>
    <message>
        <source>The certificate of %1 is signed by itself: nobody vouches for it. %2</source>
        <translation>%1 の証明書は自己署名で、保証する者がいません。%2</translation>
    </message>
    <message>
        <source>Use a certificate of an authority, or trust this one on this machine.</source>
        <translation>発行元のある証明書を使うか、この証明書をこのコンピューターで信頼してください。</translation>
    </message>
    <message>
        <source>The certificate is not for the name %1. %2</source>
        <translation>証明書は %1 という名前のものではありません。%2</translation>
    </message>
    <message>
        <source>Ask by a name that the certificate has, or get one for this name.</source>
        <translation>証明書にある名前で接続するか、この名前の証明書を用意してください。</translation>
    </message>
    <message>
        <source>The certificate of %1 is out of date. %2</source>
        <translation>%1 の証明書は期限切れです。%2</translation>
    </message>
    <message>
        <source>Renew the certificate, and have the server read it again. Check the clock of this machine, too.</source>
        <translation>証明書を更新し、サーバーに読み直させてください。このコンピューターの時計も確かめてください。</translation>
    </message>
    <message>
        <source>The certificate of %1 is not valid yet. %2</source>
        <translation>%1 の証明書はまだ有効期間に入っていません。%2</translation>
    </message>
    <message>
        <source>Check the clock of this machine, and from when on the certificate is valid.</source>
        <translation>このコンピューターの時計と、証明書の有効期間の始まりを確かめてください。</translation>
    </message>
    <message>
        <source>The certificate of %1 was revoked. %2</source>
        <translation>%1 の証明書は失効しています。%2</translation>
    </message>
    <message>
        <source>Get a new certificate.</source>
        <translation>新しい証明書を用意してください。</translation>
    </message>
    <message>
        <source>No answer came</source>
        <translation>応答がありません</translation>
    </message>
    <message>
        <source>Connected, and no answer came within %1.</source>
        <translation>接続しましたが、%1 のあいだ応答がありませんでした。</translation>
    </message>
    <message>
        <source>Send the head at once (flushHeaders(), a first comment), not with the first event. If that is done, look whether the server has a free worker, and whether something on the way waits for the whole answer.</source>
        <translation>最初のイベントを待たずに、すぐにヘッダーを送ってください (flushHeaders() や最初のコメント)。そうしている場合は、サーバーに空いているワーカーがあるか、途中で応答全体を待つものがないかを確かめてください。</translation>
    </message>
    <message>
        <source>The server refused the request</source>
        <translation>サーバーが要求を拒否しました</translation>
    </message>
    <message>
        <source>The server answered %1. %2</source>
        <translation>サーバーの応答は %1 でした。%2</translation>
    </message>
    <message>
        <source>Mend the request or the server. An EventSource gives up for ever on this status: answer 200, or close the connection, where it should try again.</source>
        <translation>要求かサーバーを直してください。EventSource はこのステータスで接続を諦めます。再試行させたい場合は 200 を返すか、接続を閉じてください。</translation>
    </message>
    <message>
        <source>The server answered %1 and wants to know who asks. %2</source>
        <translation>サーバーの応答は %1 で、認証を求めています。%2</translation>
    </message>
    <message>
        <source>Send the credentials it asks for, as a token (Authorization: Bearer …). An EventSource of a page cannot send that field: there a cookie does, or a token in the URL.</source>
        <translation>求められている認証情報 (Authorization: Bearer … など) を送ってください。ページの EventSource はこのヘッダーを送れないので、クッキーか URL のトークンを使います。</translation>
    </message>
    <message>
        <source>The server answered %1: whoever asks may not have this. %2</source>
        <translation>サーバーの応答は %1 で、この要求元には許されていません。%2</translation>
    </message>
    <message>
        <source>Ask with credentials that may read this stream; check what the server says of Origin and Host, too.</source>
        <translation>このストリームを読める認証情報で要求してください。サーバーが Origin と Host をどう扱うかも確かめてください。</translation>
    </message>
    <message>
        <source>The server answered %1: there is nothing at this path. %2</source>
        <translation>サーバーの応答は %1 で、このパスには何もありません。%2</translation>
    </message>
    <message>
        <source>Check the path, also for the part that a proxy takes off or adds.</source>
        <translation>パスを確かめてください。プロキシが取り除く、または付け加える部分も確かめてください。</translation>
    </message>
    <message>
        <source>The server answered %1: it does not take %3 here. %2</source>
        <translation>サーバーの応答は %1 で、ここでは %3 を受け付けません。%2</translation>
    </message>
    <message>
        <source>Use a method that the server takes for this path (its field Allow says which).</source>
        <translation>このパスでサーバーが受け付けるメソッドを使ってください (Allow に示されています)。</translation>
    </message>
    <message>
        <source>The server answered %1: it cannot answer as it was asked to. %2</source>
        <translation>サーバーの応答は %1 で、求められた形では答えられません。%2</translation>
    </message>
    <message>
        <source>Send Accept: text/event-stream; for MCP Accept: application/json, text/event-stream.</source>
        <translation>Accept: text/event-stream を送ってください。MCP では Accept: application/json, text/event-stream です。</translation>
    </message>
    <message>
        <source>The server answered %1: too many requests. %2</source>
        <translation>サーバーの応答は %1 で、要求が多すぎます。%2</translation>
    </message>
    <message>
        <source>Ask less often, or raise the limit. An EventSource gives up for ever on this status.</source>
        <translation>要求の頻度を下げるか、上限を上げてください。EventSource はこのステータスで接続を諦めます。</translation>
    </message>
    <message>
        <source>A proxy answered %1: it does not reach the server behind it. %2</source>
        <translation>プロキシの応答は %1 で、その先のサーバーに届いていません。%2</translation>
    </message>
    <message>
        <source>Start the server behind the proxy, and check where the proxy looks for it and how long it waits. An EventSource gives up for ever on this status.</source>
        <translation>プロキシの先のサーバーを起動し、プロキシの転送先と待ち時間を確かめてください。EventSource はこのステータスで接続を諦めます。</translation>
    </message>
    <message>
        <source>The server answered %1: it failed at this request. %2</source>
        <translation>サーバーの応答は %1 で、この要求の処理に失敗しました。%2</translation>
    </message>
    <message>
        <source>Look into the log of the server. An EventSource gives up for ever on this status.</source>
        <translation>サーバーのログを見てください。EventSource はこのステータスで接続を諦めます。</translation>
    </message>
    <message>
        <source>The server answered %1 and did not say where to go. %2</source>
        <translation>サーバーの応答は %1 ですが、移動先を示していません。%2</translation>
    </message>
    <message>
        <source>Have the server send Location, or answer the request itself.</source>
        <translation>サーバーに Location を送らせるか、要求に直接答えさせてください。</translation>
    </message>
    <message>
        <source>The server says not to come back</source>
        <translation>サーバーが再接続しないよう求めています</translation>
    </message>
    <message>
        <source>The server answered 204: an event source ends for good and does not come back.</source>
        <translation>サーバーの応答は 204 でした。イベントソースはここで終わり、再接続しません。</translation>
    </message>
    <message>
        <source>Right where the stream is over. Where it is not, answer 200 with Content-Type: text/event-stream.</source>
        <translation>ストリームが終わりなら正しい応答です。そうでなければ 200 と Content-Type: text/event-stream を返してください。</translation>
    </message>
    <message>
        <source>The content type is another</source>
        <translation>コンテンツタイプが違います</translation>
    </message>
    <message>
        <source>The content type is %1, but the body is an event stream.</source>
        <translation>コンテンツタイプは %1 ですが、本文はイベントストリームです。</translation>
    </message>
    <message>
        <source>Have the server send Content-Type: text/event-stream: browsers refuse anything else.</source>
        <translation>サーバーに Content-Type: text/event-stream を送らせてください。ブラウザーはそれ以外を拒否します。</translation>
    </message>
    <message>
        <source>The answer is an HTML page (%1), not an event stream. %2</source>
        <translation>応答はイベントストリームではなく HTML ページ (%1) です。%2</translation>
    </message>
    <message>
        <source>Its title: &quot;%1&quot;</source>
        <translation>タイトル: 「%1」</translation>
    </message>
    <message>
        <source>Mostly it is a page to sign in, an error page of a proxy, or the page of an application that answers every path: check URL and credentials.</source>
        <translation>多くの場合、サインインのページ、プロキシのエラーページ、またはどのパスにも同じページを返すアプリケーションです。URL と認証情報を確かめてください。</translation>
    </message>
    <message>
        <source>The answer is one JSON value (%1), not an event stream. %2</source>
        <translation>応答はイベントストリームではなく、1 つの JSON 値 (%1) です。%2</translation>
    </message>
    <message>
        <source>Ask for the stream: with &quot;stream&quot;: true in the body at a language model, with Accept: text/event-stream elsewhere, or at another path.</source>
        <translation>ストリームを要求してください。言語モデルでは本文に &quot;stream&quot;: true、ほかでは Accept: text/event-stream、または別のパスを使います。</translation>
    </message>
    <message>
        <source>The answer is one JSON value and a line feed so far (%1), not an event stream. %2</source>
        <translation>応答はイベントストリームではなく、これまでのところ 1 つの JSON 値と改行 (%1) です。%2</translation>
    </message>
    <message>
        <source>Where a value a line follows, as from a watch of Kubernetes, read it as NDJSON (--format ndjson); else ask for the stream, with &quot;stream&quot;: true in the body at a language model.</source>
        <translation>Kubernetes の watch のように 1 行に 1 つの値が続く場合は、NDJSON (--format ndjson) として読んでください。そうでなければストリームを要求してください。言語モデルでは本文に &quot;stream&quot;: true を使います。</translation>
    </message>
    <message>
        <source>The answer has one JSON value a line (%1), which is no event stream.</source>
        <translation>応答は 1 行に 1 つの JSON 値 (%1) で、イベントストリームではありません。</translation>
    </message>
    <message>
        <source>Read it as NDJSON (--format ndjson), or have the server send an event stream.</source>
        <translation>NDJSON として読む (--format ndjson) か、サーバーにイベントストリームを送らせてください。</translation>
    </message>
    <message>
        <source>The content type is %1, not text/event-stream.</source>
        <translation>コンテンツタイプは text/event-stream ではなく %1 です。</translation>
    </message>
    <message>
        <source>Check the URL. If the body is a stream, have the server send Content-Type: text/event-stream.</source>
        <translation>URL を確かめてください。本文がストリームなら、サーバーに Content-Type: text/event-stream を送らせてください。</translation>
    </message>
    <message>
        <source>The answer has no content type, but the body is an event stream.</source>
        <translation>応答にコンテンツタイプがありませんが、本文はイベントストリームです。</translation>
    </message>
    <message>
        <source>Have the server send Content-Type: text/event-stream: browsers refuse an answer without it.</source>
        <translation>サーバーに Content-Type: text/event-stream を送らせてください。ブラウザーはこれのない応答を拒否します。</translation>
    </message>
    <message>
        <source>The answer has no content type.</source>
        <translation>応答にコンテンツタイプがありません。</translation>
    </message>
    <message>
        <source>Check the URL, and have the server send Content-Type: text/event-stream.</source>
        <translation>URL を確かめ、サーバーに Content-Type: text/event-stream を送らせてください。</translation>
    </message>
    <message>
        <source>A charset other than UTF-8 is named</source>
        <translation>UTF-8 以外の文字コードが指定されています</translation>
    </message>
    <message>
        <source>The content type names the charset %1, but event streams are read as UTF-8, whatever it says.</source>
        <translation>コンテンツタイプは文字コード %1 を示していますが、イベントストリームは常に UTF-8 として読まれます。</translation>
    </message>
    <message>
        <source>Send UTF-8, and Content-Type: text/event-stream without a charset or with charset=utf-8.</source>
        <translation>UTF-8 で送り、Content-Type: text/event-stream に charset を付けないか charset=utf-8 としてください。</translation>
    </message>
    <message>
        <source>The body is compressed</source>
        <translation>本文は圧縮されています</translation>
    </message>
    <message>
        <source>The body comes compressed (%1).</source>
        <translation>本文は圧縮されて (%1) 届きます。</translation>
    </message>
    <message>
        <source>Well, as long as each event is flushed through the compressor. Leave it off where events come late.</source>
        <translation>イベントごとに圧縮器から吐き出されていれば問題ありません。イベントが遅れるなら圧縮をやめてください。</translation>
    </message>
    <message>
        <source>The request was redirected</source>
        <translation>要求は別の場所へ転送されました</translation>
    </message>
    <message>
        <source>The request was redirected: %1.</source>
        <translation>要求は転送されました: %1</translation>
    </message>
    <message>
        <source>Use the last URL at once, which spares a round trip at each reconnection.</source>
        <translation>最後の URL を直接使えば、再接続のたびの往復が 1 回減ります。</translation>
    </message>
    <message>
        <source>Redirects lead in a circle</source>
        <translation>転送が循環しています</translation>
    </message>
    <message>
        <source>The redirects come to no end: %1.</source>
        <translation>転送が終わりません: %1</translation>
    </message>
    <message>
        <source>Mend the rules that redirect, mostly between http and https, with and without a slash at the end, or at a proxy that ends TLS.</source>
        <translation>転送の規則を直してください。多くは http と https、末尾のスラッシュの有無、または TLS を終端するプロキシが原因です。</translation>
    </message>
    <message>
        <source>The token stayed behind</source>
        <translation>認証情報が渡りませんでした</translation>
    </message>
    <message>
        <source>The redirect led to another origin, %1, so that the credentials were not sent on.</source>
        <translation>転送先が別のオリジン %1 なので、認証情報は送られませんでした。</translation>
    </message>
    <message>
        <source>Ask the last URL at once, with the credentials that are for it.</source>
        <translation>最後の URL を、そのための認証情報とともに直接要求してください。</translation>
    </message>
    <message>
        <source>The head waits for the first event</source>
        <translation>ヘッダーが最初のイベントを待っています</translation>
    </message>
    <message>
        <source>The head came %1 after the request, together with the first event: this server says nothing before it has one.</source>
        <translation>ヘッダーは要求の %1 後、最初のイベントとともに届きました。このサーバーはイベントができるまで何も送りません。</translation>
    </message>
    <message>
        <source>Send the head at once (flushHeaders(), or a comment as &quot;: hello&quot; as the first line): until then a page does not know that it is connected, and proxies may give up.</source>
        <translation>すぐにヘッダーを送ってください (flushHeaders()、または最初の行に &quot;: hello&quot; のようなコメント)。それまでページは接続を確認できず、プロキシが諦めることもあります。</translation>
    </message>
    <message>
        <source>The answer may be kept in a cache</source>
        <translation>応答がキャッシュされる可能性があります</translation>
    </message>
    <message>
        <source>The answer does not say that no cache may keep it (Cache-Control).</source>
        <translation>応答は、キャッシュに保存してはならないと示していません (Cache-Control)。</translation>
    </message>
    <message>
        <source>Have the server send Cache-Control: no-cache, or no-store.</source>
        <translation>サーバーに Cache-Control: no-cache または no-store を送らせてください。</translation>
    </message>
    <message>
        <source>The answer says that caches may keep it for %1 s (max-age).</source>
        <translation>応答は、キャッシュが %1 秒間保存してよいと示しています (max-age)。</translation>
    </message>
    <message>
        <source>Have the server send Cache-Control: no-cache, or no-store, without max-age.</source>
        <translation>サーバーに max-age なしで Cache-Control: no-cache または no-store を送らせてください。</translation>
    </message>
    <message>
        <source>The answer came from a cache (%1): these events are old.</source>
        <translation>応答はキャッシュから届きました (%1)。イベントは古いものです。</translation>
    </message>
    <message>
        <source>Have the server send Cache-Control: no-store, and the cache pass this path by.</source>
        <translation>サーバーに Cache-Control: no-store を送らせ、このパスをキャッシュの対象外にしてください。</translation>
    </message>
    <message>
        <source>A page of that origin cannot read it</source>
        <translation>そのオリジンのページからは読めません</translation>
    </message>
    <message>
        <source>A page of %1 cannot read this: the answer has no Access-Control-Allow-Origin.</source>
        <translation>%1 のページはこれを読めません。応答に Access-Control-Allow-Origin がありません。</translation>
    </message>
    <message>
        <source>Have the server send Access-Control-Allow-Origin: %1 and Vary: Origin.</source>
        <translation>サーバーに Access-Control-Allow-Origin: %1 と Vary: Origin を送らせてください。</translation>
    </message>
    <message>
        <source>A page of %1 cannot read this: Access-Control-Allow-Origin is %2.</source>
        <translation>%1 のページはこれを読めません。Access-Control-Allow-Origin は %2 です。</translation>
    </message>
    <message>
        <source>Have the server send exactly one value, the origin that asks: Access-Control-Allow-Origin: %1, with Vary: Origin.</source>
        <translation>サーバーに、要求元のオリジンをただ 1 つの値として送らせてください: Access-Control-Allow-Origin: %1 (Vary: Origin とともに)。</translation>
    </message>
    <message>
        <source>A page of %1 cannot read this with the credentials that were sent: %2.</source>
        <translation>%1 のページは、送られた認証情報つきではこれを読めません: %2</translation>
    </message>
    <message>
        <source>Have the server send Access-Control-Allow-Origin: %1 (not *) and Access-Control-Allow-Credentials: true.</source>
        <translation>サーバーに Access-Control-Allow-Origin: %1 (* ではなく) と Access-Control-Allow-Credentials: true を送らせてください。</translation>
    </message>
    <message>
        <source>A page of %1 can read this, but not with withCredentials: %2.</source>
        <translation>%1 のページはこれを読めますが、withCredentials では読めません: %2</translation>
    </message>
    <message>
        <source>Where cookies are needed, have the server send Access-Control-Allow-Origin: %1 (not *) and Access-Control-Allow-Credentials: true.</source>
        <translation>クッキーが必要なら、サーバーに Access-Control-Allow-Origin: %1 (* ではなく) と Access-Control-Allow-Credentials: true を送らせてください。</translation>
    </message>
    <message>
        <source>Six streams per browser at most</source>
        <translation>ブラウザーからは 6 本までです</translation>
    </message>
    <message>
        <source>The server offers no HTTP/2 (ALPN): a browser opens at most six connections to this host over all its tabs, and each stream takes one.</source>
        <translation>サーバーは HTTP/2 を提供していません (ALPN)。ブラウザーがこのホストに開く接続はすべてのタブで 6 本までで、ストリームごとに 1 本使います。</translation>
    </message>
    <message>
        <source>Put HTTP/2 in front of it (nginx: listen 443 ssl http2), or share one stream between tabs (BroadcastChannel, SharedWorker).</source>
        <translation>前段に HTTP/2 を置く (nginx: listen 443 ssl http2) か、1 本のストリームをタブで共有してください (BroadcastChannel、SharedWorker)。</translation>
    </message>
    <message>
        <source>Without TLS no browser uses HTTP/2: it opens at most six connections to this host over all its tabs, and each stream takes one.</source>
        <translation>TLS がないと、ブラウザーは HTTP/2 を使いません。このホストに開く接続はすべてのタブで 6 本までで、ストリームごとに 1 本使います。</translation>
    </message>
    <message>
        <source>Put TLS and HTTP/2 in front of it, or share one stream between tabs (BroadcastChannel, SharedWorker).</source>
        <translation>前段に TLS と HTTP/2 を置くか、1 本のストリームをタブで共有してください (BroadcastChannel、SharedWorker)。</translation>
    </message>
    <message>
        <source>Nothing came</source>
        <translation>何も届いていません</translation>
    </message>
    <message>
        <source>Nothing came for %1 since the head: no event, no comment.</source>
        <translation>ヘッダーから %1 のあいだ、イベントもコメントも届いていません。</translation>
    </message>
    <message>
        <source>A quiet stream is not broken. A comment at the start and each 15 s shows that it lives.</source>
        <translation>静かなストリームは壊れているわけではありません。始めと 15 秒ごとにコメントを送れば、生きていることが分かります。</translation>
    </message>
    <message>
        <source>No blank line ends an event</source>
        <translation>イベントを終える空行がありません</translation>
    </message>
    <message>
        <source>Lines came (%1), but no blank line that ends an event: nobody receives anything.</source>
        <translation>行は届きました (%1 行) が、イベントを終える空行がありません。誰も何も受け取れません。</translation>
    </message>
    <message>
        <source>Send two line ends behind the last line of each event (data: …\n\n). A line with a space is not blank.</source>
        <translation>各イベントの最後の行の後に改行を 2 つ送ってください (data: …\n\n)。空白のある行は空行ではありません。</translation>
    </message>
    <message>
        <source>Lines that no reader understands</source>
        <translation>読み手が理解できない行があります</translation>
    </message>
    <message>
        <source>Lines with names that are nearly those of the standard (%1, the first: &quot;%2&quot;): every reader drops them.</source>
        <translation>標準の名前に似た名前の行があります (%1 行、最初は &quot;%2&quot;)。どの読み手も無視します。</translation>
    </message>
    <message>
        <source>Write data:, event:, id: and retry: in lower case, without a space before the colon. An error is an event of a type: event: error.</source>
        <translation>data:、event:、id:、retry: を小文字で、コロンの前に空白を置かずに書いてください。エラーはイベントの種類です: event: error</translation>
    </message>
    <message>
        <source>Lines of JSON without data: before them (%1, the first: &quot;%2&quot;): every reader drops them.</source>
        <translation>data: のない JSON の行があります (%1 行、最初は &quot;%2&quot;)。どの読み手も無視します。</translation>
    </message>
    <message>
        <source>Write data: before each line of the JSON, or send it on one line.</source>
        <translation>JSON の各行の前に data: を書くか、1 行で送ってください。</translation>
    </message>
    <message>
        <source>Lines on which data: stands twice (%1, the first: &quot;%2&quot;): the second is read as part of the data.</source>
        <translation>data: が二重に書かれています (%1 行、最初は &quot;%2&quot;)。2 つ目はデータの一部として読まれます。</translation>
    </message>
    <message>
        <source>Two layers write the field, as a framework that makes events and a handler that writes lines: take one of them away.</source>
        <translation>イベントを作るフレームワークと行を書くハンドラーのように、2 つの層がこの項目を書いています。一方を取り除いてください。</translation>
    </message>
    <message>
        <source>A character that nobody sees, as a byte order mark, stands before the name of lines (%1, the first: &quot;%2&quot;): every reader drops them.</source>
        <translation>バイトオーダーマークのような見えない文字が項目名の前にある行があります (%1 行、最初は &quot;%2&quot;)。どの読み手も捨てます。</translation>
    </message>
    <message>
        <source>Encode each text without a byte order mark (in .NET new UTF8Encoding(false)): only the very first bytes of a stream may be one.</source>
        <translation>バイトオーダーマークなしでエンコードしてください (.NET では new UTF8Encoding(false))。置いてよいのはストリームの先頭だけです。</translation>
    </message>
    <message>
        <source>Events without data:, but with lines that the standard does not know (%1, the first: &quot;%2&quot;): every reader drops them whole.</source>
        <translation>data: がなく、標準にない行だけのイベントがあります (%1 個、最初は &quot;%2&quot;)。どの読み手もイベントごと捨てます。</translation>
    </message>
    <message>
        <source>Put into data: what listeners are to get. If it is only a sign of life, send a comment (&quot;: keep-alive&quot;).</source>
        <translation>受け手に届けたいものは data: に入れてください。生存の合図だけならコメント (&quot;: keep-alive&quot;) を送ってください。</translation>
    </message>
    <message>
        <source>Lines with names that the standard does not know (%1, the first: &quot;%2&quot;). Readers drop them.</source>
        <translation>標準にない名前の行があります (%1 行、最初は &quot;%2&quot;)。読み手は無視します。</translation>
    </message>
    <message>
        <source>Nothing needs to be done, unless they are meant to be read: put them into data:.</source>
        <translation>読ませたいのでなければ、することはありません。読ませたいなら data: に入れてください。</translation>
    </message>
    <message>
        <source>Events are held back</source>
        <translation>イベントが溜められています</translation>
    </message>
    <message>
        <source>A proxy, or the server&apos;s own output buffer, holds events back: they come in pieces of %1 bytes that are cut within a line, with silences of %2 to %3 between them. %4</source>
        <translation>プロキシまたはサーバー自身の出力バッファーがイベントを溜めています。%1 バイトごとに行の途中で切れて届き、その間に %2 から %3 の沈黙があります。%4</translation>
    </message>
    <message>
        <source>Flush after each event in the server, and turn buffering off for this path at whatever stands before it; X-Accel-Buffering: no in the answer says so to some.</source>
        <translation>サーバーでイベントごとに flush し、前段のものではこのパスのバッファリングを切ってください。応答の X-Accel-Buffering: no で伝わるものもあります。</translation>
    </message>
    <message>
        <source>The compression (%1) holds events back: %2 passed within a line. %3</source>
        <translation>圧縮 (%1) がイベントを溜めています。行の途中で %2 のあいだ何も届きませんでした。%3</translation>
    </message>
    <message>
        <source>Flush the compressor after each event (in Node res.flush()), or leave text/event-stream out of compression.</source>
        <translation>イベントごとに圧縮器を flush する (Node では res.flush()) か、text/event-stream を圧縮の対象から外してください。</translation>
    </message>
    <message>
        <source>A proxy, or the server&apos;s own output buffer, holds events back: of two requests for this stream, one heard the same %1 events %2 later than the other. %3</source>
        <translation>プロキシまたはサーバー自身の出力バッファーがイベントを溜めています。このストリームへの 2 つの要求のうち、一方は同じ %1 件のイベントを %2 遅れて受け取りました。%3</translation>
    </message>
    <message>
        <source>A proxy, or the server&apos;s own output buffer, holds events back when compression is asked for, as browsers do: with %1 the first of it came %2 later. %3</source>
        <translation>プロキシまたはサーバー自身の出力バッファーは、ブラウザーのように圧縮を求められるとイベントを溜めます。%1 では最初の部分が %2 遅れて届きました。%3</translation>
    </message>
    <message>
        <source>What stands between holds events back: the same %1 events came %2 later (at most %3) than by the direct way, %4 of them together with others. %5</source>
        <translation>途中にあるものがイベントを溜めています。同じ %1 件のイベントが直接の経路より %2 (最大 %3) 遅れて届き、うち %4 件はほかのイベントとまとまっていました。%5</translation>
    </message>
    <message>
        <source>Turn buffering and compression off for this path at the proxy; X-Accel-Buffering: no in the answer of the server says so to some.</source>
        <translation>プロキシでこのパスのバッファリングと圧縮を切ってください。サーバーの応答の X-Accel-Buffering: no で伝わるものもあります。</translation>
    </message>
    <message>
        <source>Events come in groups</source>
        <translation>イベントがまとまって届きます</translation>
    </message>
    <message>
        <source>Events come in groups: %1 of them, with %2 events in the middle one, and a silence of %3 between them.</source>
        <translation>イベントがまとまって届きます。%1 組で、1 組はおよそ %2 件、その間の沈黙は %3 です。</translation>
    </message>
    <message>
        <source>Well, if the publisher means batches. Else the server polls its database, or something holds events back that could not be proved: compare with the direct way (--against).</source>
        <translation>配信側がまとめて送るつもりなら問題ありません。そうでなければ、サーバーがデータベースを定期的に調べているか、証明できない何かがイベントを溜めています。直接の経路と比べてください (--against)。</translation>
    </message>
    <message>
        <source>Events wait for each other: %1 groups came, each with events that arose at least %2 apart, as the times in their data say.</source>
        <translation>イベントが互いを待っています。%1 組が届き、データの時刻によれば、各組のイベントは少なくとも %2 の間隔で生じたものです。</translation>
    </message>
    <message>
        <source>The server polls its database (have it be notified instead: LISTEN/NOTIFY, Redis), or something holds events back that could not be proved: compare with the direct way (--against).</source>
        <translation>サーバーがデータベースを定期的に調べている (代わりに通知を使ってください: LISTEN/NOTIFY、Redis) か、証明できない何かがイベントを溜めています。直接の経路と比べてください (--against)。</translation>
    </message>
    <message>
        <source>The answer came all at once</source>
        <translation>回答が一度に届きました</translation>
    </message>
    <message>
        <source>All %1 text deltas of this answer came within %2, after a wait of %3: something held them back until it was whole, or it came from a cache.</source>
        <translation>この回答のテキスト差分 %1 個は、%3 の待ち時間の後、%2 のうちにすべて届きました。完成するまで何かが溜めていたか、キャッシュから届いたものです。</translation>
    </message>
    <message>
        <source>Turn buffering and compression off for this path at whatever stands before the model; in your own server pass each chunk on as it comes, and do not wait for the whole answer.</source>
        <translation>モデルの前段でこのパスのバッファリングと圧縮を切ってください。自分のサーバーでは、回答全体を待たずに届いた分をすぐ渡してください。</translation>
    </message>
    <message>
        <source>The answer was cut off</source>
        <translation>応答が途中で切れました</translation>
    </message>
    <message>
        <source>The answer was cut off after %1: what came is not all of it.</source>
        <translation>応答は %1で途中で切れました。届いたものは全体ではありません。</translation>
    </message>
    <message>
        <source>Ask again, and do not take what came for complete. Look for limits of time on the way: of the server&apos;s worker, of a proxy, of a function.</source>
        <translation>もう一度要求し、届いたものを完全なものとして扱わないでください。途中の時間制限 (サーバーのワーカー、プロキシ、ファンクション) を調べてください。</translation>
    </message>
    <message>
        <source>The connection was cut off after %1, without the end that HTTP has for it.</source>
        <translation>接続は %1で、HTTP の終わり方に従わずに切れました。</translation>
    </message>
    <message>
        <source>An EventSource comes back by itself. If it happens again and again, look for a crash of the server or a limit of time on the way.</source>
        <translation>EventSource は自動的に再接続します。繰り返すなら、サーバーの異常終了や途中の時間制限を調べてください。</translation>
    </message>
    <message>
        <source>The compressed body broke off after %1: what came is not all of it.</source>
        <translation>圧縮された本文が %1で壊れました。届いたものは全体ではありません。</translation>
    </message>
    <message>
        <source>Ask again without compression (Accept-Encoding: identity). If it is whole then, the compressor is not ended properly.</source>
        <translation>圧縮なし (Accept-Encoding: identity) でもう一度要求してください。それで全体が届くなら、圧縮器が正しく終えられていません。</translation>
    </message>
    <message>
        <source>The compressed body broke off after %1.</source>
        <translation>圧縮された本文が %1で壊れました。</translation>
    </message>
    <message>
        <source>The end came within an event</source>
        <translation>イベントの途中で終わりました</translation>
    </message>
    <message>
        <source>The stream ended within an event: what came of it (%1) is dropped, as the standard says.</source>
        <translation>ストリームはイベントの途中で終わりました。届いた分 (%1) は標準に従って捨てられます。</translation>
    </message>
    <message>
        <source>Send the blank line behind the last event, too, and flush before the stream is closed.</source>
        <translation>最後のイベントの後にも空行を送り、ストリームを閉じる前に flush してください。</translation>
    </message>
    <message>
        <source>The answer has no end</source>
        <translation>回答に終わりの印がありません</translation>
    </message>
    <message>
        <source>This answer (%1) is cut, however complete it looks: the stream ended before the message did. %2</source>
        <translation>この回答 (%1) は、完全に見えても途中で切れています。メッセージが終わる前にストリームが終わりました。%2</translation>
    </message>
    <message>
        <source>Ask again, and do not take what came for complete. Check that no limit of time of a proxy or function ends the stream.</source>
        <translation>もう一度要求し、届いたものを完全なものとして扱わないでください。プロキシやファンクションの時間制限がストリームを終わらせていないか確かめてください。</translation>
    </message>
    <message>
        <source>The message (%1) says that it is finished, but the last mark of the stream, as [DONE], did not come.</source>
        <translation>メッセージ (%1) は完了を示していますが、[DONE] のようなストリームの最後の印が届いていません。</translation>
    </message>
    <message>
        <source>The answer is whole. A client that waits for the mark hangs or complains: have the server send it.</source>
        <translation>回答は完全です。印を待つクライアントは止まるか苦情を言うので、サーバーに送らせてください。</translation>
    </message>
    <message>
        <source>An error came within the stream</source>
        <translation>ストリームの中でエラーが届きました</translation>
    </message>
    <message>
        <source>The answer began well and then said that it failed: %1</source>
        <translation>応答は正常に始まりましたが、途中で失敗を伝えました: %1</translation>
    </message>
    <message>
        <source>The status 200 had gone out before the failure: clients must look for errors in the stream. Ask again, later if the words speak of load or limits.</source>
        <translation>失敗の前にステータス 200 が送られていました。クライアントはストリーム内のエラーを調べる必要があります。もう一度要求してください。負荷や上限が理由なら、後でお願いします。</translation>
    </message>
    <message>
        <source>The answer was stopped early</source>
        <translation>回答は早めに止められました</translation>
    </message>
    <message>
        <source>The answer was stopped early: %1.</source>
        <translation>回答は早めに止められました: %1</translation>
    </message>
    <message>
        <source>At a length, ask for more tokens or have it go on. At a filter or a refusal, ask otherwise.</source>
        <translation>長さが理由なら、トークンの上限を上げるか続きを求めてください。フィルターや拒否なら、尋ね方を変えてください。</translation>
    </message>
    <message>
        <source>What is done differs from its deltas</source>
        <translation>完了の内容が差分と異なります</translation>
    </message>
    <message>
        <source>Event %1 says what a part is as a whole, and it is not what its deltas made (%2, not %3).</source>
        <translation>イベント %1 が示した全体は、差分から組み立てたもの (%3) と異なります (%2)。</translation>
    </message>
    <message>
        <source>Events were lost or changed on the way, or the server sends other deltas than it means. Believe the whole, not the deltas.</source>
        <translation>途中でイベントが失われたか変わったか、サーバーが意図と違う差分を送っています。差分ではなく全体を信じてください。</translation>
    </message>
    <message>
        <source>The stream ends at once, again and again</source>
        <translation>ストリームがすぐに終わることを繰り返します</translation>
    </message>
    <message>
        <source>The stream ended by itself %1 after it opened, and so it did before: this is polling.</source>
        <translation>ストリームは開いてから %1 でひとりでに終わり、前回も同じでした。これはポーリングです。</translation>
    </message>
    <message>
        <source>Keep the connection open and send events on it as they come. Where the stream is over, answer 204 to the next request.</source>
        <translation>接続を開いたままにして、イベントができ次第送ってください。ストリームが終わりなら、次の要求に 204 を返してください。</translation>
    </message>
    <message>
        <source>Something cuts silent connections</source>
        <translation>静かな接続が切られます</translation>
    </message>
    <message>
        <source>The connection ended twice after a silence of %1: something on the way cuts what is idle.</source>
        <translation>接続は 2 度、%1 の沈黙の後に終わりました。途中の何かが動きのない接続を切っています。</translation>
    </message>
    <message>
        <source>Send a comment (&quot;: keep-alive&quot;) more often than that, each 15 s for most, or raise the limit.</source>
        <translation>それより短い間隔で (多くは 15 秒ごとに) コメント (&quot;: keep-alive&quot;) を送るか、制限を上げてください。</translation>
    </message>
    <message>
        <source>Connections end at the same age</source>
        <translation>接続が同じ経過時間で終わります</translation>
    </message>
    <message>
        <source>The connection ended twice %1 after it opened: something ends connections of that age.</source>
        <translation>接続は 2 度、開いてから %1 で終わりました。何かがその経過時間の接続を終わらせています。</translation>
    </message>
    <message>
        <source>Raise the limit of the server&apos;s worker, the proxy or the function, or live with it: send ids, so that a client resumes.</source>
        <translation>サーバーのワーカー、プロキシ、ファンクションの制限を上げてください。上げられない場合は、クライアントが再開できるように id を送ってください。</translation>
    </message>
    <message>
        <source>Long silences without a heartbeat</source>
        <translation>ハートビートのない長い沈黙があります</translation>
    </message>
    <message>
        <source>The stream was silent for %1: neither an event nor a comment came.</source>
        <translation>ストリームは %1 のあいだ沈黙していました。イベントもコメントも届きませんでした。</translation>
    </message>
    <message>
        <source>Send a comment (&quot;: keep-alive&quot;) each 15 s, so that proxies do not cut the connection and both sides notice when it is gone.</source>
        <translation>15 秒ごとにコメント (&quot;: keep-alive&quot;) を送ってください。プロキシに切られず、接続が失われたことに双方が気づけます。</translation>
    </message>
    <message>
        <source>The stream was silent for %1, and most proxies cut connections that are silent for 60 s.</source>
        <translation>ストリームは %1 のあいだ沈黙していました。多くのプロキシは 60 秒沈黙した接続を切ります。</translation>
    </message>
    <message>
        <source>Send a comment (&quot;: keep-alive&quot;) each 15 s.</source>
        <translation>15 秒ごとにコメント (&quot;: keep-alive&quot;) を送ってください。</translation>
    </message>
    <message>
        <source>Heartbeats come as events</source>
        <translation>ハートビートがイベントとして届きます</translation>
    </message>
    <message>
        <source>Heartbeats come as events (%1, each %2, as &quot;%3&quot;): every listener has to throw them away.</source>
        <translation>ハートビートがイベントとして届きます (%1 件、%2 ごと、&quot;%3&quot; など)。どの受け手もこれを捨てなければなりません。</translation>
    </message>
    <message>
        <source>Send a comment instead (&quot;: keep-alive&quot;), which no listener sees.</source>
        <translation>代わりに、受け手に見えないコメント (&quot;: keep-alive&quot;) を送ってください。</translation>
    </message>
    <message>
        <source>Events have no ids</source>
        <translation>イベントに id がありません</translation>
    </message>
    <message>
        <source>No event has an id: who loses the connection cannot say where to go on.</source>
        <translation>どのイベントにも id がありません。接続が切れると、どこから続けるかを伝えられません。</translation>
    </message>
    <message>
        <source>Send id: with each event where none may be missed, and begin behind Last-Event-ID when asked for it.</source>
        <translation>欠けてはならないなら、各イベントに id: を付け、Last-Event-ID を受け取ったらその次から始めてください。</translation>
    </message>
    <message>
        <source>An id comes back</source>
        <translation>同じ id が再び現れました</translation>
    </message>
    <message>
        <source>Ids come back with other content (%1, the first: &quot;%2&quot; at event %3): who resumes behind one of them gets events twice or misses some.</source>
        <translation>同じ id が別の内容で再び現れます (%1、最初はイベント %3 の &quot;%2&quot;)。その後から再開すると、イベントが重複するか欠けます。</translation>
    </message>
    <message>
        <source>Give each event an id of its own, that no other has.</source>
        <translation>各イベントに、ほかと重ならない id を付けてください。</translation>
    </message>
    <message>
        <source>Last-Event-ID is ignored</source>
        <translation>Last-Event-ID が無視されています</translation>
    </message>
    <message>
        <source>Asked to go on behind the id %1, the stream began at or before it again: events come twice.</source>
        <translation>id %1 の後から続けるよう求めましたが、ストリームはそれ以前から始まりました。イベントが重複します。</translation>
    </message>
    <message>
        <source>Begin behind Last-Event-ID: the event with that id was received.</source>
        <translation>Last-Event-ID の次から始めてください。その id のイベントは受け取り済みです。</translation>
    </message>
    <message>
        <source>Asked to go on behind the id %1, the stream left out what came behind it and went on later: events are lost at each reconnection.</source>
        <translation>id %1 の後から続けるよう求めましたが、ストリームはその次のイベントを飛ばして後から続きました。再接続のたびにイベントが失われます。</translation>
    </message>
    <message>
        <source>Keep the latest events, and send those behind Last-Event-ID first.</source>
        <translation>最近のイベントを保存し、まず Last-Event-ID より後のものを送ってください。</translation>
    </message>
    <message>
        <source>Ids begin anew with each connection</source>
        <translation>接続ごとに id が始めから数え直されます</translation>
    </message>
    <message>
        <source>Ids begin anew with each connection (&quot;%1&quot; again, on another event): an id says nothing of where to go on.</source>
        <translation>接続ごとに id が数え直されます (別のイベントに再び &quot;%1&quot;)。id から再開の位置が分かりません。</translation>
    </message>
    <message>
        <source>Take ids that stay those of the event whoever reads it: a position in a log, the key of a row, a time.</source>
        <translation>誰が読んでも変わらない id を使ってください。ログの位置、行のキー、時刻などです。</translation>
    </message>
    <message>
        <source>retry: asks for harm</source>
        <translation>retry: の値が有害です</translation>
    </message>
    <message>
        <source>retry: %1 has all clients come back after that many ms: when the server is away they all hammer it.</source>
        <translation>retry: %1 により、すべてのクライアントがそのミリ秒後に再接続します。サーバーが停止すると一斉に要求が集中します。</translation>
    </message>
    <message>
        <source>Send a second or more, best a little different to each client.</source>
        <translation>1 秒以上を、できればクライアントごとに少しずつ変えて送ってください。</translation>
    </message>
    <message>
        <source>retry: %1 keeps clients away for more than a day after a lost connection. The value is in milliseconds.</source>
        <translation>retry: %1 により、接続が切れたクライアントは 1 日以上再接続しません。値はミリ秒です。</translation>
    </message>
    <message>
        <source>Send some seconds, as retry: 3000; to end a stream for good answer 204.</source>
        <translation>retry: 3000 のように数秒を送ってください。ストリームを完全に終えるには 204 を返します。</translation>
    </message>
    <message>
        <source>Bytes that are not UTF-8</source>
        <translation>UTF-8 でないバイトがあります</translation>
    </message>
    <message>
        <source>Bytes that are not UTF-8 came (places: %1, the first at byte %2): they are shown as U+FFFD.</source>
        <translation>UTF-8 でないバイトが届きました (%1 か所、最初は %2 バイト目)。U+FFFD として表示されます。</translation>
    </message>
    <message>
        <source>Encode as UTF-8, and do not cut text within a character before it is encoded.</source>
        <translation>UTF-8 で符号化し、符号化の前に文字の途中で切らないでください。</translation>
    </message>
    <message>
        <source>An id that is ignored</source>
        <translation>無視される id があります</translation>
    </message>
    <message>
        <source>Ids with a NUL byte came (%1): the standard ignores them.</source>
        <translation>NUL バイトを含む id が届きました (%1 件)。標準では無視されます。</translation>
    </message>
    <message>
        <source>Leave the NUL out: it mostly comes from a buffer of fixed size.</source>
        <translation>NUL を取り除いてください。多くは固定長のバッファーから来ます。</translation>
    </message>
    <message>
        <source>Some events are JSON, some are not</source>
        <translation>JSON のイベントとそうでないものが混ざっています</translation>
    </message>
    <message>
        <source>Some events are JSON (%1) and some are not (%2, the first: event %3).</source>
        <translation>JSON のイベント (%1 件) とそうでないもの (%2 件、最初はイベント %3) があります。</translation>
    </message>
    <message>
        <source>Tell them apart by their type (event:), so that no listener parses what is no JSON.</source>
        <translation>種類 (event:) で区別し、JSON でないものを解析させないでください。</translation>
    </message>
    <message>
        <source>A very large event</source>
        <translation>非常に大きなイベントがあります</translation>
    </message>
    <message>
        <source>Events of more than 1 MiB came (%1, the largest with %2 bytes, event %3).</source>
        <translation>1 MiB を超えるイベントが届きました (%1 件、最大 %2 バイト、イベント %3)。</translation>
    </message>
    <message>
        <source>Send what is large by a request of its own, and only its address in the event.</source>
        <translation>大きなものは別の要求で渡し、イベントにはその場所だけを入れてください。</translation>
    </message>
    <message>
        <source>Clients read too slowly</source>
        <translation>読み取りの遅いクライアントがあります</translation>
    </message>
    <message>
        <source>Clients that were closed within %2 for reading too slowly or taking nothing: %1 (%3).</source>
        <translation>%2 のあいだに、読み取りが遅いか何も受け取らないため閉じられたクライアント: %1 件 (%3)</translation>
    </message>
    <message>
        <source>They come back and resume by themselves. Look at their network, whether they do much in each event, or raise the bounds of what may wait for a client.</source>
        <translation>自動的に再接続して続きから受け取ります。ネットワークと、イベントごとの処理の重さを見るか、クライアントごとの待ち行列の上限を上げてください。</translation>
    </message>
    <message>
        <source>Clients were told that they missed events</source>
        <translation>欠けたイベントがあると伝えられたクライアントがあります</translation>
    </message>
    <message>
        <source>once</source>
        <translation>1 回</translation>
    </message>
    <message>
        <source>%1 times</source>
        <translation>%1 回</translation>
    </message>
    <message>
        <source>1 byte</source>
        <translation>1 バイト</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 バイト</translation>
    </message>
    <message>
        <source>Within %2 a client was told %1 that events are missing (gap).</source>
        <translation>%2 のあいだに %1、クライアントにイベントの欠落 (gap) が伝えられました。</translation>
    </message>
    <message>
        <source>Keep more history (max_events, max_bytes, max_age) so that it reaches further back than clients stay away.</source>
        <translation>クライアントが離れている時間より長く遡れるよう、履歴を増やしてください (max_events、max_bytes、max_age)。</translation>
    </message>
    <message>
        <source>A seventh tab would hang</source>
        <translation>7 つ目のタブは開けません</translation>
    </message>
    <message>
        <source>A browser at %1 has %2 streams open for pages of %3: over HTTP/1.1 its seventh hangs, and so does every other request of theirs.</source>
        <translation>%1 のブラウザーが %3 のページのために %2 本のストリームを開いています。HTTP/1.1 では 7 本目もほかの要求も止まります。</translation>
    </message>
    <message>
        <source>Put HTTP/2 in front of the hub (docs/nginx.md), or share one stream between tabs (BroadcastChannel, SharedWorker).</source>
        <translation>ハブの前段に HTTP/2 を置く (docs/nginx.md) か、1 本のストリームをタブで共有してください (BroadcastChannel、SharedWorker)。</translation>
    </message>
    <message>
        <source>History is too short</source>
        <translation>履歴が短すぎます</translation>
    </message>
    <message>
        <source>Within %2 a client came back %1 for events that had been trimmed less than a minute before.</source>
        <translation>%2 のあいだに %1、直前 (1 分以内) に削られたイベントを求めてクライアントが戻ってきました。</translation>
    </message>
    <message>
        <source>Keep more history: raise max_events, max_bytes or max_age.</source>
        <translation>履歴を増やしてください: max_events、max_bytes、max_age を上げます。</translation>
    </message>
    <message>
        <source>Redis is away</source>
        <translation>Redis に接続できません</translation>
    </message>
    <message>
        <source>Redis has been away for %1: events reach this hub&apos;s own clients alone, or wait. %2</source>
        <translation>Redis に %1 のあいだ接続できません。イベントはこのハブのクライアントにしか届かないか、待たされています。%2</translation>
    </message>
    <message>
        <source>Start Redis, or check its address, password and network. The hub comes back to it by itself.</source>
        <translation>Redis を起動するか、アドレス、パスワード、ネットワークを確かめてください。ハブは自動的に再接続します。</translation>
    </message>
    <message>
        <source>The hubs&apos; log is away</source>
        <translation>ハブのログに接続できません</translation>
    </message>
    <message>
        <source>The log of the group of hubs has been away for %1: publishing is refused, and streams stay open. %2</source>
        <translation>ハブのグループのログに %1 のあいだ接続できません。配信は拒否され、ストリームは開いたままです。%2</translation>
    </message>
    <message>
        <source>Start Redis, or check its address, password and network. The hub goes on where it was by itself.</source>
        <translation>Redis を起動するか、アドレス、パスワード、ネットワークを確かめてください。ハブは自動的に続きから再開します。</translation>
    </message>
    <message>
        <source>The hub is behind the others</source>
        <translation>このハブはほかのハブより遅れています</translation>
    </message>
    <message>
        <source>This hub reads the group&apos;s log %1 late: its clients get events that much later than those of the other hubs.</source>
        <translation>このハブはグループのログを %1 遅れて読んでいます。クライアントにはほかのハブよりそのぶん遅くイベントが届きます。</translation>
    </message>
    <message>
        <source>Look for what keeps this machine or its network to Redis busy, or give it fewer clients.</source>
        <translation>このマシンや Redis へのネットワークを忙しくしているものを探すか、クライアントを減らしてください。</translation>
    </message>
    <message>
        <source>The hubs&apos; log is at risk</source>
        <translation>ハブのログが失われるおそれがあります</translation>
    </message>
    <message>
        <source>The log of the group of hubs works, but is at risk. %1</source>
        <translation>ハブのグループのログは動いていますが、失われるおそれがあります。%1</translation>
    </message>
    <message>
        <source>Change that in the configuration of Redis; history is lost for all hubs when the log is.</source>
        <translation>Redis の設定を変えてください。ログが失われると、すべてのハブの履歴が失われます。</translation>
    </message>
    <message>
        <source>The store failed</source>
        <translation>履歴の保存に失敗しました</translation>
    </message>
    <message>
        <source>The history&apos;s file was damaged</source>
        <translation>履歴のファイルが壊れていました</translation>
    </message>
    <message>
        <source>History is not kept where it should be</source>
        <translation>履歴が指定の場所に保存されていません</translation>
    </message>
    <message>
        <source>The disk is slow</source>
        <translation>ディスクが遅い状態です</translation>
    </message>
    <message>
        <source>History cannot be written at the moment, so publishing is refused. %1</source>
        <translation>いま履歴を書き込めないため、配信は拒否されます。%1</translation>
    </message>
    <message>
        <source>Look at the permissions of the file and its folder, at what else writes to the file, and at the disk. The hub tries again each second.</source>
        <translation>ファイルとフォルダーの権限、ほかにこのファイルへ書き込むもの、ディスクを確かめてください。ハブは毎秒試し直します。</translation>
    </message>
    <message>
        <source>The disk has no room for history, so publishing is refused. %1</source>
        <translation>ディスクに履歴の空きがないため、配信は拒否されます。%1</translation>
    </message>
    <message>
        <source>Make room on the disk, or keep less history (max_bytes). The hub goes on by itself as soon as there is room.</source>
        <translation>ディスクを空けるか、保存する履歴を減らしてください (max_bytes)。空きができればハブは自動で再開します。</translation>
    </message>
    <message>
        <source>History is not where it was, so publishing is refused: %1</source>
        <translation>履歴が元の場所にないため、配信は拒否されます: %1</translation>
    </message>
    <message>
        <source>Put the file back where it was, or restart the hub to begin with what is there now.</source>
        <translation>ファイルを元の場所に戻すか、いまあるもので始めるためにハブを再起動してください。</translation>
    </message>
    <message>
        <source>Redis has no room for the group&apos;s log, so publishing is refused. %1</source>
        <translation>Redis にグループのログを入れる空きがないため、配信は拒否されます。%1</translation>
    </message>
    <message>
        <source>Give Redis more memory (maxmemory), or keep less history (max_bytes). The hub goes on by itself as soon as there is room.</source>
        <translation>Redis のメモリを増やす (maxmemory) か、履歴を減らしてください (max_bytes)。空きができしだい、ハブは自動的に再開します。</translation>
    </message>
    <message>
        <source>The group&apos;s log cannot be used, so publishing is refused: %1</source>
        <translation>グループのログを使えないため、配信は拒否されます: %1</translation>
    </message>
    <message>
        <source>Change what it says, in Redis or in this hub&apos;s configuration ([redis]).</source>
        <translation>示された点を、Redis またはこのハブの設定 ([redis]) で直してください。</translation>
    </message>
    <message>
        <source>The file of history was damaged, and some of it may be lost. %1</source>
        <translation>履歴のファイルが壊れていて、一部が失われた可能性があります。%1</translation>
    </message>
    <message>
        <source>Look after the disk and the machine&apos;s memory, and bring a backup if what is lost is needed (docs/durability.md). Subscribers were told of a gap.</source>
        <translation>ディスクと機器のメモリーを調べ、失われたものが必要ならバックアップを戻してください (docs/durability.md)。購読者には欠落が知らされています。</translation>
    </message>
    <message>
        <source>History is kept in memory, and ends with this hub. %1</source>
        <translation>履歴はメモリーにあり、このハブとともに消えます。%1</translation>
    </message>
    <message>
        <source>If another hub has the file, end it, then restart this one; or give this one another file (--store sqlite:FILE), or none (--store memory).</source>
        <translation>ほかのハブがファイルを使っている場合は、そのハブを終了してからこのハブを再起動してください。または、このハブに別のファイル (--store sqlite:FILE) を指定するか、ファイルなし (--store memory) にしてください。</translation>
    </message>
    <message>
        <source>%1 of %2 writes of history within %3 took longer than a quarter of a second: publishers waited as long.</source>
        <translation>%3 の間の履歴の書き込み %2 回のうち %1 回が 4 分の 1 秒を超えました。配信する側もその間待ちました。</translation>
    </message>
    <message>
        <source>Look for what else keeps the disk busy, or keep the file on a faster one.</source>
        <translation>ディスクをほかに使っているものを探すか、ファイルをより速いディスクに置いてください。</translation>
    </message>
    <message>
        <source>Everybody may publish</source>
        <translation>誰でも配信できます</translation>
    </message>
    <message>
        <source>The hub can be reached by others (%1), and no access rule says who may publish and read.</source>
        <translation>ハブはほかから接続でき (%1)、誰が配信し読めるかの規則がありません。</translation>
    </message>
    <message>
        <source>Listen on 127.0.0.1, or write access rules (docs/access.md).</source>
        <translation>127.0.0.1 で待ち受けるか、アクセス規則を書いてください (docs/access.md)。</translation>
    </message>
    <message>
        <source>A token ends soon</source>
        <translation>まもなく期限の切れるトークンがあります</translation>
    </message>
    <message>
        <source>The token %1 ends in %2: its streams end then.</source>
        <translation>トークン %1 は %2 で期限が切れ、そのストリームも終わります。</translation>
    </message>
    <message>
        <source>Make another one (helio token), give it to whoever uses this one, and revoke this one then.</source>
        <translation>新しいトークンを作り (helio token)、使っている人に渡してから、このトークンを取り消してください。</translation>
    </message>
    <message>
        <source>The token %1 has ended: who uses it is refused.</source>
        <translation>トークン %1 は期限切れです。使う人は拒否されます。</translation>
    </message>
    <message>
        <source>Make another one (helio token) if it is still needed, else take it out of the rules.</source>
        <translation>まだ必要なら新しいトークンを作り (helio token)、不要なら規則から外してください。</translation>
    </message>
    <message>
        <source>Many requests are refused</source>
        <translation>多くの要求が拒否されています</translation>
    </message>
    <message>
        <source>%1 requests were refused within %2 for one reason: %3.</source>
        <translation>%2 のあいだに %1 件の要求が同じ理由で拒否されました: %3</translation>
    </message>
    <message>
        <source>Somebody tries again and again with what does not work: mend the client, or the rule that refuses it.</source>
        <translation>誰かがうまくいかない要求を繰り返しています。クライアントか、拒否する規則を直してください。</translation>
    </message>
    <message>
        <source>The hub was held up</source>
        <translation>ハブの動作が滞りました</translation>
    </message>
    <message>
        <source>The hub was held up %1 within %2, for %3 at most: nobody got events meanwhile. %4</source>
        <translation>ハブは %2 のあいだに %1、最長 %3 滞り、その間は誰にもイベントが届きませんでした。%4</translation>
    </message>
    <message>
        <source>Look for what needs the processor on this machine, and for very large requests. If it is the hub itself, please report it.</source>
        <translation>このコンピューターの負荷と、非常に大きな要求を調べてください。ハブ自身が原因なら、報告をお願いします。</translation>
    </message>
    <message>
        <source>Cloudflare: send Content-Type: text/event-stream and Cache-Control: no-cache, no-transform, and turn Response Buffering off for this path.</source>
        <translation>Cloudflare: Content-Type: text/event-stream と Cache-Control: no-cache, no-transform を送り、このパスの Response Buffering を切ってください。</translation>
    </message>
    <message>
        <source>Cloudflare: it cuts after 100 s without a byte; send a comment more often.</source>
        <translation>Cloudflare: 100 秒のあいだ何も送られないと切れます。それより短い間隔でコメントを送ってください。</translation>
    </message>
    <message>
        <source>Cloudflare: a cache rule &quot;Bypass cache&quot; for this path.</source>
        <translation>Cloudflare: このパスにキャッシュルール「Bypass cache」を設定してください。</translation>
    </message>
    <message>
        <source>CloudFront: turn &quot;Compress objects automatically&quot; off for this path.</source>
        <translation>CloudFront: このパスで「オブジェクトを自動的に圧縮する」を切ってください。</translation>
    </message>
    <message>
        <source>CloudFront: raise the origin response timeout, or send a comment more often.</source>
        <translation>CloudFront: オリジンの応答タイムアウトを上げるか、もっと短い間隔でコメントを送ってください。</translation>
    </message>
    <message>
        <source>CloudFront: the policy CachingDisabled for this path.</source>
        <translation>CloudFront: このパスにポリシー CachingDisabled を使ってください。</translation>
    </message>
    <message>
        <source>API Gateway: it hands on whole answers; use response streaming, or a load balancer in its place.</source>
        <translation>API Gateway: 応答全体を溜めてから渡します。レスポンスストリーミングか、代わりにロードバランサーを使ってください。</translation>
    </message>
    <message>
        <source>API Gateway: it ends requests after 29 s.</source>
        <translation>API Gateway: 要求は 29 秒で終わります。</translation>
    </message>
    <message>
        <source>AWS load balancer: raise idle_timeout.timeout_seconds (60 s by default).</source>
        <translation>AWS ロードバランサー: idle_timeout.timeout_seconds (既定は 60 秒) を上げてください。</translation>
    </message>
    <message>
        <source>Fastly: return(pass) for this path in vcl_recv, and beresp.do_stream = true.</source>
        <translation>Fastly: vcl_recv でこのパスを return(pass) とし、beresp.do_stream = true としてください。</translation>
    </message>
    <message>
        <source>Fastly: raise between_bytes_timeout of the backend.</source>
        <translation>Fastly: バックエンドの between_bytes_timeout を上げてください。</translation>
    </message>
    <message>
        <source>Fastly: return(pass) for this path in vcl_recv.</source>
        <translation>Fastly: vcl_recv でこのパスを return(pass) としてください。</translation>
    </message>
    <message>
        <source>Varnish: return (pipe) for this path in vcl_recv, or set beresp.do_stream = true and beresp.do_gzip = false.</source>
        <translation>Varnish: vcl_recv でこのパスを return (pipe) とするか、beresp.do_stream = true と beresp.do_gzip = false にしてください。</translation>
    </message>
    <message>
        <source>Varnish: raise between_bytes_timeout, or pipe_timeout.</source>
        <translation>Varnish: between_bytes_timeout か pipe_timeout を上げてください。</translation>
    </message>
    <message>
        <source>Varnish: return (pass) for this path in vcl_recv.</source>
        <translation>Varnish: vcl_recv でこのパスを return (pass) としてください。</translation>
    </message>
    <message>
        <source>Vercel: return a ReadableStream from the function, and send no-transform in Cache-Control.</source>
        <translation>Vercel: 関数から ReadableStream を返し、Cache-Control に no-transform を入れてください。</translation>
    </message>
    <message>
        <source>Vercel: raise maxDuration of the function.</source>
        <translation>Vercel: 関数の maxDuration を上げてください。</translation>
    </message>
    <message>
        <source>Heroku: its router cuts after 55 s without a byte; send a comment more often.</source>
        <translation>Heroku: ルーターは 55 秒のあいだ何も送られないと切ります。それより短い間隔でコメントを送ってください。</translation>
    </message>
    <message>
        <source>Azure Front Door: turn compression and caching off for this route.</source>
        <translation>Azure Front Door: このルートの圧縮とキャッシュを切ってください。</translation>
    </message>
    <message>
        <source>Azure Front Door: raise the origin response timeout.</source>
        <translation>Azure Front Door: オリジンの応答タイムアウトを上げてください。</translation>
    </message>
    <message>
        <source>Azure Front Door: turn caching off for this route.</source>
        <translation>Azure Front Door: このルートのキャッシュを切ってください。</translation>
    </message>
    <message>
        <source>Google&apos;s front end: App Engine&apos;s standard environment hands on whole answers; Cloud Run streams.</source>
        <translation>Google のフロントエンド: App Engine スタンダード環境は応答全体を溜めてから渡します。Cloud Run はストリームを渡します。</translation>
    </message>
    <message>
        <source>Google&apos;s load balancer: raise the timeout of the backend service (30 s by default).</source>
        <translation>Google のロードバランサー: バックエンドサービスのタイムアウト (既定は 30 秒) を上げてください。</translation>
    </message>
    <message>
        <source>HAProxy: option http-no-delay, and no &quot;compression type text/event-stream&quot;.</source>
        <translation>HAProxy: option http-no-delay を指定し、compression type から text/event-stream を外してください。</translation>
    </message>
    <message>
        <source>HAProxy: raise timeout client and timeout server (and timeout tunnel).</source>
        <translation>HAProxy: timeout client と timeout server (および timeout tunnel) を上げてください。</translation>
    </message>
    <message>
        <source>HAProxy: no http-request cache-use for this path.</source>
        <translation>HAProxy: このパスで http-request cache-use を使わないでください。</translation>
    </message>
    <message>
        <source>Envoy: take the filters buffer and compressor off this route.</source>
        <translation>Envoy: このルートからフィルター buffer と compressor を外してください。</translation>
    </message>
    <message>
        <source>Envoy: raise stream_idle_timeout (5 min) and the route&apos;s timeout (15 s): 0s turns them off.</source>
        <translation>Envoy: stream_idle_timeout (5 分) とルートの timeout (15 秒) を上げてください。0s で無効になります。</translation>
    </message>
    <message>
        <source>Traefik: no middleware buffering on this router, and compress with excludedContentTypes: text/event-stream.</source>
        <translation>Traefik: このルーターでミドルウェア buffering を使わず、compress の excludedContentTypes に text/event-stream を入れてください。</translation>
    </message>
    <message>
        <source>Traefik: raise respondingTimeouts.writeTimeout and idleTimeout.</source>
        <translation>Traefik: respondingTimeouts の writeTimeout と idleTimeout を上げてください。</translation>
    </message>
    <message>
        <source>Caddy: flush_interval -1 in reverse_proxy, and no encode for text/event-stream.</source>
        <translation>Caddy: reverse_proxy に flush_interval -1 を書き、text/event-stream を encode の対象から外してください。</translation>
    </message>
    <message>
        <source>Caddy: raise read_timeout and write_timeout of the transport.</source>
        <translation>Caddy: transport の read_timeout と write_timeout を上げてください。</translation>
    </message>
    <message>
        <source>Squid: read_ahead_gap 1 KB, and no adaptation (ICAP) of this path.</source>
        <translation>Squid: read_ahead_gap を 1 KB とし、このパスを ICAP の対象から外してください。</translation>
    </message>
    <message>
        <source>Squid: raise read_timeout.</source>
        <translation>Squid: read_timeout を上げてください。</translation>
    </message>
    <message>
        <source>Squid: cache deny for this path.</source>
        <translation>Squid: このパスを cache deny としてください。</translation>
    </message>
    <message>
        <source>IIS: responseBufferLimit=&quot;0&quot; for the handler (and the proxy of ARR), and no dynamic compression of text/event-stream.</source>
        <translation>IIS: ハンドラー (と ARR のプロキシ) を responseBufferLimit=&quot;0&quot; とし、text/event-stream の動的圧縮を切ってください。</translation>
    </message>
    <message>
        <source>IIS: raise the proxy&apos;s time-out of ARR (120 s), and connectionTimeout.</source>
        <translation>IIS: ARR のプロキシのタイムアウト (120 秒) と connectionTimeout を上げてください。</translation>
    </message>
    <message>
        <source>IIS: no output caching for this path.</source>
        <translation>IIS: このパスの出力キャッシュを切ってください。</translation>
    </message>
    <message>
        <source>nginx: proxy_buffering off; and gzip off; in the location of this path, with proxy_http_version 1.1; (fastcgi_buffering, uwsgi_buffering elsewhere).</source>
        <translation>nginx: このパスの location に proxy_buffering off; と gzip off;、proxy_http_version 1.1; を書いてください (ほかでは fastcgi_buffering、uwsgi_buffering)。</translation>
    </message>
    <message>
        <source>nginx: raise proxy_read_timeout (60 s by default) in the location of this path.</source>
        <translation>nginx: このパスの location で proxy_read_timeout (既定は 60 秒) を上げてください。</translation>
    </message>
    <message>
        <source>nginx: proxy_cache off; in the location of this path.</source>
        <translation>nginx: このパスの location に proxy_cache off; を書いてください。</translation>
    </message>
    <message>
        <source>Apache: ProxyPass … flushpackets=on, and SetEnv no-gzip 1 for this path.</source>
        <translation>Apache: ProxyPass … flushpackets=on とし、このパスに SetEnv no-gzip 1 を書いてください。</translation>
    </message>
    <message>
        <source>Apache: raise ProxyTimeout and Timeout (60 s by default).</source>
        <translation>Apache: ProxyTimeout と Timeout (既定は 60 秒) を上げてください。</translation>
    </message>
    <message>
        <source>Apache: CacheDisable for this path.</source>
        <translation>Apache: このパスに CacheDisable を書いてください。</translation>
    </message>
    <message>
        <source>gunicorn: no middleware that compresses or joins the answer; yield each event.</source>
        <translation>gunicorn: 応答を圧縮したりまとめたりするミドルウェアを使わず、イベントごとに yield してください。</translation>
    </message>
    <message>
        <source>gunicorn: workers of kind gthread or gevent, and a longer --timeout.</source>
        <translation>gunicorn: ワーカーを gthread か gevent とし、--timeout を長くしてください。</translation>
    </message>
    <message>
        <source>uvicorn: take GZipMiddleware and BaseHTTPMiddleware off this path.</source>
        <translation>uvicorn: このパスから GZipMiddleware と BaseHTTPMiddleware を外してください。</translation>
    </message>
    <message>
        <source>Express: res.flush() after each event, or compression() with a filter that leaves text/event-stream out.</source>
        <translation>Express: イベントごとに res.flush() を呼ぶか、compression() の filter で text/event-stream を外してください。</translation>
    </message>
    <message>
        <source>Next.js: compress: false in next.config, and return the stream at once instead of awaiting it.</source>
        <translation>Next.js: next.config で compress: false とし、ストリームを await せずにすぐ返してください。</translation>
    </message>
    <message>
        <source>PHP: output_buffering = Off and zlib.output_compression = Off, and after each event ob_flush() and flush().</source>
        <translation>PHP: output_buffering = Off と zlib.output_compression = Off とし、イベントごとに ob_flush() と flush() を呼んでください。</translation>
    </message>
    <message>
        <source>PHP: set_time_limit(0), and a longer request_terminate_timeout of PHP-FPM.</source>
        <translation>PHP: set_time_limit(0) とし、PHP-FPM の request_terminate_timeout を長くしてください。</translation>
    </message>
    <message>
        <source>ASP.NET: DisableBuffering() and await Response.Body.FlushAsync() after each event, and text/event-stream left out of response compression.</source>
        <translation>ASP.NET: DisableBuffering() とイベントごとの await Response.Body.FlushAsync() を使い、text/event-stream を応答の圧縮から外してください。</translation>
    </message>
    <message>
        <source>Jetty and Tomcat: response.flushBuffer() after each event, and no compression of text/event-stream.</source>
        <translation>Jetty と Tomcat: イベントごとに response.flushBuffer() を呼び、text/event-stream を圧縮しないでください。</translation>
    </message>
    <message>
        <source>Jetty and Tomcat: AsyncContext.setTimeout(0).</source>
        <translation>Jetty と Tomcat: AsyncContext.setTimeout(0) としてください。</translation>
    </message>
    <message>
        <source>The head names %1.</source>
        <translation>ヘッダーには %1 とあります。</translation>
    </message>
    <message>
        <source>It asks for: %1</source>
        <translation>求めているもの: %1</translation>
    </message>
    <message>
        <source>It says: %1</source>
        <translation>応答の内容: %1</translation>
    </message>
    <message>
        <source>It takes: %1</source>
        <translation>受け付けるもの: %1</translation>
    </message>
    <message>
        <source>It has: %1</source>
        <translation>証明書の名前: %1</translation>
    </message>
    <message>
        <source>It was doing: %1</source>
        <translation>そのときの処理: %1</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>A hub of the group is silent</source>
        <translation>グループのハブから応答がありません</translation>
    </message>
    <message>
        <source>The hubs&apos; versions differ</source>
        <translation>ハブのバージョンがそろっていません</translation>
    </message>
    <message>
        <source>The hub %1 has been missing from the group for %2: it was stopped, stands still, or does not reach Redis. Clients that it had: %3.</source>
        <translation>ハブ %1 が %2 のあいだグループにいません。停止されたか、動きが止まっているか、Redis に届いていません。接続していたクライアント: %3</translation>
    </message>
    <message>
        <source>Look after it where it runs. What it published is in the group&apos;s log, and its clients go on without a gap at any other hub. A hub that was stopped for good is forgotten after ten minutes.</source>
        <translation>そのハブが動いている所で確かめてください。配信したものはグループのログにあり、クライアントはほかのどのハブでも抜けなく続けられます。完全に停止したハブは 10 分後に忘れられます。</translation>
    </message>
    <message>
        <source>The hubs of the group are of different versions: %1.</source>
        <translation>グループのハブのバージョンが異なります: %1</translation>
    </message>
    <message>
        <source>Bring them to one version, one after the other: clients go on at the others meanwhile.</source>
        <translation>一つずつ同じバージョンにそろえてください。そのあいだクライアントはほかのハブで続けられます。</translation>
    </message>
    <message>
        <source>Something is wrong with the bridge to Flask-SSE</source>
        <translation>Flask-SSE へのブリッジに問題があります</translation>
    </message>
    <message>
        <source>The bridge of this hub to Flask-SSE&apos;s channels %1 does not work: events between them and the hubs are held up or lost. %2</source>
        <translation>このハブの Flask-SSE のチャンネル %1 へのブリッジが動いていません。チャンネルとハブのあいだで、イベントが滞っているか失われています。%2</translation>
    </message>
    <message>
        <source>Where Redis does not allow it, give this hub&apos;s user each of these channels, as in ACL SETUSER NAME &amp;sse +psubscribe (docs/scaling.md); where it has no room, more memory. The hub tries again by itself.</source>
        <translation>Redis が許可していない場合は、ACL SETUSER NAME &amp;sse +psubscribe のように、このハブのユーザーに各チャンネルを許可してください (docs/scaling.md)。空きがない場合はメモリを増やしてください。ハブは自動で再試行します。</translation>
    </message>
    <message>
        <source>Another hub is the bridge to Flask-SSE&apos;s channels %1; this one could not take its place. %2</source>
        <translation>Flask-SSE のチャンネル %1 へのブリッジは別のハブが担当しています。このハブは代わりを務められません。%2</translation>
    </message>
    <message>
        <source>Where Redis does not allow it, give this hub&apos;s user each of these channels, as in ACL SETUSER NAME &amp;sse +psubscribe (docs/scaling.md). The hub tries again by itself.</source>
        <translation>Redis が許可していない場合は、ACL SETUSER NAME &amp;sse +psubscribe のように、このハブのユーザーに各チャンネルを許可してください (docs/scaling.md)。ハブは自動で再試行します。</translation>
    </message>
    <message>
        <source>No hub has been the bridge to Flask-SSE&apos;s channels %1 for %2: what is said there is lost, and what the hubs are given waits.</source>
        <translation>Flask-SSE のチャンネル %1 へのブリッジを担当するハブが %2 のあいだありません。そこに配信されたものは失われ、ハブに配信されたものは待たされます。</translation>
    </message>
    <message>
        <source>Look at the findings and the log of the other hubs that have a bridge, and whether they stand still. Any of them takes it over by itself; subscribers are told of the gap then.</source>
        <translation>ブリッジを設定したほかのハブの問題とログ、それらが止まっていないかを調べてください。どのハブも自動で引き継ぎ、そのとき購読者には欠落が知らされます。</translation>
    </message>
    <message>
        <source>Messages on Flask-SSE&apos;s channels that could not be taken within %2: %1.</source>
        <translation>Flask-SSE のチャンネルから %2 のあいだに受け取れなかったメッセージ: %1</translation>
    </message>
    <message>
        <source>The hub&apos;s log says why: they are larger than max_body, against the rules (docs/redis.md), or more than Redis has room for.</source>
        <translation>理由はハブのログにあります。max_body より大きい、規則に反する (docs/redis.md)、または Redis に空きがないのいずれかです。</translation>
    </message>
    <message>
        <source>The hubs&apos; bridges differ</source>
        <translation>ハブのブリッジがそろっていません</translation>
    </message>
    <message>
        <source>The hubs of the group have different lists of Flask-SSE&apos;s channels: %1. Only the list of the hub that is the bridge counts: when another one takes over, other channels are bridged, and a hub without a list never takes over.</source>
        <translation>グループのハブで、Flask-SSE のチャンネルの一覧が異なります: %1。ブリッジを担当するハブの一覧だけが有効なので、別のハブが引き継ぐと、つながるチャンネルが変わります。一覧のないハブは引き継ぎません。</translation>
    </message>
    <message>
        <source>Give all hubs the same bridge in [redis] of their configuration (or --redis-bridge), and restart those that change, one after the other.</source>
        <translation>すべてのハブの設定の [redis] にある bridge (または --redis-bridge) を同じにし、変えたハブを一つずつ再起動してください。</translation>
    </message>
</context>
<context>
    <name>helio::FirstPage</name>
    <message>
        <source>its first hundred bytes say what cannot be; a hub that is started on it brings over what can be read</source>
        <translation>先頭の 100 バイトがありえない内容です。このファイルでハブを起動すると、読めるものが新しいファイルに移されます</translation>
    </message>
</context>
<context>
    <name>helio::FlaskBridge</name>
    <message>
        <source>This Redis is not the one that was joined.</source>
        <translation>この Redis は、参加した Redis ではありません。</translation>
    </message>
    <message>
        <source>The hub that is the bridge has another list of channels, &quot;%1&quot;; give all hubs the same.</source>
        <translation>ブリッジになっているハブのチャンネルの一覧が異なります（「%1」）。すべてのハブに同じ一覧を設定してください。</translation>
    </message>
    <message>
        <source>it is larger than the %1 bytes that an event may have</source>
        <translation>イベントの上限 %1 バイトより大きい</translation>
    </message>
    <message>
        <source>bridge to Flask-SSE: the log has let go something that perhaps did not go out there yet</source>
        <translation>Flask-SSE へのブリッジ: まだ送り出されていなかったかもしれないイベントがログから削除されました</translation>
    </message>
    <message numerus="yes">
        <source>bridge to Flask-SSE: %n event(s) did not go out there so far: the log let them go before</source>
        <translation>
            <numerusform>Flask-SSE へのブリッジ: これまでに %n 件のイベントが、送り出される前にログから削除されました</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>bridge to Flask-SSE: %n message(s) could not be taken so far; the last: %1</source>
        <translation>
            <numerusform>Flask-SSE へのブリッジ: これまでに %n 件のメッセージを受け取れませんでした。最後の理由: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>this hub is the bridge to Flask-SSE&apos;s channels now</source>
        <translation>このハブが Flask-SSE のチャンネルへのブリッジになりました</translation>
    </message>
    <message>
        <source>this hub is the bridge to Flask-SSE&apos;s channels no more</source>
        <translation>このハブは Flask-SSE のチャンネルへのブリッジではなくなりました</translation>
    </message>
    <message>
        <source>bridge to Flask-SSE: %1</source>
        <translation>Flask-SSE へのブリッジ: %1</translation>
    </message>
</context>
<context>
    <name>helio::GroupAppends</name>
    <message>
        <source>The connection with Redis was lost on the way; nothing was published.</source>
        <translation>途中で Redis との接続が失われました。何も配信されていません。</translation>
    </message>
    <message>
        <source>The log in Redis was taken away, perhaps with it.</source>
        <translation>Redis のログが削除され、これも失われた可能性があります。</translation>
    </message>
</context>
<context>
    <name>helio::GroupDialog</name>
    <message>
        <source>Group of hubs</source>
        <translation>ハブのグループ</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>閉じる(&amp;C)</translation>
    </message>
    <message>
        <source>The hubs of the group</source>
        <translation>グループのハブ</translation>
    </message>
    <message>
        <source>This hub is in no group.</source>
        <translation>このハブはグループに入っていません。</translation>
    </message>
    <message>
        <source>The hub does not serve now.</source>
        <translation>ハブは今は動いていません。</translation>
    </message>
</context>
<context>
    <name>helio::GroupReport</name>
    <message>
        <source>joining</source>
        <translation>参加中</translation>
    </message>
    <message>
        <source>This hub is joining the group.</source>
        <translation>このハブはグループに参加しているところです。</translation>
    </message>
    <message>
        <source>Redis restoring</source>
        <translation>Redis 復元中</translation>
    </message>
    <message>
        <source>Redis came back with less than the hubs hold, and they put it back. Until that is done, publishing is refused; streams stay open.</source>
        <translation>戻ってきた Redis の内容がハブの持つものより少ないため、ハブが書き戻しています。終わるまで配信は拒否され、ストリームは開いたままです。</translation>
    </message>
    <message>
        <source>Redis away</source>
        <translation>Redis 不通</translation>
    </message>
    <message>
        <source>Redis has been away for %1: publishing is refused, streams stay open, and the hub goes on by itself when it is back.</source>
        <translation>Redis に %1 のあいだ接続できません。配信は拒否され、ストリームは開いたままです。Redis が戻ればハブは自動で再開します。</translation>
    </message>
    <message>
        <source>Redis full</source>
        <translation>Redis に空きなし</translation>
    </message>
    <message>
        <source>Redis is full: publishing is refused until there is room; streams go on.</source>
        <translation>Redis に空きがありません。空きができるまで配信は拒否され、ストリームは続きます。</translation>
    </message>
    <message>
        <source>publishing refused</source>
        <translation>配信を拒否中</translation>
    </message>
    <message>
        <source>What is published cannot be written to Redis, so it is refused; streams go on.</source>
        <translation>配信されたものを Redis に書き込めないため、配信は拒否されます。ストリームは続きます。</translation>
    </message>
    <message>
        <source>silent</source>
        <translation>応答なし</translation>
    </message>
    <message>
        <source>behind</source>
        <translation>遅れています</translation>
    </message>
    <message>
        <source>there</source>
        <translation>稼働中</translation>
    </message>
    <message numerus="yes">
        <source>%Ln hub(s)</source>
        <translation>
            <numerusform>ハブ %Ln 台</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hub(s) share one history, and each has what any of them publishes.</source>
        <translation>
            <numerusform>この履歴を持つハブは %Ln 台です。どのハブに配信されたものも、すべてのハブに届きます。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hub(s) silent</source>
        <translation>
            <numerusform>ハブ %Ln 台が応答なし</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hub(s) behind</source>
        <translation>
            <numerusform>ハブ %Ln 台が遅れています</numerusform>
        </translation>
    </message>
    <message>
        <source>Their versions differ: %1.</source>
        <translation>バージョンが異なります: %1</translation>
    </message>
    <message>
        <source>The hubs&apos; lists of channels to bridge differ, and only that of the hub that is the bridge counts: %1.</source>
        <translation>ブリッジするチャンネルの一覧がハブによって異なります。有効なのはブリッジを担当するハブの一覧だけです: %1</translation>
    </message>
    <message>
        <source>Redis at %1, mode streams, stream %2: entries read: %3, not taken: %4.</source>
        <translation>Redis %1、モード streams、ストリーム %2: 読んだ項目 %3、受け取れなかった項目 %4</translation>
    </message>
    <message numerus="yes">
        <source>%Ln client(s) of the other hubs are too many to be listed.</source>
        <translation>
            <numerusform>ほかのハブのクライアントのうち %Ln 件は、多すぎるため一覧にありません。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hub(s) are silent: %1.</source>
        <translation>
            <numerusform>ハブ %Ln 台が応答していません: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hub(s) are behind the others: %1.</source>
        <translation>
            <numerusform>ハブ %Ln 台がほかより遅れています: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>no hub at the moment</source>
        <translation>現在はどのハブも担当していません</translation>
    </message>
    <message>
        <source>this hub</source>
        <translation>このハブ</translation>
    </message>
    <message>
        <source>Bridge to Flask-SSE for %1: %2. By this hub: %3 heard, %4 said, %5 not taken.</source>
        <translation>Flask-SSE へのブリッジ (%1)、担当: %2。このハブが受け取ったもの %3、送り出したもの %4、受け取れなかったもの %5。</translation>
    </message>
    <message>
        <source>bridge not ready here</source>
        <translation>このハブはブリッジ不可</translation>
    </message>
    <message>
        <source>Another hub is the bridge to Flask-SSE; this one could not take its place.</source>
        <translation>Flask-SSE へのブリッジは別のハブが担当しています。このハブは代わりを務められません。</translation>
    </message>
    <message>
        <source>bridge fails</source>
        <translation>ブリッジの障害</translation>
    </message>
    <message>
        <source>The bridge to Flask-SSE does not work at this hub: events are held up or lost.</source>
        <translation>このハブの Flask-SSE へのブリッジが動いていません。イベントが滞っているか失われています。</translation>
    </message>
    <message>
        <source>no bridge</source>
        <translation>ブリッジなし</translation>
    </message>
    <message>
        <source>No hub is the bridge to Flask-SSE at the moment: what is said on its channels is lost, and what the hubs are given waits.</source>
        <translation>現在、Flask-SSE へのブリッジを担当するハブがありません。そのチャンネルに配信されたものは失われ、ハブに配信されたものは待たされます。</translation>
    </message>
    <message>
        <source>bridges differ</source>
        <translation>ブリッジの設定が不一致</translation>
    </message>
</context>
<context>
    <name>helio::GroupStore</name>
    <message>
        <source>Redis does not answer.</source>
        <translation>Redis が応答しません。</translation>
    </message>
    <message>
        <source>The hub ends before its history was opened.</source>
        <translation>履歴が開かれる前に、ハブは終了します。</translation>
    </message>
    <message>
        <source>the log in Redis has entries that are no events, written by another program; they are left out</source>
        <translation>Redis のログに、ほかのプログラムが書き込んだイベントではないエントリがあります。これらは無視されます</translation>
    </message>
    <message>
        <source>The connection with Redis was lost on the way; it may have been published.</source>
        <translation>途中で Redis との接続が失われました。配信された可能性があります。</translation>
    </message>
    <message>
        <source>Redis at %1, stream %2</source>
        <translation>Redis (%1)、ストリーム %2</translation>
    </message>
    <message>
        <source>Redis was started anew, and may have lost it.</source>
        <translation>Redis が起動し直されたため、失われた可能性があります。</translation>
    </message>
    <message>
        <source>Redis takes nothing now, and may write it later.</source>
        <translation>Redis は現在書き込みを受け付けません。後で書き込まれる可能性があります。</translation>
    </message>
    <message>
        <source>the log in Redis has an entry whose id is ahead of Redis&apos; clock, written by another program; it is left out, but all ids follow it</source>
        <translation>Redis のログに、他のプログラムが書いた、Redis の時計より先の ID のエントリーがあります。そのエントリーは除かれますが、以後の ID はすべてその後になります</translation>
    </message>
</context>
<context>
    <name>helio::GroupPeers</name>
    <message>
        <source>Hub %1 has come to the group.</source>
        <translation>ハブ %1 がグループに加わりました。</translation>
    </message>
    <message>
        <source>Hub %1 has left the group.</source>
        <translation>ハブ %1 がグループから離れました。</translation>
    </message>
</context>
<context>
    <name>helio::GroupTableModel</name>
    <message>
        <source>%1 (this hub)</source>
        <translation>%1（このハブ）</translation>
    </message>
    <message>
        <source>as known last</source>
        <translation>最後に分かった状態</translation>
    </message>
    <message>
        <source>silent since %1</source>
        <translation>%1 から応答なし</translation>
    </message>
    <message>
        <source>It was stopped, stands still, or does not reach Redis. These figures are its last.</source>
        <translation>停止されたか、動きが止まっているか、Redis に届いていません。数値は最後のものです。</translation>
    </message>
    <message>
        <source>It did not answer within two seconds when it was asked for its clients last.</source>
        <translation>最後にクライアントを尋ねたとき、2 秒以内に答えませんでした。</translation>
    </message>
    <message>
        <source>How old the last event was when the hub read it from Redis</source>
        <translation>ハブが Redis から読んだとき、最後のイベントがどれだけ古かったか</translation>
    </message>
    <message>
        <source>started %1</source>
        <translation>%1 に開始</translation>
    </message>
    <message>
        <source>Hub</source>
        <translation>ハブ</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>クライアント</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>チャンネル</translation>
    </message>
    <message>
        <source>Behind by</source>
        <translation>遅れ</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>バージョン</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
</context>
<context>
    <name>helio::History</name>
    <message>
        <source>helio history - looks at a file in which a hub keeps its history

Usage: helio history check FILE
       helio history export FILE [--channel NAME]… [--after ID]
       helio history compact FILE

  check      reads all of it and says whether it is sound: exit code 0, or 1 with what is wrong. Changes nothing
  export     prints its events as JSON, one a line, as helio publish --ndjson and POST /publish take them. What is
             damaged or cannot be read is left out and said on standard error; the exit code is 1 then
  compact    writes it anew without what is free in it. Refused while a hub uses the file

Options of export:
  --channel NAME     only this channel; may be given several times
  --after ID         only what stands behind the event with this id
  -h, --help         this text

check and export work while a hub uses the file.

Examples:
  helio history check ~/.local/share/heliograph/history.db
  helio history export history.db --channel orders | helio publish --ndjson -
</source>
        <translation>helio history - ハブが履歴を保存するファイルを調べます

使い方: helio history check FILE
        helio history export FILE [--channel NAME]… [--after ID]
        helio history compact FILE

  check      全体を読み、健全かどうかを伝えます。終了コードは 0、問題があればその内容とともに 1。何も変更しません
  export     イベントを 1 行に 1 つの JSON で出力します。helio publish --ndjson と POST /publish が受け取る形です。
             壊れたものや読めないものは省いて標準エラーに伝え、終了コードは 1 になります
  compact    空き領域を除いて書き直します。ハブが使っている間は拒みます

export のオプション:
  --channel NAME     このチャンネルだけ。複数可
  --after ID         この ID のイベントより後だけ
  -h, --help         このヘルプ

check と export はハブがファイルを使っていても働きます。

例:
  helio history check ~/.local/share/heliograph/history.db
  helio history export history.db --channel orders | helio publish --ndjson -
</translation>
    </message>
    <message>
        <source>%1 in %2, damaged ones: %3; gaps noted so far: %4</source>
        <translation>%2に %1、うち壊れたもの: %3。これまでに記録された欠落: %4</translation>
    </message>
    <message numerus="yes">
        <source>%n events</source>
        <translation>
            <numerusform>%n 件のイベント</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n channels</source>
        <translation>
            <numerusform>%n 個のチャンネル</numerusform>
        </translation>
    </message>
    <message>
        <source>a hub uses the file: its log was not looked at</source>
        <translation>ハブがファイルを使っているため、ログは調べていません</translation>
    </message>
    <message>
        <source>sound</source>
        <translation>健全です</translation>
    </message>
    <message>
        <source>not sound</source>
        <translation>健全ではありません</translation>
    </message>
    <message>
        <source>the event %1 is damaged, and left out</source>
        <translation>イベント %1 は壊れているため省きました</translation>
    </message>
    <message>
        <source>the event %1 of the channel &quot;%2&quot; is damaged, and left out</source>
        <translation>チャンネル &quot;%2&quot; のイベント %1 は壊れているため省きました</translation>
    </message>
    <message>
        <source>from %1 to its end the file cannot be read</source>
        <translation>%1 から末尾までファイルを読めません</translation>
    </message>
    <message>
        <source>from %1 to %2 the file cannot be read</source>
        <translation>%1 から %2 までファイルを読めません</translation>
    </message>
    <message>
        <source>%1; events left out: %2</source>
        <translation>%1。省いたイベント: %2 件</translation>
    </message>
    <message>
        <source>%1; how many events are left out is not known</source>
        <translation>%1。省いたイベントの数はわかりません</translation>
    </message>
    <message>
        <source>the file has no event with the id &quot;%1&quot;</source>
        <translation>ファイルに ID &quot;%1&quot; のイベントはありません</translation>
    </message>
    <message>
        <source>%1 bytes before, %2 now</source>
        <translation>以前 %1 バイト、現在 %2 バイト</translation>
    </message>
    <message>
        <source>say what to do: check, export or compact</source>
        <translation>何をするかを指定してください: check、export、compact</translation>
    </message>
    <message>
        <source>give one file</source>
        <translation>ファイルを 1 つ指定してください</translation>
    </message>
    <message>
        <source>--channel and --after belong to export</source>
        <translation>--channel と --after は export のオプションです</translation>
    </message>
</context>
<context>
    <name>helio::HistoryDialog</name>
    <message>
        <source>&amp;Use</source>
        <translation>使う(&amp;U)</translation>
    </message>
    <message>
        <source>Published before</source>
        <translation>以前に配信したもの</translation>
    </message>
    <message>
        <source>Search in what was published</source>
        <translation>配信したものを検索</translation>
    </message>
    <message>
        <source>Search in channels, types and data</source>
        <translation>チャンネル、種類、データを検索</translation>
    </message>
    <message>
        <source>What was published, the newest first</source>
        <translation>配信したもの（新しい順）</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>閉じる(&amp;C)</translation>
    </message>
    <message>
        <source>Nothing was published yet.</source>
        <translation>まだ何も配信していません。</translation>
    </message>
    <message>
        <source>Nothing has these words.</source>
        <translation>この言葉を含むものはありません。</translation>
    </message>
    <message>
        <source>&amp;Undo clear</source>
        <translation>消去を元に戻す(&amp;U)</translation>
    </message>
    <message>
        <source>C&amp;lear history</source>
        <translation>履歴を消去(&amp;L)</translation>
    </message>
</context>
<context>
    <name>helio::Hub</name>
    <message>
        <source>The hub has as many channels as max_channels allows (%1), and each is in use: there is no room for a new one.</source>
        <translation>ハブには max_channels で許される上限の %1 個のチャンネルがあり、すべて使用中です。新しいチャンネルを作る余地がありません。</translation>
    </message>
    <message>
        <source>The hub is stopping; publish again when it is back.</source>
        <translation>ハブは停止処理中です。再開してから配信してください。</translation>
    </message>
    <message>
        <source>Too many events wait for delivery; publish again in a moment.</source>
        <translation>送り出しを待つイベントが多すぎます。少し待ってから配信してください。</translation>
    </message>
    <message>
        <source>The hub&apos;s history works again.</source>
        <translation>ハブの履歴は再び使えるようになりました。</translation>
    </message>
    <message numerus="yes">
        <source>History is kept in %1: %n event(s), %2 KiB.</source>
        <translation>
            <numerusform>履歴の保存先: %1（イベント %n 件、%2 KiB）。</numerusform>
        </translation>
    </message>
    <message>
        <source>History is kept in %1.</source>
        <translation>履歴の保存先: %1。</translation>
    </message>
    <message>
        <source>The hub stood still for %1 ms, %2 ms of them computing (%3); times over 100 ms since the last message: %4.</source>
        <translation>ハブが %1 ms 止まりました。そのうち計算は %2 ms です (%3)。前回の通知以降、100 ms を超えた回数: %4。</translation>
    </message>
</context>
<context>
    <name>helio::HubApi</name>
    <message>
        <source>%1 answered with more than %2 bytes, as no hub does. Check its address.</source>
        <translation>%1 の応答は %2 バイトを超えており、ハブのものではありません。アドレスを確認してください。</translation>
    </message>
    <message>
        <source>The hub at %1 did not answer within %2.</source>
        <translation>%1 のハブが %2 以内に応答しませんでした。</translation>
    </message>
    <message>
        <source>Whether it was done is not known.</source>
        <translation>実行されたかどうかは不明です。</translation>
    </message>
    <message>
        <source>The connection was closed</source>
        <translation>接続が閉じられました</translation>
    </message>
    <message>
        <source>The answer of the hub at %1 was cut off: %2.</source>
        <translation>%1 のハブの応答が途中で切れました：%2。</translation>
    </message>
    <message>
        <source>The hub at %1 cannot be reached: %2.</source>
        <translation>%1 のハブに到達できません：%2。</translation>
    </message>
    <message>
        <source>%1 points to %2: nothing is sent there by itself. Give the hub&apos;s own address.</source>
        <translation>%1 は %2 へ転送しようとしています。自動ではそこへ送信しません。ハブ自身のアドレスを指定してください。</translation>
    </message>
    <message>
        <source>The hub at %1 wants a token (%2). Give one that may steer it, by Hub &gt; Connect to a hub.</source>
        <translation>%1 のハブにはトークンが必要です（%2）。「ハブ &gt; ハブに接続」で、操作を許可されたトークンを指定してください。</translation>
    </message>
    <message>
        <source>The hub at %1 does not accept the token (%2). Give another, by Hub &gt; Connect to a hub.</source>
        <translation>%1 のハブはこのトークンを受け付けません（%2）。「ハブ &gt; ハブに接続」で別のトークンを指定してください。</translation>
    </message>
    <message>
        <source>The hub at %1 does not let the token do this (%2). It takes one with &quot;admin&quot;.</source>
        <translation>%1 のハブはこのトークンにこの操作を許可していません（%2）。「admin」のあるトークンが必要です。</translation>
    </message>
    <message>
        <source>The hub at %1 answered %2</source>
        <translation>%1 のハブの応答：%2</translation>
    </message>
    <message>
        <source>%1 answered, but not as a hub does. Check its address.</source>
        <translation>%1 は応答しましたが、ハブの応答ではありません。アドレスを確認してください。</translation>
    </message>
</context>
<context>
    <name>helio::HubBoard</name>
    <message>
        <source>Charts of the hub</source>
        <translation>ハブのグラフ</translation>
    </message>
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
        <source>half within</source>
        <translation>半数が</translation>
    </message>
    <message>
        <source>99 % within</source>
        <translation>99 % が</translation>
    </message>
    <message>
        <source>Events in by channel</source>
        <translation>チャンネル別の受信イベント</translation>
    </message>
    <message>
        <source>Delivery latency</source>
        <translation>配信の遅延</translation>
    </message>
</context>
<context>
    <name>helio::HubClient</name>
    <message>
        <source>no HTTP answer came from %1: the connection was closed before the whole head of one, or something else was sent; whether it published is not known</source>
        <translation>%1 から HTTP の応答が来ませんでした。応答のヘッダー部が揃う前に接続が閉じられたか、HTTP ではないものが届きました。配信されたかどうかは分かりません</translation>
    </message>
    <message>
        <source>whether %1 published is not known: %2</source>
        <translation>%1 が配信したかどうかは分かりません: %2</translation>
    </message>
    <message>
        <source>%1 answered %2 and points to %3: nothing is sent there by itself; give the hub&apos;s own address</source>
        <translation>%1 の応答は %2 で、%3 を指しています。ひとりでにそこへ送られることはありません。ハブ自身のアドレスを指定してください</translation>
    </message>
    <message>
        <source>%1 answered %2, a redirect that does not say where to</source>
        <translation>%1 の応答は %2 ですが、転送先がありません</translation>
    </message>
    <message>
        <source>the answer of %1 was cut off before its end: whether it published is not known</source>
        <translation>%1 の応答が終わりの前に途切れました。配信されたかどうかは分かりません</translation>
    </message>
    <message>
        <source>the answer of %1 could not be read to its end, and whether it published is not known: %2</source>
        <translation>%1 の応答を終わりまで読めませんでした。配信されたかどうかは分かりません: %2</translation>
    </message>
    <message>
        <source>the hub at %1 cannot be reached: %2</source>
        <translation>%1 のハブに接続できません: %2</translation>
    </message>
    <message>
        <source>the hub answered %1</source>
        <translation>ハブの応答: %1</translation>
    </message>
    <message>
        <source>%1 answered, but not as a hub does</source>
        <translation>%1 は応答しましたが、ハブの応答ではありません</translation>
    </message>
    <message>
        <source>%1 answered, but not as a hub does: its answer is larger than 1 MiB</source>
        <translation>%1 は応答しましたが、ハブの応答ではありません。1 MiB を超えています</translation>
    </message>
</context>
<context>
    <name>helio::HubConnector</name>
    <message>
        <source>The system&apos;s keychain did not take the token, so it cannot be handed to a window on %1. Start heliograph --hub ADDRESS --token TOKEN in a terminal.</source>
        <translation>システムのキーチェーンがトークンを保存しなかったため、%1 のウィンドウに渡せません。端末で heliograph --hub ADDRESS --token TOKEN を実行してください。</translation>
    </message>
    <message>
        <source>No window on %1 could be started.</source>
        <translation>%1 のウィンドウを開始できませんでした。</translation>
    </message>
    <message>
        <source>Connect to a hub</source>
        <translation>ハブに接続</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>閉じる(&amp;C)</translation>
    </message>
</context>
<context>
    <name>helio::HubFailedBanner</name>
    <message>
        <source>The hub could not start. %1</source>
        <translation>ハブを開始できませんでした。%1</translation>
    </message>
    <message>
        <source>Use a free port</source>
        <translation>空いているポートを使う</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度試す</translation>
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
    <message>
        <source>It had left already.</source>
        <translation>すでに切断していました。</translation>
    </message>
    <message>
        <source>Its address %1 is shared by everybody on this machine or behind that proxy; keeping it away would keep away all of them.</source>
        <translation>アドレス %1 はこのマシンまたはそのプロキシの向こうにいる全員が共有しています。締め出すと全員が締め出されます。</translation>
    </message>
    <message>
        <source>Its hub %1 did not answer.</source>
        <translation>そのハブ %1 が応答しませんでした。</translation>
    </message>
    <message>
        <source>The client is not connected, nor among the last that were.</source>
        <translation>このクライアントは接続しておらず、最近切断したものの中にもありません。</translation>
    </message>
    <message>
        <source>The hub is stopped.</source>
        <translation>ハブは停止しています。</translation>
    </message>
    <message>
        <source>There is no such channel any more.</source>
        <translation>このチャンネルはもうありません。</translation>
    </message>
    <message>
        <source>The hub&apos;s history cannot be read at the moment.</source>
        <translation>ハブの履歴を今は読み出せません。</translation>
    </message>
    <message>
        <source>The hub&apos;s history cannot be changed at the moment.</source>
        <translation>ハブの履歴を今は変更できません。</translation>
    </message>
    <message>
        <source>The event to begin before is no longer in history.</source>
        <translation>起点のイベントは履歴にもうありません。</translation>
    </message>
</context>
<context>
    <name>helio::HubSettingsPage</name>
    <message>
        <source>The hub still runs with other values of: %1</source>
        <translation>動作中のハブでは次の値がまだ異なります: %1</translation>
    </message>
    <message>
        <source>Kept in %1, which helio serve --config reads too. Comments in it stay. All of it takes a restart of the hub.</source>
        <translation>保存先は %1 です。helio serve --config も同じファイルを読みます。コメントはそのまま残ります。変更を反映するには、ハブの再起動が必要です。</translation>
    </message>
    <message>
        <source>The settings of this hub are kept where it runs.</source>
        <translation>このハブの設定は、ハブが動作しているマシンにあります。</translation>
    </message>
    <message>
        <source>&amp;Restart hub</source>
        <translation>ハブを再起動(&amp;R)</translation>
    </message>
</context>
<context>
    <name>helio::HubState</name>
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
        <source>away</source>
        <translation>不通</translation>
    </message>
    <message>
        <source>It is at the hub %1, and that one alone knows what it got: open a window on it.</source>
        <translation>このクライアントはハブ %1 に接続しています。何を受け取ったかはそのハブだけが知っています。そのハブのウィンドウを開いてください。</translation>
    </message>
</context>
<context>
    <name>helio::HubUrl</name>
    <message>
        <source>The address of a hub is http:// or https:// with a host, such as http://hub.example:7373.</source>
        <translation>ハブのアドレスは http:// または https:// とホスト名です（例：http://hub.example:7373）。</translation>
    </message>
    <message>
        <source>The address of a hub has no user and no password; give a token instead.</source>
        <translation>ハブのアドレスにユーザー名とパスワードは書けません。代わりにトークンを指定してください。</translation>
    </message>
</context>
<context>
    <name>helio::Inspector</name>
    <message>
        <source>Select an event to see it whole.</source>
        <translation>選んだイベントの全体を表示します。</translation>
    </message>
    <message>
        <source>The data is no JSON, so it has no tree.</source>
        <translation>データが JSON ではないため、ツリーはありません。</translation>
    </message>
    <message>
        <source>invalid UTF-8 at byte %1</source>
        <translation>%1 バイト目に不正な UTF-8</translation>
    </message>
    <message>
        <source>Views of the event</source>
        <translation>イベントの表示</translation>
    </message>
    <message>
        <source>Tree</source>
        <translation>ツリー</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>テキスト</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>バイト</translation>
    </message>
    <message>
        <source>Diff</source>
        <translation>差分</translation>
    </message>
    <message>
        <source>What the data is</source>
        <translation>データの種別</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Copy the data; its menu has other forms</source>
        <translation>データをコピー。ほかの形式はメニューにあります</translation>
    </message>
    <message>
        <source>Copy the data; other forms are in the menu</source>
        <translation>データをコピーします。ほかの形式はメニューにあります</translation>
    </message>
    <message>
        <source>Publish again</source>
        <translation>もう一度配信</translation>
    </message>
    <message>
        <source>Data of more than %1 cannot be edited here; copy it as a command and run that.</source>
        <translation>%1 を超えるデータはここで編集できません。コマンドとしてコピーし、実行してください。</translation>
    </message>
    <message>
        <source>Follow the newest event</source>
        <translation>最新のイベントを追う</translation>
    </message>
    <message>
        <source>Show the newest event here, until one is selected in the table</source>
        <translation>表で一つ選ぶまで、最新のイベントをここに表示します</translation>
    </message>
    <message>
        <source>Follo&amp;w the newest event</source>
        <translation>最新のイベントを追う(&amp;W)</translation>
    </message>
    <message>
        <source>Show the newest event in the inspector, until one is selected in the table</source>
        <translation>表で一つ選ぶまで、最新のイベントをインスペクターに表示します</translation>
    </message>
    <message>
        <source>What is wrong with the event</source>
        <translation>このイベントの問題</translation>
    </message>
</context>
<context>
    <name>helio::JsonDelegate</name>
    <message>
        <source>Chart this number (Ctrl+G)</source>
        <translation>この数値をグラフにする (Ctrl+G)</translation>
    </message>
</context>
<context>
    <name>helio::JsonPath</name>
    <message>
        <source>a path begins with $, as in $.price</source>
        <translation>パスは $.price のように $ で始まります</translation>
    </message>
    <message>
        <source>a name is missing behind a dot; names with spaces or signs go into brackets, as in $[&apos;a name&apos;]</source>
        <translation>ドットの後に名前がありません。空白や記号を含む名前は $[&apos;a name&apos;] のように角括弧に入れてください</translation>
    </message>
    <message>
        <source>“%1” belongs to no path; the next step begins with a dot or a bracket</source>
        <translation>「%1」はパスに使えません。次の段はドットか角括弧で始まります</translation>
    </message>
    <message>
        <source>a name in quotes has no end</source>
        <translation>引用符の中の名前が閉じられていません</translation>
    </message>
    <message>
        <source>between brackets stands a number from 0 on, or a name in quotes</source>
        <translation>角括弧の中には 0 以上の数か、引用符で囲んだ名前を書きます</translation>
    </message>
    <message>
        <source>a bracket is not closed</source>
        <translation>角括弧が閉じられていません</translation>
    </message>
</context>
<context>
    <name>helio::JsonTreeModel</name>
    <message numerus="yes">
        <source>%Ln member(s)</source>
        <translation>
            <numerusform>メンバー %Ln 個</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>more than %Ln member(s)</source>
        <translation>
            <numerusform>メンバー %Ln 個超</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln element(s)</source>
        <translation>
            <numerusform>要素 %Ln 個</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>more than %Ln element(s)</source>
        <translation>
            <numerusform>要素 %Ln 個超</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a value, its kind</comment>
        <translation>%1、%2</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>値</translation>
    </message>
    <message>
        <source>object</source>
        <translation>オブジェクト</translation>
    </message>
    <message>
        <source>array</source>
        <translation>配列</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文字列</translation>
    </message>
    <message>
        <source>number</source>
        <translation>数値</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>真偽値</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>null</translation>
    </message>
</context>
<context>
    <name>helio::JsonTreeView</name>
    <message>
        <source>Data as a tree</source>
        <translation>ツリー表示のデータ</translation>
    </message>
    <message>
        <source>C&amp;hart this number</source>
        <translation>この数値をグラフにする(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Filter by this value</source>
        <translation>この値で絞り込む(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Copy value</source>
        <translation>値をコピー(&amp;C)</translation>
    </message>
    <message>
        <source>Copy &amp;path</source>
        <translation>パスをコピー(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Expand all below</source>
        <translation>下をすべて開く(&amp;E)</translation>
    </message>
    <message>
        <source>Chart the number chosen in the inspector&apos;s tree</source>
        <translation>インスペクターのツリーで選んだ数値をグラフにします</translation>
    </message>
    <message>
        <source>Filter the events by the value chosen in the inspector&apos;s tree</source>
        <translation>インスペクターのツリーで選んだ値でイベントを絞り込みます</translation>
    </message>
    <message>
        <source>Copy the value chosen in the inspector&apos;s tree</source>
        <translation>インスペクターのツリーで選んだ値をコピーします</translation>
    </message>
    <message>
        <source>Copy the path of what is chosen in the inspector&apos;s tree</source>
        <translation>インスペクターのツリーで選んだもののパスをコピーします</translation>
    </message>
    <message>
        <source>Open all below what is chosen in the inspector&apos;s tree</source>
        <translation>インスペクターのツリーで選んだものの下をすべて開きます</translation>
    </message>
    <message>
        <source>Show the value chosen in the inspector&apos;s tree as a column of the events</source>
        <translation>インスペクターのツリーで選んだ値をイベントの列として表示します</translation>
    </message>
    <message>
        <source>&amp;Show as column</source>
        <translation>列として表示(&amp;S)</translation>
    </message>
</context>
<context>
    <name>helio::JsonValue</name>
    <message>
        <source>more text behind the end of the value</source>
        <translation>値の終わりの後に文字があります</translation>
    </message>
    <message>
        <source>a control character in a string; write it as an escape, as in \n</source>
        <translation>文字列の中に制御文字があります。\n のようにエスケープで書いてください</translation>
    </message>
    <message>
        <source>bytes that are not UTF-8</source>
        <translation>UTF-8 ではないバイトがあります</translation>
    </message>
    <message>
        <source>an escape that JSON does not know</source>
        <translation>JSON にないエスケープです</translation>
    </message>
    <message>
        <source>a string without its end</source>
        <translation>文字列が閉じられていません</translation>
    </message>
    <message>
        <source>the name of a member is missing</source>
        <translation>メンバーの名前がありません</translation>
    </message>
    <message>
        <source>a colon is missing behind a member&apos;s name</source>
        <translation>メンバーの名前の後にコロンがありません</translation>
    </message>
    <message>
        <source>a value is missing</source>
        <translation>値がありません</translation>
    </message>
    <message>
        <source>no value of JSON begins like this</source>
        <translation>JSON の値はこのようには始まりません</translation>
    </message>
    <message>
        <source>no value of JSON is written like this</source>
        <translation>JSON の値はこのようには書きません</translation>
    </message>
    <message>
        <source>nested more than %1 deep</source>
        <translation>入れ子が %1 段を超えています</translation>
    </message>
    <message>
        <source>an object without its end</source>
        <translation>オブジェクトが閉じられていません</translation>
    </message>
    <message>
        <source>an array without its end</source>
        <translation>配列が閉じられていません</translation>
    </message>
    <message>
        <source>a comma is missing</source>
        <translation>コンマがありません</translation>
    </message>
</context>
<context>
    <name>helio::KeepAwayDialog</name>
    <message>
        <source>Keep away</source>
        <translation>締め出し</translation>
    </message>
    <message numerus="yes">
        <source>Disconnect %Ln client(s) and keep them away for:</source>
        <translation>
            <numerusform>%Ln 個のクライアントを切断し、次の時間締め出します:</numerusform>
        </translation>
    </message>
    <message>
        <source>How long</source>
        <translation>時間</translation>
    </message>
    <message>
        <source>Unit of time</source>
        <translation>時間の単位</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>分</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>時間</translation>
    </message>
    <message>
        <source>days</source>
        <translation>日</translation>
    </message>
    <message>
        <source>&amp;Keep away</source>
        <translation>締め出す(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>キャンセル(&amp;C)</translation>
    </message>
</context>
<context>
    <name>helio::KeptFile</name>
    <message>
        <source>Cannot write %1: %2</source>
        <translation>%1 に書き込めません: %2</translation>
    </message>
    <message>
        <source>the folder takes no file</source>
        <translation>フォルダーにファイルを作れません</translation>
    </message>
    <message>
        <source>%1 cannot be read, and was put aside as %2.</source>
        <translation>%1 を読み込めないため、%2 として残しました。</translation>
    </message>
    <message>
        <source>%1 cannot be read.</source>
        <translation>%1 を読み込めません。</translation>
    </message>
    <message>
        <source>Cannot read %1: %2</source>
        <translation>%1 を読み込めません: %2</translation>
    </message>
</context>
<context>
    <name>helio::KeptModel</name>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>時刻</translation>
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
        <source>Data</source>
        <translation>データ</translation>
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
    <name>helio::LanguageMenu</name>
    <message>
        <source>&amp;Language</source>
        <translation>言語 / Language(&amp;L)</translation>
    </message>
    <message>
        <source>Choose the language of the window</source>
        <translation>ウィンドウの言語を選びます</translation>
    </message>
    <message>
        <source>Language: %1</source>
        <translation>言語: %1</translation>
    </message>
</context>
<context>
    <name>helio::LayoutResetBanner</name>
    <message>
        <source>Undo reset</source>
        <translation>初期化を元に戻す</translation>
    </message>
    <message>
        <source>Docks, tabs and columns are as at the first start.</source>
        <translation>ドック、タブ、列を最初の起動時の状態に戻しました。</translation>
    </message>
</context>
<context>
    <name>helio::Layouts</name>
    <message>
        <source>&amp;Monitor</source>
        <translation>監視(&amp;M)</translation>
    </message>
    <message>
        <source>Watch the events, and the charts below them</source>
        <translation>イベントと、その下のグラフを見ます</translation>
    </message>
    <message>
        <source>&amp;Operate</source>
        <translation>運用(&amp;O)</translation>
    </message>
    <message>
        <source>Look after the clients, and who left</source>
        <translation>クライアントと、去ったクライアントを見ます</translation>
    </message>
    <message>
        <source>&amp;Publish</source>
        <translation>配信(&amp;P)</translation>
    </message>
    <message>
        <source>Write events in the composer, and see them arrive</source>
        <translation>作成欄でイベントを書き、届くのを見ます</translation>
    </message>
    <message>
        <source>&amp;Debug</source>
        <translation>デバッグ(&amp;D)</translation>
    </message>
    <message>
        <source>Follow one stream: its events, their bytes, and its connection below them</source>
        <translation>一つのストリームを追います：イベント、そのバイト、下に接続</translation>
    </message>
    <message>
        <source>&amp;Wall</source>
        <translation>ウォール(&amp;W)</translation>
    </message>
    <message>
        <source>Charts alone, on the whole screen, which stays on; Escape leaves</source>
        <translation>グラフだけを全画面に表示し、画面を消さずに保ちます。Esc で終わります</translation>
    </message>
</context>
<context>
    <name>helio::Lens</name>
    <message>
        <source>Another message began before this one ended.</source>
        <translation>このメッセージが終わる前に別のメッセージが始まりました。</translation>
    </message>
    <message>
        <source>The stream&apos;s last mark came, but this message never said that it had ended.</source>
        <translation>ストリームの最後の印は来ましたが、このメッセージは終わったと告げませんでした。</translation>
    </message>
    <message>
        <source>The stream ended before this message did: it is not whole.</source>
        <translation>このメッセージが終わる前にストリームが終わりました。完全ではありません。</translation>
    </message>
    <message>
        <source>The message said that it had ended, but the stream&apos;s last mark never came.</source>
        <translation>メッセージは終わったと告げましたが、ストリームの最後の印が来ませんでした。</translation>
    </message>
    <message>
        <source>Reading was stopped before this message ended.</source>
        <translation>このメッセージが終わる前に読み込みが止められました。</translation>
    </message>
    <message>
        <source>Too many messages came after this one.</source>
        <translation>このメッセージの後に来たメッセージが多すぎます。</translation>
    </message>
    <message>
        <source>No answer to this request came.</source>
        <translation>この要求への応答は来ませんでした。</translation>
    </message>
</context>
<context>
    <name>helio::LensLinks</name>
    <message>
        <source>Timin&amp;g</source>
        <translation>タイミング(&amp;G)</translation>
    </message>
    <message>
        <source>Show above the events when those of the chosen stream or channel arrived</source>
        <translation>選択中のストリームまたはチャンネルのイベントがいつ届いたかを、イベントの上に表示します</translation>
    </message>
</context>
<context>
    <name>helio::LensOutput</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 ミリ秒</translation>
    </message>
    <message>
        <source>complete</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>stopped early</source>
        <translation>途中で停止</translation>
    </message>
    <message>
        <source>failed: %1</source>
        <translation>失敗: %1</translation>
    </message>
    <message>
        <source>cut: %1</source>
        <translation>切断: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n イベント</numerusform>
        </translation>
    </message>
    <message>
        <source>first event after %1</source>
        <translation>最初のイベントまで %1</translation>
    </message>
    <message>
        <source>first text after %1</source>
        <translation>最初のテキストまで %1</translation>
    </message>
    <message>
        <source>%1 deltas/s</source>
        <translation>%1 差分/秒</translation>
    </message>
    <message>
        <source>longest silence %1</source>
        <translation>最長の無音 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n unknown event(s)</source>
        <translation>
            <numerusform>未知のイベント %n 件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::LineReader</name>
    <message>
        <source>cannot read standard input: %1</source>
        <translation>標準入力を読めません: %1</translation>
    </message>
    <message>
        <source>line %1 is longer than %2 bytes, the most that one event can have; it was not published</source>
        <translation>%1 行目は 1 つのイベントの上限 %2 バイトを超えています。配信しませんでした</translation>
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
    <name>helio::ListenOptions</name>
    <message>
        <source>--max-reconnects must be a whole number from 0 on, not &quot;%1&quot;</source>
        <translation>--max-reconnects は 0 以上の整数です (&quot;%1&quot; は使えません)</translation>
    </message>
    <message>
        <source>--count must be a whole number from 1 on, not &quot;%1&quot;</source>
        <translation>--count は 1 以上の整数です (&quot;%1&quot; は使えません)</translation>
    </message>
    <message>
        <source>--timeout must be a number of seconds more than 0, not &quot;%1&quot;</source>
        <translation>--timeout は 0 より大きい秒数です (&quot;%1&quot; は使えません)</translation>
    </message>
    <message>
        <source>--json and --raw do not go together: choose one</source>
        <translation>--json と --raw は同時に使えません。どちらかを選んでください</translation>
    </message>
    <message>
        <source>--output needs the name of a file</source>
        <translation>--output にはファイル名が必要です</translation>
    </message>
    <message>
        <source>helio listen - reads an event stream, and comes back when the connection is lost

Usage: helio listen URL [OPTIONS]

Examples:
  helio listen http://127.0.0.1:7373/stream
      the hub&apos;s channel sse, one readable line per event: time, seconds since the one before, channel, type, id, data
  helio listen http://127.0.0.1:7373/stream --channel news --channel &apos;users.7&apos;
      two channels at once
  helio listen https://example.org/events --json | jq .data
      one JSON object per line, for programs
  helio listen http://127.0.0.1:7373/stream --last-event-id earliest --count 10
      the ten oldest events the hub still holds
  helio listen http://127.0.0.1:7373/stream --output events.ndjson --timeout 3600
      an hour of events, also into a file
  helio listen https://example.org/deploy --expect &apos;state=^done&apos; --timeout 300
      waits for an event of type state whose data begins with &quot;done&quot;; for scripts: exit code 0 when it came, else 5
  helio listen https://example.org/events --raw | tee stream.txt
      the stream&apos;s bytes, exactly as they come
  helio listen https://example.org/v1/chat/completions --token TOKEN --data @request.json --lens auto
      the answer of a language model, as text that grows

Options:
  --channel NAME         adds channel=NAME to the URL&apos;s query; may be given several times
  --last-event-id ID     asks for what came after this event
  -H, --header &apos;NAME: VALUE&apos;  sends a header; may be given several times, values of one name go out as one field
  --token TOKEN          sends Authorization: Bearer TOKEN
  -u, --user NAME:PASSWORD  signs in by basic authentication; without :PASSWORD a terminal is asked for it
  -X, --request METHOD   asks by this method instead of GET, or of POST with --data
  -d, --data DATA        sends DATA, or the content of a file with @FILE, or of standard input with @-, by POST, as
                         application/json if it is JSON, else text/plain; a header Content-Type says otherwise
  --cacert FILE          trusts the authorities in this PEM file alone
  --cert FILE, --key FILE  shows this client certificate, with its key (in the same file unless --key names another)
  -x, --proxy URL        asks by way of this proxy, [http://|socks5://]HOST[:PORT]; &apos;&apos; for none
  --retry-errors         tries again after 429 and 5xx too, when the answer&apos;s Retry-After says, but within an hour
  --max-event SIZE       reads no event larger than this, such as 100KiB; 64MiB unless told otherwise
  --any-type             reads the answer as a stream whatever its content type is
  --format FORMAT        how the answer is divided into events: sse, ndjson (each line is one event&apos;s data) or json-array
                         (each element is); sse unless --lens names a dialect of another format
  --lens LENS            prints the messages that events make instead of the events: auto finds their dialect by the
                         first ones; NAME is a dialect&apos;s, such as openai-chat or anthropic; FILE.json is one of your own;
                         $.PATH prints what stands there in each event&apos;s JSON; see docs/lens.md
  --json                 prints JSON: type, data, lastEventId, receivedAt, and channel where the stream tells it
  --raw                  prints the bytes of the stream as they came, comments and blank lines too
  --output FILE          also appends each event to FILE as JSON: time, channel, type, id, data
  --count N              ends after N events
  --expect TYPE[=REGEX]  ends when an event of this type came whose data matches the regular expression (Perl&apos;s; it
                         matches anywhere unless it has ^ and $); given several times, when all came, in any order
  --max-reconnects N     gives up when N attempts in a row to connect again have failed;
                         a connection that delivered an event starts the count anew
  --timeout SECONDS      ends after this time; decimals are allowed

A request with a body, or by another method than GET, is not sent again: helio listen ends with its stream, and with 0.
What of --count or --expect is missing then is said.

With --lens, text goes to standard output as it grows, calls of tools when their message ended, and behind each message a
line of figures to standard error; with --json one object for each message when it ended.

Events go to standard output at once, state changes and errors to standard error. Colors are used on a terminal only,
and not at all when NO_COLOR is set. Headers of your own (but Accept, Accept-Language, Last-Event-ID and User-Agent)
and the token are not sent on when the server redirects to another origin.

Exit codes: 0 done (--count reached, all of --expect came, --timeout over where neither was asked, or the stream of a
request that is not sent again ended), 1 output cannot be written, or --lens found a message that is cut or failed, 2 wrong option, URL or file, 3 the server refused for
good (204, another status than 200, no event stream), 4 --max-reconnects used up, 5 --timeout over before --count was
reached, or --timeout or --count before all of --expect came, 130 interrupted.
</source>
        <translation>helio listen - イベントストリームを読み、接続が切れたらつなぎ直します

使い方: helio listen URL [OPTIONS]

例:
  helio listen http://127.0.0.1:7373/stream
      ハブのチャンネル sse を、1 イベント 1 行で: 時刻、前からの秒数、チャンネル、型、id、データ
  helio listen http://127.0.0.1:7373/stream --channel news --channel &apos;users.7&apos;
      2 つのチャンネルを同時に
  helio listen https://example.org/events --json | jq .data
      プログラム向けに、1 行に 1 つの JSON オブジェクト
  helio listen http://127.0.0.1:7373/stream --last-event-id earliest --count 10
      ハブがまだ持っている最も古い 10 件
  helio listen http://127.0.0.1:7373/stream --output events.ndjson --timeout 3600
      1 時間分のイベントを、ファイルにも
  helio listen https://example.org/deploy --expect &apos;state=^done&apos; --timeout 300
      データが &quot;done&quot; で始まる型 state のイベントを待ちます。スクリプト向け: 来れば終了コード 0、来なければ 5
  helio listen https://example.org/events --raw | tee stream.txt
      ストリームのバイト列を、届いたとおりに
  helio listen https://example.org/v1/chat/completions --token TOKEN --data @request.json --lens auto
      言語モデルの回答を、伸びていくテキストとして

オプション:
  --channel NAME         URL のクエリに channel=NAME を加える。複数可
  --last-event-id ID     このイベントより後のものを求める
  -H, --header &apos;NAME: VALUE&apos;  ヘッダーを送る。複数可。同じ名前の値は 1 つのフィールドになる
  --token TOKEN          Authorization: Bearer TOKEN を送る
  -u, --user NAME:PASSWORD  ベーシック認証でサインインする。:PASSWORD がなければ端末でたずねる
  -X, --request METHOD   GET（--data では POST）の代わりにこのメソッドで要求する
  -d, --data DATA        DATA を、@FILE ならファイルの、@- なら標準入力の内容を POST で送る。JSON なら
                         application/json、そうでなければ text/plain。ヘッダー Content-Type が優先する
  --cacert FILE          この PEM ファイルの認証局だけを信頼する
  --cert FILE, --key FILE  このクライアント証明書とその鍵を示す (--key がなければ鍵は同じファイルにある)
  -x, --proxy URL        このプロキシを通す: [http://|socks5://]HOST[:PORT]。&apos;&apos; は使わない
  --retry-errors         429 と 5xx の後も、応答の Retry-After に従って再試行する（1 時間まで）
  --max-event SIZE       これより大きいイベントは読まない (100KiB など)。指定しなければ 64MiB
  --any-type             コンテンツタイプにかかわらず応答をストリームとして読む
  --format FORMAT        応答をイベントに分ける方法: sse、ndjson (各行が 1 イベントのデータ)、json-array (各要素が
                         1 イベント)。--lens が別の形式の方言を指定しなければ sse
  --lens LENS            イベントの代わりに、イベントが作るメッセージを表示する: auto は最初のイベントから方言を
                         見つける。NAME は openai-chat や anthropic などの方言、FILE.json は自分の方言、
                         $.PATH は各イベントの JSON のそこにあるもの。docs/lens.md を参照
  --json                 JSON で表示する: type、data、lastEventId、receivedAt、ストリームが示すなら channel
  --raw                  ストリームのバイト列を、コメントや空行も含めて届いたとおりに表示する
  --output FILE          各イベントを JSON で FILE にも追記する: time、channel、type、id、data
  --count N              N 件のイベントで終わる
  --expect TYPE[=REGEX]  データが正規表現に合うこの型のイベントが来たら終わる (Perl の正規表現。^ と $ が
                         なければどこに合ってもよい)。複数指定すると、順序を問わずすべて来たら終わる
  --max-reconnects N     再接続に続けて N 回失敗したらあきらめる。
                         イベントを届けた接続があれば数え直す
  --timeout SECONDS      この時間が過ぎたら終わる。小数も可

本文のある要求や GET 以外の要求は再送しません。helio listen はそのストリームとともに 0 で終わり、
--count や --expect に足りないものがあれば表示します。

--lens では、テキストは伸びるたびに標準出力へ、ツールの呼び出しはメッセージが終わったときに、各メッセージの後には
数値の 1 行が標準エラーへ出ます。--json では、メッセージが終わるたびに 1 つのオブジェクトです。

イベントはすぐに標準出力へ、状態の変化とエラーは標準エラーへ出ます。色は端末でだけ使い、NO_COLOR が設定されて
いれば使いません。自分で加えたヘッダー（Accept、Accept-Language、Last-Event-ID、
User-Agent を除く）とトークンは、サーバーが別のオリジンへ転送したときには送りません。

終了コード: 0 完了 (--count に達した、--expect がすべて来た、どちらも指定せず --timeout が過ぎた、または再送しない要求の
ストリームが終わった)、1 出力を書き込めない、または --lens が切れたか失敗したメッセージを見つけた、2 オプション、URL、ファイルの誤り、3 サーバーが断った (204、200 以外の
ステータス、イベントストリームではない)、4 --max-reconnects を使い切った、5 --count に達する前に --timeout が過ぎた、
または --expect がすべて来る前に --timeout か --count に達した、130 中断。
</translation>
    </message>
    <message>
        <source>--max-event must be a size such as 100KiB or 64MiB, 1GiB at most, not &quot;%1&quot;</source>
        <translation>--max-event は 100KiB や 64MiB のような大きさで、1GiB までです (&quot;%1&quot; は使えません)</translation>
    </message>
    <message>
        <source>--lens &quot;%1&quot;: %2</source>
        <translation>--lens &quot;%1&quot;: %2</translation>
    </message>
    <message>
        <source>--lens knows no dialect &quot;%1&quot;: use auto, %2, a file NAME.json, or a path such as $.text</source>
        <translation>--lens に方言 &quot;%1&quot; はありません。auto、%2、ファイル 名前.json、または $.text のようなパスを指定してください</translation>
    </message>
    <message>
        <source>--lens prints messages and --raw bytes: choose one</source>
        <translation>--lens はメッセージを、--raw はバイト列を表示します。どちらか一方を選んでください</translation>
    </message>
</context>
<context>
    <name>helio::Listener</name>
    <message>
        <source>cannot write to %1: %2</source>
        <translation>%1 に書き込めません: %2</translation>
    </message>
    <message numerus="yes">
        <source>%1 events came without what was expected: %2</source>
        <translation>
            <numerusform>イベントが %1 件届きましたが、待っていたものは来ませんでした: %2</numerusform>
        </translation>
    </message>
    <message>
        <source>connecting to %1</source>
        <translation>%1 に接続中</translation>
    </message>
    <message>
        <source>open</source>
        <translation>接続しました</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>閉じました</translation>
    </message>
    <message>
        <source>time is over before what was expected: %1</source>
        <translation>待っていたものが来る前に時間切れになりました: %1</translation>
    </message>
    <message numerus="yes">
        <source>time is over after %1 of %2 events</source>
        <translation>
            <numerusform>%2 件中 %1 件で時間切れになりました</numerusform>
        </translation>
    </message>
    <message>
        <source>trying again in %1</source>
        <translation>%1後に再試行します</translation>
    </message>
    <message>
        <source>redirected to %1</source>
        <translation>%1 へ転送されました</translation>
    </message>
    <message>
        <source>the stream has ended before what was expected: %1</source>
        <translation>期待したものが来る前にストリームが終わりました: %1</translation>
    </message>
    <message numerus="yes">
        <source>the stream has ended after %1 of %2 events</source>
        <translation>
            <numerusform>%2 件のうち %1 件でストリームが終わりました</numerusform>
        </translation>
    </message>
    <message>
        <source>--raw prints what comes as it is, which could steer this terminal: add | cat -v, or use --json</source>
        <translation>--raw は届いたものをそのまま表示するので、端末を操作されるおそれがあります。| cat -v を付けるか --json を使ってください</translation>
    </message>
    <message>
        <source>these events are of no dialect that is known: choose one with --lens; they are printed as they are</source>
        <translation>これらのイベントは既知のどの方言でもありません。--lens で指定してください。イベントはそのまま表示します</translation>
    </message>
</context>
<context>
    <name>helio::LogEntry</name>
    <message>
        <source>Its field retry is no number of milliseconds.</source>
        <translation>フィールド retry がミリ秒の数値ではありません。</translation>
    </message>
    <message>
        <source>It has no field data.</source>
        <translation>フィールド data がありません。</translation>
    </message>
    <message>
        <source>It is larger than %1 bytes.</source>
        <translation>%1 バイトを超えています。</translation>
    </message>
    <message>
        <source>It is no entry of a stream.</source>
        <translation>ストリームのエントリではありません。</translation>
    </message>
    <message>
        <source>Its field control is none that is known here.</source>
        <translation>フィールド control の値は、ここでは知られていないものです。</translation>
    </message>
    <message>
        <source>Its field of does not say what is to be cleared, as {&quot;channels&quot;:[…],&quot;patterns&quot;:[…]} with at most %1 valid names and patterns together.</source>
        <translation>フィールド of に、消去する対象が {&quot;channels&quot;:[…],&quot;patterns&quot;:[…]} の形で書かれていません（有効な名前とパターンを合わせて %1 個まで）。</translation>
    </message>
    <message>
        <source>Its id is ahead of Redis&apos; clock.</source>
        <translation>ID が Redis の時計より先です。</translation>
    </message>
</context>
<context>
    <name>helio::LogJoining</name>
    <message>
        <source>This Redis is of version %1; many hubs as one need 6.2 or later.</source>
        <translation>この Redis のバージョンは %1 です。複数のハブを一つにまとめるには 6.2 以降が必要です。</translation>
    </message>
    <message>
        <source>Redis does not allow this user the command %1 for the keys of `stream`; allow both.</source>
        <translation>Redis は、このユーザーに `stream` のキーに対するコマンド %1 を許可していません。キーとコマンドの両方を許可してください。</translation>
    </message>
    <message>
        <source>Redis gave an answer that no script of this program gives.</source>
        <translation>Redis が、このプログラムのスクリプトにはない応答を返しました。</translation>
    </message>
    <message>
        <source>Redis was started anew with less than it had, and takes nothing now: this hub keeps what it holds, and puts it back when it can. %1</source>
        <translation>Redis は以前より少ない内容で起動し直され、現在書き込みを受け付けません。このハブは保持しているものを残し、可能になったときに書き戻します。%1</translation>
    </message>
</context>
<context>
    <name>helio::LogPublishing</name>
    <message>
        <source>A group&apos;s log takes at most %1 events at once; publish them in parts.</source>
        <translation>グループのログが一度に受け付けるイベントは %1 件までです。分けて配信してください。</translation>
    </message>
    <message>
        <source>This hub&apos;s place in the group is gone from Redis; it joins again.</source>
        <translation>グループにおけるこのハブの登録が Redis からなくなりました。参加し直します。</translation>
    </message>
    <message>
        <source>The log in Redis is not the one that was read; this hub joins again.</source>
        <translation>Redis のログが、これまで読んでいたものと異なります。このハブは参加し直します。</translation>
    </message>
    <message>
        <source>Redis gave an answer that no script of this program gives.</source>
        <translation>Redis が、このプログラムのスクリプトにはない応答を返しました。</translation>
    </message>
    <message numerus="yes">
        <source>Only %1 of %n replicas said in time that they have it.</source>
        <translation>
            <numerusform>時間内に受け取りを知らせたレプリカは、%n 台のうち %1 台だけでした。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::MainWindow</name>
    <message>
        <source>hub %1</source>
        <translation>ハブ：%1</translation>
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
        <source>Show or hide the navigator</source>
        <translation>ナビゲーターを表示または非表示にします</translation>
    </message>
    <message>
        <source>Show or hide the inspector</source>
        <translation>インスペクターを表示または非表示にします</translation>
    </message>
    <message>
        <source>Show or hide the composer</source>
        <translation>イベントの作成を表示または非表示にします</translation>
    </message>
</context>
<context>
    <name>helio::MarkdownView</name>
    <message>
        <source>Open a link</source>
        <translation>リンクを開く</translation>
    </message>
    <message>
        <source>Open this address in your browser? It comes from the stream:

%1</source>
        <translation>このアドレスをブラウザーで開きますか? ストリームから届いたものです:

%1</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>The first %1 of %2 are rendered.</source>
        <translation>%2 のうち最初の %1 を表示しています。</translation>
    </message>
</context>
<context>
    <name>helio::McpCall</name>
    <message>
        <source>It was cancelled here.</source>
        <translation>こちらで取り消しました。</translation>
    </message>
    <message>
        <source>The server accepted the request (202), and gives no answer here.</source>
        <translation>サーバーはリクエストを受け付けましたが (202)、ここでは応答しません。</translation>
    </message>
    <message>
        <source>A message of the answer is larger than %1 MiB: it is not read.</source>
        <translation>応答のメッセージが %1 MiB を超えているため読みません。</translation>
    </message>
    <message>
        <source>The answer has no content type: of MCP only application/json and text/event-stream are read.</source>
        <translation>応答にコンテンツタイプがありません。MCP では application/json と text/event-stream だけを読みます。</translation>
    </message>
    <message>
        <source>The answer is %1: of MCP only application/json and text/event-stream are read.</source>
        <translation>応答は %1 です。MCP では application/json と text/event-stream だけを読みます。</translation>
    </message>
    <message>
        <source>The answer ended, and did not answer the request.</source>
        <translation>応答は終わりましたが、リクエストへの回答がありませんでした。</translation>
    </message>
    <message>
        <source>The server may answer a GET with Last-Event-ID %1.</source>
        <translation>Last-Event-ID %1 を付けた GET に、サーバーが回答するかもしれません。</translation>
    </message>
</context>
<context>
    <name>helio::McpDialog</name>
    <message>
        <source>Send it (%1)</source>
        <translation>送信する (%1)</translation>
    </message>
    <message>
        <source>Send a request of MCP</source>
        <translation>MCP のリクエストを送信</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>メソッド</translation>
    </message>
    <message>
        <source>Params, as JSON</source>
        <translation>パラメーター (JSON)</translation>
    </message>
    <message>
        <source>Goes to %1 once, without a session.</source>
        <translation>%1 に、セッションなしで一度だけ送信します。</translation>
    </message>
    <message>
        <source>Goes to %1 once, within the session %2.</source>
        <translation>%1 に、セッション %2 で一度だけ送信します。</translation>
    </message>
    <message>
        <source>&amp;Send</source>
        <translation>送信(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Method</source>
        <translation>メソッド(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Params</source>
        <translation>パラメーター(&amp;P)</translation>
    </message>
    <message>
        <source>A method is needed, and params are an object or an array of JSON, or nothing.</source>
        <translation>メソッドが必要です。パラメーターは JSON のオブジェクトか配列にするか、空にしてください。</translation>
    </message>
</context>
<context>
    <name>helio::MessageTexts</name>
    <message>
        <source>some of its events may be gone</source>
        <translation>一部のイベントが失われた可能性があります</translation>
    </message>
    <message>
        <source>growing</source>
        <translation>続いています</translation>
    </message>
    <message>
        <source>complete</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>stopped early</source>
        <translation>途中で停止</translation>
    </message>
    <message>
        <source>stopped early: a refusal</source>
        <translation>途中で停止: 回答の拒否</translation>
    </message>
    <message>
        <source>failed after %1</source>
        <translation>%1 で失敗</translation>
    </message>
    <message>
        <source>besides, as JSON</source>
        <translation>そのほか (JSON)</translation>
    </message>
    <message>
        <source>failed: %1</source>
        <translation>失敗: %1</translation>
    </message>
    <message>
        <source>cut: %1</source>
        <translation>切断: %1</translation>
    </message>
    <message>
        <source>reasoning</source>
        <translation>推論</translation>
    </message>
    <message>
        <source>refusal</source>
        <translation>拒否</translation>
    </message>
    <message>
        <source>call of a tool</source>
        <translation>ツールの呼び出し</translation>
    </message>
    <message>
        <source>call of %1</source>
        <translation>%1 の呼び出し</translation>
    </message>
    <message>
        <source>other</source>
        <translation>その他</translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s)</source>
        <translation>
            <numerusform>イベント %Ln 件</numerusform>
        </translation>
    </message>
    <message>
        <source>first event after %1</source>
        <translation>最初のイベントまで %1</translation>
    </message>
    <message>
        <source>first text after %1</source>
        <translation>最初のテキストまで %1</translation>
    </message>
    <message>
        <source>answered after %1</source>
        <translation>応答まで %1</translation>
    </message>
    <message>
        <source>%1 deltas/s</source>
        <translation>%1 差分/秒</translation>
    </message>
    <message>
        <source>longest silence %1</source>
        <translation>最長の無音 %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln unknown event(s)</source>
        <translation>
            <numerusform>未知のイベント %Ln 件</numerusform>
        </translation>
    </message>
    <message>
        <source>too large: what came behind is not kept</source>
        <translation>大きすぎます: これ以降は保持していません</translation>
    </message>
    <message>
        <source>result</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>id %1</source>
        <translation>ID %1</translation>
    </message>
    <message>
        <source>too many lines: the first %1 are shown</source>
        <translation>行が多すぎるため、最初の %1 行を表示しています</translation>
    </message>
    <message>
        <source>usage %1</source>
        <translation>使用量 %1</translation>
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
        <source>(no name)</source>
        <translation>（名前なし）</translation>
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
    <message>
        <source>%1, muted</source>
        <translation>%1、ミュート</translation>
    </message>
    <message>
        <source>quiet</source>
        <translation>休止</translation>
    </message>
    <message>
        <source>The hub does not name this channel now; events of it are in the table still.</source>
        <translation>ハブは今このチャンネルを報告していません。そのイベントはまだ表にあります。</translation>
    </message>
</context>
<context>
    <name>helio::NavigatorPanel</name>
    <message>
        <source>Navigator: hub, channels and streams</source>
        <translation>ナビゲーター：ハブ、チャンネル、ストリーム</translation>
    </message>
    <message>
        <source>&amp;Show only</source>
        <translation>これだけ表示(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Hide</source>
        <translation>隠す(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Chart its rate</source>
        <translation>頻度をグラフに(&amp;C)</translation>
    </message>
    <message>
        <source>Filter the events by what is chosen in the navigator</source>
        <translation>ナビゲーターで選んだものでイベントを絞り込みます</translation>
    </message>
    <message>
        <source>Leave what is chosen in the navigator out by the filter</source>
        <translation>ナビゲーターで選んだものをフィルターで除きます</translation>
    </message>
    <message>
        <source>Chart how many events of what is chosen in the navigator come in a second</source>
        <translation>ナビゲーターで選んだものの 1 秒あたりのイベント数をグラフにします</translation>
    </message>
    <message>
        <source>Show only what is chosen</source>
        <translation>選んだものだけ表示</translation>
    </message>
    <message>
        <source>Hide what is chosen</source>
        <translation>選んだものを隠す</translation>
    </message>
    <message>
        <source>Chart the rate of what is chosen</source>
        <translation>選んだものの頻度をグラフに</translation>
    </message>
    <message>
        <source>choose a channel, a folder or a stream in the navigator first</source>
        <translation>先にナビゲーターでチャンネル、フォルダー、ストリームのどれかを選んでください</translation>
    </message>
    <message>
        <source>&amp;Mute</source>
        <translation>ミュート(&amp;M)</translation>
    </message>
    <message>
        <source>Leave what is chosen in the navigator out of the table, or show it again</source>
        <translation>ナビゲーターで選んだものを表から除く、または再び表示します</translation>
    </message>
    <message>
        <source>Mute what is chosen</source>
        <translation>選んだものをミュート</translation>
    </message>
</context>
<context>
    <name>helio::NothingChosen</name>
    <message>
        <source>No events to show</source>
        <translation>表示するイベントはありません</translation>
    </message>
    <message numerus="yes">
        <source>The hub&apos;s history holds %Ln event(s). New ones appear here as they arrive.</source>
        <translation>
            <numerusform>ハブの履歴に %Ln 件のイベントがあります。新しいものは届きしだいここに表示されます。</numerusform>
        </translation>
    </message>
    <message>
        <source>No event of %1 is held here</source>
        <translation>%1 のイベントはここにはありません</translation>
    </message>
    <message>
        <source>%1 of them came before this window looked, were cleared, or had to make room for newer ones. New ones appear here as they arrive.</source>
        <translation>%1 件は、このウィンドウを開く前に来たか、消去されたか、新しいイベントのために取り除かれました。新しいものは届きしだいここに表示されます。</translation>
    </message>
    <message>
        <source>%1 is muted</source>
        <translation>%1 はミュート中です</translation>
    </message>
    <message>
        <source>Its events are received, and left out of the table.</source>
        <translation>イベントは受信していますが、表には表示しません。</translation>
    </message>
    <message>
        <source>%1 has not answered yet</source>
        <translation>%1 はまだ応答していません</translation>
    </message>
    <message>
        <source>It was asked, and is waited for.</source>
        <translation>要求を送り、応答を待っています。</translation>
    </message>
    <message>
        <source>%1 is not connected</source>
        <translation>%1 に接続していません</translation>
    </message>
    <message>
        <source>The next attempt: %1.</source>
        <translation>次の試行: %1。</translation>
    </message>
    <message>
        <source>It is open since %1.</source>
        <translation>%1 から接続しています。</translation>
    </message>
    <message>
        <source>%1 is connected, and has sent no event yet</source>
        <translation>%1 に接続しました。イベントはまだ来ていません</translation>
    </message>
    <message>
        <source>Its events appear here as they arrive.</source>
        <translation>イベントは届きしだいここに表示されます。</translation>
    </message>
    <message>
        <source>What came: %1.</source>
        <translation>届いたもの: %1。</translation>
    </message>
    <message>
        <source>%1 is not open: %2</source>
        <translation>%1 は開いていません: %2</translation>
    </message>
    <message>
        <source>Reopen it to receive its events.</source>
        <translation>イベントを受信するには開き直してください。</translation>
    </message>
    <message>
        <source>%1 has ended</source>
        <translation>%1 は終了しました</translation>
    </message>
    <message>
        <source>Reopen it to ask for it again.</source>
        <translation>もう一度要求するには開き直してください。</translation>
    </message>
    <message>
        <source>%1 was refused</source>
        <translation>%1 は拒否されました</translation>
    </message>
    <message>
        <source>It is not asked again by itself.</source>
        <translation>自動では再試行しません。</translation>
    </message>
    <message>
        <source>No event of %1 is here</source>
        <translation>%1 のイベントはありません</translation>
    </message>
    <message>
        <source>The hub does not serve now, so none can come.</source>
        <translation>ハブが動いていないため、イベントは届きません。</translation>
    </message>
    <message numerus="yes">
        <source>The hub&apos;s history holds %Ln event(s) of it. New ones appear here as they arrive.</source>
        <translation>
            <numerusform>ハブの履歴に %Ln 件のイベントがあります。新しいものは届きしだいここに表示されます。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was published on %1 yet</source>
        <translation>%1 にはまだ何も発行されていません</translation>
    </message>
    <message numerus="yes">
        <source>%Ln client(s) listen to it. Publish an event here or from a terminal:</source>
        <translation>
            <numerusform>%Ln 個のクライアントが受信しています。ここかターミナルからイベントを発行してください:</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody listens to it now. Publish an event here or from a terminal:</source>
        <translation>今は誰も受信していません。ここかターミナルからイベントを発行してください:</translation>
    </message>
    <message>
        <source>In a terminal</source>
        <translation>ターミナルで</translation>
    </message>
    <message>
        <source>Show the connection</source>
        <translation>接続を表示</translation>
    </message>
    <message>
        <source>Show what was sent to the stream and what it answered</source>
        <translation>ストリームへ送った要求とその応答を表示します</translation>
    </message>
    <message>
        <source>Show its events</source>
        <translation>イベントを表示</translation>
    </message>
    <message>
        <source>Mute it no longer</source>
        <translation>ミュートを解除します</translation>
    </message>
</context>
<context>
    <name>helio::OnWallAction</name>
    <message>
        <source>Show the chart on the wa&amp;ll</source>
        <translation>グラフをウォールに表示(&amp;L)</translation>
    </message>
    <message>
        <source>Have the chart chosen in Charts on the wall</source>
        <translation>「グラフ」で選んだグラフをウォールに表示します</translation>
    </message>
    <message>
        <source>choose a chart in Charts first</source>
        <translation>先に「グラフ」でグラフを選んでください</translation>
    </message>
</context>
<context>
    <name>helio::OwnBoard</name>
    <message>
        <source>My charts</source>
        <translation>マイグラフ</translation>
    </message>
</context>
<context>
    <name>helio::OwnHeaders</name>
    <message>
        <source>The header %1 cannot be sent as &quot;%2&quot;: the request has no body. Leave it out.</source>
        <translation>ヘッダー %1 を「%2」として送ることはできません。要求に本文がないためです。外してください。</translation>
    </message>
    <message numerus="yes">
        <source>The header %1 cannot be sent as &quot;%2&quot;: the body has %n bytes. Leave it out, it is sent by itself.</source>
        <translation>
            <numerusform>ヘッダー %1 を「%2」として送ることはできません。本文は %n バイトです。自動で送られるので外してください。</numerusform>
        </translation>
    </message>
    <message>
        <source>The header %1 cannot be sent: a body goes out with its length, not in chunks. Leave it out.</source>
        <translation>ヘッダー %1 は送れません。本文はチャンクではなく長さを付けて送られます。外してください。</translation>
    </message>
    <message>
        <source>The header %1 cannot be sent without a value: Qt&apos;s HTTP puts one of its own there. Leave it out, or give it one.</source>
        <translation>ヘッダー %1 を値なしで送ることはできません。Qt の HTTP が独自の値を入れるためです。外すか、値を指定してください。</translation>
    </message>
    <message>
        <source>The header %1 cannot be sent over HTTP/2: leave it out, or do without HTTP/2.</source>
        <translation>ヘッダー %1 は HTTP/2 では送れません。外すか、HTTP/2 を使わないでください。</translation>
    </message>
</context>
<context>
    <name>helio::Palette</name>
    <message>
        <source>Commands</source>
        <translation>コマンド</translation>
    </message>
    <message>
        <source>What to find</source>
        <translation>探すもの</translation>
    </message>
    <message>
        <source>Find actions, channels, streams, clients and layouts</source>
        <translation>操作、チャンネル、ストリーム、クライアント、レイアウトを探す</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>見つかったもの</translation>
    </message>
    <message>
        <source>Nothing is called so: no action, channel, stream, client or layout.</source>
        <translation>その名前のものはありません。操作、チャンネル、ストリーム、クライアント、レイアウトのどれにも見つかりません。</translation>
    </message>
</context>
<context>
    <name>helio::PaletteDelegate</name>
    <message>
        <source>action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>layout</source>
        <translation>レイアウト</translation>
    </message>
    <message>
        <source>stream</source>
        <translation>ストリーム</translation>
    </message>
    <message>
        <source>channel</source>
        <translation>チャンネル</translation>
    </message>
    <message>
        <source>client</source>
        <translation>クライアント</translation>
    </message>
    <message>
        <source>not now: %1</source>
        <translation>今は不可：%1</translation>
    </message>
</context>
<context>
    <name>helio::PaletteModel</name>
    <message numerus="yes">
        <source>%Ln client(s)</source>
        <translation>
            <numerusform>クライアント %Ln 件</numerusform>
        </translation>
    </message>
    <message>
        <source>not now: %1</source>
        <translation>今は不可：%1</translation>
    </message>
</context>
<context>
    <name>helio::PathColumnMenu</name>
    <message>
        <source>Add a colu&amp;mn of the JSON data…</source>
        <translation>JSON データの列を追加(&amp;M)…</translation>
    </message>
    <message>
        <source>Remo&amp;ve the column</source>
        <translation>この列を取り除く(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Only while %1 is chosen</source>
        <translation>%1 を選んでいるときだけ(&amp;O)</translation>
    </message>
    <message>
        <source>Show the values at a path in the JSON data as a column of the events table</source>
        <translation>JSON データのパスにある値を、イベントの表の列にします</translation>
    </message>
</context>
<context>
    <name>helio::PausedStreamsBanner</name>
    <message>
        <source>Connect all</source>
        <translation>すべて接続</translation>
    </message>
    <message numerus="yes">
        <source>Heliograph ended the last time while streams were being opened. %Ln stream(s) are paused, so that it does not happen again by itself.</source>
        <translation>
            <numerusform>前回、Heliograph はストリームを開いている最中に終了しました。同じことが起きないよう、ストリーム %Ln 件を保留しています。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::Placeholders</name>
    <message>
        <source>the placeholder is not closed by }}; for the braces themselves write {{{{</source>
        <translation>プレースホルダーが }} で閉じていません。波括弧そのものは {{{{ と書きます</translation>
    </message>
    <message>
        <source>pick needs texts to choose from, as in {{pick a|b}}</source>
        <translation>pick には選ぶ文字列が必要です（例 {{pick a|b}}）</translation>
    </message>
    <message>
        <source>%1 takes nothing behind it</source>
        <translation>%1 の後ろには何も書けません</translation>
    </message>
    <message>
        <source>“%1” is no placeholder; there are n, now, uuid, random and pick, and {{{{ for the braces themselves</source>
        <translation>「%1」というプレースホルダーはありません。n、now、uuid、random、pick があり、波括弧そのものは {{{{ と書きます</translation>
    </message>
    <message>
        <source>random needs two numbers, as in {{random 90 110}}</source>
        <translation>random には二つの数が必要です（例 {{random 90 110}}）</translation>
    </message>
    <message>
        <source>the first number of random must not be above the second</source>
        <translation>random の一つ目の数は二つ目以下でなければなりません</translation>
    </message>
</context>
<context>
    <name>helio::PresetsDialog</name>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Use</source>
        <translation>使う(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>名前を変更(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>削除(&amp;D)</translation>
    </message>
    <message>
        <source>U&amp;ndo</source>
        <translation>元に戻す(&amp;N)</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>プリセット</translation>
    </message>
    <message>
        <source>Save what the composer holds &amp;as</source>
        <translation>作成中の内容を保存する名前(&amp;A)</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Your presets</source>
        <translation>自分のプリセット</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>閉じる(&amp;C)</translation>
    </message>
    <message>
        <source>“%1” was replaced; Undo brings the former back.</source>
        <translation>「%1」を置き換えました。元に戻せます。</translation>
    </message>
    <message>
        <source>“%1” is saved.</source>
        <translation>「%1」を保存しました。</translation>
    </message>
    <message>
        <source>“%1” was deleted; Undo brings it back.</source>
        <translation>「%1」を削除しました。元に戻せます。</translation>
    </message>
</context>
<context>
    <name>helio::Problem</name>
    <message>
        <source>events number %1</source>
        <translation>イベント番号 %1</translation>
    </message>
    <message>
        <source>bytes of the body at %1</source>
        <translation>本文のバイト位置 %1</translation>
    </message>
    <message>
        <source>%1 ms after the request</source>
        <translation>要求から %1 ms 後</translation>
    </message>
</context>
<context>
    <name>helio::ProblemDetails</name>
    <message>
        <source>What to do: %1</source>
        <translation>対処: %1</translation>
    </message>
    <message>
        <source>Choose a problem to read all of it.</source>
        <translation>問題を選ぶと、全文がここに表示されます。</translation>
    </message>
    <message>
        <source>The problem that is chosen</source>
        <translation>選んだ問題</translation>
    </message>
    <message>
        <source>What is so</source>
        <translation>起きていること</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>対処</translation>
    </message>
    <message>
        <source>Where it can be seen</source>
        <translation>どこで見られるか</translation>
    </message>
</context>
<context>
    <name>helio::ProblemFilterBar</name>
    <message>
        <source>✓ %1 of %2</source>
        <translation>✓ %2 件中 %1 件</translation>
    </message>
    <message>
        <source>Filter: text, /regex/, severity:, stream:, code: (Ctrl+L)</source>
        <translation>フィルター: テキスト、/正規表現/、severity:、stream:、code: (Ctrl+L)</translation>
    </message>
    <message>
        <source>Only problems of %1, as chosen in the navigator. Click to show the others again.</source>
        <translation>ナビゲーターで選んだ %1 の問題だけです。クリックすると他も再び表示します。</translation>
    </message>
    <message numerus="yes">
        <source>%n ignored</source>
        <translation>
            <numerusform>無視中 %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Show “%1” of %2 again</source>
        <translation>%2 の「%1」を再び表示</translation>
    </message>
    <message>
        <source>What is ignored</source>
        <translation>無視しているもの</translation>
    </message>
    <message>
        <source>Kinds of problems that are not shown; choose one to show it again</source>
        <translation>表示していない種類の問題。選ぶと再び表示します</translation>
    </message>
</context>
<context>
    <name>helio::ProblemsModel</name>
    <message>
        <source>Hub</source>
        <translation>ハブ</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>重さ</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>ストリーム</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>コード</translation>
    </message>
    <message>
        <source>What is so</source>
        <translation>起きていること</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>対処</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>いつから</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>最後</translation>
    </message>
</context>
<context>
    <name>helio::ProblemsPanel</name>
    <message>
        <source>Problems</source>
        <translation>問題</translation>
    </message>
    <message>
        <source>&amp;Show the evidence</source>
        <translation>証拠を表示(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Read anyway</source>
        <translation>それでも読む(&amp;R)</translation>
    </message>
    <message>
        <source>Read the stream whatever its content type is, from now on, and connect again</source>
        <translation>以後コンテントタイプにかかわらずストリームを読み、接続し直します</translation>
    </message>
    <message>
        <source>Read the stream whatever its content type is, from now on. Its request has a body, or another method than GET, and is not sent again by itself: Reopen, in Connection, does it</source>
        <translation>以後コンテントタイプにかかわらずストリームを読みます。本文があるか GET 以外のメソッドの要求は自動では再送されません。接続タブの「開き直す」で送ります</translation>
    </message>
    <message>
        <source>Change how the stream of the chosen problem is asked for, and reconnect</source>
        <translation>選んだ問題のストリームの要求のしかたを変え、接続し直します</translation>
    </message>
    <message>
        <source>Edit the stream…</source>
        <translation>ストリームを編集…</translation>
    </message>
    <message>
        <source>Copy &amp;nginx block</source>
        <translation>nginx のブロックをコピー(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Copy the problem</source>
        <translation>問題をコピー(&amp;C)</translation>
    </message>
    <message>
        <source>Copy what is so, what to do and the evidence, as text</source>
        <translation>起きていること、対処、証拠をテキストとしてコピーします</translation>
    </message>
    <message>
        <source>&amp;Ignore this kind here</source>
        <translation>この種類をここでは無視(&amp;I)</translation>
    </message>
    <message>
        <source>Show problems of this kind no more for this stream; the line above the table brings them back</source>
        <translation>このストリームではこの種類の問題を表示しません。表の上の行から戻せます</translation>
    </message>
    <message>
        <source>choose a problem in Problems first</source>
        <translation>先に「問題」で問題を選んでください</translation>
    </message>
    <message>
        <source>Go to where the problem can be seen: the event, else the stream&apos;s connection</source>
        <translation>問題が見られるところへ移ります。イベント、なければストリームの接続です</translation>
    </message>
    <message>
        <source>&amp;Edit the problem&apos;s stream…</source>
        <translation>問題のストリームを編集(&amp;E)…</translation>
    </message>
    <message>
        <source>Copy the block of nginx&apos; configuration with which it hands this stream on at once</source>
        <translation>nginx がこのストリームをすぐに渡すようになる設定のブロックをコピーします</translation>
    </message>
</context>
<context>
    <name>helio::ProblemsTable</name>
    <message>
        <source>No problem passes the filter</source>
        <translation>フィルターに合う問題はありません</translation>
    </message>
    <message>
        <source>Filter: %1</source>
        <translation>フィルター: %1</translation>
    </message>
    <message>
        <source>No problem of %1</source>
        <translation>%1 に問題はありません</translation>
    </message>
    <message>
        <source>There are others; this is what was chosen in the navigator.</source>
        <translation>他には問題があります。表示はナビゲーターで選んだものに限られています。</translation>
    </message>
    <message>
        <source>No problem found</source>
        <translation>問題は見つかっていません</translation>
    </message>
    <message>
        <source>Every stream that is open here is watched, and so is the hub. What is wrong with one is listed here, with what to do about it: events that are held back, an answer that was cut off, a content type that browsers refuse, ids that come twice.</source>
        <translation>ここで開いているストリームとハブは、すべて見守られています。問題があれば、対処とともにここに並びます。イベントがためられている、応答が途中で切れた、ブラウザーが拒むコンテントタイプ、二度来る ID などです。</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>問題</translation>
    </message>
    <message>
        <source>What can be done about a problem</source>
        <translation>問題に対してできること</translation>
    </message>
    <message>
        <source>Show all problems</source>
        <translation>すべての問題を表示</translation>
    </message>
    <message>
        <source>Open a stream…</source>
        <translation>ストリームを開く…</translation>
    </message>
</context>
<context>
    <name>helio::PublishOptions</name>
    <message>
        <source>--url &quot;%1&quot; is not an http:// or https:// URL</source>
        <translation>--url &quot;%1&quot; は http:// か https:// の URL ではありません</translation>
    </message>
    <message>
        <source>--token must be letters, digits and signs without spaces</source>
        <translation>--token は空白を含まない英数字と記号でなければなりません</translation>
    </message>
    <message>
        <source>--retry must be a whole number of milliseconds from %1 to %2, not &quot;%3&quot;</source>
        <translation>--retry は %1 から %2 までの整数 (ミリ秒) です (&quot;%3&quot; は使えません)</translation>
    </message>
    <message>
        <source>one DATA at a time: put it in quotes (&quot;%1&quot; is too many)</source>
        <translation>DATA は 1 つだけです。引用符で囲んでください (&quot;%1&quot; が余分です)</translation>
    </message>
    <message>
        <source>--%1 does not go with --ndjson: each line says it itself</source>
        <translation>--%1 は --ndjson と同時に使えません。各行がそれを示します</translation>
    </message>
    <message>
        <source>--id names one event, standard input gives many: leave it out, or use --ndjson</source>
        <translation>--id は 1 つのイベントの名前ですが、標準入力には多くのイベントがあります。省くか、--ndjson を使ってください</translation>
    </message>
    <message>
        <source>helio publish - gives events to a hub

Usage: helio publish [OPTIONS] [DATA | -]

Examples:
  helio publish &apos;Hello&apos;
      one event on channel sse of the hub on this machine
  helio publish --channel news --event headline &apos;{&quot;title&quot;:&quot;Rain&quot;}&apos;
      an event of type headline on channel news
  tail -f app.log | helio publish --channel log -
      each line as one event, as it comes
  helio publish --ndjson - &lt; events.ndjson
      each line an envelope: {&quot;channel&quot;:&quot;news&quot;,&quot;type&quot;:&quot;headline&quot;,&quot;id&quot;:&quot;7&quot;,&quot;data&quot;:&quot;Rain&quot;}
  helio publish --url https://hub.example.org --token &quot;$TOKEN&quot; &apos;Deployed&apos;
      to a hub elsewhere, with a token

Options:
  --url URL         the hub; http://127.0.0.1:7373 unless told otherwise
  --channel NAME    the channel; sse unless told otherwise
  --event TYPE      the event&apos;s type; message unless told otherwise
  --id ID           the event&apos;s id, of your own; the hub makes one otherwise
  --retry MS        tells clients to wait this long before they connect again
  --token TOKEN     sends Authorization: Bearer TOKEN
  --ndjson          lines are envelopes in JSON (channel, data, type, id, retry), not data

Without DATA, or with -, lines are read from standard input. DATA that begins with a hyphen goes behind --, as in
helio publish -- -5. Prints the id of each event, one a line.

Exit codes: 0 the hub has accepted all events, 1 it could not be reached or refused, 2 wrong option, 130 interrupted.
</source>
        <translation>helio publish - ハブへイベントを送ります

使い方: helio publish [OPTIONS] [DATA | -]

例:
  helio publish &apos;Hello&apos;
      このマシンのハブのチャンネル sse へ 1 件
  helio publish --channel news --event headline &apos;{&quot;title&quot;:&quot;Rain&quot;}&apos;
      チャンネル news へ型 headline のイベントを
  tail -f app.log | helio publish --channel log -
      各行を、届くそばから 1 件のイベントとして
  helio publish --ndjson - &lt; events.ndjson
      各行が封筒: {&quot;channel&quot;:&quot;news&quot;,&quot;type&quot;:&quot;headline&quot;,&quot;id&quot;:&quot;7&quot;,&quot;data&quot;:&quot;Rain&quot;}
  helio publish --url https://hub.example.org --token &quot;$TOKEN&quot; &apos;Deployed&apos;
      別の場所のハブへ、トークンを付けて

オプション:
  --url URL         ハブ。指定がなければ http://127.0.0.1:7373
  --channel NAME    チャンネル。指定がなければ sse
  --event TYPE      イベントの型。指定がなければ message
  --id ID           自分で付けるイベントの id。なければハブが作る
  --retry MS        クライアントに、再接続までこれだけ待つよう伝える
  --token TOKEN     Authorization: Bearer TOKEN を送る
  --ndjson          各行はデータではなく JSON の封筒 (channel、data、type、id、retry)

DATA がないか - のときは、標準入力から行を読みます。ハイフンで始まる DATA は -- の後ろに書きます:
helio publish -- -5。各イベントの id を 1 行に 1 つ表示します。

終了コード: 0 ハブがすべてのイベントを受け入れた、1 ハブに届かないか断られた、2 オプションの誤り、130 中断。
</translation>
    </message>
</context>
<context>
    <name>helio::PublishRun</name>
    <message>
        <source>each line you type is an event; end with Ctrl+D</source>
        <translation>入力した各行がイベントになります。Ctrl+D で終わります</translation>
    </message>
    <message>
        <source>line %1 is not valid UTF-8 at byte %2; it and what follows was not published</source>
        <translation>%1 行目の %2 バイト目が正しい UTF-8 ではありません。この行以降は配信しませんでした</translation>
    </message>
    <message>
        <source>the hub answered with another number of ids (%1) than there were events (%2)</source>
        <translation>ハブは %2 件のイベントに対して %1 個の id を返しました</translation>
    </message>
    <message>
        <source>lines %1 to %2 were not published: %3</source>
        <translation>%1 行目から %2 行目までは配信されませんでした: %3</translation>
    </message>
    <message>
        <source>line %1 was not published: %2</source>
        <translation>%1 行目は配信されませんでした: %2</translation>
    </message>
</context>
<context>
    <name>helio::Publishing</name>
    <message>
        <source>The id &quot;%1&quot; cannot be used; give the event another one. %2</source>
        <translation>ID「%1」は使えません。イベントに別の ID を付けてください。%2</translation>
    </message>
    <message>
        <source>The id &quot;%1&quot; stands for another event already; give each event an id of its own.</source>
        <translation>ID「%1」は別のイベントで使われています。イベントごとに異なる ID を付けてください。</translation>
    </message>
    <message>
        <source>Too many events wait for the hub&apos;s history; publish again in a moment. %1</source>
        <translation>ハブの履歴への書き込みを待つイベントが多すぎます。少し待ってから配信し直してください。%1</translation>
    </message>
    <message>
        <source>The hub&apos;s history has no room for more. %1</source>
        <translation>ハブの履歴に空きがありません。%1</translation>
    </message>
    <message>
        <source>The hub&apos;s history cannot be written now. %1</source>
        <translation>現在、ハブの履歴に書き込めません。%1</translation>
    </message>
    <message>
        <source>The hub&apos;s history broke on the way: what was given to it may have been published or not. %1</source>
        <translation>ハブの履歴への書き込みが途中で途切れました。配信されたかどうかは分かりません。%1</translation>
    </message>
    <message>
        <source>The hub&apos;s history takes fewer events at once. %1</source>
        <translation>ハブの履歴が一度に受け付けるイベントの数を超えています。%1</translation>
    </message>
</context>
<context>
    <name>helio::RawModel</name>
    <message>
        <source>Offset</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Hexadecimal</source>
        <translation>16 進</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>テキスト</translation>
    </message>
</context>
<context>
    <name>helio::RawPage</name>
    <message>
        <source>%1, as the hub writes it</source>
        <translation>%1、ハブが送る形のまま</translation>
    </message>
    <message>
        <source>%1, put together from its fields; the stream&apos;s own bytes were not kept</source>
        <translation>%1、フィールドから組み立てたもの。ストリームの元のバイト列は保存されていません</translation>
    </message>
    <message>
        <source>(the first %1 are shown)</source>
        <translation>(はじめの %1 を表示)</translation>
    </message>
    <message>
        <source>The event&apos;s bytes</source>
        <translation>イベントのバイト列</translation>
    </message>
    <message>
        <source>&amp;Hexadecimal</source>
        <translation>16 進表示(&amp;H)</translation>
    </message>
    <message>
        <source>Show the bytes in hexadecimal digits</source>
        <translation>バイト列を 16 進数で表示</translation>
    </message>
    <message>
        <source>Where the bytes come from</source>
        <translation>バイト列の由来</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>コピー(&amp;C)</translation>
    </message>
    <message>
        <source>%1, exactly as it came, any comments before it included</source>
        <translation>%1 (直前にコメントがあればそれも含め、届いたままのバイト列)</translation>
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
        <translation>このチャンネルは Redis を通ります。接続中ですので、少し待ってから配信し直してください。</translation>
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
        <translation>イベントが戻る前に Redis との接続が切れました。配信されたかどうかは分かりません。%1</translation>
    </message>
    <message>
        <source>Redis did not bring the event back within %1 s; it may have been published or not.</source>
        <translation>%1 秒以内に Redis からイベントが戻りませんでした。配信されたかどうかは分かりません。</translation>
    </message>
    <message>
        <source>connected to Redis at %1</source>
        <translation>%1 の Redis に接続しました</translation>
    </message>
    <message>
        <source>Name at least one channel that goes by Redis.</source>
        <translation>Redis を通るチャンネルを少なくとも一つ指定してください。</translation>
    </message>
    <message>
        <source>This channel goes by Redis, which cannot be used now; nothing was published. %1</source>
        <translation>このチャンネルは Redis を通りますが、今は使えません。何も配信されませんでした。%1</translation>
    </message>
</context>
<context>
    <name>helio::RedisCheck</name>
    <message>
        <source>Asking the sentinel at %1 for the master %2</source>
        <translation>%1 の Sentinel にマスター %2 を尋ねています</translation>
    </message>
    <message>
        <source>The sentinel says that the master is at %1</source>
        <translation>Sentinel によると、マスターは %1 です</translation>
    </message>
    <message>
        <source>Looking up %1</source>
        <translation>%1 のアドレスを調べています</translation>
    </message>
    <message>
        <source>%1 is %2</source>
        <translation>%1 は %2 です</translation>
    </message>
    <message>
        <source>Connecting to %1</source>
        <translation>%1 に接続しています</translation>
    </message>
    <message>
        <source>Connected to %1</source>
        <translation>%1 に接続しました</translation>
    </message>
    <message>
        <source>port %1</source>
        <translation>ポート %1</translation>
    </message>
    <message>
        <source>Agreeing on TLS</source>
        <translation>TLS を取り決めています</translation>
    </message>
    <message>
        <source>TLS stands, and the certificate is good for %1</source>
        <translation>TLS が成立し、証明書は %1 に対して有効です</translation>
    </message>
    <message>
        <source>TLS stands; the certificate is not checked, as ssl_cert_reqs=none says</source>
        <translation>TLS が成立しました。ssl_cert_reqs=none なので証明書は確かめません</translation>
    </message>
    <message>
        <source>Signing in with the password</source>
        <translation>パスワードで認証しています</translation>
    </message>
    <message>
        <source>Signing in as %1</source>
        <translation>%1 として認証しています</translation>
    </message>
    <message>
        <source>Redis accepts the password</source>
        <translation>Redis がパスワードを受け入れました</translation>
    </message>
    <message>
        <source>Choosing database %1</source>
        <translation>データベース %1 を選んでいます</translation>
    </message>
    <message>
        <source>Database %1 is chosen; what is published is the same in all of them</source>
        <translation>データベース %1 を選びました。配信されるものはどのデータベースでも同じです</translation>
    </message>
    <message>
        <source>Asking whether it answers (PING)</source>
        <translation>応答を確かめています (PING)</translation>
    </message>
    <message>
        <source>Asking whether it is the master (ROLE)</source>
        <translation>マスターかどうかを確かめています (ROLE)</translation>
    </message>
    <message>
        <source>Redis answers, after %1 ms</source>
        <translation>Redis が %1 ミリ秒で応答しました</translation>
    </message>
    <message>
        <source>It is the master</source>
        <translation>マスターです</translation>
    </message>
    <message>
        <source>Asking who listens there (PUBSUB)</source>
        <translation>誰が購読しているか尋ねています (PUBSUB)</translation>
    </message>
    <message>
        <source>Who listens there is not told, which is no obstacle. %1</source>
        <translation>誰が購読しているかは教えてもらえませんが、支障はありません。%1</translation>
    </message>
    <message>
        <source>Nobody listens to a channel now. Flask-SSE does only while somebody reads its stream: open a page of the application, and test again</source>
        <translation>いま購読されているチャンネルはありません。Flask-SSE はストリームが読まれている間だけ購読します。アプリケーションのページを開いてから、もう一度テストしてください</translation>
    </message>
    <message numerus="yes">
        <source>%n channel(s) with subscribers</source>
        <translation>
            <numerusform>購読者のいるチャンネルが %n 個あります</numerusform>
        </translation>
    </message>
    <message>
        <source>Asking to listen to %1</source>
        <translation>%1 の購読を求めています</translation>
    </message>
    <message>
        <source>Redis lets this program listen to %1</source>
        <translation>Redis は %1 の購読を許しています</translation>
    </message>
</context>
<context>
    <name>helio::RedisCheckList</name>
    <message>
        <source>Channels that have subscribers there now, as Redis counts them (this hub is one where it listens):</source>
        <translation>いま購読者のいるチャンネル (数は Redis によるもので、このハブが購読していればそれも含みます):</translation>
    </message>
    <message>
        <source>&amp;Add the marked ones</source>
        <translation>印のあるものを追加(&amp;A)</translation>
    </message>
    <message>
        <source>Steps of the test</source>
        <translation>テストの手順</translation>
    </message>
    <message>
        <source>Channels that were found</source>
        <translation>見つかったチャンネル</translation>
    </message>
    <message numerus="yes">
        <source>%1 – %Ln subscriber(s)</source>
        <translation>
            <numerusform>%1 – 購読者 %Ln</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::RedisConnection</name>
    <message>
        <source>The sentinels name another Redis the master now; the connection goes there.</source>
        <translation>Sentinel は今、別の Redis をマスターとしています。そちらへ接続します。</translation>
    </message>
</context>
<context>
    <name>helio::RedisDialog</name>
    <message>
        <source>Write the URL of a Redis, as in redis://localhost:6379.</source>
        <translation>Redis の URL を書いてください。例: redis://localhost:6379</translation>
    </message>
    <message>
        <source>Write the URL of a Redis, as in redis://localhost:6379. To be on none, choose Disconnect.</source>
        <translation>Redis の URL を書いてください。例: redis://localhost:6379。Redis から離れるには「切断」を選んでください。</translation>
    </message>
    <message>
        <source>From the &amp;environment</source>
        <translation>環境変数から(&amp;E)</translation>
    </message>
    <message>
        <source>S&amp;how</source>
        <translation>表示(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Keep it for the next start</source>
        <translation>次回の起動のために保存(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Disconnect</source>
        <translation>切断(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>テスト(&amp;T)</translation>
    </message>
    <message>
        <source>Redis</source>
        <translation>Redis</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>閉じる(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Test again</source>
        <translation>もう一度テスト(&amp;T)</translation>
    </message>
    <message>
        <source>Which Redis, and what goes by it</source>
        <translation>どの Redis で、何を通すか</translation>
    </message>
    <message>
        <source>URL of Redis</source>
        <translation>Redis の URL</translation>
    </message>
    <message>
        <source>Password of Redis</source>
        <translation>Redis のパスワード</translation>
    </message>
    <message>
        <source>Channels that go by Redis</source>
        <translation>Redis を通るチャンネル</translation>
    </message>
    <message>
        <source>names or globs, one a line, e.g. sse and users.*</source>
        <translation>名前またはグロブを 1 行に 1 つ。例: sse、users.*</translation>
    </message>
    <message>
        <source>Take the URL from SSE_REDIS_URL or REDIS_URL of the environment</source>
        <translation>環境変数 SSE_REDIS_URL または REDIS_URL の URL を使います</translation>
    </message>
    <message>
        <source>&amp;URL</source>
        <translation>URL(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>パスワード(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Channels</source>
        <translation>チャンネル(&amp;C)</translation>
    </message>
    <message>
        <source>Does it work?</source>
        <translation>動作の確認</translation>
    </message>
    <message>
        <source>The hub is on no Redis: all channels are its own.</source>
        <translation>ハブは Redis につながっていません。すべてのチャンネルはこのハブだけのものです。</translation>
    </message>
    <message>
        <source>The hub does not serve now; it joins Redis when it starts.</source>
        <translation>ハブは停止しています。起動すると Redis につながります。</translation>
    </message>
    <message>
        <source>The hub is connecting to Redis.</source>
        <translation>ハブは Redis に接続しています。</translation>
    </message>
    <message>
        <source>The hub is on Redis at %1.</source>
        <translation>ハブは %1 の Redis につながっています。</translation>
    </message>
    <message>
        <source>Streams stay open when this changes. From then on events of the channels below go by Redis, to and from all others there. Whoever publishes one at that very moment is told that it may have been published or not.</source>
        <translation>変更してもストリームは開いたままです。それ以降、下のチャンネルのイベントは Redis を通り、そこにいるほかの全員とやり取りされます。ちょうどその瞬間に配信した人には、配信されたかどうか分からないと伝えます。</translation>
    </message>
    <message>
        <source>Appl&amp;y</source>
        <translation>適用(&amp;Y)</translation>
    </message>
    <message>
        <source>Co&amp;nnect</source>
        <translation>接続(&amp;N)</translation>
    </message>
    <message>
        <source>Neither SSE_REDIS_URL nor REDIS_URL is set where this program was started.</source>
        <translation>このプログラムを起動した環境には SSE_REDIS_URL も REDIS_URL も設定されていません。</translation>
    </message>
    <message>
        <source>The environment says %1.</source>
        <translation>環境変数の値は %1 です。</translation>
    </message>
    <message>
        <source>Kept in %1.</source>
        <translation>%1 に保存します。</translation>
    </message>
    <message>
        <source>The password is in that file then, for you alone to read. To keep it out of files, set REDIS_URL where the program is started, and choose From the environment.</source>
        <translation>パスワードはこのファイルに書かれ、あなただけが読めます。ファイルに書きたくなければ、プログラムを起動する環境で REDIS_URL を設定し、「環境変数から」を選んでください。</translation>
    </message>
    <message>
        <source>But this program was started with --redis or --redis-channels, which win over the file.</source>
        <translation>ただし、このプログラムは --redis または --redis-channels で起動されており、ファイルよりそちらが優先されます。</translation>
    </message>
    <message>
        <source>For as long as this program runs.</source>
        <translation>このプログラムが動いている間だけ有効です。</translation>
    </message>
    <message>
        <source>Many hubs with one history: write mode = &quot;streams&quot; under [redis] in %1, and start this program again.</source>
        <translation>多くのハブで一つの履歴を共有するには、%1 の [redis] に mode = &quot;streams&quot; と書き、このプログラムを起動し直してください。</translation>
    </message>
    <message>
        <source>The hub cannot use Redis now, and goes on trying. %1</source>
        <translation>ハブはいま Redis を使えません。試行を続けます。%1</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>モード</translation>
    </message>
    <message>
        <source>streams: all channels, with one history for all hubs that use the same stream</source>
        <translation>streams: すべてのチャンネルが対象で、同じストリームを使うすべてのハブが一つの履歴を持ちます</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>ストリーム</translation>
    </message>
    <message>
        <source>Replicas</source>
        <translation>レプリカ</translation>
    </message>
    <message>
        <source>none is waited for</source>
        <translation>待ちません</translation>
    </message>
    <message>
        <source>Bridge</source>
        <translation>ブリッジ</translation>
    </message>
    <message>
        <source>to no channels of Flask-SSE</source>
        <translation>Flask-SSE のチャンネルとはつなぎません</translation>
    </message>
    <message>
        <source>Which hubs there are is in Hub &gt; Group of hubs.</source>
        <translation>どのハブがあるかは「ハブ &gt; ハブのグループ」にあります。</translation>
    </message>
    <message>
        <source>All of this is shown only, as history cannot move while the hub runs. To change it, write url, mode, stream, replicas or bridge under [redis] in %1, and start this program again.</source>
        <translation>ここでは表示だけです。ハブの動作中に履歴を移すことはできません。変えるには、%1 の [redis] に url、mode、stream、replicas、bridge を書き、このプログラムを起動し直してください。</translation>
    </message>
    <message>
        <source>But this program was started with --redis or an option that begins so, which win over the file.</source>
        <translation>ただし、このプログラムは --redis またはそれで始まるオプションを付けて起動されており、ファイルよりそちらが優先されます。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them must have what is published before a publisher is answered</source>
        <translation>
            <numerusform>配信元に答える前に、%Ln 台が受け取っている必要があります</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::RedisFailure</name>
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
        <source>Redis does not allow this user the command %1; allow it: ACL SETUSER … +%1</source>
        <translation>このユーザーには Redis のコマンド %1 が許可されていません。許可してください: ACL SETUSER … +%1</translation>
    </message>
    <message>
        <source>Redis does not allow this user to do that: %1</source>
        <translation>このユーザーにはその操作が許可されていません: %1</translation>
    </message>
    <message>
        <source>A key in Redis holds something of another type.</source>
        <translation>Redis のキーに別の型のデータがあります。</translation>
    </message>
    <message>
        <source>The key %1 in Redis holds something of another type; choose another `stream`.</source>
        <translation>Redis のキー %1 には別の型のデータがあります。別の `stream` を選んでください。</translation>
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
        <source>This Redis is a replica, to which nothing can be written; name its master, or its sentinels.</source>
        <translation>この Redis はレプリカで、書き込めません。マスターか Sentinel を指定してください。</translation>
    </message>
    <message>
        <source>Redis is full (maxmemory); what it has is kept, nothing new is taken.</source>
        <translation>Redis がいっぱいです (maxmemory)。いまあるものは保たれますが、新しいものは受け付けません。</translation>
    </message>
    <message>
        <source>Redis cannot write to its disk, and takes nothing new until it can; its own log says why.</source>
        <translation>Redis がディスクに書き込めず、書き込めるまで新しいものを受け付けません。理由は Redis のログにあります。</translation>
    </message>
    <message>
        <source>Redis has fewer replicas than it is set to want (min-replicas-to-write), and takes nothing new until they are back.</source>
        <translation>Redis のレプリカが設定 (min-replicas-to-write) より少なく、戻るまで新しいものを受け付けません。</translation>
    </message>
    <message>
        <source>This Redis is part of a cluster, which this program does not follow; name one that is not, or one behind sentinels.</source>
        <translation>この Redis はクラスターの一部で、このプログラムは対応していません。クラスターでない Redis か、Sentinel の後ろの Redis を指定してください。</translation>
    </message>
    <message>
        <source>Redis does not know the command %1: it is older than 6.2, or the command was renamed or taken away.</source>
        <translation>Redis はコマンド %1 を知りません。6.2 より古いか、コマンドの名前が変えられたか除かれています。</translation>
    </message>
    <message>
        <source>Redis says: %1</source>
        <translation>Redis の応答: %1</translation>
    </message>
    <message>
        <source>Redis at %1 closed the connection.</source>
        <translation>%1 の Redis が接続を閉じました。</translation>
    </message>
    <message>
        <source>%1 closed the connection when TLS was begun. When Redis speaks without TLS there, write redis://.</source>
        <translation>TLS を始めると %1 が接続を閉じました。そこの Redis が TLS を使わないなら redis:// と書いてください。</translation>
    </message>
    <message>
        <source>%1 closed the connection. When Redis is set up for TLS there, write rediss://; it also closes when it is in protected mode or has too many clients.</source>
        <translation>%1 が接続を閉じました。そこの Redis が TLS を使うなら rediss:// と書いてください。保護モードのときや、クライアントが多すぎるときにも閉じられます。</translation>
    </message>
    <message>
        <source>%1 closed the connection. Redis does so when it is in protected mode or has too many clients.</source>
        <translation>%1 が接続を閉じました。保護モードのときや、クライアントが多すぎるとき、Redis はそうします。</translation>
    </message>
    <message>
        <source>Nobody told the address of Redis&apos; host %1 within %2 s. Correct the name, or look after the network.</source>
        <translation>Redis のホスト %1 のアドレスが %2 秒以内に分かりませんでした。名前を直すか、ネットワークを確かめてください。</translation>
    </message>
    <message>
        <source>Redis at %1 did not answer within %2 s. Correct host and port, or let it through the firewall.</source>
        <translation>%1 の Redis が %2 秒以内に応答しませんでした。ホストとポートを直すか、ファイアウォールで許可してください。</translation>
    </message>
    <message>
        <source>%1 did not agree on TLS within %2 s. When Redis speaks without TLS there, write redis://.</source>
        <translation>%1 と %2 秒以内に TLS を取り決められませんでした。そこの Redis が TLS を使わないなら redis:// と書いてください。</translation>
    </message>
    <message>
        <source>%1 took the connection but did not answer within %2 s. It is overloaded, expects TLS (rediss://), or is no Redis.</source>
        <translation>%1 は接続を受け入れましたが、%2 秒以内に応答しませんでした。過負荷か、TLS (rediss://) が必要か、Redis ではありません。</translation>
    </message>
    <message>
        <source>Redis at %1 does not answer any more.</source>
        <translation>%1 の Redis が応答しなくなりました。</translation>
    </message>
    <message>
        <source>What answers at %1 does not speak Redis&apos; protocol. Correct host and port; when Redis is set up for TLS there, write rediss://.</source>
        <translation>%1 で応答しているものは Redis のプロトコルではありません。ホストとポートを直してください。そこの Redis が TLS を使うなら rediss:// と書いてください。</translation>
    </message>
    <message>
        <source>What answers at %1 does not speak Redis&apos; protocol. Correct host and port.</source>
        <translation>%1 で応答しているものは Redis のプロトコルではありません。ホストとポートを直してください。</translation>
    </message>
    <message>
        <source>What answers at %1 does not speak Redis&apos; protocol. Correct the path.</source>
        <translation>%1 で応答しているものは Redis のプロトコルではありません。パスを直してください。</translation>
    </message>
    <message>
        <source>There is no host %1, which the URL of Redis names. Correct its name.</source>
        <translation>Redis の URL にあるホスト %1 はありません。名前を直してください。</translation>
    </message>
    <message>
        <source>No Redis listens at %1. Start it there.</source>
        <translation>%1 で待ち受けている Redis がありません。そこで起動してください。</translation>
    </message>
    <message>
        <source>No Redis listens at %1. Start it there, or correct host and port.</source>
        <translation>%1 で待ち受けている Redis がありません。そこで起動するか、ホストとポートを直してください。</translation>
    </message>
    <message>
        <source>There is no socket %1. Start Redis, or correct the path: CONFIG GET unixsocket tells it.</source>
        <translation>ソケット %1 はありません。Redis を起動するか、パスを直してください (CONFIG GET unixsocket で分かります)。</translation>
    </message>
    <message>
        <source>This program may not use %1. Allow it in Redis&apos; configuration with unixsocketperm, or by the socket&apos;s group.</source>
        <translation>このプログラムは %1 を使えません。Redis の設定の unixsocketperm か、ソケットのグループで許可してください。</translation>
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
        <source>The file %1, which the URL of Redis names, cannot be read.</source>
        <translation>Redis の URL にあるファイル %1 を読めません。</translation>
    </message>
    <message>
        <source>TLS with Redis at %1 failed: %2. When the certificate is the matter, name its authority&apos;s file with ?ssl_ca_certs=FILE; when Redis speaks without TLS there, write redis://.</source>
        <translation>%1 の Redis との TLS に失敗しました: %2。証明書の問題なら ?ssl_ca_certs=FILE で認証局のファイルを指定してください。そこの Redis が TLS を使わないなら redis:// と書いてください。</translation>
    </message>
    <message>
        <source>Redis at %1 is a replica, though a sentinel names it the master; it is asked again.</source>
        <translation>%1 の Redis はレプリカですが、Sentinel はマスターだと答えました。もう一度尋ねます。</translation>
    </message>
    <message>
        <source>None of the sentinels could be asked which Redis is the master. The last one: %1</source>
        <translation>どの Sentinel にも、マスターがどの Redis かを尋ねられませんでした。最後のもの: %1</translation>
    </message>
    <message>
        <source>No sentinel at %1 knows a master of the name %2; correct it in the URL. `sentinel monitor` in their configuration names it.</source>
        <translation>%1 のどの Sentinel も %2 という名前のマスターを知りません。URL を直してください。名前は Sentinel の設定の `sentinel monitor` にあります。</translation>
    </message>
    <message>
        <source>What answers at %1 is a Redis, but no sentinel; those listen at port 26379 as a rule.</source>
        <translation>%1 で応答しているのは Redis で、Sentinel ではありません。Sentinel は普通ポート 26379 で待ち受けます。</translation>
    </message>
    <message>
        <source>The key %1 in Redis is a %2; choose another `stream`.</source>
        <translation>Redis のキー %1 の型は %2 です。別の `stream` を選んでください。</translation>
    </message>
    <message>
        <source>Redis may drop the whole log when it is full (maxmemory-policy %1); set noeviction.</source>
        <translation>Redis はいっぱいになると、ログ全体を捨てることがあります (maxmemory-policy %1)。noeviction にしてください。</translation>
    </message>
    <message>
        <source>Redis may forget early which ids publishers have given when it is full (maxmemory-policy %1); set noeviction.</source>
        <translation>Redis はいっぱいになると、配信側が付けた ID を早く忘れることがあります (maxmemory-policy %1)。noeviction にしてください。</translation>
    </message>
</context>
<context>
    <name>helio::RedisFile</name>
    <message>
        <source>Write the URL of a Redis, as in redis://localhost:6379.</source>
        <translation>Redis の URL を書いてください。例: redis://localhost:6379</translation>
    </message>
    <message>
        <source>Neither SSE_REDIS_URL nor REDIS_URL is set in the environment that this program runs in.</source>
        <translation>このプログラムの環境には SSE_REDIS_URL も REDIS_URL も設定されていません。</translation>
    </message>
    <message>
        <source>The URL cannot be used: %1.</source>
        <translation>この URL は使えません: %1。</translation>
    </message>
    <message>
        <source>This hub has its history in Redis (mode &quot;streams&quot;). To change that, write [redis] in %1 and start the program again.</source>
        <translation>このハブの履歴は Redis にあります (モード &quot;streams&quot;)。変えるには %1 の [redis] を書き換えて、プログラムを起動し直してください。</translation>
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
        <source>the Redis URL has a comma too many between its sentinels</source>
        <translation>Redis の URL の Sentinel の間に余分なコンマがあります</translation>
    </message>
    <message>
        <source>the Redis URL does not say which master the sentinels are asked for, as in redis+sentinel://host1,host2/mymaster</source>
        <translation>Redis の URL に、Sentinel に尋ねるマスターの名前がありません。redis+sentinel://host1,host2/mymaster のように書いてください</translation>
    </message>
    <message>
        <source>this is no Redis URL; it begins with redis://, rediss://, redis+sentinel:// or unix://, as in redis://localhost:6379/0</source>
        <translation>Redis の URL ではありません。redis://localhost:6379/0 のように redis://、rediss://、redis+sentinel://、unix:// で始めてください</translation>
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
    <name>helio::RemoteAccess</name>
    <message>
        <source>There is no rule yet: everything is open to who reaches the hub. With the first token a rule is made, and then this window needs a token that may steer the hub: make that one first, and connect with it.</source>
        <translation>規則はまだありません。ハブに届く相手には、すべてが開かれています。最初のトークンを作ると規則ができ、以後このウィンドウにもハブを操作できるトークンが必要です。まずそれを作り、それで接続してください。</translation>
    </message>
    <message>
        <source>Only what a rule allows is possible. This window may do what its token allows.</source>
        <translation>規則が許可することだけが可能です。このウィンドウは、そのトークンが許可することを行えます。</translation>
    </message>
</context>
<context>
    <name>helio::RemoteHost</name>
    <message>
        <source>There is no hub, or it is at another path.</source>
        <translation>ハブがないか、別のパスにあります。</translation>
    </message>
    <message>
        <source>The hub at %1 is not watched any more: its events cannot be read beyond one that is too large. %2</source>
        <translation>%1 のハブの監視を終えました。大きすぎるイベントがあり、その先を読み込めません。%2</translation>
    </message>
    <message>
        <source>The hub at %1 refuses to be watched. %2</source>
        <translation>%1 のハブが監視を拒否しています。%2</translation>
    </message>
    <message>
        <source>The connection to the hub at %1 was lost. %2</source>
        <translation>%1 のハブとの接続が失われました。%2</translation>
    </message>
    <message>
        <source>There is no connection to the hub at %1 now.</source>
        <translation>現在 %1 のハブに接続していません。</translation>
    </message>
    <message>
        <source>The client is not connected, nor among the last that were.</source>
        <translation>このクライアントは接続しておらず、最近切断したものの中にもありません。</translation>
    </message>
    <message>
        <source>No HTTP request can name this channel.</source>
        <translation>このチャンネル名は HTTP リクエストで指定できません。</translation>
    </message>
    <message>
        <source>There is no such channel any more.</source>
        <translation>このチャンネルはもうありません。</translation>
    </message>
    <message>
        <source>The event to begin before is no longer in history.</source>
        <translation>起点のイベントは履歴にもうありません。</translation>
    </message>
</context>
<context>
    <name>helio::RemoteHub</name>
    <message>
        <source>This hub runs elsewhere: it is started and stopped there.</source>
        <translation>このハブは別の場所で動いています。開始と停止はそこで行います。</translation>
    </message>
    <message>
        <source>Redis is set where this hub runs; what it does is shown here.</source>
        <translation>Redis の設定はハブが動いている場所で行います。その状態はここに表示されます。</translation>
    </message>
    <message>
        <source>This hub keeps its access rules in no file, so they cannot be changed while it runs. Start it with --config FILE.</source>
        <translation>このハブはアクセス規則をファイルに保存していないため、動作中に変更できません。--config FILE を付けて開始してください。</translation>
    </message>
    <message>
        <source>This hub&apos;s version, %1, does not offer it: update the hub.</source>
        <translation>このハブのバージョン %1 にはこの機能がありません。ハブを更新してください。</translation>
    </message>
    <message>
        <source>This hub is too old to offer it: update the hub.</source>
        <translation>このハブは古いため、この機能がありません。ハブを更新してください。</translation>
    </message>
</context>
<context>
    <name>helio::RemovedStreamBanner</name>
    <message>
        <source>Undo remove</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>The stream %1 was removed.</source>
        <translation>ストリーム %1 を一覧から外しました。</translation>
    </message>
</context>
<context>
    <name>helio::RequestOptions</name>
    <message>
        <source>--user must be of the form NAME:PASSWORD</source>
        <translation>--user は NAME:PASSWORD の形でなければなりません</translation>
    </message>
    <message>
        <source>--data: cannot read %1: %2</source>
        <translation>--data: %1 を読めません: %2</translation>
    </message>
    <message>
        <source>--data: %1 has more than %2 bytes, the most that is sent</source>
        <translation>--data: %1 は、送れる上限の %2 バイトを超えています</translation>
    </message>
    <message>
        <source>--request &quot;%1&quot; is no method</source>
        <translation>--request &quot;%1&quot; はメソッドではありません</translation>
    </message>
    <message>
        <source>--key needs --cert, whose key it is</source>
        <translation>--key には、その鍵の証明書を示す --cert が必要です</translation>
    </message>
    <message>
        <source>--proxy &quot;%1&quot; is not of the form [http://|socks5://]HOST[:PORT]</source>
        <translation>--proxy &quot;%1&quot; は [http://|socks5://]HOST[:PORT] の形ではありません</translation>
    </message>
    <message>
        <source>--last-event-id must be one line of text</source>
        <translation>--last-event-id は 1 行の文字列でなければなりません</translation>
    </message>
    <message>
        <source>--header &quot;%1&quot; is not of the form &apos;Name: value&apos;</source>
        <translation>--header &quot;%1&quot; は &apos;Name: value&apos; の形ではありません</translation>
    </message>
    <message>
        <source>--token must be letters, digits and signs without spaces</source>
        <translation>--token は空白を含まない英数字と記号でなければなりません</translation>
    </message>
    <message>
        <source>the URL of the stream is missing</source>
        <translation>ストリームの URL がありません</translation>
    </message>
    <message>
        <source>one URL at a time: &quot;%1&quot; is too many</source>
        <translation>URL は 1 つだけです: &quot;%1&quot; が余分です</translation>
    </message>
    <message>
        <source>--channel needs a name</source>
        <translation>--channel には名前が必要です</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not an http:// or https:// URL</source>
        <translation>&quot;%1&quot; は http:// か https:// の URL ではありません</translation>
    </message>
    <message>
        <source>Password of %1: </source>
        <translation>%1 のパスワード: </translation>
    </message>
    <message>
        <source>%1 signs in with an empty password, as none was given: -u %1:PASSWORD</source>
        <translation>パスワードが指定されていないため、%1 は空のパスワードでサインインします: -u %1:PASSWORD</translation>
    </message>
    <message>
        <source>--format must be sse, ndjson or json-array, not &quot;%1&quot;</source>
        <translation>--format は &quot;%1&quot; ではなく sse、ndjson、json-array のいずれかでなければなりません</translation>
    </message>
</context>
<context>
    <name>helio::RespReader</name>
    <message>
        <source>Redis sent a line of more than %1 bytes.</source>
        <translation>Redis が %1 バイトを超える行を送りました。</translation>
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
    <name>helio::RunBar</name>
    <message>
        <source>Play a file</source>
        <translation>ファイルを再生</translation>
    </message>
    <message>
        <source>Events, one a line (*.ndjson *.jsonl *.txt *.log)</source>
        <translation>1 行に 1 件のイベント (*.ndjson *.jsonl *.txt *.log)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Choose a file first.</source>
        <translation>先にファイルを選んでください。</translation>
    </message>
    <message>
        <source>The hub must be running to publish.</source>
        <translation>配信するにはハブを開始してください。</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>再開</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>一時停止</translation>
    </message>
    <message>
        <source>paused: %1</source>
        <translation>一時停止中: %1</translation>
    </message>
    <message>
        <source>done: %1</source>
        <translation>完了: %1</translation>
    </message>
    <message>
        <source>stopped: %1</source>
        <translation>停止: %1</translation>
    </message>
    <message>
        <source>the last of them: %1</source>
        <translation>最後のもの: %1</translation>
    </message>
    <message>
        <source>What to publish</source>
        <translation>何を配信するか</translation>
    </message>
    <message>
        <source>Repeat this event</source>
        <translation>このイベントを繰り返す</translation>
    </message>
    <message>
        <source>ti&amp;mes</source>
        <translation>回数(&amp;M)</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>回数</translation>
    </message>
    <message>
        <source>without end</source>
        <translation>終わりなし</translation>
    </message>
    <message>
        <source>ever&amp;y</source>
        <translation>間隔(&amp;Y)</translation>
    </message>
    <message>
        <source>Time from one to the next in milliseconds</source>
        <translation>次までの時間（ミリ秒）</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> ミリ秒</translation>
    </message>
    <message>
        <source>File to play</source>
        <translation>再生するファイル</translation>
    </message>
    <message>
        <source>file with one event a line</source>
        <translation>1 行に 1 件のファイル</translation>
    </message>
    <message>
        <source>…</source>
        <translation>…</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>ファイルを選ぶ</translation>
    </message>
    <message>
        <source>What its lines are</source>
        <translation>行の形式</translation>
    </message>
    <message>
        <source>text</source>
        <translation>テキスト</translation>
    </message>
    <message>
        <source>NDJSON</source>
        <translation>NDJSON</translation>
    </message>
    <message>
        <source>text: each line is the data of one event
NDJSON: each line is an object with data, and channel, type, id and retry where it has them</source>
        <translation>テキスト: 各行がイベント 1 件のデータです
NDJSON: 各行が data を持つオブジェクトで、channel、type、id、retry も指定できます</translation>
    </message>
    <message>
        <source>Events a second</source>
        <translation>毎秒のイベント数</translation>
    </message>
    <message>
        <source>/s</source>
        <translation> 件/秒</translation>
    </message>
    <message>
        <source>as fast as it goes</source>
        <translation>できるだけ速く</translation>
    </message>
    <message>
        <source>What becomes of bad lines</source>
        <translation>誤りのある行の扱い</translation>
    </message>
    <message>
        <source>stop</source>
        <translation>止める</translation>
    </message>
    <message>
        <source>skip</source>
        <translation>飛ばす</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>How much is published</source>
        <translation>どこまで配信したか</translation>
    </message>
    <message>
        <source>How it goes</source>
        <translation>配信の状況</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>what went wrong, and what was done until then</comment>
        <translation>%1（%2）</translation>
    </message>
    <message numerus="yes">
        <source>%Ln sent</source>
        <translation>
            <numerusform>送信 %Ln 件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln answered</source>
        <translation>
            <numerusform>応答 %Ln 件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln line(s) skipped</source>
        <translation>
            <numerusform>%Ln 行を飛ばしました</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln client(s) on %1</source>
        <translation>
            <numerusform>%1 のクライアント %Ln 件</numerusform>
        </translation>
    </message>
    <message>
        <source>Fi&amp;le</source>
        <translation>ファイル(&amp;L)</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Spee&amp;d</source>
        <translation>速さ(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Bad lines</source>
        <translation>誤りのある行(&amp;B)</translation>
    </message>
</context>
<context>
    <name>helio::Safeguard</name>
    <message numerus="yes">
        <source>%Ln client(s) will be told to come back.</source>
        <translation>
            <numerusform>クライアント %Ln 件に、あとで接続し直すよう伝えます。</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop hub</source>
        <translation>ハブの停止</translation>
    </message>
    <message>
        <source>Stop the hub?</source>
        <translation>ハブを停止しますか？</translation>
    </message>
    <message>
        <source>They find nobody until the hub is started again.</source>
        <translation>ハブをもう一度開始するまで、クライアントは接続できません。</translation>
    </message>
    <message>
        <source>&amp;Stop hub</source>
        <translation>ハブを停止(&amp;S)</translation>
    </message>
    <message>
        <source>Restart hub</source>
        <translation>ハブの再起動</translation>
    </message>
    <message>
        <source>Restart the hub?</source>
        <translation>ハブを再起動しますか？</translation>
    </message>
    <message>
        <source>History in memory begins anew, so they may be told of a gap.</source>
        <translation>メモリ上の履歴は空から始まるため、欠落 (gap) を知らせることがあります。</translation>
    </message>
    <message>
        <source>&amp;Restart hub</source>
        <translation>ハブを再起動(&amp;R)</translation>
    </message>
    <message>
        <source>Quit Heliograph</source>
        <translation>Heliograph の終了</translation>
    </message>
    <message>
        <source>Quit, and stop the hub?</source>
        <translation>終了して、ハブを停止しますか？</translation>
    </message>
    <message>
        <source>They find nobody until Heliograph is started again.</source>
        <translation>Heliograph をもう一度起動するまで、クライアントは接続できません。</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>終了(&amp;Q)</translation>
    </message>
    <message>
        <source>Clear channel</source>
        <translation>チャンネルの履歴の消去</translation>
    </message>
    <message>
        <source>Drop the history of %1?</source>
        <translation>%1 の履歴を捨てますか？</translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s) will be gone for good.</source>
        <translation>
            <numerusform>イベント %Ln 件が失われ、元に戻せません。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln client(s) are connected there; whoever comes back over this place is told of a gap.</source>
        <translation>
            <numerusform>いまクライアント %Ln 件が接続しています。この位置をまたいで接続し直したクライアントには、欠落 (gap) を知らせます。</numerusform>
        </translation>
    </message>
    <message>
        <source>What it holds will be gone for good; whoever comes back over this place is told of a gap.</source>
        <translation>残っている履歴が失われ、元に戻せません。この位置をまたいで接続し直したクライアントには、欠落 (gap) を知らせます。</translation>
    </message>
    <message>
        <source>C&amp;lear channel</source>
        <translation>履歴を消去(&amp;L)</translation>
    </message>
    <message>
        <source>It goes from the file on disk, too.</source>
        <translation>ディスク上のファイルからも消えます。</translation>
    </message>
</context>
<context>
    <name>helio::Salvage</name>
    <message numerus="yes">
        <source>the file of history was damaged; what could be read was brought over (%n events), readers are told of a gap, and the damaged file is kept as %1</source>
        <translation>
            <numerusform>履歴のファイルが壊れていました。読めたもの (%n 件のイベント) は引き継ぎ、読み手には抜けがあることを伝えます。壊れたファイルは %1 として残しました</numerusform>
        </translation>
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
    <name>helio::ScreenAwake</name>
    <message>
        <source>There is no session bus here by which the screen could be kept on.</source>
        <translation>画面を消さずに保つためのセッションバスがここにはありません。</translation>
    </message>
    <message>
        <source>This desktop offers neither a screen saver&apos;s nor a portal&apos;s way to keep the screen on.</source>
        <translation>このデスクトップには、スクリーンセーバーにもポータルにも画面を消さずに保つ手段がありません。</translation>
    </message>
</context>
<context>
    <name>helio::SecretsNotKeptBanner</name>
    <message>
        <source>The system&apos;s keychain did not take the secrets of %1. The stream goes on with them, but they have to be written again after the next start. %2</source>
        <translation>システムのキーチェーンが %1 の秘密情報を受け付けませんでした。ストリームはこのまま使えますが、次に起動したときに入力し直す必要があります。%2</translation>
    </message>
    <message>
        <source>The system&apos;s keychain did not remove the secrets of %1: they are still there, under the name heliograph. Remove them there. %2</source>
        <translation>システムのキーチェーンが %1 の秘密情報を削除しませんでした。heliograph という名前でまだ残っています。キーチェーン側で削除してください。%2</translation>
    </message>
    <message>
        <source>The system&apos;s keychain did not take the token of the hub at %1. It goes on with it, but it has to be given again at the next start. %2</source>
        <translation>システムのキーチェーンが %1 のハブのトークンを保存しませんでした。このまま使えますが、次回の起動時にもう一度指定する必要があります。%2</translation>
    </message>
</context>
<context>
    <name>helio::Serve</name>
    <message>
        <source>helio serve - runs a hub without a window

Usage: helio serve [OPTIONS]

Examples:
  helio serve
      a hub for this machine on http://127.0.0.1:7373; open that address in a browser to try it
  curl -N &apos;http://127.0.0.1:7373/stream?channel=demo&apos;
      subscribes to a channel
  curl -d &apos;Hello&apos; http://127.0.0.1:7373/channels/demo
      publishes to it
  helio serve --source system
      with this machine&apos;s figures each second, on channel system
  helio serve --listen 127.0.0.1:0 --max-events 100 --heartbeat 5s
      on a free port, which it prints, with a short history
  helio serve --redis redis://localhost --redis-channels sse --redis-channels &apos;users.*&apos;
      on these channels together with the Flask-SSE application that uses the same Redis
  helio serve --config hub.toml
      as the file says; options of the command line go before it

Options:
%1  --config FILE                    a TOML file with the same names: [server], [history], [slow_clients], [redis],
                                   [[channel]], [[source]], and who may do what: [anonymous], [[token]], [[jwt]]
%2  --open-access                    starts without rules although others reach the hub: it listens beyond this machine,
                                   or allowed_hosts or trusted_proxies is set. Everybody may read and publish then
  -h, --help                       this text

Options for lists (--listen, --allowed-origins, …) and --source may be given more than once. Durations are 500ms, 15s, 10m, 24h; sizes
64KiB, 1MiB.

SIGHUP reads the access rules of FILE again and ends the streams that they grant no more. Without any rule everything is
open to this machine; a hub that had rules is opened to everybody only by [anonymous] with everything, or a restart.

Prints &quot;listening on URL&quot; for each address when it accepts connections; all else goes to standard error. SIGTERM and
SIGINT let every client have what waits for it, then end the streams; that takes 5 s at most.

Exit codes: 0 asked to end, 1 it cannot serve (a port in use, a bad file or value), 2 wrong option.
</source>
        <translation>helio serve - ウィンドウなしでハブを動かします

使い方: helio serve [OPTIONS]

例:
  helio serve
      このマシンのためのハブを http://127.0.0.1:7373 で。試すにはブラウザーでそのアドレスを開きます
  curl -N &apos;http://127.0.0.1:7373/stream?channel=demo&apos;
      チャンネルを購読します
  curl -d &apos;Hello&apos; http://127.0.0.1:7373/channels/demo
      そこへ配信します
  helio serve --source system
      このマシンの値を毎秒、チャンネル system に
  helio serve --listen 127.0.0.1:0 --max-events 100 --heartbeat 5s
      空いているポートで (番号を表示します)、短い履歴で
  helio serve --redis redis://localhost --redis-channels sse --redis-channels &apos;users.*&apos;
      これらのチャンネルを、同じ Redis を使う Flask-SSE のアプリケーションと共有して
  helio serve --config hub.toml
      ファイルのとおりに。コマンドラインのオプションが優先します

オプション:
%1  --config FILE                    同じ名前の TOML ファイル: [server]、[history]、[slow_clients]、[redis]、
                                   [[source]]、誰が何をできるか: [anonymous]、[[token]]、[[jwt]]
%2  --open-access                    ほかからハブに届くのに規則なしで開始する: このマシンの外でも待ち受けるか、
                                   allowed_hosts か trusted_proxies がある場合。全員が購読も配信もできます
  -h, --help                       この説明

リストのオプション (--listen、--allowed-origins、…) と --source は複数回指定できます。長さは 500ms、15s、10m、24h、
大きさは 64KiB、1MiB のように書きます。

SIGHUP は FILE のアクセス規則を読み直し、もう許されないストリームを終えます。規則が 1 つもなければ、このマシンには
すべてが開かれています。規則のあったハブを全員に開くには、すべてを許す [anonymous] か再起動が必要です。

接続を受け入れるようになると、アドレスごとに &quot;listening on URL&quot; を表示します。ほかはすべて標準エラーに出ます。
SIGTERM と SIGINT では、各クライアントに待っているものを渡してからストリームを終えます。長くても 5 秒です。

終了コード: 0 終了を求められた、1 動かせない (使用中のポート、誤ったファイルや値)、2 オプションの誤り。
</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no option</source>
        <translation>&quot;%1&quot; はオプションではありません</translation>
    </message>
    <message>
        <source>%1 Or allow everybody with --open-access.</source>
        <translation>%1 全員に許すなら --open-access を付けてください。</translation>
    </message>
    <message numerus="yes">
        <source>the system&apos;s limit of open files lets in %n clients at most; raise it (ulimit -Hn) for more</source>
        <translation>
            <numerusform>システムの開けるファイル数の制限により、クライアントは最大 %n までです。増やすには制限を上げてください (ulimit -Hn)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::SettingField</name>
    <message>
        <source>none by default</source>
        <translation>既定値なし</translation>
    </message>
    <message>
        <source>default %1</source>
        <translation>既定値 %1</translation>
    </message>
    <message>
        <source>The command line wins over the file: %1</source>
        <translation>コマンドラインの指定がファイルより優先されます: %1</translation>
    </message>
    <message>
        <source>Takes a restart of the hub</source>
        <translation>ハブの再起動が必要です</translation>
    </message>
</context>
<context>
    <name>helio::Settings</name>
    <message>
        <source>this must be a list of channels such as [&quot;news&quot;, &quot;users.*&quot;]</source>
        <translation>ここは [&quot;news&quot;, &quot;users.*&quot;] のようなチャンネルのリストでなければなりません</translation>
    </message>
    <message>
        <source>a channel is a string such as &quot;users.*&quot;</source>
        <translation>チャンネルは &quot;users.*&quot; のような文字列です</translation>
    </message>
    <message>
        <source>this must be a string, and not an empty one</source>
        <translation>ここは空でない文字列でなければなりません</translation>
    </message>
    <message>
        <source>this must be true or false</source>
        <translation>ここは true か false でなければなりません</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not known in %2</source>
        <translation>&quot;%1&quot; は %2 にないキーです</translation>
    </message>
    <message>
        <source>the name must be at most %1 bytes, without control characters</source>
        <translation>名前は制御文字を含まない %1 バイト以下でなければなりません</translation>
    </message>
    <message>
        <source>sha256 is the token&apos;s SHA-256 as 64 hexadecimal digits; helio token makes token and digest</source>
        <translation>sha256 はトークンの SHA-256 で、16 進 64 桁です。helio token がトークンとダイジェストを作ります</translation>
    </message>
    <message>
        <source>a [[token]] needs a name and its sha256; helio token makes them</source>
        <translation>[[token]] には name と sha256 が必要です。helio token が作ります</translation>
    </message>
    <message>
        <source>the token &quot;%1&quot; is there twice, by its name or its sha256</source>
        <translation>トークン &quot;%1&quot; の name か sha256 が重複しています</translation>
    </message>
    <message>
        <source>cannot read %1: %2</source>
        <translation>%1 を読み込めません: %2</translation>
    </message>
    <message>
        <source>%1 is too large to be a key</source>
        <translation>%1 は鍵としては大きすぎます</translation>
    </message>
    <message>
        <source>HS256 takes a secret_file; a key_file is for RS256 and ES256</source>
        <translation>HS256 には secret_file を使います。key_file は RS256 と ES256 のためのものです</translation>
    </message>
    <message>
        <source>a secret_file is for HS256; RS256 and ES256 take a key_file or a jwks_file</source>
        <translation>secret_file は HS256 のためのものです。RS256 と ES256 には key_file か jwks_file を使います</translation>
    </message>
    <message>
        <source>algorithm is HS256, RS256 or ES256, one for each key</source>
        <translation>algorithm は鍵ごとに HS256、RS256、ES256 のどれか 1 つです</translation>
    </message>
    <message>
        <source>give one of secret_file, key_file and jwks_file</source>
        <translation>secret_file、key_file、jwks_file のうち 1 つだけを書いてください</translation>
    </message>
    <message>
        <source>a [[jwt]] needs an algorithm and a secret_file, key_file or jwks_file</source>
        <translation>[[jwt]] には algorithm と、secret_file、key_file、jwks_file のどれかが必要です</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be a section [%1]</source>
        <translation>&quot;%1&quot; は [%1] というセクションでなければなりません</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be a section [[%1]], in double brackets</source>
        <translation>&quot;%1&quot; は二重の角括弧のセクション [[%1]] でなければなりません</translation>
    </message>
    <message>
        <source>the URL of Redis is to come from the environment, but neither SSE_REDIS_URL nor REDIS_URL is set there</source>
        <translation>Redis の URL を環境変数から取る設定ですが、SSE_REDIS_URL も REDIS_URL も設定されていません</translation>
    </message>
    <message>
        <source>the section [%1] is not known</source>
        <translation>セクション [%1] はありません</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not known in [%2]</source>
        <translation>&quot;%1&quot; は [%2] にないキーです</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not known outside a section such as [server]</source>
        <translation>&quot;%1&quot; は [server] のようなセクションの外では使えません</translation>
    </message>
    <message>
        <source>%1, line %2: %3</source>
        <translation>%1 の %2 行目: %3</translation>
    </message>
    <message>
        <source>--config: give one file</source>
        <translation>--config: ファイルは 1 つだけ指定してください</translation>
    </message>
    <message>
        <source>bridge is for mode &quot;streams&quot; of Redis; with mode &quot;pubsub&quot;, channels says what goes by it</source>
        <translation>bridge は Redis のモード &quot;streams&quot; のためのものです。モード &quot;pubsub&quot; では、Redis を通すものを channels で指定します</translation>
    </message>
    <message>
        <source>mode &quot;streams&quot; keeps history in Redis; name it with url</source>
        <translation>モード &quot;streams&quot; は履歴を Redis に置きます。url で Redis を指定してください</translation>
    </message>
    <message>
        <source>with mode &quot;streams&quot; of Redis, history is there and not in a file; leave out one of the two</source>
        <translation>Redis のモード &quot;streams&quot; では履歴は Redis にあり、ファイルには置きません。どちらか一方にしてください</translation>
    </message>
    <message>
        <source>with mode &quot;streams&quot; of Redis, all channels go by it; leave out channels, and name those of a Flask-SSE application in bridge</source>
        <translation>Redis のモード &quot;streams&quot; ではすべてのチャンネルが Redis を通ります。channels を外し、Flask-SSE アプリケーションのチャンネルは bridge に指定してください</translation>
    </message>
    <message>
        <source>Not listening on %1: it can be reached from other machines, and no access rule says who may read and publish. Listen on 127.0.0.1, or write rules ([anonymous], [[token]], [[jwt]]).</source>
        <translation>%1 では待ち受けません。ほかのマシンから届くのに、誰が購読・配信できるかを示すアクセス規則がありません。127.0.0.1 で待ち受けるか、規則 ([anonymous]、[[token]]、[[jwt]]) を書いてください。</translation>
    </message>
    <message>
        <source>Not starting: %1 is for a hub that others reach, through a proxy or by a name, and no access rule says who may read and publish. Write rules ([anonymous], [[token]], [[jwt]]).</source>
        <translation>開始しません。%1 はプロキシ経由や名前でほかから届くハブのための設定ですが、誰が購読・配信できるかを示すアクセス規則がありません。規則 ([anonymous]、[[token]]、[[jwt]]) を書いてください。</translation>
    </message>
    <message>
        <source>name at least one address to listen on</source>
        <translation>待ち受けるアドレスを少なくとも 1 つ指定してください</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no origin such as https://app.example.com</source>
        <translation>&quot;%1&quot; は https://app.example.com のようなオリジンではありません</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no host name such as events.example.com</source>
        <translation>&quot;%1&quot; は events.example.com のようなホスト名ではありません</translation>
    </message>
    <message>
        <source>these are %1 channels and globs; a bridge has at most %2</source>
        <translation>チャンネルとパターンが %1 個あります。ブリッジに指定できるのは %2 個までです</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be the name of a stream; it is a key of Redis, without {, } and control characters</source>
        <translation>&quot;%1&quot; はストリームの名前に使えません。{、}、制御文字を含まない Redis のキーを書いてください</translation>
    </message>
    <message>
        <source>where to listen; port 0 takes a free one</source>
        <translation>待ち受ける場所。ポート 0 は空いているポート</translation>
    </message>
    <message>
        <source>a comment goes out after so much silence</source>
        <translation>無音がこれだけ続くとコメントを送る</translation>
    </message>
    <message>
        <source>how long clients wait before they come back; spread by 20 %</source>
        <translation>クライアントが戻るまで待つ時間。20 % の幅で散らす</translation>
    </message>
    <message>
        <source>the most clients at a time</source>
        <translation>同時に接続できるクライアントの数</translation>
    </message>
    <message>
        <source>the most channels that are published to at a time</source>
        <translation>同時に発行できるチャンネルの数</translation>
    </message>
    <message>
        <source>the most clients from one address; 0: no limit</source>
        <translation>1 つのアドレスからのクライアントの数。0 は無制限</translation>
    </message>
    <message>
        <source>the largest body of a request</source>
        <translation>リクエストの本文の上限</translation>
    </message>
    <message>
        <source>pages that may read and publish, beside those on this machine</source>
        <translation>このマシンのページのほかに、購読と配信を許すページ</translation>
    </message>
    <message>
        <source>names by which the hub may be asked, beside this machine&apos;s own</source>
        <translation>このマシンの名前のほかに、ハブが応じる名前</translation>
    </message>
    <message>
        <source>proxies (or networks, 10.0.0.0/8) whose X-Forwarded-For is believed</source>
        <translation>X-Forwarded-For を信じるプロキシ (またはネットワーク、10.0.0.0/8)</translation>
    </message>
    <message>
        <source>serves the files of this folder beside the hub&apos;s own addresses</source>
        <translation>ハブ自身のアドレスのほかに、このフォルダーのファイルを公開する</translation>
    </message>
    <message>
        <source>there is no store &quot;%1&quot;; there are: memory, sqlite, sqlite:FILE</source>
        <translation>保存先 &quot;%1&quot; はありません。使えるのは memory、sqlite、sqlite:FILE です</translation>
    </message>
    <message>
        <source>&quot;%1&quot; names no file; name one as in sqlite:history.db, or leave out the colon</source>
        <translation>&quot;%1&quot; にファイル名がありません。sqlite:history.db のように指定するか、コロンを外してください</translation>
    </message>
    <message>
        <source>how much of a history on disk is kept in memory, too</source>
        <translation>ディスク上の履歴のうちメモリーにも置く量</translation>
    </message>
    <message>
        <source>where history lives; sqlite: in heliograph/history.db of the user&apos;s data, or in FILE</source>
        <translation>履歴の保存先。sqlite はユーザーのデータの heliograph/history.db、または FILE</translation>
    </message>
    <message>
        <source>history of each channel, in events</source>
        <translation>チャンネルごとの履歴 (イベント数)</translation>
    </message>
    <message>
        <source>history of the whole hub, in bytes</source>
        <translation>ハブ全体の履歴 (バイト数)</translation>
    </message>
    <message>
        <source>how long events are kept</source>
        <translation>イベントを保つ時間</translation>
    </message>
    <message>
        <source>a client is closed when more waits behind the event being sent</source>
        <translation>送信中のイベントの後ろにこれより多く溜まったクライアントを閉じる</translation>
    </message>
    <message>
        <source>a client is closed when it takes nothing for so long</source>
        <translation>これだけの間何も受け取らないクライアントを閉じる</translation>
    </message>
    <message>
        <source>when more waits for all clients together, who is farthest behind is closed</source>
        <translation>全クライアント分の待ちがこれを超えたら、最も遅れているものを閉じる</translation>
    </message>
    <message>
        <source>the Redis to share channels by; env: SSE_REDIS_URL, then REDIS_URL</source>
        <translation>チャンネルを共有する Redis。env: SSE_REDIS_URL、次に REDIS_URL</translation>
    </message>
    <message>
        <source>there is no mode &quot;%1&quot;; there are: pubsub, streams</source>
        <translation>モード &quot;%1&quot; はありません。使えるのは pubsub、streams です</translation>
    </message>
    <message>
        <source>how: pubsub is Flask-SSE&apos;s own form; with streams many hubs share all channels and history</source>
        <translation>方式。pubsub は Flask-SSE の形式、streams では多くのハブがすべてのチャンネルと履歴を共有する</translation>
    </message>
    <message>
        <source>pubsub: the channels that go by Redis</source>
        <translation>pubsub: Redis を通すチャンネル</translation>
    </message>
    <message>
        <source>streams: the key of history in Redis; hubs with the same one share it</source>
        <translation>streams: Redis での履歴のキー。同じキーのハブが履歴を共有する</translation>
    </message>
    <message>
        <source>streams: so many replicas must have an event before its publisher is answered</source>
        <translation>streams: この数のレプリカがイベントを持ってから配信元に応答する</translation>
    </message>
    <message>
        <source>streams: channels that a Flask-SSE application uses</source>
        <translation>streams: Flask-SSE アプリケーションが使うチャンネル</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not %2 of at least %3</source>
        <translation>&quot;%1&quot; は使えません。%3 以上の%2を書いてください</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a duration such as 500ms, 15s, 10m or 24h of at least %2 ms</source>
        <translation>&quot;%1&quot; は使えません。%2 ミリ秒以上の長さを 500ms、15s、10m、24h のように書いてください</translation>
    </message>
    <message>
        <source>a size such as 64KiB or 1MiB</source>
        <translation>大きさ (64KiB、1MiB など)</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>there is no folder &quot;%1&quot;</source>
        <translation>フォルダー &quot;%1&quot; がありません</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no address such as 10.0.0.1, and no network such as 10.0.0.0/8</source>
        <translation>&quot;%1&quot; は 10.0.0.1 のようなアドレスでも、10.0.0.0/8 のようなネットワークでもありません</translation>
    </message>
    <message>
        <source>there is no source &quot;%1&quot;; there are: %2</source>
        <translation>ソース &quot;%1&quot; はありません。使えるのは %2 です</translation>
    </message>
    <message>
        <source>a [[channel]] needs a pattern</source>
        <translation>[[channel]] には pattern が必要です</translation>
    </message>
    <message>
        <source>a [[source]] needs a type</source>
        <translation>[[source]] には type が必要です</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not known in [[source]]</source>
        <translation>&quot;%1&quot; は [[source]] にないキーです</translation>
    </message>
    <message>
        <source>this must be a string or a whole number</source>
        <translation>ここは文字列か整数でなければなりません</translation>
    </message>
    <message>
        <source>this must be a list such as [&quot;%1&quot;]</source>
        <translation>ここは [&quot;%1&quot;] のようなリストでなければなりません</translation>
    </message>
    <message>
        <source>this must be one value, not a list or table</source>
        <translation>ここはリストや表ではなく、1 つの値でなければなりません</translation>
    </message>
</context>
<context>
    <name>helio::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>&amp;Hub</source>
        <translation>ハブ(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Window</source>
        <translation>ウィンドウ(&amp;W)</translation>
    </message>
    <message>
        <source>Pages of the settings</source>
        <translation>設定のページ</translation>
    </message>
    <message>
        <source>&amp;OK</source>
        <translation>OK(&amp;O)</translation>
    </message>
    <message>
        <source>A&amp;pply</source>
        <translation>適用(&amp;P)</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>キャンセル(&amp;N)</translation>
    </message>
</context>
<context>
    <name>helio::SeverityLook</name>
    <message>
        <source>error</source>
        <translation>エラー</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>note</source>
        <translation>情報</translation>
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
    <name>helio::Sources</name>
    <message>
        <source>publishes this machine&apos;s figures</source>
        <translation>このマシンの値を配信する</translation>
    </message>
    <message>
        <source>publishes random values and a price that wanders, to try pages with</source>
        <translation>ページを試すための乱数と、揺れ動く価格を配信する</translation>
    </message>
</context>
<context>
    <name>helio::SqliteStore</name>
    <message>
        <source>The hub ends before its history was opened.</source>
        <translation>履歴が開かれる前に、ハブは終了します。</translation>
    </message>
    <message>
        <source>the file of history holds events that are damaged; readers are told of gaps there, and `helio history check` names them</source>
        <translation>履歴のファイルに壊れたイベントがあります。読み手にはその箇所に抜けがあることを伝えます。どれが壊れているかは `helio history check` で分かります</translation>
    </message>
</context>
<context>
    <name>helio::StatusLine</name>
    <message>
        <source>%1 hub %2</source>
        <translation>%1 ハブ：%2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln client(s)</source>
        <translation>
            <numerusform>クライアント %Ln</numerusform>
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
        <source>filtered %1</source>
        <translation>除外 %1</translation>
    </message>
    <message>
        <source>muted %1</source>
        <translation>ミュート %1</translation>
    </message>
    <message>
        <source>filtered or muted %1</source>
        <translation>除外・ミュート %1</translation>
    </message>
    <message>
        <source>received %1 = shown %2 + %3 + waiting %4 + trimmed %5</source>
        <translation>受信 %1 = 表示 %2 + %3 + 待機 %4 + 破棄 %5</translation>
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
    <message>
        <source>shown %1 of %2</source>
        <translation>表示 %1 / %2</translation>
    </message>
    <message>
        <source>history file %1</source>
        <translation>履歴ファイル %1</translation>
    </message>
    <message>
        <source>The hub&apos;s history on disk: a file of %1, of which %2 are in use, and %3 that go into it</source>
        <translation>ディスク上のハブの履歴: ファイル %1（使用中 %2）、これから書き込まれるもの %3</translation>
    </message>
</context>
<context>
    <name>helio::StoreWriter</name>
    <message>
        <source>the log beside the file of history was damaged; what was written last before the hub ended may be missing, and readers are told of a gap</source>
        <translation>履歴のファイルのログが壊れていました。ハブの終了直前に書かれたものが欠けている可能性があり、読み手には抜けがあることを伝えます</translation>
    </message>
    <message>
        <source>the file of history was not there, but a log of one was: a new file is begun, and the log is kept as %1; it belongs to the file that was moved away without it</source>
        <translation>履歴のファイルはなく、そのログだけがありました。新しいファイルを始め、ログは %1 として残しています。ログは、これを残して移動されたファイルのものです</translation>
    </message>
    <message>
        <source>the damaged log is kept as %1</source>
        <translation>壊れたログは %1 として残しています</translation>
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
        <source>No answer came that is HTTP: the server closed the connection before the whole head of one, or sent something else.</source>
        <translation>HTTP の応答が来ませんでした。サーバーが応答のヘッダー部を送り終える前に接続を閉じたか、HTTP ではないものを送りました。</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not trusted: %1</source>
        <translation>サーバーの証明書を信頼できません：%1</translation>
    </message>
    <message>
        <source>The server redirects to %1. A request with a body is not sent a second time by itself: ask there if you want it.</source>
        <translation>サーバーは %1 へ転送します。本文のある要求がひとりでに 2 度送られることはありません。必要なら、そのアドレスへ要求してください。</translation>
    </message>
    <message>
        <source>%1 It says: %2</source>
        <translation>%1 応答の内容: %2</translation>
    </message>
    <message>
        <source>What the server compressed cannot be read: it is no %1 any more.</source>
        <translation>サーバーが圧縮した内容を読めません。途中から %1 ではなくなっています。</translation>
    </message>
    <message>
        <source>The compressed stream broke off before its end.</source>
        <translation>圧縮されたストリームが終わりの前に途切れました。</translation>
    </message>
    <message>
        <source>The connection was closed, by the server or on the way.</source>
        <translation>接続が、サーバーか途中の経路で閉じられました。</translation>
    </message>
    <message>
        <source>The connection broke off before the end of the stream.</source>
        <translation>ストリームの終わりの前に接続が途切れました。</translation>
    </message>
    <message>
        <source>What the server sent is not HTTP as it has to be.</source>
        <translation>サーバーが送ったものは正しい HTTP ではありません。</translation>
    </message>
    <message>
        <source>The server sent more than 1 MiB that is neither the head of an answer nor events.</source>
        <translation>サーバーは、応答のヘッダー部でもイベントでもないものを 1 MiB を超えて送りました。</translation>
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
        <source>Format of the answer</source>
        <translation>応答の形式</translation>
    </message>
    <message>
        <source>event stream</source>
        <translation>イベントストリーム</translation>
    </message>
    <message>
        <source>JSON lines (NDJSON): each line is an event&apos;s data</source>
        <translation>JSON 行 (NDJSON): 各行が 1 つのイベントのデータ</translation>
    </message>
    <message>
        <source>JSON array: each element is an event&apos;s data</source>
        <translation>JSON 配列: 各要素が 1 つのイベントのデータ</translation>
    </message>
    <message>
        <source>How the answer is divided into events. JSON is read whatever content type the answer has, and knows neither ids nor comments.</source>
        <translation>応答をイベントに分ける方法です。JSON は応答のコンテンツタイプによらず読み、ID もコメントもありません。</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>形式(&amp;F)</translation>
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
    <message>
        <source>Read it whatever its c&amp;ontent type is</source>
        <translation>コンテントタイプにかかわらず読む(&amp;O)</translation>
    </message>
    <message>
        <source>Of a server that names another content type than text/event-stream. A browser&apos;s EventSource refuses such a stream all the same.</source>
        <translation>text/event-stream 以外のコンテントタイプを名乗るサーバー向けです。ブラウザーの EventSource は、それでもそのようなストリームを拒みます。</translation>
    </message>
</context>
<context>
    <name>helio::StreamFindings</name>
    <message>
        <source>What is wrong with the stream</source>
        <translation>このストリームの問題</translation>
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
    <message>
        <source>The file %1 cannot be read.</source>
        <translation>ファイル %1 を読めません。</translation>
    </message>
</context>
<context>
    <name>helio::StreamList</name>
    <message>
        <source>connecting</source>
        <translation>接続しています…</translation>
    </message>
    <message>
        <source>open</source>
        <translation>受信中</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>閉じています</translation>
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
    <message>
        <source>ended</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>again in %1</source>
        <translation>あと %1</translation>
    </message>
    <message>
        <source>not sent again</source>
        <translation>再送していません</translation>
    </message>
    <message>
        <source>A request that has a body, or another method than GET, is not sent again by itself. Reopen the stream to send it.</source>
        <translation>本文のある要求や GET 以外の要求は、ひとりでに再送されません。送るにはストリームを開き直してください。</translation>
    </message>
    <message>
        <source>It was not opened, because the program ended while streams were being opened the last time. Reopen the stream to connect.</source>
        <translation>前回、ストリームを開いている最中にプログラムが終了したため、開いていません。接続するにはストリームを開き直してください。</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>保留中</translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation>%1 B</translation>
    </message>
    <message>
        <source>%1, no event yet: no line of data came</source>
        <translation>%1、イベントはまだありません: データの行が来ていません</translation>
    </message>
    <message>
        <source>%1, no event yet: no blank line came</source>
        <translation>%1、イベントはまだありません: 空行が来ていません</translation>
    </message>
    <message>
        <source>%1, no event yet: no blank line came behind its data</source>
        <translation>%1、イベントはまだありません: データの後に空行が来ていません</translation>
    </message>
</context>
<context>
    <name>helio::StreamProbe</name>
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
        <source>to %1</source>
        <translation>%1 へ</translation>
    </message>
    <message>
        <source>The server ended the stream before its first event.</source>
        <translation>サーバーは最初のイベントより前にストリームを終えました。</translation>
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
        <source>%Ln byte(s)</source>
        <translation>
            <numerusform>%Ln バイト</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No event within %1 s. That may be all right: the stream is alive, it sent %Ln comment(s), the last of them &quot;%2&quot;.</source>
        <translation>
            <numerusform>%1 秒以内にイベントがありませんでした。問題ないかもしれません。ストリームは生きており、コメントを %Ln 件送りました。最後は「%2」です。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::StreamStory</name>
    <message>
        <source> ×%1, every %2 s</source>
        <translation> ×%1、%2 秒ごと</translation>
    </message>
    <message numerus="yes">
        <source>It was open for %1 and brought %Ln event(s), %2.</source>
        <translation>
            <numerusform>接続時間は %1、受信はイベント %Ln 件、%2 でした。</numerusform>
        </translation>
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
        <source>closed by you.</source>
        <translation>あなたが閉じました。</translation>
    </message>
    <message>
        <source>the stream came to its end.</source>
        <translation>ストリームが終わりました。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln entries came too fast to be listed</source>
        <translation>
            <numerusform>速すぎて記録できなかった項目 %Ln 件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln older entries are gone</source>
        <translation>
            <numerusform>古い記録 %Ln 件は破棄されました</numerusform>
        </translation>
    </message>
    <message>
        <source>Time</source>
        <translation>時刻</translation>
    </message>
    <message>
        <source>Δ ms</source>
        <translation>Δ ms</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>起きたこと</translation>
    </message>
    <message>
        <source>retry: the reconnection time is %1</source>
        <translation>retry: 再接続時間は %1</translation>
    </message>
    <message>
        <source>next attempt after %1; %2 failed in a row</source>
        <translation>%1後に再試行（連続 %2 回失敗）</translation>
    </message>
    <message>
        <source>next attempt after %1</source>
        <translation>%1後に再試行</translation>
    </message>
    <message>
        <source> (%1 left)</source>
        <translation>（残り %1）</translation>
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
    <name>helio::SystemBoard</name>
    <message>
        <source>Charts of this machine</source>
        <translation>このマシンのグラフ</translation>
    </message>
    <message>
        <source>CPU, all of the machine</source>
        <translation>CPU（マシン全体）</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Memory in use</source>
        <translation>使用中のメモリ</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>メモリ</translation>
    </message>
    <message>
        <source>swap</source>
        <translation>スワップ</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>ネットワーク</translation>
    </message>
    <message>
        <source>received</source>
        <translation>受信</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>送信</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>ディスク</translation>
    </message>
    <message>
        <source>read</source>
        <translation>読み込み</translation>
    </message>
    <message>
        <source>written</source>
        <translation>書き込み</translation>
    </message>
    <message>
        <source>core %1</source>
        <translation>コア %1</translation>
    </message>
    <message>
        <source>CPU, each core</source>
        <translation>CPU（コアごと）</translation>
    </message>
    <message>
        <source>CPU, cores %1 to %2</source>
        <translation>CPU（コア %1 ～ %2）</translation>
    </message>
</context>
<context>
    <name>helio::Tabs</name>
    <message>
        <source>Events</source>
        <translation>イベント</translation>
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
        <source>Clients %1</source>
        <translation>クライアント %1</translation>
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
        <source>Channels %1</source>
        <translation>チャンネル %1</translation>
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
        <source>Charts</source>
        <translation>グラフ</translation>
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
        <source>Connection</source>
        <translation>接続</translation>
    </message>
    <message>
        <source>C&amp;onnection</source>
        <translation>接続(&amp;O)</translation>
    </message>
    <message>
        <source>Show what happened to the connection of a stream</source>
        <translation>ストリームの接続で起きたことを表示します</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>表示</translation>
    </message>
    <message>
        <source>Col&amp;umns…</source>
        <translation>列(&amp;U)…</translation>
    </message>
    <message>
        <source>Choose the columns of the table that is shown</source>
        <translation>表示中の表の列を選びます</translation>
    </message>
    <message>
        <source>Problems %1</source>
        <translation>問題 %1</translation>
    </message>
    <message>
        <source>&amp;Problems</source>
        <translation>問題(&amp;P)</translation>
    </message>
    <message>
        <source>Show what is wrong with streams and the hub, and what to do</source>
        <translation>ストリームとハブの問題と、その対処を表示します</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>会話</translation>
    </message>
    <message>
        <source>Conversa&amp;tion</source>
        <translation>会話(&amp;T)</translation>
    </message>
    <message>
        <source>Show the messages that a stream&apos;s events make</source>
        <translation>ストリームのイベントが作るメッセージを表示します</translation>
    </message>
</context>
<context>
    <name>helio::TemplateCheck</name>
    <message>
        <source>placeholder at line %1, column %2: %3</source>
        <translation>%1 行 %2 桁目のプレースホルダー: %3</translation>
    </message>
</context>
<context>
    <name>helio::TextPage</name>
    <message>
        <source>loading, %1 so far</source>
        <translation>読み込み中、%1 まで表示</translation>
    </message>
    <message>
        <source>the first %1 of %2</source>
        <translation>%2 のうちはじめの %1</translation>
    </message>
    <message>
        <source>lines of more than %1 characters are broken</source>
        <translation>%1 文字を超える行は折り返しています</translation>
    </message>
    <message>
        <source>not in this part</source>
        <translation>この部分にはありません</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>見つかりません</translation>
    </message>
    <message>
        <source>Data of the selected event</source>
        <translation>選択したイベントのデータ</translation>
    </message>
    <message>
        <source>Empty: the event has no data.</source>
        <translation>空です。このイベントにデータはありません。</translation>
    </message>
    <message>
        <source>How much is shown</source>
        <translation>表示している量</translation>
    </message>
    <message>
        <source>Show &amp;all</source>
        <translation>すべて表示(&amp;A)</translation>
    </message>
    <message>
        <source>Find in the text</source>
        <translation>テキスト内を検索</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>検索結果</translation>
    </message>
    <message>
        <source>Find the one before (Shift+Enter)</source>
        <translation>前を検索 (Shift+Enter)</translation>
    </message>
    <message>
        <source>Find the next (Enter)</source>
        <translation>次を検索 (Enter)</translation>
    </message>
    <message>
        <source>Close the find bar (Esc)</source>
        <translation>検索を閉じる (Esc)</translation>
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
    <message>
        <source>Menu of the chart %1</source>
        <translation>グラフ「%1」のメニュー</translation>
    </message>
    <message>
        <source>Save, and more</source>
        <translation>保存など</translation>
    </message>
    <message>
        <source>No figures in this time</source>
        <translation>この期間に数値はありません</translation>
    </message>
</context>
<context>
    <name>helio::TimeForPeople</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
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
        <source>%1 days</source>
        <translation>%1 日</translation>
    </message>
</context>
<context>
    <name>helio::TimingStrip</name>
    <message>
        <source>distances</source>
        <translation>間隔</translation>
    </message>
    <message>
        <source>Timing: choose a stream, or one channel, in the navigator</source>
        <translation>タイミング: ナビゲーターでストリームかチャンネルを一つ選んでください</translation>
    </message>
    <message>
        <source>Timing: no event yet</source>
        <translation>タイミング: まだイベントがありません</translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s) selected</source>
        <translation>
            <numerusform>%Ln 件のイベントを選択中</numerusform>
        </translation>
    </message>
    <message>
        <source>Timing of the events</source>
        <translation>イベントのタイミング</translation>
    </message>
</context>
<context>
    <name>helio::TimingTexts</name>
    <message>
        <source>■ head after %1</source>
        <translation>■ ヘッダーまで %1</translation>
    </message>
    <message>
        <source>▼ first event after %1</source>
        <translation>▼ 最初のイベントまで %1</translation>
    </message>
    <message>
        <source>◆ first text after %1</source>
        <translation>◆ 最初のテキストまで %1</translation>
    </message>
    <message>
        <source>request</source>
        <translation>リクエスト</translation>
    </message>
    <message>
        <source>■ head of the answer</source>
        <translation>■ 応答のヘッダー</translation>
    </message>
    <message>
        <source>▼ first event</source>
        <translation>▼ 最初のイベント</translation>
    </message>
    <message>
        <source>◆ first text</source>
        <translation>◆ 最初のテキスト</translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s)</source>
        <translation>
            <numerusform>%Ln 件のイベント</numerusform>
        </translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>期間 %1</translation>
    </message>
    <message>
        <source>median distance %1</source>
        <translation>間隔の中央値 %1</translation>
    </message>
    <message>
        <source>longest silence %1</source>
        <translation>最長の無音 %1</translation>
    </message>
    <message>
        <source>the newest %1 are shown</source>
        <translation>最新の %1 件を表示</translation>
    </message>
    <message>
        <source>silence of %1</source>
        <translation>無音 %1</translation>
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
    <message>
        <source>The key in %1 is protected by a passphrase: give that too, or a key without one (openssl pkey -in KEY -out PLAIN).</source>
        <translation>%1 の鍵はパスフレーズで保護されています。パスフレーズも指定するか、パスフレーズのない鍵を使ってください (openssl pkey -in KEY -out PLAIN)。</translation>
    </message>
</context>
<context>
    <name>helio::TlsText</name>
    <message>
        <source>nobody named</source>
        <translation>名前なし</translation>
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
</context>
<context>
    <name>helio::Token</name>
    <message>
        <source>helio token - makes a token that lets a program or a person publish or subscribe

Usage: helio token [OPTIONS]

Examples:
  helio token --name ci --publish &apos;builds.*&apos;
      may publish to the channels that begin with builds.
  helio token --name wall --subscribe &apos;*&apos;
      may read everything
  helio token --name ops --publish &apos;*&apos; --subscribe &apos;*&apos; --admin
      may do everything

Options:
  --name NAME        whose it is: the subject of its clients; token unless told otherwise
  --publish GLOB     channels it may publish to, by name or glob; may be given several times
  --subscribe GLOB   channels it may read; may be given several times. {sub} stands for the name, as in users.{sub}
  --admin            may look at the hub and steer it: /api/…, /metrics
  -h, --help         this text

The first line of standard output is the token. It is shown only now: the lines behind it, which go into the file of
helio serve --config, hold only its SHA-256. Send the hub SIGHUP to have it read the file again.
</source>
        <translation>helio token - プログラムや人に配信や購読を許すトークンを作ります

使い方: helio token [OPTIONS]

例:
  helio token --name ci --publish &apos;builds.*&apos;
      builds. で始まるチャンネルへ配信できます
  helio token --name wall --subscribe &apos;*&apos;
      すべてを読めます
  helio token --name ops --publish &apos;*&apos; --subscribe &apos;*&apos; --admin
      すべてできます

オプション:
  --name NAME        誰のものか: クライアントの主体の名前。指定がなければ token
  --publish GLOB     配信できるチャンネルの名前かグロブ。複数可
  --subscribe GLOB   読めるチャンネル。複数可。{sub} は名前に置き換わります (users.{sub} など)
  --admin            ハブを見て操作できる: /api/…、/metrics
  -h, --help         この説明

標準出力の最初の行がトークンです。表示されるのは今だけで、後ろの行 (helio serve --config のファイルに書くもの) に
あるのはその SHA-256 だけです。ハブにファイルを読み直させるには SIGHUP を送ります。
</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no option</source>
        <translation>&quot;%1&quot; はオプションではありません</translation>
    </message>
    <message>
        <source>--name must be 1 to %1 bytes without control characters</source>
        <translation>--name は制御文字を含まない 1 から %1 バイトでなければなりません</translation>
    </message>
    <message>
        <source>the system has no random numbers to give; try again</source>
        <translation>システムから乱数を得られません。もう一度試してください</translation>
    </message>
    <message>
        <source>this token allows nothing yet: see --publish, --subscribe and --admin</source>
        <translation>このトークンはまだ何も許しません。--publish、--subscribe、--admin を参照してください</translation>
    </message>
    <message>
        <source>the first line is the token, shown only now; the others go into the configuration file</source>
        <translation>最初の行がトークンで、表示されるのは今だけです。残りの行は設定ファイルに書きます</translation>
    </message>
</context>
<context>
    <name>helio::Tray</name>
    <message>
        <source>This desktop has no tray. On GNOME, an extension such as AppIndicator brings one.</source>
        <translation>このデスクトップには通知領域がありません。GNOME では AppIndicator などの拡張機能で追加できます。</translation>
    </message>
    <message>
        <source>The window is closed; Heliograph goes on here.</source>
        <translation>ウィンドウは閉じましたが、Heliograph はここで動き続けます。</translation>
    </message>
    <message>
        <source>hub %1</source>
        <translation>ハブ %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln client(s)</source>
        <translation>
            <numerusform>クライアント %Ln 件</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Show Heliograph</source>
        <translation>Heliograph を表示(&amp;S)</translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s)</source>
        <translation>
            <numerusform>アラート %n 件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::UnguardedBanner</name>
    <message>
        <source>What goes to %1 and comes from it is unprotected, a token too: it is plain HTTP. Better use https, or a tunnel to that machine.</source>
        <translation>%1 との通信は平文の HTTP で、トークンも含めて保護されていません。https か、そのマシンへのトンネルの使用をお勧めします。</translation>
    </message>
</context>
<context>
    <name>helio::Wall</name>
    <message>
        <source>Charts are shown on the whole screen</source>
        <translation>グラフを全画面に表示しています</translation>
    </message>
    <message>
        <source>The screen may go dark: %1</source>
        <translation>画面が消えることがあります：%1</translation>
    </message>
    <message>
        <source>Escape leaves the wall.</source>
        <translation>Esc でウォールを終わります。</translation>
    </message>
</context>
<context>
    <name>helio::WallBoard</name>
    <message>
        <source>Charts on the wall</source>
        <translation>ウォールのグラフ</translation>
    </message>
</context>
<context>
    <name>helio::WhyNotPublished</name>
    <message>
        <source>Not published: this window is not connected to the hub at %1. Connect to it in the menu Hub.</source>
        <translation>配信していません。このウィンドウは %1 のハブに接続していません。「ハブ」メニューから接続してください。</translation>
    </message>
    <message>
        <source>Not published: the hub is stopped. Start it in the tool bar or the menu Hub.</source>
        <translation>配信していません。ハブが停止しています。ツールバーか「ハブ」メニューから起動してください。</translation>
    </message>
    <message>
        <source>Not published: the hub is not ready yet. Try again in a moment.</source>
        <translation>配信していません。ハブの準備がまだできていません。少し待ってからもう一度お試しください。</translation>
    </message>
    <message>
        <source>Not published: the hub is being stopped. Start it again in the tool bar or the menu Hub.</source>
        <translation>配信していません。ハブを停止しているところです。ツールバーか「ハブ」メニューからもう一度起動してください。</translation>
    </message>
    <message>
        <source>Not published: the hub does not serve. The message above the tabs says why, and what to do.</source>
        <translation>配信していません。ハブが動作していません。理由と対処はタブの上のメッセージをご覧ください。</translation>
    </message>
    <message>
        <source>Not published: the hub at %1 is not reached now. It is tried again by itself; publish when it is back.</source>
        <translation>配信していません。今は %1 のハブにつながりません。自動で再試行しますので、戻ってから配信してください。</translation>
    </message>
</context>
<context>
    <name>helio::WindowSettingsPage</name>
    <message>
        <source>&amp;Language</source>
        <translation>言語(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>外観(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Memory for events</source>
        <translation>イベント用のメモリ(&amp;M)</translation>
    </message>
    <message>
        <source>As the system has it</source>
        <translation>システムに合わせる</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>ライト</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>ダーク</translation>
    </message>
    <message>
        <source>Beyond it the oldest events go. With less than is in use they go at once.</source>
        <translation>超えた分は古いイベントから消えます。使用中の量より小さくすると、すぐに消えます。</translation>
    </message>
    <message>
        <source>Show an icon in the &amp;tray</source>
        <translation>通知領域にアイコンを表示(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Closing the window hides it in the tray; Quit ends Heliograph</source>
        <translation>ウィンドウを閉じたら通知領域に隠す(&amp;C)（終了するには「終了」）</translation>
    </message>
    <message>
        <source>Ask all &amp;questions again that were not to be asked again</source>
        <translation>「今後は確認しない」とした確認を、すべて元に戻す(&amp;Q)</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外観</translation>
    </message>
    <message>
        <source>Memory for events, in MB</source>
        <translation>イベント用のメモリ (MB)</translation>
    </message>
</context>
<context>
    <name>helio::WindowTitle</name>
    <message numerus="yes">
        <source>%Ln client(s)</source>
        <translation>
            <numerusform>クライアント %Ln 件</numerusform>
        </translation>
    </message>
    <message>
        <source>hub %1</source>
        <translation>ハブは%1</translation>
    </message>
</context>
<context>
    <name>helio::WirePreview</name>
    <message>
        <source>%1 on the wire</source>
        <translation>送り出すのは %1</translation>
    </message>
    <message>
        <source>‹given by the hub›</source>
        <translation>‹ハブが付けます›</translation>
    </message>
    <message>
        <source>%1 on the wire, and the ID that the hub gives</source>
        <translation>送り出すのは %1 と、ハブが付ける ID</translation>
    </message>
    <message>
        <source>Bytes that go out</source>
        <translation>送り出されるバイト列</translation>
    </message>
</context>
<context>
    <name>helio::ConversationCommands</name>
    <message>
        <source>Save the conversation</source>
        <translation>会話を保存</translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>テキスト (*.txt)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Written to %1.</source>
        <translation>%1 に書き出しました。</translation>
    </message>
    <message>
        <source>Copy the &amp;lines</source>
        <translation>行をコピー(&amp;L)</translation>
    </message>
</context>
<context>
    <name>helio::ConversationWords</name>
    <message>
        <source>A server of MCP wants a session first: send initialize, and the stream comes back by itself.</source>
        <translation>MCP のサーバーは先にセッションを必要とします。initialize を送信すると、ストリームは自動的に再開します。</translation>
    </message>
    <message>
        <source>The stream was refused</source>
        <translation>ストリームは拒否されました</translation>
    </message>
    <message>
        <source>%1 brought no event, and does not try again.</source>
        <translation>%1 はイベントを届けず、再試行もしません。</translation>
    </message>
    <message>
        <source>Nothing came yet</source>
        <translation>まだ何も届いていません</translation>
    </message>
    <message>
        <source>%1 was asked, and has not answered yet.</source>
        <translation>%1 に要求しましたが、まだ応答がありません。</translation>
    </message>
    <message>
        <source>%1 is asked again soon. %2</source>
        <translation>%1 にまもなく再び要求します。%2</translation>
    </message>
    <message>
        <source>%1 is open. Its first events will show how it is to be read.</source>
        <translation>%1 は開いています。最初のイベントで読み方が決まります。</translation>
    </message>
    <message>
        <source>%1 is open: %2.</source>
        <translation>%1 は開いています: %2。</translation>
    </message>
    <message>
        <source>Nothing came</source>
        <translation>何も届きませんでした</translation>
    </message>
    <message>
        <source>%1 is closed, and brought no event.</source>
        <translation>%1 は閉じており、イベントは届きませんでした。</translation>
    </message>
    <message>
        <source>%1 ended without an event.</source>
        <translation>%1 はイベントのないまま終わりました。</translation>
    </message>
    <message>
        <source>No conversation chosen</source>
        <translation>会話が選択されていません</translation>
    </message>
    <message>
        <source>Choose a stream, or one channel, in the navigator: answers of language models, and requests of MCP with their answers, are shown here as messages that grow. To read one, open a stream and paste the curl command of its request.</source>
        <translation>ナビゲーターでストリームかチャンネルを一つ選んでください。言語モデルの回答や、MCP のリクエストと応答が、届くにつれて伸びるメッセージとしてここに表示されます。読むには、ストリームを開き、リクエストの curl コマンドを貼り付けます。</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>読み込み中</translation>
    </message>
    <message>
        <source>%1 % of the events that the window holds are read.</source>
        <translation>ウィンドウが保持しているイベントの %1 % を読みました。</translation>
    </message>
    <message>
        <source>The first events of %1 will show how it is to be read.</source>
        <translation>%1 の最初のイベントから、読み方を判定します。</translation>
    </message>
    <message>
        <source>No dialect fits these events</source>
        <translation>これらのイベントに合う方言がありません</translation>
    </message>
    <message>
        <source>The first events of %1 look like no stream of messages that is known here. Choose how to read them: a dialect, a file of your own, or a JSON path at which the text stands.</source>
        <translation>%1 の最初のイベントは、既知のメッセージのストリームではないようです。読み方を選んでください: 方言、自分のファイル、または本文のある JSON パス。</translation>
    </message>
    <message>
        <source>No message yet</source>
        <translation>まだメッセージがありません</translation>
    </message>
    <message>
        <source>What %1 brings is read as %2.</source>
        <translation>%1 のイベントを %2 として読みます。</translation>
    </message>
    <message numerus="yes">
        <source>The oldest %Ln message(s) are gone: of those that ended the newest %1 are kept, and of all up to %2 of text.</source>
        <translation>
            <numerusform>古いメッセージ %Ln 件は残っていません。終わったものは新しい %1 件まで、全体では本文 %2 までを保持します。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s) went before they could be read: messages may lack a part.</source>
        <translation>
            <numerusform>%Ln 件のイベントは読む前に失われました。メッセージの一部が欠けているかもしれません。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::DialectMenu</name>
    <message>
        <source>&amp;Auto: by the first events</source>
        <translation>自動: 最初のイベントから判定(&amp;A)</translation>
    </message>
    <message>
        <source>A &amp;file…</source>
        <translation>ファイル(&amp;F)…</translation>
    </message>
    <message>
        <source>A JSON &amp;path…</source>
        <translation>JSON パス(&amp;P)…</translation>
    </message>
    <message>
        <source>A dialect</source>
        <translation>方言</translation>
    </message>
    <message>
        <source>Dialects (*.json)</source>
        <translation>方言 (*.json)</translation>
    </message>
    <message>
        <source>A JSON path</source>
        <translation>JSON パス</translation>
    </message>
    <message>
        <source>Text and numbers at this place of each event are joined:</source>
        <translation>各イベントのこの位置にある文字列と数値をつなげます:</translation>
    </message>
</context>
<context>
    <name>helio::McpSessions</name>
    <message>
        <source>It was not sent: the stream says to post to %1, which is another server.</source>
        <translation>送信しませんでした。ストリームが示す送信先 %1 は別のサーバーです。</translation>
    </message>
    <message>
        <source>It was not sent: its answer would come by the stream, which is not open. Reopen it first.</source>
        <translation>送信しませんでした。応答はストリームで届きますが、ストリームが開いていません。先に開き直してください。</translation>
    </message>
    <message>
        <source>%1: it was accepted after %2. Its answer comes by the stream.</source>
        <translation>%1: %2 後に受け付けられました。応答はストリームで届きます。</translation>
    </message>
    <message>
        <source>The stream lacks its secrets: edit it first.</source>
        <translation>このストリームには機密情報が足りません。先に編集してください。</translation>
    </message>
    <message>
        <source>It was not sent: its id %1 was used before, and each request needs one of its own. %2 is free.</source>
        <translation>送信しませんでした。ID %1 は使用済みで、リクエストごとに別の ID が必要です。%2 は使えます。</translation>
    </message>
    <message>
        <source>%1: the answer ended after %2.</source>
        <translation>%1: 応答は %2 で終わりました。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>The session is over: begin another one with initialize.</source>
        <translation>セッションは終わっています。initialize で新しく始めてください。</translation>
    </message>
    <message>
        <source>%1 was sent %2 ago. Its answer is coming; a silence of %3 ends it.</source>
        <translation>%1 を %2 前に送信しました。応答が届いています。%3 の間何も届かなければ打ち切ります。</translation>
    </message>
    <message>
        <source>%1 was sent %2 ago. No answer came yet; %3 are waited for it.</source>
        <translation>%1 を %2 前に送信しました。まだ応答がありません。%3 まで待ちます。</translation>
    </message>
</context>
<context>
    <name>helio::HistoryStrip</name>
    <message>
        <source>History begins %1</source>
        <translation>履歴の始まり: %1</translation>
    </message>
    <message>
        <source>The hub&apos;s history holds nothing of it yet.</source>
        <translation>選択中のものは、ハブの履歴にまだありません。</translation>
    </message>
    <message>
        <source>The hub&apos;s history holds nothing yet.</source>
        <translation>ハブの履歴はまだ空です。</translation>
    </message>
    <message>
        <source>Its history begins %1 (%2, %3)</source>
        <translation>選択中の履歴の始まり: %1（%2、%3）</translation>
    </message>
    <message>
        <source>The hub&apos;s history begins %1 (%2, %3)</source>
        <translation>ハブの履歴の始まり: %1（%2、%3）</translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s)</source>
        <translation>
            <numerusform>イベント %Ln 件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln older event(s) loaded</source>
        <translation>
            <numerusform>過去のイベントを %Ln 件読み込みました</numerusform>
        </translation>
    </message>
    <message>
        <source>Loading older events…</source>
        <translation>過去のイベントを読み込み中…</translation>
    </message>
    <message numerus="yes">
        <source>Loading: %Ln event(s), back to %1</source>
        <translation>
            <numerusform>読み込み中: イベント %Ln 件、%1 まで</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The last hour is loaded (%Ln event(s) came)</source>
        <translation>
            <numerusform>直近 1 時間を読み込みました（イベント %Ln 件）</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The last day is loaded (%Ln event(s) came)</source>
        <translation>
            <numerusform>直近 1 日を読み込みました（イベント %Ln 件）</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The beginning of history is loaded (%Ln event(s) came)</source>
        <translation>
            <numerusform>履歴の先頭まで読み込みました（イベント %Ln 件）</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No more room for events (%Ln came): raise their memory in Settings</source>
        <translation>
            <numerusform>イベントを置く余地がありません（%Ln 件を読み込み済み）。設定でイベント用のメモリを増やしてください</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped: %1</source>
        <translation>停止: %1</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Older events are being loaded.</source>
        <translation>過去のイベントを読み込んでいます。</translation>
    </message>
    <message>
        <source>The hub&apos;s history</source>
        <translation>ハブの履歴</translation>
    </message>
    <message>
        <source>Load older</source>
        <translation>過去を読み込む</translation>
    </message>
    <message>
        <source>Load older events</source>
        <translation>過去のイベントを読み込む</translation>
    </message>
    <message>
        <source>Bring events of the hub&apos;s history into the table, before those that are there</source>
        <translation>ハブの履歴のイベントを、表にあるものの前に読み込みます</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop loading older events</source>
        <translation>過去のイベントの読み込みを停止</translation>
    </message>
    <message>
        <source>What has come stays</source>
        <translation>読み込んだものは残ります</translation>
    </message>
    <message>
        <source>Load 1,000 older &amp;events</source>
        <translation>過去のイベントを 1,000 件読み込む(&amp;E)</translation>
    </message>
    <message>
        <source>Load the 1,000 events before those in the table from the hub&apos;s history</source>
        <translation>表にあるものより前の 1,000 件を、ハブの履歴から読み込みます</translation>
    </message>
    <message>
        <source>Load the last &amp;hour</source>
        <translation>直近 1 時間を読み込む(&amp;H)</translation>
    </message>
    <message>
        <source>Load what the hub&apos;s history has of the last hour</source>
        <translation>直近 1 時間のハブの履歴を読み込みます</translation>
    </message>
    <message>
        <source>Load the last &amp;day</source>
        <translation>直近 1 日を読み込む(&amp;D)</translation>
    </message>
    <message>
        <source>Load what the hub&apos;s history has of the last 24 hours</source>
        <translation>直近 24 時間のハブの履歴を読み込みます</translation>
    </message>
    <message>
        <source>Load &amp;all older events</source>
        <translation>過去のイベントをすべて読み込む(&amp;A)</translation>
    </message>
    <message>
        <source>Load the hub&apos;s history from its beginning, as far as there is room</source>
        <translation>余地のある限り、ハブの履歴を先頭から読み込みます</translation>
    </message>
    <message>
        <source>&amp;Stop loading older events</source>
        <translation>過去のイベントの読み込みを停止(&amp;S)</translation>
    </message>
    <message>
        <source>no older events are being loaded</source>
        <translation>過去のイベントは読み込まれていません</translation>
    </message>
</context>
<context>
    <name>helio::OlderEvents</name>
    <message>
        <source>Only the hub has a history: choose it or a channel of it in the navigator.</source>
        <translation>履歴があるのはハブだけです。ナビゲーターでハブかそのチャンネルを選択してください。</translation>
    </message>
    <message>
        <source>The hub does not serve now, so its history cannot be read.</source>
        <translation>ハブが動いていないため、履歴を読めません。</translation>
    </message>
</context>
</TS>
