// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/rulepolicy.h"
#include "configfile.h"
#include "feed/accesscontrol.h"
#include "server/localhub.h"

namespace helio {

/// The access rules of the hub inside, kept in its configuration file. A change is written to the file first, the whole
/// or nothing, with all else in it left as it was, and then given to the hub. Once there are rules there are always
/// some: no change of the file but a restart leaves the hub without.
class AccessFile : public AccessControl
{
    Q_OBJECT
public:
    /// `rules` are those that were read from the file at `path`, which need not exist yet. The hub is borrowed.
    AccessFile(LocalHub &hub, const QString &path, AccessRules rules, QObject *parent = nullptr);

    AccessOverview overview() const override;
    void makeToken(const AccessToken &wanted, const Done &done) override;
    void revokeToken(const QString &name, const Done &done) override;
    void setAnonymous(const AnonymousAccess &anonymous, const Done &done) override;

    const QString &path() const { return file_.path(); }
    /// Reads the file again, and has the hub use its rules. Answers what is wrong, when nothing was changed; empty when
    /// all is well, and then `inForce` is called once the hub decides by them. A file without rules is wrong once the
    /// hub had some: an emptied file must not open the hub.
    QString reload(const std::function<void()> &inForce = {});
    /// The same with rules that were read from it just now.
    QString setRules(const AccessRules &rules, const std::function<void()> &inForce = {});
    /// Those in force.
    const AccessRules &rules() const { return rules_; }

private:
    Message problemOf(const AccessToken &wanted) const;
    /// Has `edit` bring the file to `wanted`, then the hub. Answers what is wrong when nothing was changed.
    Message change(const AccessRules &wanted, const std::function<bool(TomlDocument &document)> &edit);
    void use(const AccessRules &rules, const std::function<void()> &inForce = {});

    LocalHub &hub_;
    ConfigFile file_;
    AccessRules rules_;
};

} // namespace helio
