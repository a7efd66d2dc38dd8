// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace helio {

/// While it is there a file is read. Where no log (`FILE-wal`, `FILE-shm`) stood beside the file before, none is left
/// afterwards: SQLite makes an empty one even for who only reads, and does not let him take it away. It goes last,
/// after all that reads.
class NoLogLeft
{
public:
    explicit NoLogLeft(const QString &path);
    ~NoLogLeft();
    Q_DISABLE_COPY_MOVE(NoLogLeft)

private:
    QString path_;
    bool wasThere_;
};

} // namespace helio
