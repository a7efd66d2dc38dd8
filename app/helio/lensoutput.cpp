// SPDX-License-Identifier: GPL-3.0-or-later
#include "lensoutput.h"

#include "commandline.h"
#include "event/pluralform.h"
#include "event/timeforpeople.h"
#include "json/unseen.h"
#include "json/utf8.h"

#include <QCoreApplication>

#include <algorithm>

namespace helio {

namespace {

struct LensOutputText
{
    Q_DECLARE_TR_FUNCTIONS(helio::LensOutput)
};

QString timeText(qint64 nanoseconds)
{
    const auto time = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::nanoseconds(nanoseconds));
    return time < std::chrono::seconds(1) ? LensOutputText::tr("%1 ms").arg(time.count()) : timeForPeople(time);
}

/// Whether its text goes to standard output as it grows.
bool isPrinted(LensPart::Kind kind)
{
    return kind == LensPart::Kind::Text || kind == LensPart::Kind::Refusal;
}

QString stateText(const LensMessage &message)
{
    switch (message.state) {
    case LensMessage::State::Growing:
        break;
    case LensMessage::State::Complete:
        return message.lacksLastMark ? message.cut.translated() : LensOutputText::tr("complete");
    case LensMessage::State::Stopped:
        return message.lacksLastMark ? message.cut.translated() : LensOutputText::tr("stopped early");
    case LensMessage::State::Failed:
        return LensOutputText::tr("failed: %1").arg(decodeUtf8(message.error));
    case LensMessage::State::Cut:
        return LensOutputText::tr("cut: %1").arg(message.cut.translated());
    }
    return {};
}

/// The line of figures behind a message.
QString reportOf(const LensMessage &message)
{
    QStringList parts{decodeUtf8(message.dialect)};
    for (const QByteArray &name : {message.role, message.model}) {
        if (!name.isEmpty())
            parts.append(decodeUtf8(name));
    }
    parts.append(LensOutputText::tr("%n event(s)", nullptr, pluralCount(message.events.count())));
    if (const auto time = message.timeToFirstEvent())
        parts.append(LensOutputText::tr("first event after %1").arg(timeText(*time)));
    if (const auto time = message.timeToFirstText())
        parts.append(LensOutputText::tr("first text after %1").arg(timeText(*time)));
    if (const auto rate = message.deltasPerSecond())
        parts.append(LensOutputText::tr("%1 deltas/s").arg(*rate, 0, 'f', *rate < 100 ? 1 : 0));
    if (message.events.count() > 1)
        parts.append(LensOutputText::tr("longest silence %1").arg(timeText(message.longestSilence)));
    if (message.unknownCount > 0)
        parts.append(LensOutputText::tr("%n unknown event(s)", nullptr, pluralCount(message.unknownCount)));
    if (!message.finishReason.isEmpty())
        parts.append(decodeUtf8(message.finishReason));
    parts.append(stateText(message));
    return parts.join(QStringLiteral(", "));
}

} // namespace

void LensOutput::onRequest(qint64 time, QByteArrayView body)
{
    lens_.onRequest(time);
    if (!body.isEmpty())
        lens_.onRequestBody(body, time);
}

void LensOutput::read(QByteArray &out, const ReceivedEvent &received)
{
    if (lens_.isDetecting())
        unread_.append(received);
    lens_.feed(received.event, received.receivedAt, ++number_);
    if (lens_.dialect())
        unread_.clear();
    printChanges(out);
}

void LensOutput::onEnd(QByteArray &out, qint64 time)
{
    lens_.onEnd(time);
    if (lens_.dialect())
        unread_.clear();
    printChanges(out);
}

void LensOutput::onStopped(QByteArray &out, qint64 time)
{
    isStopping_ = true;
    lens_.onStopped(time);
    if (lens_.dialect())
        unread_.clear();
    printChanges(out);
}

bool LensOutput::foundNothing()
{
    return !lens_.isDetecting() && !lens_.dialect() && !std::exchange(saidNothingFound_, true);
}

