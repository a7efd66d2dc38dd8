// SPDX-License-Identifier: GPL-3.0-or-later
#include "expectation.h"

#include "json/utf8.h"

#include <QCoreApplication>

namespace helio {

namespace {

struct ExpectationText
{
    Q_DECLARE_TR_FUNCTIONS(helio::Expectation)
};

constexpr char DefaultType[] = "message";

} // namespace

std::optional<Expectation> Expectation::parse(const QString &text, QString &problem)
{
    Expectation expectation;
    expectation.text_ = text;
    const qsizetype sign = text.indexOf(u'=');
    expectation.type_ = text.left(sign).toUtf8(); // all of it where there is no sign
    if (text.isEmpty()) {
        problem =
            ExpectationText::tr("--expect needs the type of an event, as in --expect done or --expect 'message=^ok'");
        return {};
    }
    if (expectation.type_.isEmpty())
        expectation.type_ = DefaultType;
    if (sign < 0)
        return expectation;
    const QRegularExpression data(text.mid(sign + 1), QRegularExpression::UseUnicodePropertiesOption);
    if (!data.isValid()) {
        problem = ExpectationText::tr("--expect \"%1\": the regular expression is wrong at its character %2: %3")
                      .arg(text, QString::number(data.patternErrorOffset() + 1), data.errorString());
        return {};
    }
    expectation.data_ = data;
    return expectation;
}

bool Expectation::isMetBy(const Event &event) const
{
    const bool isType = event.type.isEmpty() ? type_ == DefaultType : event.type == type_;
    return isType && (!data_ || data_->match(decodeUtf8(event.data)).hasMatch());
}

} // namespace helio
