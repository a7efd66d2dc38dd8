// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/walscan.h"

#include <QFile>
#include <QtEndian>

#include <functional>
#include <memory>
#include <optional>

#include <sqlite3.h>

namespace helio {

namespace {

constexpr qint64 HeaderBytes = 32;
constexpr qint64 FrameHeaderBytes = 24;
constexpr quint32 Magic = 0x377F0682; ///< the lowest bit: sums are of big-endian numbers

/// Reads so many bytes at a place; nothing where there are fewer.
using ReadAt = std::function<std::optional<QByteArray>(qint64 at, qint64 size)>;

quint32 bigAt(const QByteArray &bytes, qsizetype at)
{
    return qFromBigEndian<quint32>(bytes.constData() + at);
}

/// The running sum of SQLite's log (its file format, 4.2).
struct Sum
{
    quint32 first = 0;
    quint32 second = 0;
    bool isBigEndian = false;

    void add(QByteArrayView words)
    {
        for (qsizetype at = 0; at + 8 <= words.size(); at += 8) {
            first += word(words.data() + at) + second;
            second += word(words.data() + at + 4) + first;
        }
    }
    quint32 word(const char *at) const
    {
        return isBigEndian ? qFromBigEndian<quint32>(at) : qFromLittleEndian<quint32>(at);
    }
    bool isSaidAt(const QByteArray &bytes, qsizetype at) const
    {
        return bigAt(bytes, at) == first && bigAt(bytes, at + 4) == second;
    }
};

bool isPageSize(quint32 size)
{
    return size >= 512 && size <= 65536 && (size & (size - 1)) == 0;
}

void scanFrames(const ReadAt &readAt, const QByteArray &header, Sum sum, LogScan &scan)
{
    const qint64 pageBytes = bigAt(header, 8);
    const QByteArray salts = header.sliced(16, 8);
    bool isBroken = false;
    for (qint64 at = HeaderBytes;; at += FrameHeaderBytes + pageBytes) {
        const auto frame = readAt(at, FrameHeaderBytes + pageBytes);
        if (!frame)
            return;
        const bool isOfThisLog = frame->sliced(8, 8) == salts;
        const bool isCommit = bigAt(*frame, 4) != 0;
        if (!isBroken) {
            sum.add(QByteArrayView(*frame).first(8));
            sum.add(QByteArrayView(*frame).sliced(FrameHeaderBytes));
            isBroken = !isOfThisLog || bigAt(*frame, 0) == 0 || !sum.isSaidAt(*frame, 16);
        }
        if (!isBroken) {
            ++scan.frames;
            scan.hasFirstPage = scan.hasFirstPage || bigAt(*frame, 0) == 1;
            scan.commits += isCommit;
        } else if (isOfThisLog && isCommit) {
            ++scan.lostCommits; // frames of a log of before have other salts
        }
    }
}

LogScan scan(qint64 size, const ReadAt &readAt)
{
    LogScan scan;
    const auto header = size > HeaderBytes ? readAt(0, HeaderBytes) : std::nullopt;
    if (!header)
        return scan;
    Sum sum{.isBigEndian = (bigAt(*header, 0) & 1) != 0};
    sum.add(QByteArrayView(*header).first(24));
    scan.hasBrokenHeader =
        (bigAt(*header, 0) & ~1U) != Magic || !isPageSize(bigAt(*header, 8)) || !sum.isSaidAt(*header, 24);
    if (!scan.hasBrokenHeader)
        scanFrames(readAt, *header, sum, scan);
    return scan;
}

} // namespace

LogScan scanLog(const QByteArray &log)
{
    return scan(log.size(), [&log](qint64 at, qint64 size) {
        return at + size <= log.size() ? std::optional(log.sliced(at, size)) : std::nullopt;
    });
}

// By the sqlite3_vfs, and not by a file of our own: it is what the simulator gives, and closing a file of one's own
// beside SQLite's would let go of SQLite's locks.
LogScan scanLog(const QString &path, const QByteArray &vfs)
{
    sqlite3_vfs *system = sqlite3_vfs_find(vfs.isEmpty() ? nullptr : vfs.constData());
    const QByteArray name = QFile::encodeName(path) + "-wal";
    int isThere = 0;
    if (!system || system->xAccess(system, name.constData(), SQLITE_ACCESS_EXISTS, &isThere) != SQLITE_OK || !isThere)
        return {};
    // As SQLite wants names: with zeros behind them.
    const QByteArray padded = name + QByteArray(4, '\0');
    const std::unique_ptr<char[]> memory(new char[size_t(system->szOsFile)]());
    auto *file = reinterpret_cast<sqlite3_file *>(memory.get());
    int flags = 0;
    if (system->xOpen(system, padded.constData(), file, SQLITE_OPEN_READONLY | SQLITE_OPEN_WAL, &flags) != SQLITE_OK)
        return {.fault = FileFault::of(FileFault::Kind::Unreachable, QFile::decodeName(name))};
    sqlite3_int64 size = 0;
    bool hasFailed = file->pMethods->xFileSize(file, &size) != SQLITE_OK;
    LogScan found = scan(size, [&](qint64 at, qint64 wanted) -> std::optional<QByteArray> {
        if (at + wanted > size)
            return {};
        QByteArray bytes(wanted, Qt::Uninitialized);
        hasFailed = file->pMethods->xRead(file, bytes.data(), int(wanted), at) != SQLITE_OK;
        return hasFailed ? std::nullopt : std::optional(bytes);
    });
    file->pMethods->xClose(file);
    if (hasFailed)
        found.fault = FileFault::of(FileFault::Kind::Io, QFile::decodeName(name));
    return found;
}

} // namespace helio
