// SPDX-License-Identifier: GPL-3.0-or-later
#include "accesssettings.h"

#include "access/accesstoken.h"
#include "event/rules.h"
#include "settingstext.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>

namespace helio {

namespace {

constexpr qint64 MaximumKeyFileBytes = 1024 * 1024;

QByteArrayList globsOf(const toml::key &key, const toml::node &node)
{
    const auto line = node.source().begin.line;
    QByteArrayList globs;
    if (!node.is_array())
        throw badValue(line, fromStd(key.str()),
                       SettingsText::tr("this must be a list of channels such as [\"news\", \"users.*\"]"));
    for (const toml::node &item : *node.as_array()) {
        if (!item.is_string())
            throw badValue(item.source().begin.line, fromStd(key.str()),
                           SettingsText::tr("a channel is a string such as \"users.*\""));
        const QByteArray glob = fromStd(item.as_string()->get()).toUtf8();
        if (const Message problem = patternProblem(glob); !problem.isEmpty())
            throw badValue(item.source().begin.line, fromStd(key.str()), problem.translated());
        globs.append(glob);
    }
    return globs;
}

QString stringOf(const toml::key &key, const toml::node &node)
{
    if (!node.is_string() || node.as_string()->get().empty())
        throw badValue(node.source().begin.line, fromStd(key.str()),
                       SettingsText::tr("this must be a string, and not an empty one"));
    return fromStd(node.as_string()->get());
}

bool booleanOf(const toml::key &key, const toml::node &node)
{
    if (!node.is_boolean())
        throw badValue(node.source().begin.line, fromStd(key.str()), SettingsText::tr("this must be true or false"));
    return node.as_boolean()->get();
}

BadKey unknown(const toml::key &key, const QString &section)
{
    return {key.source().begin.line, SettingsText::tr("\"%1\" is not known in %2").arg(fromStd(key.str()), section)};
}

void readAnonymous(AccessRules &rules, const toml::table &table)
{
    rules.anonymous.emplace();
    for (const auto &[key, node] : table) {
        if (key.str() == "publish")
            rules.anonymous->publish = globsOf(key, node);
        else if (key.str() == "subscribe")
            rules.anonymous->subscribe = globsOf(key, node);
        else
            throw unknown(key, QStringLiteral("[anonymous]"));
    }
}

void readToken(AccessRules &rules, const toml::table &table)
{
    TokenRule rule;
    for (const auto &[key, node] : table) {
        if (key.str() == "name") {
            rule.name = stringOf(key, node);
            if (!channelProblem(rule.name.toUtf8()).isEmpty())
                throw BadKey{key.source().begin.line,
                             SettingsText::tr("the name must be at most %1 bytes, without control characters")
                                 .arg(MaximumChannelBytes)};
        } else if (key.str() == "sha256") {
            rule.sha256 = normalizedDigest(stringOf(key, node).toLatin1());
            if (rule.sha256.isEmpty())
                throw BadKey{
                    key.source().begin.line,
                    SettingsText::tr("sha256 is the token's SHA-256 as 64 hexadecimal digits; helio token makes "
                                     "token and digest")};
        } else if (key.str() == "publish") {
            rule.publish = globsOf(key, node);
        } else if (key.str() == "subscribe") {
            rule.subscribe = globsOf(key, node);
        } else if (key.str() == "admin") {
            rule.admin = booleanOf(key, node);
        } else {
            throw unknown(key, QStringLiteral("[[token]]"));
        }
    }
    const auto line = table.source().begin.line;
    if (rule.name.isEmpty() || rule.sha256.isEmpty())
        throw BadKey{line, SettingsText::tr("a [[token]] needs a name and its sha256; helio token makes them")};
    for (const TokenRule &other : std::as_const(rules.tokens)) {
        if (other.name == rule.name || other.sha256 == rule.sha256)
            throw BadKey{line,
                         SettingsText::tr("the token \"%1\" is there twice, by its name or its sha256").arg(rule.name)};
    }
    rules.tokens.append(rule);
}

/// What a `[[jwt]]` says, before its key is made from it.
struct JwtText
{
    std::optional<JwtAlgorithm> algorithm;
    QString fileKey; ///< secret_file, key_file or jwks_file
    QString file;
    toml::source_index fileLine = 0;
    std::optional<QString> issuer;
    std::optional<QString> audience;
    std::optional<QByteArrayList> publish;
    std::optional<QByteArrayList> subscribe;
    bool admin = false;
};

QByteArray contentOf(const JwtText &text, const QDir &folder)
{
    QFile file(folder.absoluteFilePath(text.file));
    if (!file.open(QIODevice::ReadOnly))
        throw badValue(text.fileLine, text.fileKey,
                       SettingsText::tr("cannot read %1: %2").arg(text.file, file.errorString()));
    QByteArray content = file.read(MaximumKeyFileBytes + 1); // not readAll(): a device has no end, and says no size
    if (content.size() > MaximumKeyFileBytes)
        throw badValue(text.fileLine, text.fileKey, SettingsText::tr("%1 is too large to be a key").arg(text.file));
    return content;
}

JwtKey keyFrom(const JwtText &text, const QDir &folder)
{
    QByteArray content = contentOf(text, folder);
    QString problem;
    std::optional<JwtKey> key;
    if (text.fileKey == QLatin1String("jwks_file")) {
        if (const auto set = JwkSet::parse(*text.algorithm, content, problem))
            key.emplace(*text.algorithm, *set);
    } else if (text.fileKey == QLatin1String("key_file")) {
        if (*text.algorithm == JwtAlgorithm::HS256)
            problem = SettingsText::tr("HS256 takes a secret_file; a key_file is for RS256 and ES256");
        else if (const auto single = SignatureKey::fromPem(*text.algorithm, content, problem))
            key.emplace(*single);
    } else if (*text.algorithm != JwtAlgorithm::HS256) {
        problem = SettingsText::tr("a secret_file is for HS256; RS256 and ES256 take a key_file or a jwks_file");
    } else {
        if (content.endsWith('\n')) // which editors and echo add
            content.chop(content.endsWith("\r\n") ? 2 : 1);
        if (const auto single = SignatureKey::fromSecret(content, problem))
            key.emplace(*single);
    }
    if (!key)
        throw badValue(text.fileLine, text.fileKey, problem);
    key->issuer = text.issuer;
    key->audience = text.audience;
    key->publish = text.publish;
    key->subscribe = text.subscribe;
    key->admin = text.admin;
    return *key;
}

void readJwt(AccessRules &rules, const toml::table &table, const QDir &folder)
{
    JwtText text;
    for (const auto &[key, node] : table) {
        const auto line = key.source().begin.line;
        const QByteArray name = fromStd(key.str()).toUtf8();
        if (name == "algorithm") {
            text.algorithm = algorithmOf(stringOf(key, node).toUtf8());
            if (!text.algorithm)
                throw BadKey{line, SettingsText::tr("algorithm is HS256, RS256 or ES256, one for each key")};
        } else if (name == "secret_file" || name == "key_file" || name == "jwks_file") {
            if (!text.fileKey.isEmpty())
                throw BadKey{line, SettingsText::tr("give one of secret_file, key_file and jwks_file")};
            text.fileKey = QString::fromLatin1(name);
            text.file = stringOf(key, node);
            text.fileLine = line;
        } else if (name == "issuer") {
            text.issuer = stringOf(key, node);
        } else if (name == "audience") {
            text.audience = stringOf(key, node);
        } else if (name == "publish") {
            text.publish = globsOf(key, node);
        } else if (name == "subscribe") {
            text.subscribe = globsOf(key, node);
        } else if (name == "admin") {
            text.admin = booleanOf(key, node);
        } else {
            throw unknown(key, QStringLiteral("[[jwt]]"));
        }
    }
    if (!text.algorithm || text.fileKey.isEmpty())
        throw BadKey{table.source().begin.line,
                     SettingsText::tr("a [[jwt]] needs an algorithm and a secret_file, key_file or jwks_file")};
    rules.jwtKeys.append(keyFrom(text, folder));
}

} // namespace

bool isAccessSection(const QString &name)
{
    return name == QLatin1String("anonymous") || name == QLatin1String("token") || name == QLatin1String("jwt");
}

void readAccessSection(AccessRules &rules, const QString &name, const toml::node &node, toml::source_index line,
                       const QDir &folder)
{
    if (name == QLatin1String("anonymous")) {
        if (!node.is_table())
            throw BadKey{line, SettingsText::tr("\"%1\" must be a section [%1]").arg(name)};
        readAnonymous(rules, *node.as_table());
        return;
    }
    for (const toml::node &section : sectionsOf(name, node, line)) {
        if (name == QLatin1String("token"))
            readToken(rules, *section.as_table());
        else
            readJwt(rules, *section.as_table(), folder);
    }
}

} // namespace helio
