// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/doctor/ignoredkinds.h"

#include "findings/findingtable.h"
#include "ui/look/sharedlist.h"

namespace helio {

namespace {

const SharedList Kept{QStringLiteral("problems/ignored"), IgnoredKinds::MaximumKept, 2};

} // namespace

void IgnoredKinds::keepIn(QSettings &settings)
{
    settings_ = &settings;
    const QStringList texts = Kept.read(settings);
    kinds_.clear();
    for (qsizetype i = 0; i + 1 < texts.size(); i += 2) {
        // A kind that this program does not know stays in the settings for the one that does.
        if (const auto code = codeFromName(texts[i + 1].toUtf8()))
            kinds_.append({texts[i], *code});
    }
    kept_ = this->texts();
    Q_EMIT changed();
}

void IgnoredKinds::setIgnored(const QString &subject, FindingCode code, bool ignored)
{
    const Kind kind{subject, code};
    if (ignored == kinds_.contains(kind))
        return;
    if (ignored)
        kinds_.prepend(kind);
    else
        kinds_.removeAll(kind);
    if (kinds_.size() > MaximumKept)
        kinds_.resize(MaximumKept);
    if (settings_) {
        const QStringList now = texts();
        Kept.write(*settings_, now, kept_);
        kept_ = now;
    }
    Q_EMIT changed();
}

QStringList IgnoredKinds::texts() const
{
    QStringList texts;
    for (const Kind &kind : kinds_)
        texts += {kind.subject, QString::fromLatin1(codeName(kind.code))};
    return texts;
}

} // namespace helio
