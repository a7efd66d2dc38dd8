// SPDX-License-Identifier: GPL-3.0-or-later
#include "accessfile.h"

#include "access/accesstoken.h"
#include "accesswriting.h"
#include "event/rules.h"
#include "settings.h"

#include <QDir>

#include <algorithm>

namespace helio {

namespace {

constexpr char TokenSection[] = "token";
constexpr char AnonymousSection[] = "anonymous";

QString globProblem(const QByteArrayList &globs)
{
    for (const QByteArray &glob : globs) {
        if (QString problem = patternProblem(glob); !problem.isEmpty())
            return problem;
    }
    return {};
}

} // namespace

AccessFile::AccessFile(LocalHub &hub, const QString &path, AccessRules rules, QObject *parent)
    : AccessControl(parent)
    , hub_(hub)
    , file_(path)
    , rules_(std::move(rules))
{}

AccessOverview AccessFile::overview() const
{
    AccessOverview overview;
    if (rules_.anonymous)
        overview.anonymous = AnonymousAccess{rules_.anonymous->publish, rules_.anonymous->subscribe};
    for (const TokenRule &rule : rules_.tokens)
        overview.tokens.append({rule.name, rule.publish, rule.subscribe, rule.admin});
    overview.jwtKeys = rules_.jwtKeys.size();
    overview.keptIn = QDir::toNativeSeparators(path());
    return overview;
}

void AccessFile::makeToken(const AccessToken &wanted)
{
    QString problem = globProblem(wanted.publish + wanted.subscribe);
    if (!channelProblem(wanted.name.toUtf8()).isEmpty())
        problem = tr("Give the token a name of at most %1 bytes.").arg(MaximumChannelBytes);
    else if (std::any_of(rules_.tokens.cbegin(), rules_.tokens.cend(),
                         [&](const TokenRule &rule) { return rule.name == wanted.name; }))
        problem = tr("There is a token \"%1\" already; choose another name.").arg(wanted.name);
    const QByteArray token = helio::makeToken();
    if (problem.isEmpty() && token.isEmpty())
        problem = tr("The system has no random numbers to give; try again.");
    if (!problem.isEmpty()) {
        Q_EMIT failed(problem);
        return;
    }
    const TokenRule rule{wanted.name, tokenDigest(token), wanted.publish, wanted.subscribe, wanted.admin};
    AccessRules rules = rules_;
    const bool isFirst = rules.isEmpty();
    if (isFirst)
        rules.anonymous = AnonymousRule{{"*"}, {"*"}};
    rules.tokens.append(rule);
    const bool isMade = change(rules, [&](TomlDocument &document) {
        return (!isFirst || document.setEntries(AnonymousSection, anonymousEntries(*rules.anonymous))) &&
               document.appendSection(TokenSection, tokenEntries(rule));
    });
    if (isMade)
        Q_EMIT tokenMade(wanted.name, token);
}

void AccessFile::revokeToken(const QString &name)
{
    const auto found = std::find_if(rules_.tokens.cbegin(), rules_.tokens.cend(),
                                    [&](const TokenRule &rule) { return rule.name == name; });
    if (found == rules_.tokens.cend()) {
        Q_EMIT failed(tr("There is no token \"%1\" any more.").arg(name));
        return;
    }
    const qsizetype index = found - rules_.tokens.cbegin();
    AccessRules rules = rules_;
    rules.tokens.remove(index);
    const bool wasLast = rules.isEmpty();
    if (wasLast) // without any rule everything would be open
        rules.anonymous.emplace();
    change(rules, [&](TomlDocument &document) {
        return document.removeSection(TokenSection, index) &&
               (!wasLast || document.setEntries(AnonymousSection, anonymousEntries(*rules.anonymous)));
    });
}

void AccessFile::setAnonymous(const AnonymousAccess &anonymous)
{
    if (const QString problem = globProblem(anonymous.publish + anonymous.subscribe); !problem.isEmpty()) {
        Q_EMIT failed(problem);
        return;
    }
    AccessRules rules = rules_;
    rules.anonymous = AnonymousRule{anonymous.publish, anonymous.subscribe};
    change(rules, [&](TomlDocument &document) {
        return document.setEntries(AnonymousSection, anonymousEntries(*rules.anonymous));
    });
}

QString AccessFile::reload()
{
    Settings settings;
    if (QString problem = settings.readFile(path()); !problem.isEmpty())
        return problem;
    return setRules(settings.access);
}

QString AccessFile::setRules(const AccessRules &rules)
{
    if (rules.isEmpty() && !rules_.isEmpty())
        return tr("%1 has no access rule any more; to open the hub to everybody takes [anonymous] with everything "
                  "(publish = [\"*\"], subscribe = [\"*\"]), or a restart of the program")
            .arg(path());
    use(rules);
    return {};
}

bool AccessFile::change(const AccessRules &wanted, const std::function<bool(TomlDocument &document)> &edit)
{
    AccessRules written;
    const auto isWanted = [&](const Settings &settings) {
        written = settings.access;
        return written.anonymous == wanted.anonymous && written.tokens == wanted.tokens &&
               written.jwtKeys.size() == wanted.jwtKeys.size();
    };
    if (const QString problem = file_.change(edit, isWanted, ConfigFile::Readers::AsBefore); !problem.isEmpty()) {
        Q_EMIT failed(problem);
        return false;
    }
    use(written);
    return true;
}

void AccessFile::use(const AccessRules &rules)
{
    rules_ = rules;
    hub_.setAccess(policyFor(rules_));
    Q_EMIT changed();
}

} // namespace helio
