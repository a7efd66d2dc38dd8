// SPDX-License-Identifier: GPL-3.0-or-later
#include "lens/dialectlibrary.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QStandardPaths>

#include <algorithm>

/// Outside of namespaces, as Qt wants it.
static void initDialects()
{
    Q_INIT_RESOURCE(helio_dialects);
}

namespace helio {

namespace {

struct DialectText
{
    Q_DECLARE_TR_FUNCTIONS(helio::Dialect)
};

std::optional<Dialect> readFile(const QString &path, Dialect::Origin origin, QString &problem)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        problem = DialectText::tr("%1 cannot be read: %2").arg(path, file.errorString());
        return std::nullopt;
    }
    // One byte more than may be, so that what is too large is seen to be.
    return Dialect::read(file.read(Dialect::MaximumFileBytes + 1), path, problem, origin);
}

} // namespace

const DialectLibrary &DialectLibrary::builtIn()
{
    static const DialectLibrary library = [] {
        initDialects();
        DialectLibrary made;
        made.readFolder(QStringLiteral(":/heliograph/dialects"), Dialect::Origin::BuiltIn);
        made.add(Dialect::mcp());
        return made;
    }();
    return library;
}

DialectLibrary DialectLibrary::forUser(QStringList &problems)
{
    DialectLibrary library = builtIn();
    problems = library.addFolder(userFolder());
    return library;
}

QString DialectLibrary::userFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
           QStringLiteral("/heliograph/dialects");
}

std::optional<Dialect> DialectLibrary::readUserFile(const QString &path, QString &problem)
{
    return readFile(path, Dialect::Origin::User, problem);
}

QStringList DialectLibrary::addFolder(const QString &folder)
{
    return readFolder(folder, Dialect::Origin::User);
}

QStringList DialectLibrary::readFolder(const QString &folder, Dialect::Origin origin)
{
    QStringList problems;
    const QDir place(folder);
    for (const QString &name : place.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        QString problem;
        if (const auto dialect = readFile(place.filePath(name), origin, problem))
            add(*dialect);
        else
            problems.append(problem);
    }
    return problems;
}

void DialectLibrary::add(const Dialect &dialect)
{
    const auto at = std::lower_bound(dialects_.begin(), dialects_.end(), dialect,
                                     [](const Dialect &a, const Dialect &b) { return a.name() < b.name(); });
    if (at != dialects_.end() && at->name() == dialect.name())
        *at = dialect;
    else
        dialects_.insert(at, dialect);
}

std::optional<Dialect> DialectLibrary::find(QByteArrayView name) const
{
    const auto at = std::find_if(dialects_.begin(), dialects_.end(),
                                 [name](const Dialect &dialect) { return dialect.name() == name; });
    return at == dialects_.end() ? std::nullopt : std::optional(*at);
}

QStringList DialectLibrary::names() const
{
    QStringList names;
    for (const Dialect &dialect : dialects_)
        names.append(QString::fromUtf8(dialect.name()));
    return names;
}

} // namespace helio
