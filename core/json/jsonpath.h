// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsonvalue.h"

#include <QList>
#include <QMetaType>

namespace helio {

/// Leads to one value in a JSON document: `$.price`, `$.cpu.cores[3]`, `$['a name'].x`. A value: compared, copied, kept
/// in settings as its text. `$` alone is the document.
class JsonPath
{
public:
    /// A member's name, or an index where it is not negative.
    struct Step
    {
        QByteArray name; ///< UTF-8
        qsizetype index = -1;

        friend bool operator==(const Step &, const Step &) = default;
    };

    JsonPath() = default;

    /// Nothing when `text` is no path; `mistake`, if given, then says why, for people and translated. The `$` may be
    /// left out before a `.`.
    static std::optional<JsonPath> parse(QStringView text, QString *mistake = nullptr);

    JsonPath member(const QByteArray &name) const;
    JsonPath element(qsizetype index) const;
    const QList<Step> &steps() const { return steps_; }

    /// As parse() reads it, names in brackets where they need it.
    QString toString() const;

    /// The value it leads to; of members with the same name the first. Only what is passed on the way is read, so
    /// that a figure near the beginning costs little; broken JSON behind it goes unnoticed.
    std::optional<JsonValue> find(QByteArrayView document) const;
    /// find() and JsonValue::number().
    std::optional<double> number(QByteArrayView document) const;

    friend bool operator==(const JsonPath &, const JsonPath &) = default;

private:
    QList<Step> steps_;
};

} // namespace helio

Q_DECLARE_METATYPE(helio::JsonPath)
