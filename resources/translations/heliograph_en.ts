<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>helio::AccessDialog</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Besides, JSON Web Tokens of %n key(s) are believed.</source>
        <translation>
            <numerusform>Besides, JSON Web Tokens of %n key are believed.</numerusform>
            <numerusform>Besides, JSON Web Tokens of %n keys are believed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::ChartsPanel</name>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::Composer</name>
    <message numerus="yes">
        <source>sent to %n client(s)</source>
        <translation>
            <numerusform>sent to %n client</numerusform>
            <numerusform>sent to %n clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n client(s) on %1</source>
        <comment>who listens elsewhere</comment>
        <translation>
            <numerusform>%n client is on %1</numerusform>
            <numerusform>%n clients are on %1</numerusform>
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
        <source>▼ %n new event(s): back to live (End)</source>
        <translation>
            <numerusform>▼ %n new event: back to live (End)</numerusform>
            <numerusform>▼ %n new events: back to live (End)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::MainWindow</name>
    <message numerus="yes">
        <source>%n event(s) cleared.</source>
        <translation>
            <numerusform>%n event cleared.</numerusform>
            <numerusform>%n events cleared.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::RedisBackplane</name>
    <message numerus="yes">
        <source>Redis at %1: %n message(s) could not be taken so far; the last: %2</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::StatusLine</name>
    <message numerus="yes">
        <source>%n client(s)</source>
        <translation>
            <numerusform>%n client</numerusform>
            <numerusform>%n clients</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>helio::StreamProbe</name>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No event within %1 s. That may be all right: the stream is alive, it sent %n comment(s), the last of them &quot;%2&quot;.</source>
        <translation>
            <numerusform>No event within %1 s. That may be all right: the stream is alive, it sent %n comment: &quot;%2&quot;.</numerusform>
            <numerusform>No event within %1 s. That may be all right: the stream is alive, it sent %n comments, the last of them &quot;%2&quot;.</numerusform>
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
</context>
</TS>
