// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/findingtable.h"
#include "findings/streamjudge.h"

#include <QByteArray>
#include <QList>

#include <chrono>

/// A stream that is made up: what comes, and when, by a clock that stands until it is moved.
class JudgeBench
{
public:
    using Field = helio::JudgedHead::Field;

    static helio::JudgedRequest get()
    {
        helio::JudgedRequest request;
        request.url = "http://example.test:8080/stream";
        request.wallClock = 1'767'225'600'000;
        return request;
    }
    static helio::JudgedRequest post()
    {
        helio::JudgedRequest request = get();
        request.method = "POST";
        request.hasBody = true;
        return request;
    }
    static helio::JudgedDial dialed(std::chrono::nanoseconds tcp = std::chrono::milliseconds(1))
    {
        helio::JudgedDial dial;
        dial.tcp = tcp;
        return dial;
    }
    static QList<Field> streamFields()
    {
        return {{"Content-Type", "text/event-stream"}, {"Cache-Control", "no-cache"}};
    }

    explicit JudgeBench(const helio::JudgedRequest &request = get(), const helio::JudgedDial &dial = dialed())
    {
        ask(request, dial);
    }

    void ask(const helio::JudgedRequest &request, const helio::JudgedDial &dial = dialed())
    {
        judge.onRequest(request, now);
        judge.onDial(dial);
    }
    void answer(const QList<Field> &fields = streamFields(), int status = 200, const QByteArray &reason = {})
    {
        judge.onHead({status, reason, fields}, now);
    }
    /// An answer as a stream has it, with more fields.
    void answerWith(const QList<Field> &more) { answer(streamFields() + more); }
    void wait(std::chrono::nanoseconds time) { now += time; }
    void bytes(QByteArrayView some, helio::Trust trust = helio::Trust::Timely)
    {
        if (asksAlways && ++asked_ % 20 == 0 && unhealthy.isEmpty() && !isHealthy())
            unhealthy = report();
        judge.onBytes(some, now, trust);
    }
    void event(const QByteArray &data, const QByteArray &id = {})
    {
        bytes((id.isEmpty() ? QByteArray() : "id: " + id + '\n') + "data: " + data + "\n\n");
    }
    void end(helio::JudgedEnd how = helio::JudgedEnd::CloseDelimited) { judge.onEnd(how, now); }

    QList<helio::Finding> findings() { return judge.findings(now); }
    /// The finding with that code; one of an empty subject and words when there is none.
    helio::Finding finding(helio::FindingCode code)
    {
        for (const helio::Finding &finding : findings()) {
            if (finding.code == code)
                return finding;
        }
        return {code, {}, helio::Severity::Note, {}, {}, {}, 0};
    }
    bool found(helio::FindingCode code) { return !finding(code).words.isEmpty(); }
    bool found(helio::FindingCode code, helio::Severity severity)
    {
        const helio::Finding there = finding(code);
        return !there.words.isEmpty() && there.severity == severity;
    }
    /// What is said of it, in English; the stream's other findings when it is not there.
    QString words(helio::FindingCode code)
    {
        const helio::Finding there = finding(code);
        return there.words.isEmpty() ? QString::fromUtf8(report()) : there.words.english();
    }
    QString remedy(helio::FindingCode code) { return finding(code).remedy.english(); }
    /// Neither errors nor warnings.
    bool isHealthy()
    {
        for (const helio::Finding &finding : findings()) {
            if (finding.severity != helio::Severity::Note)
                return false;
        }
        return true;
    }
    /// All that was found, a line each; until it is asked for again.
    const char *report()
    {
        QByteArray lines;
        for (const helio::Finding &finding : findings())
            lines += QByteArray(helio::severityName(finding.severity)) + ' ' + helio::codeName(finding.code) + ": " +
                     finding.words.english().toUtf8() + '\n';
        report_ = lines.isEmpty() ? QByteArray("nothing was found") : lines;
        return report_.constData();
    }

    helio::Moment now = std::chrono::hours(1);
    helio::StreamJudge judge;
    bool asksAlways = false; ///< now and then, before bytes come, whether it isHealthy()
    QByteArray unhealthy;    ///< what was found when it was not

private:
    quint64 asked_ = 0;
    QByteArray report_;
};

#define FOUND(bench, code, ...) QVERIFY2((bench).found(FindingCode::code __VA_OPT__(, ) __VA_ARGS__), (bench).report())
#define NOT_FOUND(bench, code) QVERIFY2(!(bench).found(FindingCode::code), (bench).report())
#define HEALTHY(bench) QVERIFY2((bench).isHealthy(), (bench).report())
