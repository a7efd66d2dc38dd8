// SPDX-License-Identifier: GPL-3.0-or-later
#include "tomldocument.h"

#include <algorithm>
#include <optional>

#include <toml++/toml.h>

namespace helio {

namespace {

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), size_t(bytes.size())};
}

std::optional<toml::table> parsed(const QByteArray &content)
{
    try {
        return toml::parse(viewOf(content));
    } catch (const toml::parse_error &) {
        return {};
    }
}

/// Where in `content` a place of toml++'s is: lines and columns from 1, columns in code points behind a byte order
/// mark.
qsizetype offsetOf(const QByteArray &content, const toml::source_position &place)
{
    qsizetype at = content.startsWith("\xEF\xBB\xBF") ? 3 : 0;
    for (toml::source_index line = 1; line < place.line; ++line)
        at = content.indexOf('\n', at) + 1;
    for (toml::source_index column = 1; column < place.column && at < content.size(); ++column) {
        do
            ++at;
        while (at < content.size() && (uchar(content[at]) & 0xC0) == 0x80);
    }
    return at;
}

/// Behind the line end that follows `at`, or the end of the content.
qsizetype nextLine(const QByteArray &content, qsizetype at)
{
    const qsizetype end = content.indexOf('\n', at);
    return end < 0 ? content.size() : end + 1;
}

/// Whether `table` has a header of its own, rather than braces or keys with dots.
bool hasHeader(const QByteArray &content, const toml::table &table)
{
    const qsizetype begin = offsetOf(content, table.source().begin);
    return !table.is_inline() && begin < content.size() && content[begin] == '[';
}

/// Where the last of what `node` consists of ends: a table with a header ends where its last value does.
qsizetype endOf(const QByteArray &content, const toml::node &node)
{
    qsizetype end = offsetOf(content, node.source().end);
    if (const toml::table *table = node.as_table(); table && !table->is_inline()) {
        for (const auto &[key, value] : *table)
            end = std::max(end, endOf(content, value));
    }
    return end;
}

QByteArray lineEndOf(const QByteArray &content)
{
    const qsizetype end = content.indexOf('\n');
    return end > 0 && content[end - 1] == '\r' ? "\r\n" : "\n";
}

QByteArray withLines(QByteArray content, const QByteArray &lines)
{
    const QByteArray lineEnd = lineEndOf(content);
    if (!content.isEmpty() && !content.endsWith('\n'))
        content.append(lineEnd);
    if (!content.isEmpty())
        content.append(lineEnd);
    return content + QByteArray(lines).replace("\n", lineEnd);
}

/// `content` with one key's value so; nothing where it has no place.
std::optional<QByteArray> withEntry(QByteArray content, const QByteArray &section, const QByteArray &key,
                                    const QByteArray &value)
{
    const auto root = parsed(content);
    const toml::node *node = root ? root->get(viewOf(section)) : nullptr;
    const toml::table *table = node ? node->as_table() : nullptr;
    if (!table)
        return std::nullopt;
    if (const toml::node *old = table->get(viewOf(key))) {
        const qsizetype begin = offsetOf(content, old->source().begin);
        return content.replace(begin, endOf(content, *old) - begin, value);
    }
    if (!hasHeader(content, *table))
        return std::nullopt;
    const QByteArray lineEnd = lineEndOf(content);
    const qsizetype line = nextLine(content, offsetOf(content, table->source().end));
    const bool isLast = !content.endsWith('\n') && line == content.size();
    return content.insert(line, (isLast ? lineEnd : QByteArray()) + key + " = " + value + lineEnd);
}

} // namespace

QString tomlString(const QString &text)
{
    QString result;
    for (const QChar c : text) {
        if (c == u'\\' || c == u'"')
            result += u'\\';
        if (c.unicode() < 0x20 || c.unicode() == 0x7F)
            result += QStringLiteral("\\u%1").arg(uint(c.unicode()), 4, 16, QLatin1Char('0'));
        else
            result += c;
    }
    return u'"' + result + u'"';
}

