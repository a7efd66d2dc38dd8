// SPDX-License-Identifier: GPL-3.0-or-later
#include "linereader.h"

#include <cerrno>
#include <cstring>

#include <unistd.h>

namespace helio {

namespace {

constexpr qsizetype ReadBytes = 64 * 1024;
/// What an empty line costs beside its bytes.
constexpr qsizetype LineOverheadBytes = 32;

} // namespace

LineReader::LineReader(int descriptor, QObject *parent)
    : QObject(parent)
    , descriptor_(descriptor)
    , notifier_(descriptor, QSocketNotifier::Read)
{
    connect(&notifier_, &QSocketNotifier::activated, this, &LineReader::readMore);
}

QByteArray LineReader::take()
{
    QByteArray line = std::move(lines_.front());
    lines_.pop_front();
    waitingBytes_ -= line.size() + LineOverheadBytes;
    notifier_.setEnabled(!atEnd_ && waitingBytes_ < MaximumWaitingBytes);
    return line;
}

void LineReader::readMore()
{
    const qsizetype before = partial_.size();
    partial_.resize(before + ReadBytes);
    const ssize_t size = read(descriptor_, partial_.data() + before, size_t(ReadBytes));
    const int error = errno;
    partial_.resize(before + std::max<qsizetype>(size, 0));
    if (size < 0 && (error == EINTR || error == EAGAIN))
        return;
    if (size < 0) {
        endWith(tr("cannot read standard input: %1").arg(QString::fromLocal8Bit(std::strerror(error))));
    } else if (size == 0) {
        if (!partial_.isEmpty())
            addLine(std::exchange(partial_, {}));
        endWith({});
    } else {
        splitLines();
    }
    notifier_.setEnabled(!atEnd_ && waitingBytes_ < MaximumWaitingBytes);
    Q_EMIT progressed();
}

void LineReader::splitLines()
{
    qsizetype begin = 0;
    // A line's beginning was searched before; its end can only be in what was just read.
    qsizetype end = partial_.indexOf('\n', std::max<qsizetype>(0, partial_.size() - ReadBytes));
    while (end >= 0 && !atEnd_) {
        addLine(partial_.sliced(begin, end - begin));
        begin = end + 1;
        end = partial_.indexOf('\n', begin);
    }
    partial_.remove(0, begin);
    if (partial_.size() > MaximumLineBytes + 1) // the 1: a CR that may belong to the line's end
        addLine(std::exchange(partial_, {}));
}

void LineReader::addLine(QByteArray line)
{
    ++lineCount_;
    if (line.endsWith('\r'))
        line.chop(1);
    if (line.size() > MaximumLineBytes) {
        endWith(tr("line %1 is longer than %2 bytes, the most that one event can have; it was not published")
                    .arg(lineCount_)
                    .arg(MaximumLineBytes));
        return;
    }
    waitingBytes_ += line.size() + LineOverheadBytes;
    lines_.push_back(std::move(line));
}

void LineReader::endWith(const QString &problem)
{
    if (atEnd_)
        return;
    atEnd_ = true;
    problem_ = problem;
    partial_.clear();
    notifier_.setEnabled(false);
}

} // namespace helio
