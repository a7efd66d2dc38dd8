// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>
#include <QDateTime>
#include <QFile>
#include <QString>

#include <memory>
#include <optional>

namespace helio {

/// A file of a folder that is served, opened.
struct StaticFile
{
    std::unique_ptr<QFile> file;
    qint64 size = 0;
    QByteArray contentType;
    QByteArray etag;
    QDateTime lastModified; ///< UTC, whole seconds, as HTTP gives it

    /// Whether what a client holds is still this, by its `If-None-Match` or, without one, its `If-Modified-Since`.
    bool isKnown(const QByteArray &ifNoneMatch, const QByteArray &ifModifiedSince) const;
};

/// A folder whose files anybody may read: regular ones that lie in it (whatever symbolic links say) and whose names,
/// and those of the folders above them, do not begin with a dot.
class StaticFolder
{
public:
    /// `path` must be there when files are asked for; it may change meanwhile.
    explicit StaticFolder(QString path);

    /// What a path leads to.
    enum class Kind {
        Nothing, ///< nothing that may be read
        Folder,  ///< a folder with an index.html: its path needs a slash at the end
        File,
    };
    struct Found
    {
        Kind kind = Kind::Nothing;
        StaticFile file; ///< when it is one
    };
    /// `path`: decoded segments; a last one that is empty asks for the folder's index.html, as no segment at all does.
    Found find(const QByteArrayList &path) const;

private:
    QString path_;
};

/// As `Last-Modified` is written.
QByteArray httpDate(const QDateTime &utc);

} // namespace helio
