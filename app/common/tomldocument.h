// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>
#include <QList>
#include <QString>
#include <QStringList>

#include <utility>

namespace helio {

/// Keys of a section with their values as they are written there: a string in quotes, a list in brackets.
using TomlEntries = QList<std::pair<QByteArray, QString>>;

/// A string as a value, in quotes, with what is special in them escaped.
QString tomlString(const QString &text);
/// A list of strings as a value, on one line.
QString tomlList(const QStringList &texts);
/// The same of texts in UTF-8.
QString tomlList(const QByteArrayList &texts);

/// A section as its lines; `header` is `[anonymous]` or `[[token]]`.
QByteArray tomlSection(const QByteArray &header, const TomlEntries &entries);

/// A TOML document that is changed in place: all that a change does not name stays byte for byte as it was, with its
/// comments, its order and its line ends. Each change answers false, and changes nothing, when the document is no TOML
/// or is written in a form in which the change has no place.
class TomlDocument
{
public:
    explicit TomlDocument(QByteArray content);

    const QByteArray &content() const { return content_; }

    /// Gives these keys of `[section]` these values. Keys that are missing come behind its header, and a section that
    /// is missing at the end of the document.
    bool setEntries(const QByteArray &section, const TomlEntries &entries);
    /// Adds one more `[[section]]` at the end of the document.
    bool appendSection(const QByteArray &section, const TomlEntries &entries);
    /// Takes out the `nth` `[[section]]`, counted from 0. Comments directly above the header that follows stay with it.
    bool removeSection(const QByteArray &section, qsizetype nth);

private:
    QByteArray content_;
};

} // namespace helio
