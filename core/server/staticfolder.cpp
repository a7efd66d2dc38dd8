// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/staticfolder.h"

#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QMimeDatabase>
#include <QTimeZone>

#include <algorithm>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace helio {

namespace {

constexpr char IndexName[] = "index.html";
const QString HttpDateFormat = QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'");

bool isPlainName(const QByteArray &segment)
{
    return !segment.isEmpty() && !segment.startsWith('.') && std::none_of(segment.cbegin(), segment.cend(), [](char c) {
        return c == '/' || c == '\\' || uchar(c) < ' ' || c == 0x7F;
    });
}

/// Whether `canonical` lies in `root` and no name on the way begins with a dot.
bool isVisibleIn(const QString &root, const QString &canonical)
{
    const QString folder = root.endsWith(u'/') ? root : root + u'/';
    return canonical.startsWith(folder) && !canonical.mid(folder.size() - 1).contains(QLatin1String("/."));
}

/// What pages are made of has these types on every machine: with `nosniff` a wrong one breaks the page.
QByteArray contentTypeOf(const QString &name)
{
    constexpr std::pair<const char *, const char *> OfTheWeb[] = {
        {"html", "text/html; charset=utf-8"},
        {"htm", "text/html; charset=utf-8"},
        {"js", "text/javascript; charset=utf-8"},
        {"mjs", "text/javascript; charset=utf-8"},
        {"css", "text/css; charset=utf-8"},
        {"json", "application/json"},
        {"map", "application/json"},
        {"svg", "image/svg+xml"},
        {"wasm", "application/wasm"},
        {"webmanifest", "application/manifest+json"},
        {"txt", "text/plain; charset=utf-8"},
        {"md", "text/markdown; charset=utf-8"},
        {"png", "image/png"},
        {"jpg", "image/jpeg"},
        {"ico", "image/vnd.microsoft.icon"},
        {"woff2", "font/woff2"},
    };
    const QString suffix = QFileInfo(name).suffix().toLower();
    for (const auto &[known, type] : OfTheWeb) {
        if (suffix == QLatin1String(known))
            return type;
    }
    const QByteArray type = QMimeDatabase().mimeTypeForFile(name, QMimeDatabase::MatchExtension).name().toLatin1();
    return type.startsWith("text/") ? type + "; charset=utf-8" : type;
}

/// Opens a file that is a regular one, without waiting for anything: a pipe would keep the hub until somebody writes.
std::optional<StaticFile> openRegular(const QString &canonical)
{
    const int descriptor =
        ::open(QFile::encodeName(canonical).constData(), O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC);
    if (descriptor < 0)
        return {};
    struct stat status = {};
    if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
        ::close(descriptor);
        return {};
    }
    StaticFile found;
    found.file = std::make_unique<QFile>();
    if (!found.file->open(descriptor, QIODevice::ReadOnly | QIODevice::Unbuffered, QFileDevice::AutoCloseHandle)) {
        ::close(descriptor);
        return {};
    }
    found.size = status.st_size;
    found.contentType = contentTypeOf(canonical);
    found.etag = '"' + QByteArray::number(qint64(status.st_size), 16) + '-' +
                 QByteArray::number(qint64(status.st_mtim.tv_sec), 16) + '-' +
                 QByteArray::number(qint64(status.st_mtim.tv_nsec), 16) + '"';
    found.lastModified = QDateTime::fromSecsSinceEpoch(status.st_mtim.tv_sec, QTimeZone::utc());
    return found;
}

} // namespace

bool StaticFile::isKnown(const QByteArray &ifNoneMatch, const QByteArray &ifModifiedSince) const
{
    if (!ifNoneMatch.isEmpty()) {
        for (const QByteArray &part : ifNoneMatch.split(',')) {
            const QByteArray tag = part.trimmed();
            if (tag == "*" || (tag.startsWith("W/") ? tag.mid(2) : tag) == etag)
                return true;
        }
        return false;
    }
    const QDateTime known = QLocale::c().toDateTime(QString::fromLatin1(ifModifiedSince), HttpDateFormat);
    return known.isValid() && lastModified <= QDateTime(known.date(), known.time(), QTimeZone::utc());
}

QByteArray httpDate(const QDateTime &utc)
{
    return QLocale::c().toString(utc, HttpDateFormat).toLatin1();
}

StaticFolder::StaticFolder(QString path)
    : path_(std::move(path))
{}

StaticFolder::Found StaticFolder::find(const QByteArrayList &path) const
{
    Found found;
    const bool wantsIndex = path.isEmpty() || path.constLast().isEmpty();
    QByteArrayList names = path;
    if (wantsIndex && !names.isEmpty())
        names.removeLast();
    if (!std::all_of(names.cbegin(), names.cend(), isPlainName))
        return found;
    if (wantsIndex)
        names.append(IndexName);

    const QString root = QFileInfo(path_).canonicalFilePath();
    if (root.isEmpty())
        return found;
    const QString wanted = QDir(root).filePath(QString::fromUtf8(names.join('/')));
    const QString canonical = QFileInfo(wanted).canonicalFilePath(); // empty when there is no such file
    if (canonical.isEmpty() || !isVisibleIn(root, canonical))
        return found;
    if (QFileInfo(canonical).isDir()) {
        // Once at most: what is asked for there ends with a slash.
        if (!wantsIndex && find(path + QByteArrayList{QByteArray()}).kind == Kind::File)
            found.kind = Kind::Folder;
        return found;
    }
    if (auto file = openRegular(canonical)) {
        found.kind = Kind::File;
        found.file = std::move(*file);
    }
    return found;
}

} // namespace helio