void LensOutput::printChanges(QByteArray &out)
{
    noteWhatWasTakenBack(out);
    for (const LensChange &change : lens_.changes()) {
        const LensMessage *const message = lens_.message(change.message);
        if (!message)
            continue;
        switch (change.kind) {
        case LensChange::Kind::Grew:
            if (change.message == current_)
                printText(out, *message);
            break;
        case LensChange::Kind::Ended:
            onEnded(out, *message);
            break;
        case LensChange::Kind::Began:
        case LensChange::Kind::Changed:
        case LensChange::Kind::Replaced:
        case LensChange::Kind::Removed:
        case LensChange::Kind::Moved:
            break;
        }
    }
}

/// What was printed cannot be taken back: where a snapshot says otherwise, all of it comes once more, on a line of its
/// own.
void LensOutput::noteWhatWasTakenBack(QByteArray &out)
{
    const LensMessage *const message = lens_.message(current_);
    if (!message || form_ == Form::Json)
        return;
    const auto isTakenBack = [&](const LensChange &change) {
        if (change.message != current_)
            return false;
        if (change.kind == LensChange::Kind::Replaced)
            return change.part < message->parts.size() && isPrinted(message->parts[change.part].kind);
        return change.kind == LensChange::Kind::Removed || change.kind == LensChange::Kind::Moved;
    };
    const QList<LensChange> &changes = lens_.changes();
    if (std::none_of(changes.begin(), changes.end(), isTakenBack))
        return;
    qsizetype bytes = 0;
    for (const LensPart &part : message->parts)
        bytes += isPrinted(part.kind) ? part.text.size() : 0;
    qsizetype printed = 0;
    for (const qsizetype each : std::as_const(printed_))
        printed += each;
    printed_.clear();
    if (bytes == printed) { // parts that did not print, or in another order
        for (qsizetype i = 0; i < message->parts.size(); ++i) {
            if (isPrinted(message->parts[i].kind))
                printed_[i] = message->parts[i].text.size();
        }
        return;
    }
    if (std::exchange(isWithinLine_, false))
        out += '\n';
    printText(out, *message);
}

void LensOutput::onEnded(QByteArray &out, const LensMessage &ended)
{
    const bool isWhole = ended.cut.isEmpty() && ended.state != LensMessage::State::Failed;
    foundCut_ = foundCut_ || (!isWhole && !isStopping_);
    reports_.append(reportOf(ended));
    if (form_ == Form::Json) {
        QByteArray line;
        appendJson(line, ended);
        out += line;
        return;
    }
    // One after the other: a message that grew beside is printed when those before it have ended.
    while (const LensMessage *const message = lens_.message(current_)) {
        printText(out, *message);
        if (!message->isEnded())
            return;
        printRest(out, *message);
        printed_.clear();
        ++current_;
    }
}

void LensOutput::printText(QByteArray &out, const LensMessage &message)
{
    if (form_ == Form::Json)
        return;
    for (qsizetype i = 0; i < message.parts.size(); ++i) {
        const LensPart &part = message.parts[i];
        if (!isPrinted(part.kind))
            continue;
        qsizetype &printed = printed_[i];
        if (part.text.size() > printed)
            appendText(out, QByteArrayView(part.text).sliced(printed));
        printed = part.text.size();
    }
}

void LensOutput::printRest(QByteArray &out, const LensMessage &message)
{
    if (isWithinLine_)
        out += '\n';
    isWithinLine_ = false;
    for (const LensPart &part : message.parts) {
        if (part.kind != LensPart::Kind::Tool)
            continue;
        appendText(out, QByteArray(part.toolName + '(' + part.shown() + ")\n"));
        isWithinLine_ = false;
    }
}

void LensOutput::appendText(QByteArray &out, QByteArrayView text)
{
    if (text.isEmpty())
        return;
    isWithinLine_ = !text.endsWith('\n');
    if (form_ != Form::Terminal) {
        out.append(text);
        return;
    }
    for (;;) {
        const auto at = std::find_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\t'; });
        out.append(visibleLine(decodeUtf8(QByteArrayView(text.begin(), at)), TerminalSigns).toUtf8());
        if (at == text.end())
            return;
        out.append(*at);
        text = QByteArrayView(std::next(at), text.end());
    }
}

} // namespace helio
