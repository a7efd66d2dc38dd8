// SPDX-License-Identifier: GPL-3.0-or-later
#include "group/logscripts.h"

#include <QCryptographicHash>
#include <QFile>

#include <map>

/// Outside of namespaces, as Qt wants it.
static void initLogScripts()
{
    Q_INIT_RESOURCE(helio_group);
}

namespace helio {

namespace {

struct Script
{
    QByteArray source;
    QByteArray sha1;
};

QByteArray fileOf(LogScripts::Name name)
{
    using Name = LogScripts::Name;
    switch (name) {
    case Name::Rights:
        return "rights";
    case Name::Publish:
        return "publish";
    case Name::Note:
        return "note";
    case Name::Claim:
        return "claim";
    case Name::Join:
        return "join";
    case Name::Restore:
        return "restore";
    case Name::Look:
        return "look";
    case Name::Index:
        return "index";
    case Name::Range:
        return "range";
    case Name::Drop:
        return "drop";
    case Name::Lease:
        return "lease";
    case Name::Say:
        return "say";
    }
    Q_UNREACHABLE();
}

QByteArray contentOf(const QByteArray &name)
{
    QFile file(QStringLiteral(":/heliograph/group/%1.lua").arg(QString::fromLatin1(name)));
    const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isOpen);
    return file.readAll();
}

/// Read once.
const Script &scriptOf(LogScripts::Name name)
{
    static const std::map<LogScripts::Name, Script> scripts = [] {
        initLogScripts();
        std::map<LogScripts::Name, Script> made;
        for (const LogScripts::Name one : LogScripts::all()) {
            const QByteArray source = contentOf("common") + contentOf(fileOf(one));
            made[one] = {source, QCryptographicHash::hash(source, QCryptographicHash::Sha1).toHex()};
        }
        return made;
    }();
    return scripts.at(name);
}

} // namespace

const QList<LogScripts::Name> &LogScripts::all()
{
    static const QList<Name> names = {Name::Rights, Name::Publish, Name::Note,  Name::Claim, Name::Join,  Name::Restore,
                                      Name::Look,   Name::Index,   Name::Range, Name::Drop,  Name::Lease, Name::Say};
    return names;
}

QByteArray LogScripts::source(Name name)
{
    return scriptOf(name).source;
}

QByteArray LogScripts::sha1(Name name)
{
    return scriptOf(name).sha1;
}

} // namespace helio
