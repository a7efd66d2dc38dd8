// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/dialectchoice.h"

#include <QCoreApplication>

namespace helio {

namespace {

const SharedList Kept{QStringLiteral("lens/dialects"), DialectChoices::MaximumKept, 2};

struct DialectChoiceText
{
    Q_DECLARE_TR_FUNCTIONS(helio::DialectChoice)
};

} // namespace

std::optional<Dialect> DialectChoice::dialect(const DialectLibrary &library, QString &problem) const
{
    problem.clear();
    if (isAuto())
        return {};
    if (isPath()) {
        const auto path = JsonPath::parse(text);
        if (!path)
            problem = DialectChoiceText::tr("%1 is no JSON path, as $.text or $.items[0].text are.").arg(text);
        return path ? std::optional(Dialect::ofPath(*path)) : std::nullopt;
    }
    if (isFile())
        return DialectLibrary::readUserFile(text, problem);
    const auto found = library.find(text.toUtf8());
    if (!found)
        problem = DialectChoiceText::tr("There is no dialect named %1 any more.").arg(text);
    return found;
}

DialectChoices::DialectChoices(QSettings *settings)
    : settings_(settings)
    , kept_(settings ? Kept.read(*settings) : QStringList())
{}

DialectChoice DialectChoices::of(const QString &scope) const
{
    for (qsizetype i = 0; i + 1 < kept_.size(); i += 2) {
        if (kept_[i] == scope)
            return {kept_[i + 1]};
    }
    return {};
}

void DialectChoices::set(const QString &scope, const DialectChoice &choice)
{
    const QStringList before = kept_;
    for (qsizetype i = 0; i + 1 < kept_.size(); i += 2) {
        if (kept_[i] == scope) {
            kept_.remove(i, 2);
            break;
        }
    }
    if (!choice.isAuto())
        kept_ = QStringList{scope, choice.text} + kept_;
    kept_.resize(std::min<qsizetype>(kept_.size(), 2 * MaximumKept));
    if (settings_)
        Kept.write(*settings_, kept_, before);
}

} // namespace helio
