// SPDX-License-Identifier: GPL-3.0-or-later
#include "accessfile.h"

#include "access/accesstoken.h"
#include "accesssettings.h"
#include "event/rules.h"
#include "filekeeping.h"
#include "settings.h"

#include <QDir>

#include <algorithm>

namespace helio {

namespace {

constexpr char TokenHeader[] = "[[token]]";
constexpr char AnonymousHeader[] = "[anonymous]";

/// The header of a section that `line` is, without spaces and comment; empty when it is none.
QByteArray headerOf(const QByteArray &line)
{
    QByteArray header = line.trimmed();
    if (!header.startsWith('['))
        return {};
    if (const qsizetype comment = header.indexOf('#'); comment >= 0)
        header.truncate(comment);
    return header.replace(' ', "").replace('\t', "");
}

bool isCommentOrEmpty(const QByteArray &line)
{
    const QByteArray text = line.trimmed();
    return text.isEmpty() || text.startsWith('#');
}

QByteArray withSection(QByteArray content, const QString &lines)
{
    if (!content.isEmpty())
        content.append(content.endsWith('\n') ? "\n" : "\n\n");
    return content + lines.toUtf8();
}

QString globProblem(const QByteArrayList &globs)
{
    for (const QByteArray &glob : globs) {
        if (const QString problem = patternProblem(glob); !problem.isEmpty())
            return problem;
    }
    return {};
}

} // namespace

QByteArray withoutSection(const QByteArray &content, const QByteArray &header, qsizetype nth)
{
    QByteArrayList lines = content.split('\n');
    qsizetype begin = -1;
    for (qsizetype i = 0; i < lines.size() && begin < 0; ++i) {
        if (headerOf(lines[i]) == header && nth-- == 0)
            begin = i;
    }
    if (begin < 0)
        return content;
    qsizetype end = begin + 1;
    while (end < lines.size() && headerOf(lines[end]).isEmpty())
        ++end;
    while (end > begin + 1 && isCommentOrEmpty(lines[end - 1]))
        --end; // they belong to what follows
    while (end < lines.size() && lines[end].trimmed().isEmpty() && end + 1 < lines.size())
        ++end; // but for the empty lines that parted both
    lines.remove(begin, end - begin);
    return lines.join('\n');
}

AccessFile::AccessFile(LocalHub &hub, QString path, AccessRules rules, QObject *parent)
    : AccessControl(parent)
    , hub_(hub)
    , path_(std::move(path))
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
    overview.keptIn = QDir::toNativeSeparators(path_);
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
    auto text = content();
    if (!text)
        return;
    AccessRules rules = rules_;
    if (rules.isEmpty()) {
        rules.anonymous = AnonymousRule{{"*"}, {"*"}};
        text = withSection(*text, anonymousLines(*rules.anonymous));
    }
    rules.tokens.append(rule);
    if (write(withSection(*text, tokenLines(rule)), rules))
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
    const auto before = content();
    if (!before)
        return;
    const qsizetype index = found - rules_.tokens.cbegin();
    AccessRules rules = rules_;
    rules.tokens.remove(index);
    QByteArray text = withoutSection(*before, TokenHeader, index);
    if (rules.isEmpty()) {
        // Without any rule everything would be open.
        rules.anonymous.emplace();
        text = withSection(text, anonymousLines(*rules.anonymous));
    }
    write(text, rules);
}

void AccessFile::setAnonymous(const AnonymousAccess &anonymous)
{
    if (const QString problem = globProblem(anonymous.publish + anonymous.subscribe); !problem.isEmpty()) {
        Q_EMIT failed(problem);
        return;
    }
    const auto before = content();
    if (!before)
        return;
    AccessRules rules = rules_;
    rules.anonymous = AnonymousRule{anonymous.publish, anonymous.subscribe};
    write(withSection(withoutSection(*before, AnonymousHeader, 0), anonymousLines(*rules.anonymous)), rules);
}

QString AccessFile::reload()
{
    Settings settings;
    if (const QString problem = settings.readFile(path_); !problem.isEmpty())
        return problem;
    if (settings.access.isEmpty() && !rules_.isEmpty())
        return tr("%1 has no access rule any more; to open the hub to everybody takes [anonymous] with everything "
                  "(publish = [\"*\"], subscribe = [\"*\"]), or a restart")
            .arg(path_);
    rules_ = settings.access;
    hub_.setAccess(policyFor(rules_));
    Q_EMIT changed();
    return {};
}

std::optional<QByteArray> AccessFile::content()
{
    QString problem;
    auto content = keptFile(path_, problem);
    if (!content)
        Q_EMIT failed(problem);
    return content;
}

bool AccessFile::write(const QByteArray &text, const AccessRules &wanted)
{
    Settings check;
    QString problem = check.readText(text, path_);
    const bool isWanted = check.access.anonymous == wanted.anonymous && check.access.tokens == wanted.tokens &&
                          check.access.jwtKeys.size() == wanted.jwtKeys.size();
    if (problem.isEmpty() && !isWanted)
        problem = tr("%1 was changed meanwhile, or is written in a way that cannot be changed from here; change it by "
                     "hand.")
                      .arg(path_);
    if (problem.isEmpty())
        problem = keepFile(path_, text, FileReaders::AsBefore);
    if (!problem.isEmpty()) {
        Q_EMIT failed(problem);
        return false;
    }
    rules_ = check.access;
    hub_.setAccess(policyFor(rules_));
    Q_EMIT changed();
    return true;
}

} // namespace helio
