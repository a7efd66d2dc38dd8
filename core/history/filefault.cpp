// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/filefault.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace helio {

namespace {

struct FileFaultText
{
    Q_DECLARE_TR_FUNCTIONS(helio::FileFault)
};

QString wordsOf(FileFault::Kind kind, const QString &detail)
{
    switch (kind) {
    case FileFault::Kind::None:
        return {};
    case FileFault::Kind::Full:
        return FileFaultText::tr("the disk has no room for history");
    case FileFault::Kind::ReadOnly:
        return FileFaultText::tr("the file of history cannot be written: it is read-only");
    case FileFault::Kind::Busy:
        return FileFaultText::tr("another program is writing to the file of history");
    case FileFault::Kind::Io:
        return FileFaultText::tr("the disk with the file of history reported an error: %1").arg(detail);
    case FileFault::Kind::Corrupt:
        return FileFaultText::tr("the file of history is damaged: %1").arg(detail);
    case FileFault::Kind::Foreign:
        return FileFaultText::tr("the file is no history of Heliograph, and is left as it is");
    case FileFault::Kind::Newer:
        return FileFaultText::tr("a newer Heliograph made the file of history; use that one, or another file");
    case FileFault::Kind::Taken:
        return FileFaultText::tr("another hub uses the file of history");
    case FileFault::Kind::Gone:
        return FileFaultText::tr("the file of history was taken away, replaced or cut");
    case FileFault::Kind::Unreachable:
        return FileFaultText::tr("the file of history cannot be opened: %1").arg(detail);
    case FileFault::Kind::Interrupted:
        return FileFaultText::tr("it was interrupted");
    }
    return {};
}

} // namespace

FileFault FileFault::of(Kind kind, const QString &detail)
{
    return {kind, wordsOf(kind, detail)};
}

FileFault FileFault::ofMissing(const QString &path)
{
    return QFileInfo(path).isFile() ? FileFault() : of(Kind::Unreachable, FileFaultText::tr("there is no such file"));
}

} // namespace helio
