// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/firstpage.h"

#include "history/schema.h"

#include <QCoreApplication>
#include <QFile>
#include <QtEndian>

#include <algorithm>
#include <array>

#include <sys/stat.h>
#include <unistd.h>

namespace helio {

namespace {

struct FirstPageText
{
    Q_DECLARE_TR_FUNCTIONS(helio::FirstPage)
};

constexpr qsizetype SqliteHeaderBytes = 100;

/// Where what stands in the header; SQLite's "Database File Format", 1.3.
constexpr qsizetype ChangesAt = 24;
constexpr qsizetype PagesAt = 28;
constexpr qsizetype FirstFreeAt = 32;
constexpr qsizetype FreePagesAt = 36;
constexpr qsizetype VersionAt = 60;
constexpr qsizetype ApplicationAt = 68;
constexpr qsizetype CountedAtChangesAt = 92; ///< PagesAt is of this number of changes
/// Behind the header: what is in the page.
constexpr qsizetype KindAt = 100;
constexpr qsizetype EntriesAt = 103;
constexpr char LeafOfTable = 13;

/// What is the same in every file of ours.
struct Constant
{
    qsizetype at;
    QByteArray bytes;
};

QByteArray bigEndian(quint32 number)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(number, bytes.data());
    return bytes;
}

quint32 numberAt(const QByteArray &bytes, qsizetype at)
{
    return qFromBigEndian<quint32>(bytes.constData() + at);
}

/// But for the format of reading and writing, which is 2 for a log, and 1 before the file has its first.
const std::array<Constant, 7> &constants()
{
    static const std::array<Constant, 7> all = {{
        {0, QByteArray("SQLite format 3\0\x10\0", 18)}, // and the size of a page
        {20, QByteArray("\0\x40\x20\x20", 4)},          // nothing reserved; SQLite takes no other fractions
        {44, bigEndian(4)},                             // format of the schema
        {52, bigEndian(HistoryTrees + 2)},              // the last root of a tree, behind page 1 and the map of pages
        {56, bigEndian(1)},                             // UTF-8
        {64, bigEndian(1)},                             // pages are given back in steps
        {ApplicationAt, bigEndian(HistoryApplicationId)},
    }};
    return all;
}

bool hasConstants(const QByteArray &header)
{
    const QByteArray formats = header.sliced(18, 2);
    const quint32 version = numberAt(header, VersionAt);
    return (formats == "\x02\x02" || formats == "\x01\x01") && version >= 1 && version <= quint32(HistoryVersion) &&
           std::all_of(constants().begin(), constants().end(), [&](const Constant &one) {
               return QByteArrayView(header).sliced(one.at, one.bytes.size()) == one.bytes;
           });
}

/// Whether the tables are exactly those that this version makes.
bool hasTables(const QByteArray &page)
{
    const QByteArrayList texts = schemaTexts();
    return page.size() == FirstPageBytes && page[KindAt] == LeafOfTable &&
           qFromBigEndian<quint16>(page.constData() + EntriesAt) == HistoryTrees &&
           std::all_of(texts.cbegin(), texts.cend(), [&](const QByteArray &text) { return page.contains(text); });
}

/// Of a file with these tables: a number that a version to come may have. A larger one is damage.
bool isOfNewer(const QByteArray &page)
{
    constexpr quint32 Largest = 100;
    const quint32 version = numberAt(page, VersionAt);
    return version > quint32(HistoryVersion) && version <= Largest;
}

QByteArray readAt(int descriptor, qint64 at, qsizetype size)
{
    QByteArray bytes(size, '\0');
    const ssize_t got = pread(descriptor, bytes.data(), size_t(size), at);
    bytes.truncate(std::max<qsizetype>(got, 0));
    return bytes;
}

/// Whether the pages that are free are as many as the header says. Where it leads into others, SQLite would use these.
bool hasFreePages(int descriptor, const QByteArray &header, qint64 pages)
{
    constexpr qint64 MostOfOne = FirstPageBytes / 4 - 2;
    const qint64 count = numberAt(header, FreePagesAt);
    qint64 seen = 0;
    for (qint64 list = numberAt(header, FirstFreeAt); list != 0;) {
        const QByteArray start = list > 2 && list <= pages && seen < count
                                     ? readAt(descriptor, (list - 1) * FirstPageBytes, 8)
                                     : QByteArray();
        if (start.size() != 8 || numberAt(start, 4) > MostOfOne)
            return false;
        seen += 1 + numberAt(start, 4);
        list = numberAt(start, 0);
    }
    return seen == count;
}

} // namespace

FirstPage firstPageOf(const QByteArray &page)
{
    if (page.size() < SqliteHeaderBytes)
        return FirstPage::Foreign;
    if (hasTables(page))
        return isOfNewer(page) ? FirstPage::Newer : FirstPage::Ours;
    if (!page.startsWith(QByteArray("SQLite format 3", 16)) || numberAt(page, ApplicationAt) != HistoryApplicationId)
        return FirstPage::Foreign;
    return numberAt(page, VersionAt) > quint32(HistoryVersion) ? FirstPage::Newer : FirstPage::Ours;
}

bool isHeaderDamaged(int descriptor, const LogScan *log)
{
    const QByteArray page = readAt(descriptor, 0, FirstPageBytes);
    struct stat file = {};
    if (!hasTables(page) || isOfNewer(page) || fstat(descriptor, &file) != 0)
        return false; // what is to be said of that, SQLite says
    if (!hasConstants(page))
        return true;
    // Else the page in the log counts.
    if (!log || log->hasFirstPage || log->mayMissCommits())
        return false;
    const qint64 pages = file.st_size / FirstPageBytes;
    const bool isCounted = numberAt(page, ChangesAt) == numberAt(page, CountedAtChangesAt);
    return (isCounted && numberAt(page, PagesAt) != pages) || !hasFreePages(descriptor, page, pages);
}

FileFault faultOfHeader(const QString &path, bool isInUse)
{
    QFile file(path);
    if (QFile::exists(path + QStringLiteral("-journal")) || !file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return {};
    const LogScan log = isInUse ? LogScan() : scanLog(path);
    if (!isHeaderDamaged(file.handle(), isInUse ? nullptr : &log))
        return {};
    return FileFault::of(FileFault::Kind::Corrupt,
                         FirstPageText::tr("its first hundred bytes say what cannot be; a hub that is started on it "
                                           "brings over what can be read"));
}

bool mendHeader(const QString &copy)
{
    QFile file(copy);
    if (!file.open(QIODevice::ReadWrite | QIODevice::Unbuffered))
        return false;
    QByteArray header = file.read(SqliteHeaderBytes);
    if (header.size() != SqliteHeaderBytes)
        return false;
    const auto put = [&header](qsizetype at, const QByteArray &bytes) { header.replace(at, bytes.size(), bytes); };
    for (const Constant &one : constants())
        put(one.at, one.bytes);
    put(18, "\x02\x02");
    put(VersionAt, bigEndian(HistoryVersion)); // its tables are those of this one
    put(PagesAt, bigEndian(quint32(file.size() / FirstPageBytes)));
    put(FirstFreeAt, bigEndian(0));
    put(FreePagesAt, bigEndian(0));
    put(CountedAtChangesAt, header.sliced(ChangesAt, 4));
    return file.seek(0) && file.write(header) == SqliteHeaderBytes;
}

} // namespace helio
