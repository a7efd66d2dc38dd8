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

Message accessFileMessage(const char *source, const QList<Message> &arguments = {})
{
    return {"helio::AccessFile", source, arguments};
}

Message globProblem(const QByteArrayList &globs)
{
    for (const QByteArray &glob : globs) {
        if (Message problem = patternProblem(glob); !problem.isEmpty())
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

Message AccessFile::problemOf(const AccessToken &wanted) const
{
    if (!channelProblem(wanted.name.toUtf8()).isEmpty())
        return accessFileMessage(QT_TRANSLATE_NOOP("helio::AccessFile", "Give the token a name of at most %1 bytes."),
                                 {Message::number(MaximumChannelBytes)});
    if (std::any_of(rules_.tokens.cbegin(), rules_.tokens.cend(),
                    [&](const TokenRule &rule) { return rule.name == wanted.name; }))
        return accessFileMessage(
            QT_TRANSLATE_NOOP("helio::AccessFile", "There is a token \"%1\" already; choose another name."),
            {wanted.name});
    return globProblem(wanted.publish + wanted.subscribe);
}

void AccessFile::makeToken(const AccessToken &wanted, const Done &done)
{
    const QByteArray token = helio::makeToken();
    Message problem = problemOf(wanted);
    if (problem.isEmpty() && token.isEmpty())
        problem = accessFileMessage(
            QT_TRANSLATE_NOOP("helio::AccessFile", "The system has no random numbers to give; try again."));
    if (!problem.isEmpty()) {
        done({problem, {}});
        return;
    }
    const TokenRule rule{wanted.name, tokenDigest(token), wanted.publish, wanted.subscribe, wanted.admin};
    AccessRules rules = rules_;
    const bool isFirst = rules.isEmpty();
    if (isFirst)
        rules.anonymous = AnonymousRule{{"*"}, {"*"}};
    rules.tokens.append(rule);
    problem = change(rules, [&](TomlDocument &document) {
        return (!isFirst || document.setEntries(AnonymousSection, anonymousEntries(*rules.anonymous))) &&
               document.appendSection(TokenSection, tokenEntries(rule));
    });
    done({problem, problem.isEmpty() ? token : QByteArray()});
}

void AccessFile::revokeToken(const QString &name, const Done &done)
{
    const auto found = std::find_if(rules_.tokens.cbegin(), rules_.tokens.cend(),
                                    [&](const TokenRule &rule) { return rule.name == name; });
    if (found == rules_.tokens.cend()) {
        done({accessFileMessage(QT_TRANSLATE_NOOP("helio::AccessFile", "There is no token \"%1\" any more."), {name}),
              {}});
        return;
    }
    const qsizetype index = found - rules_.tokens.cbegin();
    AccessRules rules = rules_;
    rules.tokens.remove(index);
    const bool wasLast = rules.isEmpty();
    if (wasLast) // without any rule everything would be open
        rules.anonymous.emplace();
    const Message problem = change(rules, [&](TomlDocument &document) {
        return document.removeSection(TokenSection, index) &&
               (!wasLast || document.setEntries(AnonymousSection, anonymousEntries(*rules.anonymous)));
    });
    done({problem, {}});
}

void AccessFile::setAnonymous(const AnonymousAccess &anonymous, const Done &done)
{
    if (const Message problem = globProblem(anonymous.publish + anonymous.subscribe); !problem.isEmpty()) {
        done({problem, {}});
        return;
    }
    AccessRules rules = rules_;
    rules.anonymous = AnonymousRule{anonymous.publish, anonymous.subscribe};
    const Message problem = change(rules, [&](TomlDocument &document) {
        return document.setEntries(AnonymousSection, anonymousEntries(*rules.anonymous));
    });
    done({problem, {}});
}

QString AccessFile::reload(const std::function<void()> &inForce)
{
    Settings settings;
    if (QString problem = settings.readFile(path()); !problem.isEmpty())
        return problem;
    return setRules(settings.access, inForce);
}

QString AccessFile::setRules(const AccessRules &rules, const std::function<void()> &inForce)
{
    if (rules.isEmpty() && !rules_.isEmpty())
        return tr("%1 has no access rule any more; to open the hub to everybody takes [anonymous] with everything "
                  "(publish = [\"*\"], subscribe = [\"*\"]), or a restart of the program")
            .arg(path());
    use(rules, inForce);
    return {};
}

Message AccessFile::change(const AccessRules &wanted, const std::function<bool(TomlDocument &document)> &edit)
{
    AccessRules written;
    const auto isWanted = [&](const Settings &settings) {
        written = settings.access;
        return written.anonymous == wanted.anonymous && written.tokens == wanted.tokens &&
               written.jwtKeys.size() == wanted.jwtKeys.size();
    };
    Message problem = file_.change(edit, isWanted, ConfigFile::Readers::AsBefore);
    if (problem.isEmpty())
        use(written);
    return problem;
}

void AccessFile::use(const AccessRules &rules, const std::function<void()> &inForce)
{
    rules_ = rules;
    hub_.setAccess(policyFor(rules_), inForce);
    Q_EMIT changed();
}

} // namespace helio
