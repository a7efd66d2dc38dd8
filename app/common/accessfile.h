// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/rulepolicy.h"
#include "feed/accesscontrol.h"
#include "server/localhub.h"

namespace helio {

/// The access rules of the hub inside, kept in its configuration file. A change is written to the file first, the whole
/// or nothing, with all else in it left as it was, and then given to the hub.
class AccessFile : public AccessControl
{
    Q_OBJECT
public:
    /// `rules` are those that were read from the file at `path`, which need not exist yet. The hub is borrowed.
    AccessFile(LocalHub &hub, QString path, AccessRules rules, QObject *parent = nullptr);

    AccessOverview overview() const override;
    void makeToken(const AccessToken &wanted) override;
    void revokeToken(const QString &name) override;
    void setAnonymous(const AnonymousAccess &anonymous) override;

    QString path() const { return path_; }
    /// Reads the file again, and has the hub use its rules. Answers what is wrong, when nothing was changed; empty when
    /// all is well. A file without rules is wrong once the hub had some: an emptied file must not open the hub.
    QString reload();

private:
    /// The file's content; nothing, and failed(), when it cannot be read.
    std::optional<QByteArray> content();
    bool write(const QByteArray &content, const AccessRules &wanted);

    LocalHub &hub_;
    QString path_;
    AccessRules rules_;
};

/// `content` without the lines of the `nth` section whose header is `header` (as in `[[token]]`), from the header up to
/// the next one. Comments directly above the next header stay with it.
QByteArray withoutSection(const QByteArray &content, const QByteArray &header, qsizetype nth);

} // namespace helio
