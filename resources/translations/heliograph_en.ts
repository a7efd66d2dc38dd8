<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>Actions</name>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Hub</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Streams</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Publish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Hide this message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChannelTableModel</name>
    <message>
        <source>%1 (muted)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last event ID</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChannelsPanel</name>
    <message>
        <source>Channels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No channels yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A channel is made when it is first used: publish to it in the composer below, or let a client subscribe to it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChartsPanel</name>
    <message>
        <source>Events in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Events out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPU, all of the machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time shown by the charts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labels of the time axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>before now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on the clock</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CheatSheet</name>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ClientTableModel</name>
    <message>
        <source>%1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Origin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Channels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last event ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queued</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ClientsPanel</name>
    <message>
        <source>Clients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the selected rows as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No clients are connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A browser&apos;s EventSource, curl or any other client of the hub appears here. Try it in a terminal:</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>&amp;Stop hub</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Start hub</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let clients receive what waits for them, and end their connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let clients connect</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>The reconnection time must be a whole number of milliseconds, or empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sending…</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>sent to %n client(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>published; nobody listens on %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nobody listens on %1; %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n client(s) on %1</source>
        <comment>who listens elsewhere</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Publish to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The hub must be running to publish.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;hannel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Retry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Channel to publish to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Event type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Event ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>auto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reconnection time in milliseconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data of the event: text or JSON. Ctrl+Enter publishes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the data is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What became of the event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Publish</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EmptyPane</name>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EventTableModel</name>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Δ ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Channel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EventsPanel</name>
    <message numerus="yes">
        <source>▼ %n new event(s): back to live (End)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No events to show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Events that anyone publishes to the hub, and events of opened streams, appear here as they arrive. Write one in the composer below, or:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the system feed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a stream…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to live</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>the first %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Channel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data of the selected event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select an event to see it whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy data</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>hub %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The hub could not start. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clients %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Channels %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Heliograph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A desktop hub, monitor and client for Server-Sent Events. It is named after the instrument that signals with sunlight: one way, over any distance.

Free software under the GNU General Public License, version 3 or later. Built on Qt %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) cleared.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>A&amp;ppearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tool bar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where clients connect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Navigator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Composer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Views</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Charts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a free port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo clear</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Monitor</name>
    <message>
        <source>hub</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NavigatorModel</name>
    <message>
        <source>stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>draining</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hub</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Streams</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>muted</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NavigatorPanel</name>
    <message>
        <source>Navigator: hub, channels and streams</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>%1 hub %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n client(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>out %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>received %1 = shown %2 + filtered %3 + waiting %4 + trimmed %5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused, %1 waiting (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory that the events table uses, of what it may use; beyond it the oldest go</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StreamDialog</name>
    <message>
        <source>Open a stream</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>URL of the stream</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none: begin with what comes next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last event ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One on each line, e.g. Authorization: Bearer …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Request headers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;URL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Last event ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Headers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the address of an event stream, e.g. https://example.org/stream.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a URL that can be opened: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A stream&apos;s URL begins with http:// or https://, not with %1://.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last event ID must be of one line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line %1 of the headers is not of the form Name: value.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StreamList</name>
    <message>
        <source>connecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connecting, %1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>closed by you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>refused</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimeChart</name>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No figures yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>text, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON, valid, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON, invalid at line %1, column %2; %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>helio::Actions</name>
    <message>
        <source>&amp;Open a stream…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read a remote event stream</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close the stream</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop reading the stream chosen in the navigator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reopen the stream</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the stream chosen in the navigator again, from where it stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;move the stream</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the stream chosen in the navigator and take it off the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let the hub finish and leave</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy event data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the data of the selected event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;lear events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty the events table; it can be undone for a minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring the cleared events back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Clients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show who is connected to the hub</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;hannels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the channels of the hub</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ch&amp;arts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the charts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold the events table still; events go on arriving and wait</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to &amp;live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the newest event and follow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put panels and columns back to where they were at first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Start hub</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let clients connect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy stream URL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the address that clients connect to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Disconnect clients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the connections of the clients selected in Clients; they may come back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Publish to the channel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write an event for the selected channel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy stream &amp;URL of the channel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the address where clients receive the selected channel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Mute the channel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the events of the selected channel out of the events table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Write an event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the composer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Publish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Publish what the composer holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Heliograph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say what this program is</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>helio::CommandLine</name>
    <message>
        <source>%1 (see %2 --help)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>helio - a hub, publisher and reader of Server-Sent Events

Usage: helio COMMAND [OPTIONS]

  helio serve      runs a hub: clients subscribe to /stream, programs publish to it
  helio publish    gives an event to a hub
  helio listen     reads any event stream, and comes back when the connection is lost

Try it, in three terminals:

  helio serve
  helio listen &apos;http://127.0.0.1:7373/stream?channel=demo&apos;
  helio publish --channel demo &apos;Hello&apos;

helio COMMAND --help tells more. helio --version prints the version.
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>say what to do: serve, publish or listen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no command &quot;%1&quot;: use serve, publish or listen</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>helio::EventSource</name>
    <message>
        <source>%1 is not an address of a stream: it must begin with http:// or https:// and name a host.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server answered 204: there is no stream here, and it asks not to return.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server answered %1 instead of 200.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s answer has no content type; an event stream has text/event-stream.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s answer is %1, not text/event-stream: this is no event stream.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server compresses the stream (%1) although it was asked not to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stream sent an event of more than %1 bytes. Allow larger ones, or ask its operator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server ended the stream.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Gave up after %n attempt(s) to reconnect.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::Figures</name>
    <message>
        <source>%1/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 KB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>helio::HubClient</name>
    <message>
        <source>the hub at %1 cannot be reached: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the hub answered %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 answered, but not as a hub does</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>helio::LineReader</name>
    <message>
        <source>cannot read standard input: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>line %1 is longer than %2 bytes, the most that one event can have; it was not published</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>helio::ListenOptions</name>
    <message>
        <source>--last-event-id must be one line of text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--header &quot;%1&quot; is not of the form &apos;Name: value&apos;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--token must be letters, digits and signs without spaces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--max-reconnects must be a whole number from 0 on, not &quot;%1&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--count must be a whole number from 1 on, not &quot;%1&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--timeout must be a number of seconds more than 0, not &quot;%1&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the URL of the stream is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one URL at a time: &quot;%1&quot; is too many</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not an http:// or https:// URL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--channel needs a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--output needs the name of a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>helio listen - reads an event stream, and comes back when the connection is lost

Usage: helio listen URL [OPTIONS]

Examples:
  helio listen http://127.0.0.1:7373/stream
      the hub&apos;s channel sse, one readable line per event: time, channel, type, id, data
  helio listen http://127.0.0.1:7373/stream --channel news --channel &apos;users.7&apos;
      two channels at once
  helio listen https://example.org/events --json | jq .data
      one JSON object per line, for programs
  helio listen http://127.0.0.1:7373/stream --last-event-id earliest --count 10
      the ten oldest events the hub still holds
  helio listen http://127.0.0.1:7373/stream --output events.ndjson --timeout 3600
      an hour of events, also into a file

Options:
  --channel NAME         adds channel=NAME to the URL&apos;s query; may be given several times
  --last-event-id ID     asks for what came after this event
  --header &apos;NAME: VALUE&apos; sends a header; may be given several times
  --token TOKEN          sends Authorization: Bearer TOKEN
  --json                 prints JSON: type, data, lastEventId, and channel where the stream tells it
  --output FILE          also appends each event to FILE as JSON: time, channel, type, id, data
  --count N              ends after N events
  --max-reconnects N     gives up when N attempts in a row to connect again have failed;
                         a connection that delivered an event starts the count anew
  --timeout SECONDS      ends after this time; decimals are allowed

Events go to standard output, state changes and errors to standard error. Headers of your own and the token are not sent
on when the server redirects to another origin.

Exit codes: 0 done (--count reached, or --timeout over and no --count asked), 2 wrong option or URL, 3 the server
refused for good (204, another status than 200, no event stream), 4 --max-reconnects used up, 5 --timeout over before
--count was reached, 130 interrupted.
</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>helio::Listener</name>
    <message>
        <source>trying again in %1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot write to %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connecting to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>time is over after %1 of %2 events</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>helio::PublishOptions</name>
    <message>
        <source>--url &quot;%1&quot; is not an http:// or https:// URL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--token must be letters, digits and signs without spaces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--retry must be a whole number of milliseconds from %1 to %2, not &quot;%3&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one DATA at a time: put it in quotes (&quot;%1&quot; is too many)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--%1 does not go with --ndjson: each line says it itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--id names one event, standard input gives many: leave it out, or use --ndjson</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>helio::PublishRun</name>
    <message>
        <source>each line you type is an event; end with Ctrl+D</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>line %1 is not valid UTF-8 at byte %2; it and what follows was not published</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the hub answered with %1 ids for %2 events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lines %1 to %2 were not published: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>line %1 was not published: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>helio::Redirects</name>
    <message>
        <source>The server redirects (status %1) but does not say where to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server redirects to %1, which is not an http or https address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server redirects from https to %1, which is not encrypted. It was not followed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server redirects more than %1 times in a row.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>helio::Rules</name>
    <message>
        <source>The channel&apos;s name is empty; give it at least one character.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The channel&apos;s name has %1 bytes; at most %2 are allowed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The channel&apos;s name has a control character; take it out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The channel&apos;s name is not valid UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pattern is empty; * stands for every channel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pattern has %1 bytes; at most %2 are allowed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pattern has a control character or is not valid UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The id is empty; leave it out to let the hub make one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The id has %1 bytes; at most %2 are allowed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The id has a control character; take it out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The id is not valid UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The id begins or ends with a space, which HTTP would drop; take it away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The id &quot;earliest&quot; has a meaning of its own; choose another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The id has the form NUMBER-NUMBER, which is kept for the hub&apos;s own ids; choose another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The event type has %1 bytes; at most %2 are allowed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The event type has a line end or NUL in it; take it out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The event type is not valid UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The event types &quot;gap&quot; and &quot;shutdown&quot; are the hub&apos;s own; choose another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reconnection time (retry) must be from %1 to %2 milliseconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data is not valid UTF-8 at byte %1; event streams carry only UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