QString tomlList(const QStringList &texts)
{
    QStringList items;
    for (const QString &text : texts)
        items.append(tomlString(text));
    return u'[' + items.join(QStringLiteral(", ")) + u']';
}

QString tomlList(const QByteArrayList &texts)
{
    QStringList all;
    for (const QByteArray &text : texts)
        all.append(QString::fromUtf8(text));
    return tomlList(all);
}

QByteArray tomlSection(const QByteArray &header, const TomlEntries &entries)
{
    QByteArray lines = header + '\n';
    for (const auto &[key, value] : entries)
        lines += key + " = " + value.toUtf8() + '\n';
    return lines;
}

TomlDocument::TomlDocument(QByteArray content)
    : content_(std::move(content))
{}

// What a change is to come to is made from the tables as well, and compared with what the changed text says: whatever a
// document looks like, nothing but the change can have happened to it.

bool TomlDocument::setEntries(const QByteArray &section, const TomlEntries &entries)
{
    auto wanted = parsed(content_);
    const auto given = parsed(tomlSection('[' + section + ']', entries));
    if (!wanted || !given)
        return false;
    const toml::table &values = *given->get_as<toml::table>(viewOf(section));
    QByteArray content = content_;
    if (!wanted->contains(viewOf(section))) {
        content = withLines(content, tomlSection('[' + section + ']', entries));
        wanted->insert(viewOf(section), values);
    } else {
        for (const auto &[key, value] : entries) {
            const auto changed = withEntry(content, section, key, value.toUtf8());
            if (!changed)
                return false;
            content = *changed;
        }
        for (const auto &[key, value] : values)
            wanted->get_as<toml::table>(viewOf(section))->insert_or_assign(key.str(), value);
    }
    if (parsed(content) != wanted)
        return false;
    content_ = content;
    return true;
}

bool TomlDocument::appendSection(const QByteArray &section, const TomlEntries &entries)
{
    const QByteArray lines = tomlSection("[[" + section + "]]", entries);
    auto wanted = parsed(content_);
    auto given = parsed(lines);
    if (!wanted || !given)
        return false;
    toml::array *sections = given->get_as<toml::array>(viewOf(section));
    if (!wanted->contains(viewOf(section)))
        wanted->insert(viewOf(section), *sections);
    else if (toml::array *there = wanted->get_as<toml::array>(viewOf(section)))
        there->push_back(*sections->get_as<toml::table>(0));
    const QByteArray content = withLines(content_, lines);
    if (parsed(content) != wanted)
        return false;
    content_ = content;
    return true;
}

bool TomlDocument::removeSection(const QByteArray &section, qsizetype nth)
{
    auto wanted = parsed(content_);
    toml::array *sections = wanted ? wanted->get_as<toml::array>(viewOf(section)) : nullptr;
    const toml::table *table =
        sections && nth < qsizetype(sections->size()) ? sections->get_as<toml::table>(size_t(nth)) : nullptr;
    if (!table || !hasHeader(content_, *table))
        return false;
    const qsizetype header = offsetOf(content_, table->source().begin);
    const qsizetype begin = content_.lastIndexOf('\n', header) + 1;
    qsizetype end = nextLine(content_, endOf(content_, *table));
    // The empty lines that parted it from what follows go, too.
    for (qsizetype next = nextLine(content_, end); next > end && next < content_.size();
         next = nextLine(content_, end)) {
        if (!content_.sliced(end, next - end).trimmed().isEmpty())
            break;
        end = next;
    }
    sections->erase(sections->cbegin() + nth);
    if (sections->empty())
        wanted->erase(viewOf(section));
    QByteArray content = content_;
    content.remove(begin, end - begin);
    if (parsed(content) != wanted)
        return false;
    content_ = content;
    return true;
}

} // namespace helio
