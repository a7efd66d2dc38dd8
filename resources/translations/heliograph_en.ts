<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>helio::Access</name>
    <message numerus="yes">
        <source>the secret has %n bytes; HS256 needs at least %1 (openssl rand -hex 32)</source>
        <translation>
            <numerusform>the secret has %n byte; HS256 needs at least %1 (openssl rand -hex 32)</numerusform>
            <numerusform>the secret has %n bytes; HS256 needs at least %1 (openssl rand -hex 32)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::AccessDialog</name>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Besides, JSON Web Tokens of %Ln key(s) are believed.</source>
        <translation>
            <numerusform>Besides, JSON Web Tokens of %Ln key are believed.</numerusform>
            <numerusform>Besides, JSON Web Tokens of %Ln keys are believed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::AlertLinks</name>
    <message numerus="yes">
        <source>%n alert(s)</source>
        <translation>
            <numerusform>%n alert</numerusform>
            <numerusform>%n alerts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::AlertsDialog</name>
    <message numerus="yes">
        <source>%Ln event(s) were not looked at: its regular expression is too slow for so many.</source>
        <translation>
            <numerusform>%Ln event was not looked at: its regular expression is too slow for so many.</numerusform>
            <numerusform>%Ln events were not looked at: its regular expression is too slow for so many.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::AnswerLine</name>
    <message numerus="yes">
        <source>sent to %Ln client(s)</source>
        <translation>
            <numerusform>sent to %Ln client</numerusform>
            <numerusform>sent to %Ln clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln client(s) on %1</source>
        <comment>who listens elsewhere</comment>
        <translation>
            <numerusform>%Ln client is on %1</numerusform>
            <numerusform>%Ln clients are on %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::BanReach</name>
    <message numerus="yes">
        <source>Subject %1: %Ln other client(s) have it; they stay connected, but cannot come back.</source>
        <translation>
            <numerusform>Subject %1: %Ln other client has it; it stays connected, but cannot come back.</numerusform>
            <numerusform>Subject %1: %Ln other clients have it; they stay connected, but cannot come back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Address %1: %Ln other client(s) come from there; they stay connected, but cannot come back.</source>
        <translation>
            <numerusform>Address %1: %Ln other client comes from there; it stays connected, but cannot come back.</numerusform>
            <numerusform>Address %1: %Ln other clients come from there; they stay connected, but cannot come back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %1 more; %Ln other client(s) come from these.</source>
        <translation>
            <numerusform>And %1 more; %Ln other client comes from these.</numerusform>
            <numerusform>And %1 more; %Ln other clients come from these.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::ChartControls</name>
    <message numerus="yes">
        <source>last %Ln minute(s)</source>
        <translation>
            <numerusform>last minute</numerusform>
            <numerusform>last %Ln minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>last %Ln hour(s)</source>
        <translation>
            <numerusform>last hour</numerusform>
            <numerusform>last %Ln hours</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::ChartsPanel</name>
    <message numerus="yes">
        <source>There are %Ln charts already, as many as there can be. Remove one first.</source>
        <translation>
            <numerusform>There is %Ln chart already, as many as there can be. Remove it first.</numerusform>
            <numerusform>There are %Ln charts already, as many as there can be. Remove one first.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::CheckOutput</name>
    <message numerus="yes">
        <source>%1 events</source>
        <translation>
            <numerusform>%1 event</numerusform>
            <numerusform>%1 events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 bytes</source>
        <translation>
            <numerusform>%1 byte</numerusform>
            <numerusform>%1 bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>against: %n events came on both ways, through URL %1 later (median), %2 at most; %3 came together</source>
        <translation>
            <numerusform>against: %n event came on both ways, through URL %1 later (median), %2 at most; %3 came together</numerusform>
            <numerusform>against: %n events came on both ways, through URL %1 later (median), %2 at most; %3 came together</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::ClearedBanner</name>
    <message numerus="yes">
        <source>%Ln event(s) cleared.</source>
        <translation>
            <numerusform>%Ln event cleared.</numerusform>
            <numerusform>%Ln events cleared.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::ClientActions</name>
    <message numerus="yes">
        <source>Disconnect %Ln client(s)?</source>
        <translation>
            <numerusform>Disconnect %Ln client?</numerusform>
            <numerusform>Disconnect %Ln clients?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Disconnect %Ln client(s) and keep them away for %1?</source>
        <translation>
            <numerusform>Disconnect %Ln client and keep it away for %1?</numerusform>
            <numerusform>Disconnect %Ln clients and keep them away for %1?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Keeps away: %1 (and %Ln other client(s) there)</source>
        <translation>
            <numerusform>Keeps away: %1 (and %Ln other client there)</numerusform>
            <numerusform>Keeps away: %1 (and %Ln other clients there)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::ClientPace</name>
    <message numerus="yes">
        <source>%Ln event(s) (%1 of %2) wait, the oldest for %3.</source>
        <translation>
            <numerusform>%Ln event (%1 of %2) waits, for %3.</numerusform>
            <numerusform>%Ln events (%1 of %2) wait, the oldest for %3.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::ClientRemoval</name>
    <message numerus="yes">
        <source>%Ln may come again.</source>
        <translation>
            <numerusform>%Ln may come again.</numerusform>
            <numerusform>%Ln may come again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln client(s) disconnected; they may come back at once.</source>
        <translation>
            <numerusform>%Ln client disconnected; it may come back at once.</numerusform>
            <numerusform>%Ln clients disconnected; they may come back at once.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln client(s) disconnected and kept away for %1: %2.</source>
        <translation>
            <numerusform>%Ln client disconnected and kept away for %1: %2.</numerusform>
            <numerusform>%Ln clients disconnected and kept away for %1: %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln client(s) were not disconnected: %1</source>
        <translation>
            <numerusform>%Ln client was not disconnected: %1</numerusform>
            <numerusform>%Ln clients were not disconnected: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::ClientsPanel</name>
    <message numerus="yes">
        <source>%Ln client(s) are connected.</source>
        <translation>
            <numerusform>%Ln client is connected.</numerusform>
            <numerusform>%Ln clients are connected.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::ClientsSummary</name>
    <message numerus="yes">
        <source>%Ln client(s)</source>
        <translation>
            <numerusform>%Ln client</numerusform>
            <numerusform>%Ln clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln client(s) that left</source>
        <translation>
            <numerusform>%Ln client that left</numerusform>
            <numerusform>%Ln clients that left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln other(s) of the selected are not connected any more</source>
        <translation>
            <numerusform>%Ln other of the selected is not connected any more</numerusform>
            <numerusform>%Ln others of the selected are not connected any more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::ConnectionPanel</name>
    <message numerus="yes">
        <source>%Ln event(s)</source>
        <translation>
            <numerusform>%Ln event</numerusform>
            <numerusform>%Ln events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s)</source>
        <translation>
            <numerusform>%Ln request</numerusform>
            <numerusform>%Ln requests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln older entries are gone: the story keeps the newest %1.</source>
        <translation>
            <numerusform>%Ln older entry is gone: the story keeps the newest %1.</numerusform>
            <numerusform>%Ln older entries are gone: the story keeps the newest %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::DeliveryLine</name>
    <message numerus="yes">
        <source>sent to %Ln client(s): %1</source>
        <translation>
            <numerusform>sent to %Ln client: %1</numerusform>
            <numerusform>sent to %Ln clients: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::DeliveryParts</name>
    <message numerus="yes">
        <source>%Ln acknowledged</source>
        <translation>
            <numerusform>%Ln acknowledged</numerusform>
            <numerusform>%Ln acknowledged</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln written</source>
        <translation>
            <numerusform>%Ln written</numerusform>
            <numerusform>%Ln written</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln queued</source>
        <translation>
            <numerusform>%Ln queued</numerusform>
            <numerusform>%Ln queued</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lost</source>
        <translation>
            <numerusform>%Ln lost</numerusform>
            <numerusform>%Ln lost</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::DiffModel</name>
    <message numerus="yes">
        <source>~ %Ln changed</source>
        <translation>
            <numerusform>~ %Ln changed</numerusform>
            <numerusform>~ %Ln changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>+ %Ln added</source>
        <translation>
            <numerusform>+ %Ln added</numerusform>
            <numerusform>+ %Ln added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>− %Ln removed</source>
        <translation>
            <numerusform>− %Ln removed</numerusform>
            <numerusform>− %Ln removed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::EventSource</name>
    <message numerus="yes">
        <source>Gave up after %n attempt(s) to reconnect.</source>
        <translation>
            <numerusform>Gave up after %n attempt to reconnect.</numerusform>
            <numerusform>Gave up after %n attempts to reconnect.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::EventsPanel</name>
    <message numerus="yes">
        <source>▼ %Ln new event(s): back to live (End)</source>
        <translation>
            <numerusform>▼ %Ln new event: back to live (End)</numerusform>
            <numerusform>▼ %Ln new events: back to live (End)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>▼ %Ln newer event(s), and what waits: to the end (End)</source>
        <translation>
            <numerusform>▼ %Ln newer event, and what waits: to the end (End)</numerusform>
            <numerusform>▼ %Ln newer events, and what waits: to the end (End)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::ExportDialog</name>
    <message numerus="yes">
        <source>All %Ln events &amp;shown</source>
        <translation>
            <numerusform>The %Ln event &amp;shown</numerusform>
            <numerusform>All %Ln events &amp;shown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::Exporter</name>
    <message numerus="yes">
        <source>Exporting to %1: %2 of %Ln events (%3 %)</source>
        <translation>
            <numerusform>Exporting to %1: %2 of %Ln event (%3 %)</numerusform>
            <numerusform>Exporting to %1: %2 of %Ln events (%3 %)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln events exported to %1 (%2).</source>
        <translation>
            <numerusform>%Ln event exported to %1 (%2).</numerusform>
            <numerusform>%Ln events exported to %1 (%2).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::FileCheck</name>
    <message numerus="yes">
        <source>%n more stretches cannot be read</source>
        <translation>
            <numerusform>%n more stretch cannot be read</numerusform>
            <numerusform>%n more stretches cannot be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more events are damaged</source>
        <translation>
            <numerusform>%n more event is damaged</numerusform>
            <numerusform>%n more events are damaged</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more events cannot be found by their publisher&apos;s id</source>
        <translation>
            <numerusform>%n more event cannot be found by its publisher&apos;s id</numerusform>
            <numerusform>%n more events cannot be found by their publisher&apos;s id</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more publishers&apos; ids stand for no event</source>
        <translation>
            <numerusform>%n more publisher&apos;s id stands for no event</numerusform>
            <numerusform>%n more publishers&apos; ids stand for no event</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the log beside the file is damaged: up to %n groups of events behind the damage may be missing</source>
        <translation>
            <numerusform>the log beside the file is damaged: up to %n group of events behind the damage may be missing</numerusform>
            <numerusform>the log beside the file is damaged: up to %n groups of events behind the damage may be missing</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::FilterBar</name>
    <message numerus="yes">
        <source>The expression costs too much on %Ln event(s); they are left out. A simpler one finds more.</source>
        <translation>
            <numerusform>The expression costs too much on %Ln event; it is left out. A simpler one finds more.</numerusform>
            <numerusform>The expression costs too much on %Ln events; they are left out. A simpler one finds more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln muted</source>
        <translation>
            <numerusform>%Ln muted</numerusform>
            <numerusform>%Ln muted</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::FindBar</name>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::FlaskBridge</name>
    <message numerus="yes">
        <source>bridge to Flask-SSE: %n event(s) did not go out there so far: the log let them go before</source>
        <translation>
            <numerusform>bridge to Flask-SSE: %n event did not go out there so far: the log let it go before</numerusform>
            <numerusform>bridge to Flask-SSE: %n events did not go out there so far: the log let them go before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>bridge to Flask-SSE: %n message(s) could not be taken so far; the last: %1</source>
        <translation>
            <numerusform>bridge to Flask-SSE: %n message could not be taken so far: %1</numerusform>
            <numerusform>bridge to Flask-SSE: %n messages could not be taken so far; the last: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::GroupReport</name>
    <message numerus="yes">
        <source>%Ln hub(s)</source>
        <translation>
            <numerusform>%Ln hub</numerusform>
            <numerusform>%Ln hubs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hub(s) share one history, and each has what any of them publishes.</source>
        <translation>
            <numerusform>%Ln hub has this history so far; others that join share it, and each has what any of them publishes.</numerusform>
            <numerusform>%Ln hubs share one history, and each has what any of them publishes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hub(s) silent</source>
        <translation>
            <numerusform>%Ln hub silent</numerusform>
            <numerusform>%Ln hubs silent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hub(s) behind</source>
        <translation>
            <numerusform>%Ln hub behind</numerusform>
            <numerusform>%Ln hubs behind</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln client(s) of the other hubs are too many to be listed.</source>
        <translation>
            <numerusform>%Ln client of the other hubs is not listed, as they are too many.</numerusform>
            <numerusform>%Ln clients of the other hubs are not listed, as they are too many.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hub(s) are silent: %1.</source>
        <translation>
            <numerusform>%Ln hub is silent: %1.</numerusform>
            <numerusform>%Ln hubs are silent: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hub(s) are behind the others: %1.</source>
        <translation>
            <numerusform>%Ln hub is behind the others: %1.</numerusform>
            <numerusform>%Ln hubs are behind the others: %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::History</name>
    <message numerus="yes">
        <source>%n events</source>
        <translation>
            <numerusform>%n event</numerusform>
            <numerusform>%n events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n channels</source>
        <translation>
            <numerusform>%n channel</numerusform>
            <numerusform>%n channels</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::HistoryStrip</name>
    <message numerus="yes">
        <source>%Ln event(s)</source>
        <translation>
            <numerusform>%Ln event</numerusform>
            <numerusform>%Ln events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln older event(s) loaded</source>
        <translation>
            <numerusform>%Ln older event loaded</numerusform>
            <numerusform>%Ln older events loaded</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Loading: %Ln event(s), back to %1</source>
        <translation>
            <numerusform>Loading: %Ln event, back to %1</numerusform>
            <numerusform>Loading: %Ln events, back to %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The last hour is loaded (%Ln event(s) came)</source>
        <translation>
            <numerusform>The last hour is loaded (%Ln event came)</numerusform>
            <numerusform>The last hour is loaded (%Ln events came)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The last day is loaded (%Ln event(s) came)</source>
        <translation>
            <numerusform>The last day is loaded (%Ln event came)</numerusform>
            <numerusform>The last day is loaded (%Ln events came)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The beginning of history is loaded (%Ln event(s) came)</source>
        <translation>
            <numerusform>The beginning of history is loaded (%Ln event came)</numerusform>
            <numerusform>The beginning of history is loaded (%Ln events came)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No more room for events (%Ln came): raise their memory in Settings</source>
        <translation>
            <numerusform>No more room for events (%Ln came): raise their memory in Settings</numerusform>
            <numerusform>No more room for events (%Ln came): raise their memory in Settings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::Hub</name>
    <message numerus="yes">
        <source>History is kept in %1: %n event(s), %2 KiB.</source>
        <translation>
            <numerusform>History is kept in %1: %n event, %2 KiB.</numerusform>
            <numerusform>History is kept in %1: %n events, %2 KiB.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::JsonTreeModel</name>
    <message numerus="yes">
        <source>%Ln member(s)</source>
        <translation>
            <numerusform>%Ln member</numerusform>
            <numerusform>%Ln members</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>more than %Ln member(s)</source>
        <translation>
            <numerusform>more than %Ln member</numerusform>
            <numerusform>more than %Ln members</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln element(s)</source>
        <translation>
            <numerusform>%Ln element</numerusform>
            <numerusform>%Ln elements</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>more than %Ln element(s)</source>
        <translation>
            <numerusform>more than %Ln element</numerusform>
            <numerusform>more than %Ln elements</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::KeepAwayDialog</name>
    <message numerus="yes">
        <source>Disconnect %Ln client(s) and keep them away for:</source>
        <translation>
            <numerusform>Disconnect the client and keep it away for:</numerusform>
            <numerusform>Disconnect %Ln clients and keep them away for:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::LensOutput</name>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n event</numerusform>
            <numerusform>%n events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unknown event(s)</source>
        <translation>
            <numerusform>%n unknown event</numerusform>
            <numerusform>%n unknown events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::Listener</name>
    <message numerus="yes">
        <source>%1 events came without what was expected: %2</source>
        <translation>
            <numerusform>%1 event came without what was expected: %2</numerusform>
            <numerusform>%1 events came without what was expected: %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>time is over after %1 of %2 events</source>
        <translation>
            <numerusform>time is over after %1 of %2 event</numerusform>
            <numerusform>time is over after %1 of %2 events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the stream has ended after %1 of %2 events</source>
        <translation>
            <numerusform>the stream has ended after %1 of %2 event</numerusform>
            <numerusform>the stream has ended after %1 of %2 events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::LogPublishing</name>
    <message numerus="yes">
        <source>Only %1 of %n replicas said in time that they have it.</source>
        <translation>
            <numerusform>Only %1 of %n replica said in time that it has it.</numerusform>
            <numerusform>Only %1 of %n replicas said in time that they have it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::MessageTexts</name>
    <message numerus="yes">
        <source>%Ln event(s)</source>
        <translation>
            <numerusform>%Ln event</numerusform>
            <numerusform>%Ln events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unknown event(s)</source>
        <translation>
            <numerusform>%Ln unknown event</numerusform>
            <numerusform>%Ln unknown events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::NothingChosen</name>
    <message numerus="yes">
        <source>The hub&apos;s history holds %Ln event(s). New ones appear here as they arrive.</source>
        <translation>
            <numerusform>The hub&apos;s history holds %Ln event. New ones appear here as they arrive.</numerusform>
            <numerusform>The hub&apos;s history holds %Ln events. New ones appear here as they arrive.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The hub&apos;s history holds %Ln event(s) of it. New ones appear here as they arrive.</source>
        <translation>
            <numerusform>The hub&apos;s history holds %Ln event of it. New ones appear here as they arrive.</numerusform>
            <numerusform>The hub&apos;s history holds %Ln events of it. New ones appear here as they arrive.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln client(s) listen to it. Publish an event here or from a terminal:</source>
        <translation>
            <numerusform>%Ln client listens to it. Publish an event here or from a terminal:</numerusform>
            <numerusform>%Ln clients listen to it. Publish an event here or from a terminal:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::OwnHeaders</name>
    <message numerus="yes">
        <source>The header %1 cannot be sent as &quot;%2&quot;: the body has %n bytes. Leave it out, it is sent by itself.</source>
        <translation>
            <numerusform>The header %1 cannot be sent as &quot;%2&quot;: the body has %n byte. Leave it out, it is sent by itself.</numerusform>
            <numerusform>The header %1 cannot be sent as &quot;%2&quot;: the body has %n bytes. Leave it out, it is sent by itself.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::PaletteModel</name>
    <message numerus="yes">
        <source>%Ln client(s)</source>
        <translation>
            <numerusform>%Ln client</numerusform>
            <numerusform>%Ln clients</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::PausedStreamsBanner</name>
    <message numerus="yes">
        <source>Heliograph ended the last time while streams were being opened. %Ln stream(s) are paused, so that it does not happen again by itself.</source>
        <translation>
            <numerusform>Heliograph ended the last time while streams were being opened. %Ln stream is paused, so that it does not happen again by itself.</numerusform>
            <numerusform>Heliograph ended the last time while streams were being opened. %Ln streams are paused, so that it does not happen again by itself.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::ProblemFilterBar</name>
    <message numerus="yes">
        <source>%n ignored</source>
        <translation>
            <numerusform>%n ignored</numerusform>
            <numerusform>%n ignored</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::RedisBackplane</name>
    <message numerus="yes">
        <source>Redis at %1: %n message(s) could not be taken so far; the last: %2</source>
        <translation>
            <numerusform>Redis at %1: %n message could not be taken so far: %2</numerusform>
            <numerusform>Redis at %1: %n messages could not be taken so far; the last: %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::RedisCheck</name>
    <message numerus="yes">
        <source>%n channel(s) with subscribers</source>
        <translation>
            <numerusform>%n channel with subscribers</numerusform>
            <numerusform>%n channels with subscribers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::RedisCheckList</name>
    <message numerus="yes">
        <source>%1 – %Ln subscriber(s)</source>
        <translation>
            <numerusform>%1 – %Ln subscriber</numerusform>
            <numerusform>%1 – %Ln subscribers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::RedisDialog</name>
    <message numerus="yes">
        <source>%Ln of them must have what is published before a publisher is answered</source>
        <translation>
            <numerusform>%Ln of them must have what is published before a publisher is answered</numerusform>
            <numerusform>%Ln of them must have what is published before a publisher is answered</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::RunBar</name>
    <message numerus="yes">
        <source>%Ln sent</source>
        <translation>
            <numerusform>%Ln sent</numerusform>
            <numerusform>%Ln sent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln answered</source>
        <translation>
            <numerusform>%Ln answered</numerusform>
            <numerusform>%Ln answered</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln line(s) skipped</source>
        <translation>
            <numerusform>%Ln line skipped</numerusform>
            <numerusform>%Ln lines skipped</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln client(s) on %1</source>
        <translation>
            <numerusform>%Ln client on %1</numerusform>
            <numerusform>%Ln clients on %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::Safeguard</name>
    <message numerus="yes">
        <source>%Ln client(s) will be told to come back.</source>
        <translation>
            <numerusform>%Ln client will be told to come back.</numerusform>
            <numerusform>%Ln clients will be told to come back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s) will be gone for good.</source>
        <translation>
            <numerusform>%Ln event will be gone for good.</numerusform>
            <numerusform>%Ln events will be gone for good.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln client(s) are connected there; whoever comes back over this place is told of a gap.</source>
        <translation>
            <numerusform>%Ln client is connected there; whoever comes back over this place is told of a gap.</numerusform>
            <numerusform>%Ln clients are connected there; whoever comes back over this place is told of a gap.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::Salvage</name>
    <message numerus="yes">
        <source>the file of history was damaged; what could be read was brought over (%n events), readers are told of a gap, and the damaged file is kept as %1</source>
        <translation>
            <numerusform>the file of history was damaged; what could be read was brought over (%n event), readers are told of a gap, and the damaged file is kept as %1</numerusform>
            <numerusform>the file of history was damaged; what could be read was brought over (%n events), readers are told of a gap, and the damaged file is kept as %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::Serve</name>
    <message numerus="yes">
        <source>the system&apos;s limit of open files lets in %n clients at most; raise it (ulimit -Hn) for more</source>
        <translation>
            <numerusform>the system&apos;s limit of open files lets in %n client at most; raise it (ulimit -Hn) for more</numerusform>
            <numerusform>the system&apos;s limit of open files lets in %n clients at most; raise it (ulimit -Hn) for more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::StatusLine</name>
    <message numerus="yes">
        <source>%Ln client(s)</source>
        <translation>
            <numerusform>%Ln client</numerusform>
            <numerusform>%Ln clients</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::StreamProbe</name>
    <message numerus="yes">
        <source>%Ln byte(s)</source>
        <translation>
            <numerusform>%Ln byte</numerusform>
            <numerusform>%Ln bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No event within %1 s. That may be all right: the stream is alive, it sent %Ln comment(s), the last of them &quot;%2&quot;.</source>
        <translation>
            <numerusform>No event within %1 s. That may be all right: the stream is alive, it sent %Ln comment: &quot;%2&quot;.</numerusform>
            <numerusform>No event within %1 s. That may be all right: the stream is alive, it sent %Ln comments, the last of them &quot;%2&quot;.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::StreamStory</name>
    <message numerus="yes">
        <source>It was open for %1 and brought %Ln event(s), %2.</source>
        <translation>
            <numerusform>It was open for %1 and brought %Ln event, %2.</numerusform>
            <numerusform>It was open for %1 and brought %Ln events, %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln older entries are gone</source>
        <translation>
            <numerusform>%Ln older entry is gone</numerusform>
            <numerusform>%Ln older entries are gone</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln entries came too fast to be listed</source>
        <translation>
            <numerusform>%Ln entry came too fast to be listed</numerusform>
            <numerusform>%Ln entries came too fast to be listed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::TimingStrip</name>
    <message numerus="yes">
        <source>%Ln event(s) selected</source>
        <translation>
            <numerusform>%Ln event selected</numerusform>
            <numerusform>%Ln events selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::TimingTexts</name>
    <message numerus="yes">
        <source>%Ln event(s)</source>
        <translation>
            <numerusform>%Ln event</numerusform>
            <numerusform>%Ln events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::Tray</name>
    <message numerus="yes">
        <source>%Ln client(s)</source>
        <translation>
            <numerusform>%Ln client</numerusform>
            <numerusform>%Ln clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s)</source>
        <translation>
            <numerusform>%n alert</numerusform>
            <numerusform>%n alerts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::WindowTitle</name>
    <message numerus="yes">
        <source>%Ln client(s)</source>
        <translation>
            <numerusform>%Ln client</numerusform>
            <numerusform>%Ln clients</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::ConversationWords</name>
    <message numerus="yes">
        <source>The oldest %Ln message(s) are gone: of those that ended the newest %1 are kept, and of all up to %2 of text.</source>
        <translation>
            <numerusform>The oldest %Ln message is gone: of those that ended the newest %1 are kept, and of all up to %2 of text.</numerusform>
            <numerusform>The oldest %Ln messages are gone: of those that ended the newest %1 are kept, and of all up to %2 of text.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s) went before they could be read: messages may lack a part.</source>
        <translation>
            <numerusform>%Ln event went before it could be read: messages may lack a part.</numerusform>
            <numerusform>%Ln events went before they could be read: messages may lack a part.</numerusform>
        </translation>
    </message>
</context>
</TS>
