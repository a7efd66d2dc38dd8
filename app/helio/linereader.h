// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>

#include <deque>

namespace helio {

/// Reads lines from a descriptor as they come. Bounded: while enough of them wait it does not read on, so that whoever
/// writes has to wait.
class LineReader : public QObject
{
    Q_OBJECT
public:
    /// A line longer than this ends the reading, see problem().
    static constexpr qsizetype MaximumLineBytes = 1024 * 1024;
    static constexpr qsizetype MaximumWaitingBytes = 2 * MaximumLineBytes;

    /// Borrows `descriptor`, and reads from the event loop on.
    explicit LineReader(int descriptor, QObject *parent = nullptr);

    bool hasLine() const { return !lines_.empty(); }
    /// The next line, without its end (LF or CRLF). The last one may have come without.
    const QByteArray &front() const { return lines_.front(); }
    QByteArray take();
    /// Nothing more comes but the lines that wait.
    bool atEnd() const { return atEnd_; }
    /// Why it ended before the end, for people, translated; empty otherwise.
    const QString &problem() const { return problem_; }

Q_SIGNALS:
    /// There are lines, or the end.
    void progressed();

private:
    void readMore();
    void splitLines();
    void addLine(QByteArray line);
    void endWith(const QString &problem);

    int descriptor_;
    QSocketNotifier notifier_;
    QByteArray partial_;
    std::deque<QByteArray> lines_;
    qsizetype waitingBytes_ = 0;
    quint64 lineCount_ = 0;
    bool atEnd_ = false;
    QString problem_;
};

} // namespace helio
